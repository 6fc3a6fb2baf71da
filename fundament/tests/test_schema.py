"""What the database itself refuses about decisions and agreements."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bevraging.tests.factories import make_project
from fundament.models import Decision, InForce
from fundament.tests.factories import RATIONALE, make_agreement, make_decision, make_taken, put_in_force
from organisatie.models import Location


def refused(action) -> bool:
    try:
        with transaction.atomic():
            action()
    except IntegrityError:
        return True
    return False


def test_taken_decision_never_changes(lies):
    taken = make_taken(decider=lies)
    for field, value in (
        ("question", "Iets anders?"),
        ("rationale", "Toch maar anders dan we zeiden."),
        ("chosen", taken.options.last()),
    ):
        assert refused(lambda f=field, v=value: Decision.objects.filter(pk=taken.pk).update(**{f: v})), field
    Decision.objects.filter(pk=taken.pk).update(status=Decision.Status.SUPERSEDED)


def test_options_of_a_taken_decision_stay(lies):
    taken = make_taken(decider=lies)
    assert refused(lambda: taken.options.update(plus="Nog een voordeel"))
    assert refused(lambda: taken.options.create(number=9, title="Nog een optie"))


def test_option_of_another_decision_cannot_be_chosen(lies):
    decision, other = make_decision(), make_decision("Wie noteert?")
    stray = other.options.first()
    fields = {"status": "taken", "decider": lies, "rationale": "Daarom.", "taken_at": timezone.now()}
    fields["review_on"] = timezone.localdate()
    assert refused(lambda: Decision.objects.filter(pk=decision.pk).update(chosen=stray, **fields))


@pytest.mark.parametrize("missing", ["chosen", "decider", "rationale", "review_on", "taken_at"])
def test_taken_decision_is_whole(lies, missing):
    decision = make_decision()
    fields = {"status": "taken", "decider": lies, "rationale": "Daarom.", "taken_at": timezone.now()}
    fields |= {"review_on": timezone.localdate(), "chosen": decision.options.first()}
    fields[missing] = "" if missing == "rationale" else None
    assert refused(lambda: Decision.objects.filter(pk=decision.pk).update(**fields))


def test_withdrawn_decision_never_comes_back(lies):
    decision = make_decision()
    Decision.objects.filter(pk=decision.pk).update(status="withdrawn", closed_why="Niet meer nodig.")
    assert refused(lambda: Decision.objects.filter(pk=decision.pk).update(status="proposal"))


def take(decision, **fields):
    """Straight in the database, past the door."""
    values = {"status": "taken", "chosen": decision.options.first(), "taken_at": timezone.now()}
    values |= {"rationale": RATIONALE, "review_on": timezone.localdate()}
    Decision.objects.filter(pk=decision.pk).update(**values | fields)


def test_taken_decision_has_two_weighed_options_and_advice_of_who_does_the_work(lies):
    single, bare, unheard = make_decision(options=1), make_decision("Wie noteert?"), make_decision("Waar staat het?")
    bare.options.filter(number=2).update(minus="")
    unheard.parties.update(does_the_work=False)
    assert [refused(lambda one=one: take(one, decider=lies)) for one in (single, bare, unheard)] == [True] * 3
    whole = make_decision("Wanneer noteren we?")
    assert not refused(lambda: take(whole, decider=lies))


def test_who_drives_never_decides(lies, noor):
    decision = make_decision(driver=lies)
    assert refused(lambda: take(decision, decider=lies))
    take(decision, decider=noor)
    assert refused(lambda: Decision.objects.filter(pk=decision.pk).update(driver=noor))


def test_decision_only_replaces_an_earlier_one_of_its_project(lies):
    """So the line never closes into a circle."""
    first, second = make_decision(), make_decision("Wie noteert?")
    elsewhere = make_decision("Waar?", project=make_project("Een ander traject"))
    replaces = lambda one, other: Decision.objects.filter(pk=one.pk).update(supersedes=other)  # noqa: E731
    assert refused(lambda: replaces(second, elsewhere))
    replaces(second, first)
    assert refused(lambda: replaces(first, second))
    assert refused(lambda: Decision.objects.filter(pk=first.pk).update(number=9))
    born = {"project": first.project, "number": 0, "question": "Waarom?", "supersedes": second}
    assert refused(lambda: Decision.objects.create(**born))


def test_agreement_is_in_force_per_place_or_everywhere_and_never_both(linde):
    place = Location.objects.create(organisation=linde, name="Gent")
    located, everywhere = put_in_force(make_agreement(), place), put_in_force(make_agreement("We bellen terug."))
    row = {"agreement": located.agreement, "version": located, "since": timezone.localdate() - timedelta(days=9)}
    assert refused(lambda: InForce.objects.create(**row))
    row |= {"agreement": everywhere.agreement, "version": everywhere}
    assert refused(lambda: InForce.objects.create(**row, location=place))
    InForce.objects.create(**row)
    assert refused(lambda: InForce.objects.filter(since=row["since"]).update(location=place))


def test_two_versions_of_an_agreement_never_begin_on_one_day_at_one_place(linde):
    place = Location.objects.create(organisation=linde, name="Gent")
    version = put_in_force(make_agreement(), place)
    second = version.agreement.versions.create(number=2, sentence="Anders.", changed="Alles.", changed_why="Beter.")
    today = timezone.localdate()
    again = {"agreement": version.agreement, "version": second, "location": place, "since": today}
    assert refused(lambda: InForce.objects.create(**again))


def test_version_of_another_agreement_is_never_in_force(linde):
    one, other = make_agreement(), make_agreement("We bellen terug.")
    stray = {"agreement": one.agreement, "version": other, "since": timezone.localdate()}
    assert refused(lambda: InForce.objects.create(**stray))


def test_words_that_were_tested_stay(linde):
    version = put_in_force(make_agreement())
    assert refused(lambda: type(version).objects.filter(pk=version.pk).update(sentence="Iets anders."))


def test_project_goes_with_everything_in_it(lies):
    taken = make_taken(decider=lies)
    version = put_in_force(make_agreement(project=taken.project))
    version.agreement.decisions.add(taken)
    taken.project.delete()
    assert not Decision.objects.exists()
    assert not InForce.objects.exists()
