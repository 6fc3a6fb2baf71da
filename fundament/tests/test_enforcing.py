"""What holds where, and since when: tested, in force, replaced, withdrawn. Whatever people press, one version a place and day."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fundament.actions import agreements, enforcing
from fundament.models import Agreement, AgreementVersion, InForce
from fundament.tests.factories import make_agreement, mark_tested
from organisatie.models import Location
from organisatie.tests.factories import make_employee, make_location
from trajecten import gate, history
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db
Status = AgreementVersion.Status
CHANGE = {"changed": "Een vast blok op het startscherm.", "changed_why": "Zo zoekt niemand nog."}


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4)


@pytest.fixture
def gent(linde):
    return make_location(linde, "Gent")


@pytest.fixture
def aalst(linde):
    return make_location(linde, "Aalst")


@pytest.fixture
def concept(project, linde):
    """The words of A01, not tested; Griet looks after it."""
    return make_agreement(project=project, owner=make_employee(linde, "Griet Claes"))


@pytest.fixture
def tested(concept):
    return mark_tested(concept)


def next_tested(version, by) -> AgreementVersion:
    made = agreements.new_version(agreement=version.agreement, by=by, sentence="We noteren meteen.", **CHANGE)
    return mark_tested(made)


def begin(version, by, since=None, **places) -> list[InForce]:
    return enforcing.put_in_force(version=version, by=by, since=since or timezone.localdate(), **places)


def statuses(agreement) -> list[str]:
    return list(
        AgreementVersion.objects.filter(agreement=agreement).order_by("number").values_list("status", flat=True)
    )


def holding(agreement, on=None) -> dict[str, int]:
    """Place → number of the version that holds there on that day; «» in an organisation without places."""
    rows = InForce.objects.on(on or timezone.localdate()).filter(agreement=agreement, version__isnull=False)
    return {row.location.name if row.location else "": row.version.number for row in rows.select_related("location")}


def told(project) -> list[str]:
    return [history.sentence(event) for event in project.events.order_by("pk")]


# --- Tested ------------------------------------------------------------------------------------


def test_words_are_tested_once_with_a_sentence_how(concept, lies, project):
    assert enforcing.mark_tested(version=concept, by=lies, how="Acht collega's probeerden het in maart.")
    assert not enforcing.mark_tested(version=concept, by=lies, how="Nog eens.")
    concept.refresh_from_db()
    assert (concept.status, concept.tested_how) == (Status.TESTED, "Acht collega's probeerden het in maart.")
    assert told(project)[-1] == "Versie 1 van afspraak A01 is getoetst."


@pytest.mark.parametrize("how", ["", "   ", "x" * 401])
def test_how_it_was_tested_is_one_sentence(concept, lies, how):
    with pytest.raises(ValidationError) as refused:
        enforcing.mark_tested(version=concept, by=lies, how=how)
    assert list(refused.value.message_dict) == ["how"]
    assert statuses(concept.agreement) == [Status.CONCEPT]


# --- In force ----------------------------------------------------------------------------------


def test_tested_words_are_in_force_everywhere_from_a_day(tested, lies, gent, aalst, project):
    begin(tested, lies, day(-7))
    assert holding(tested.agreement) == {"Aalst": 1, "Gent": 1}
    assert holding(tested.agreement, day(-8)) == {}
    assert statuses(tested.agreement) == [Status.IN_FORCE]
    assert "Lies Maes liet versie 1 van afspraak A01 ingaan op" in told(project)[-1]
    assert told(project)[-1].endswith(": Aalst, Gent.")


def test_organisation_without_places_has_one_row(tested, lies):
    begin(tested, lies)
    assert [(row.location, row.version) for row in InForce.objects.all()] == [(None, tested)]


def test_what_held_before_there_were_places_holds_at_each_of_them(tested, lies, linde):
    begin(tested, lies, day(-30))
    gent, aalst = make_location(linde, "Gent"), make_location(linde, "Aalst")
    begin(next_tested(tested, lies), lies, locations=[gent])
    assert holding(tested.agreement) == {"Gent": 2, "Aalst": 1}
    assert holding(tested.agreement, day(-1)) == {"Gent": 1, "Aalst": 1}
    assert (statuses(tested.agreement), aalst.pk > gent.pk) == ([Status.IN_FORCE, Status.IN_FORCE], True)


def test_version_begins_where_it_is_meant_for(tested, lies, gent, aalst):
    tested.locations.set([gent])
    begin(tested, lies)
    assert holding(tested.agreement) == {"Gent": 1}
    with pytest.raises(ValidationError, match="niet bedoeld voor Aalst"):
        begin(tested, lies, locations=[aalst])


@pytest.mark.parametrize("named", [True, False])
def test_further_places_follow_later(tested, lies, gent, aalst, named):
    begin(tested, lies, day(-30), locations=[gent])
    begin(tested, lies, locations=[aalst] if named else None)
    assert holding(tested.agreement, day(-1)) == {"Gent": 1}
    assert holding(tested.agreement) == {"Gent": 1, "Aalst": 1}


def test_earlier_version_is_replaced_when_it_counts_nowhere_any_more(tested, lies, gent, aalst):
    begin(tested, lies, day(-30))
    second = next_tested(tested, lies)
    begin(second, lies, locations=[gent])
    assert statuses(tested.agreement) == [Status.IN_FORCE, Status.IN_FORCE]
    begin(second, lies, day(14), locations=[aalst])
    assert statuses(tested.agreement) == [Status.REPLACED, Status.IN_FORCE]
    assert holding(tested.agreement) == {"Gent": 2, "Aalst": 1}
    assert holding(tested.agreement, day(14)) == {"Gent": 2, "Aalst": 2}


def test_pressed_twice_begins_once(tested, lies, gent, project):
    begin(tested, lies)
    assert begin(tested, lies) == []
    assert InForce.objects.count() == 1
    assert sum("ingaan" in line for line in told(project)) == 1


def test_day_that_is_still_to_come_can_move(tested, lies, gent):
    begin(tested, lies, day(14))
    begin(tested, lies, day(7))
    assert list(InForce.objects.values_list("since", flat=True)) == [day(7)]


def test_day_that_has_come_stays(tested, lies, gent):
    begin(tested, lies, day(-3))
    with pytest.raises(ValidationError, match="geldt in Gent al sinds"):
        begin(tested, lies, day(3), locations=[gent])


@pytest.mark.parametrize("offset", [-7, -8])
def test_next_version_begins_later_than_the_one_before(tested, lies, gent, offset):
    begin(tested, lies, day(-7))
    with pytest.raises(ValidationError, match="Versie 1 gaat in Gent in op"):
        begin(next_tested(tested, lies), lies, day(offset))
    assert statuses(tested.agreement) == [Status.IN_FORCE, Status.TESTED]


def test_older_version_never_comes_back_over_a_newer_one(tested, lies, gent, aalst):
    begin(tested, lies, day(-30))
    begin(next_tested(tested, lies), lies, day(-7), locations=[gent])
    with pytest.raises(ValidationError, match="Daar staat al versie 2"):
        begin(tested, lies, locations=[gent])


def test_words_that_were_not_tested_never_begin(concept, lies, gent):
    with pytest.raises(ValidationError, match="Probeer deze woorden eerst uit"):
        begin(concept, lies)
    assert not InForce.objects.exists()


def test_agreement_without_an_owner_never_begins(tested, lies, gent):
    Agreement.objects.update(owner=None)
    with pytest.raises(ValidationError, match="Kies eerst een eigenaar"):
        begin(tested, lies)


def test_nothing_begins_before_the_gate_is_open(tested, lies, gent, project):
    type(project).objects.update(step=3)
    with pytest.raises(gate.GateClosed, match="Een afspraak laten ingaan kan zodra"):
        begin(tested, lies)
    assert not InForce.objects.exists()


def test_place_of_another_organisation_is_refused(tested, lies, gent, anker):
    with pytest.raises(ValidationError, match="jullie organisatie"):
        begin(tested, lies, locations=[make_location(anker, "Oostende")])
    with pytest.raises(ValidationError, match="minstens één locatie"):
        begin(tested, lies, locations=[])


# --- Withdrawn ---------------------------------------------------------------------------------


def test_agreement_ends_everywhere_with_a_reason(tested, lies, gent, aalst, project):
    begin(tested, lies, day(-30))
    second = next_tested(tested, lies)
    begin(second, lies, day(-7), locations=[gent])
    assert enforcing.end_agreement(agreement=tested.agreement, by=lies, why="De kar is er niet meer.", since=day(-1))
    assert not enforcing.end_agreement(agreement=tested.agreement, by=lies, why="Nog eens.")
    assert statuses(tested.agreement) == [Status.WITHDRAWN, Status.WITHDRAWN]
    assert (holding(tested.agreement, day(-2)), holding(tested.agreement)) == ({"Gent": 2, "Aalst": 1}, {})
    assert "stopte afspraak A01" in told(project)[-1]


def test_version_in_the_making_is_let_go_of(tested, lies, gent):
    begin(tested, lies)
    second = next_tested(tested, lies)
    assert enforcing.withdraw(version=second, by=lies, why="Toch niet nodig.")
    assert not enforcing.withdraw(version=second, by=lies, why="Toch niet nodig.")
    assert statuses(tested.agreement) == [Status.IN_FORCE, Status.WITHDRAWN]


def test_plan_that_never_began_leaves_the_version_before(tested, lies, gent):
    begin(tested, lies, day(-30))
    second = next_tested(tested, lies)
    begin(second, lies, day(14))
    enforcing.withdraw(version=second, by=lies, why="We wachten nog.")
    assert statuses(tested.agreement) == [Status.IN_FORCE, Status.WITHDRAWN]
    assert holding(tested.agreement, day(30)) == {"Gent": 1}


def test_agreement_that_ends_leaves_no_plan_behind(tested, lies, gent):
    begin(tested, lies, day(-30))
    begin(next_tested(tested, lies), lies, day(14))
    enforcing.end_agreement(agreement=tested.agreement, by=lies, why="Niet meer nodig.")
    assert statuses(tested.agreement) == [Status.WITHDRAWN, Status.WITHDRAWN]
    assert holding(tested.agreement, day(30)) == {}


def test_version_that_began_today_ends_today(tested, lies, gent):
    begin(tested, lies)
    enforcing.end_agreement(agreement=tested.agreement, by=lies, why="Vergissing.")
    assert list(InForce.objects.values_list("version", flat=True)) == [None]


def test_agreement_never_ends_before_it_began_nor_in_days_to_come(tested, lies, gent):
    begin(tested, lies, day(-3))
    for since, said in ((day(-4), "Ze ging in Gent pas in"), (day(1), "Kies vandaag")):
        with pytest.raises(ValidationError, match=said):
            enforcing.end_agreement(agreement=tested.agreement, by=lies, why="Niet meer nodig.", since=since)
    assert holding(tested.agreement) == {"Gent": 1}


@pytest.mark.parametrize("why", ["", "  ", "x" * 401])
def test_ending_asks_a_reason(tested, lies, why):
    with pytest.raises(ValidationError) as refused:
        enforcing.end_agreement(agreement=tested.agreement, by=lies, why=why)
    assert list(refused.value.message_dict) == ["why"]


def test_agreement_that_ended_can_begin_again_with_new_words(tested, lies, gent):
    begin(tested, lies, day(-30))
    enforcing.end_agreement(agreement=tested.agreement, by=lies, why="Even niet.", since=day(-7))
    begin(next_tested(tested, lies), lies)
    assert statuses(tested.agreement) == [Status.WITHDRAWN, Status.IN_FORCE]
    assert (holding(tested.agreement, day(-1)), holding(tested.agreement)) == ({}, {"Gent": 2})


# --- Whatever people press ---------------------------------------------------------------------

DAYS = st.integers(-40, 40)
PLACES = st.one_of(st.none(), st.sets(st.integers(0, 2), max_size=3))
MOVES = st.one_of(
    st.tuples(st.just("begin"), st.integers(0, 4), DAYS, PLACES),
    st.tuples(st.just("begin"), st.integers(0, 4), DAYS, st.none()),
    st.tuples(st.just("next")),
    st.tuples(st.just("withdraw"), st.integers(0, 4), DAYS),
    st.tuples(st.just("end"), DAYS),
    st.tuples(st.just("place")),
)


class Rollback(Exception):
    """Ends one example: the next one starts from the same rows."""


def play(agreement, by, move) -> None:
    """Do one thing that a person can do; a refusal is a fine answer."""
    name, *rest = move
    versions = list(agreement.versions.all())
    places = list(agreement.project.organisation.locations.all())
    if name == "begin":
        chosen = None if rest[2] is None else [place for n, place in enumerate(places) if n in rest[2]]
        begin(versions[rest[0] % len(versions)], by, day(rest[1]), locations=chosen)
    elif name == "next":
        next_tested(versions[-1], by)
    elif name == "withdraw":
        enforcing.withdraw(version=versions[rest[0] % len(versions)], by=by, why="Zo.", since=day(rest[1]))
    elif name == "end":
        enforcing.end_agreement(agreement=agreement, by=by, why="Zo.", since=day(rest[0]))
    elif name == "place" and len(places) < 3:
        make_location(agreement.project.organisation, f"Huis {len(places)}")


def check_statuses(agreement) -> None:
    last: dict = {}
    for row in InForce.objects.filter(agreement=agreement).order_by("since"):
        last[row.location_id] = row.version_id
    for version in agreement.versions.all():
        assert (version.status == Status.IN_FORCE) == (version.pk in last.values())


def check_days(agreement) -> None:
    """On each day at which something begins, and the day before it, one row a place."""
    begins = set(InForce.objects.filter(agreement=agreement).values_list("since", flat=True))
    for on in begins | {since - timedelta(days=1) for since in begins}:
        found = list(InForce.objects.on(on).filter(agreement=agreement).values_list("location", flat=True))
        assert len(found) == len(set(found))
        assert None not in found or len(found) == 1


@pytest.mark.parametrize("places", [0, 2])
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(MOVES, min_size=3, max_size=12))
def test_one_version_a_place_and_day_and_statuses_that_agree(project, tested, lies, places, moves):
    agreement = tested.agreement
    with suppress(Rollback), transaction.atomic():
        Location.objects.bulk_create(
            Location(organisation=project.organisation, name=f"Huis {n}") for n in range(places)
        )
        for move in moves:
            with suppress(ValidationError), transaction.atomic():
                play(agreement, lies, move)
            check_statuses(agreement)
        check_days(agreement)
        raise Rollback
