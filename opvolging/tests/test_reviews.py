"""Looking again at a framework: every agreement gets an answer, what changes and what goes, and the next day."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from fundament.dates import months_later
from fundament.models import AgreementVersion
from fundament.tests.factories import make_agreement, mark_tested
from opvolging.actions.reviews import hold_review, months_proposed
from opvolging.models import Review, ReviewLine
from opvolging.tests.factories import make_check, make_holding, make_rhythm, make_step_6
from opvolging.tests.remedies import make_remedy
from organisatie.tests.factories import make_employee
from trajecten.models import Event

TODAY = timezone.localdate
KEEP, ADJUST, WITHDRAW = "keep", "adjust", "withdraw"


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def version(project):
    return make_holding(project, "Aalst", "Gent", sentence="We noteren elk gesprek.")


@pytest.fixture
def framework(version):
    return version.agreement.framework


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def hold(framework, by, months=6, form_key=None, **said):
    """`A01="keep"` or `A01=("adjust", "Omdat")`."""
    keys = {one.code: one.pk for one in framework.agreements.all()}
    lines = {keys[code]: (word, "") if isinstance(word, str) else word for code, word in said.items()}
    return hold_review(framework=framework, by=by, lines=lines, months=months, form_key=form_key)


def url(name, project, framework=None):
    return reverse(f"opvolging:{name}", args=[project.slug, *([framework.pk] if framework else [])])


def text_of(response) -> str:
    return re.sub(r"(<[^>]*>|\s)+", " ", response.content.decode())


# --- What it does --------------------------------------------------------------------------------


def test_next_day_stands_on_the_framework_and_in_history(framework, lies):
    review = hold(framework, lies, months=12, A01=KEEP)
    framework.refresh_from_db()
    expected = months_later(TODAY(), 12)
    assert (review.next_on, framework.review_on, framework.review_months) == (expected, expected, 12)
    event = Event.objects.get()
    assert (event.verb, event.data["keep"], event.data["adjust"]) == ("review_held", 1, 0)


def test_same_press_twice_is_one_review(framework, lies):
    key = uuid4()
    assert hold(framework, lies, form_key=key, A01=KEEP) == hold(framework, lies, form_key=key, A01=KEEP)
    assert (Review.objects.count(), Event.objects.count()) == (1, 1)


def test_what_is_kept_stays_as_it_was(framework, version, lies):
    hold(framework, lies, A01=KEEP)
    assert list(version.agreement.versions.values_list("number", "status")) == [(1, "in_force")]


def test_what_is_adjusted_gets_a_concept_with_the_words_of_now(framework, version, lies):
    hold(framework, lies, A01=(ADJUST, "De info staat te diep."))
    new = version.agreement.versions.get(number=2)
    assert (new.status, new.sentence, new.changed_why) == ("concept", version.sentence, "De info staat te diep.")
    version.refresh_from_db()
    assert version.status == AgreementVersion.Status.IN_FORCE


def test_words_that_were_let_go_of_do_not_come_back(framework, version, lies):
    gone = {"sentence": "Toch niet.", "changed": "Iets", "changed_why": "Daarom"}
    version.agreement.versions.create(number=2, status="withdrawn", withdrawn_why="Op", **gone)
    hold(framework, lies, A01=(ADJUST, "De info staat te diep."))
    assert version.agreement.versions.get(number=3).sentence == version.sentence


def test_version_in_the_making_is_not_pushed_aside(framework, version, lies):
    made = version.agreement.versions.create(number=2, sentence="Nieuw.", changed="Iets", changed_why="Daarom")
    mark_tested(made)
    hold(framework, lies, A01=(ADJUST, "Nog eens."))
    assert list(version.agreement.versions.values_list("number", "status")) == [(1, "in_force"), (2, "tested")]


def test_what_is_withdrawn_ends_today_with_its_reason(framework, version, lies):
    hold(framework, lies, A01=(WITHDRAW, "Niemand heeft er iets aan."))
    version.refresh_from_db()
    assert (version.status, version.withdrawn_why) == ("withdrawn", "Niemand heeft er iets aan.")


def test_nobody_looks_any_more_and_nothing_is_tried_for_what_is_withdrawn(framework, version, lies):
    rhythm, remedy = make_rhythm(version, "Aalst"), make_remedy(version, "Aalst")
    kept = make_rhythm(make_holding(framework.project, "Aalst"), "Aalst")
    hold(framework, lies, A01=(WITHDRAW, "Niemand heeft er iets aan."), A02=KEEP)
    for row in (rhythm, remedy, kept):
        row.refresh_from_db()
    assert (rhythm.ended_on, kept.ended_on) == (TODAY(), None)
    assert (remedy.outcome, remedy.result) == ("stopped", "Niemand heeft er iets aan.")


@pytest.mark.parametrize("word", [ADJUST, WITHDRAW])
def test_a_change_without_a_reason_changes_nothing(framework, version, lies, word):
    make_agreement(framework=framework)
    with pytest.raises(ValidationError, match="waarom"):
        hold(framework, lies, A01=KEEP, A02=(word, " "))
    assert (Review.objects.count(), ReviewLine.objects.count()) == (0, 0)


def test_every_agreement_that_lives_needs_an_answer(framework, version, lies):
    make_agreement(framework=framework)
    with pytest.raises(ValidationError, match="intussen anders"):
        hold(framework, lies, A01=KEEP)


def test_agreement_that_ended_is_not_asked_about(framework, version, lies):
    gone = make_holding(framework.project, "Aalst")
    gone.status, gone.withdrawn_why = "withdrawn", "Op"
    gone.save()
    gone.agreement.in_force.update(version=None)
    assert hold(framework, lies, A01=KEEP).lines.count() == 1


@pytest.mark.parametrize(("days", "months", "proposed"), [(200, 6, 6), (400, 6, 12), (400, 3, 3), (200, 12, 12)])
def test_after_the_first_year_twelve_months_are_proposed(project, days, months, proposed):
    version = make_holding(project, "Aalst", since=TODAY() - timedelta(days=days))
    framework = version.agreement.framework
    framework.review_months = months
    assert months_proposed(framework, TODAY()) == proposed


# --- Pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["herzieningen", "herziening", "herziening_houden"])
def test_reviews_are_missing_for_a_stranger(client, vik, project, framework, name):
    client.force_login(vik)
    assert client.get(url(name, project, None if name == "herzieningen" else framework)).status_code == 404


def test_reader_looks_and_holds_none(client, noor, project, framework):
    client.force_login(noor)
    asked = [("herzieningen", None), ("herziening", framework), ("herziening_houden", framework)]
    assert [client.get(url(name, project, one)).status_code for name, one in asked] == [200, 200, 403]


def test_past_its_day_it_is_said_to_be_past(as_lies, project, framework):
    framework.review_on = TODAY() - timedelta(days=1)
    framework.save()
    page = text_of(as_lies.get(url("herzieningen", project)))
    assert "Van 1 kader is de herziening verlopen." in page
    assert " Verlopen " in page


def test_form_shows_what_is_known_and_keeps_what_was_said(as_lies, project, framework, version):
    make_check(make_rhythm(version, "Aalst"), 14, 13)
    make_check(make_rhythm(version, "Gent"), 14, 2)
    make_remedy(version, "Gent", cause="agreement_wrong", rung=5)
    page = text_of(as_lies.get(url("herziening_houden", project, framework)))
    told = ["Loopt goed op 1 plek", "Vraagt aandacht op 1 plek", "1 aanpak loopt.", "de afspraak klopt niet."]
    assert [words in page for words in told] == [True] * 4
    pk = version.agreement_id
    form = {f"uitkomst-{pk}": ADJUST, f"waarom-{pk}": "Te lang.", "months": "6", "form_key": str(uuid4())}
    answers = [as_lies.post(url("herziening_houden", project, framework), form).url for _ in range(2)]
    assert answers == [url("herziening", project, framework)] * 2
    after = text_of(as_lies.get(answers[0]))
    assert "Aanpassen: Te lang." in after
    assert "Schrijf de nieuwe versie van A01" in after


def test_nothing_is_chosen_beforehand_and_a_change_asks_why(as_lies, project, framework, version):
    pk = version.agreement_id
    address = url("herziening_houden", project, framework)
    empty = text_of(as_lies.post(address, {"months": "6"}))
    assert "Kies wat jullie met A01 doen." in empty
    unsaid = text_of(as_lies.post(address, {f"uitkomst-{pk}": WITHDRAW, "months": "6"}))
    assert "Schrijf kort op waarom." in unsaid
    assert Review.objects.count() == 0


def test_name_in_a_reason_is_asked_about(as_lies, project, framework, version, linde):
    make_employee(linde, "An Peeters")
    pk = version.agreement_id
    form = {f"uitkomst-{pk}": ADJUST, f"waarom-{pk}": "An Peeters wil dit niet.", "months": "6"}
    assert "Staat hier een naam in?" in text_of(as_lies.post(url("herziening_houden", project, framework), form))


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("herziening", 8), ("herziening_houden", 8)])
def test_pages_ask_as_much_however_many_agreements(
    as_lies, lies, project, framework, n, name, queries, django_assert_num_queries
):
    hold(framework, lies, A01=KEEP)
    for number in range(n):
        other = make_holding(project, f"Huis {number}")
        make_check(make_rhythm(other, f"Huis {number}"), 14, 13)
        make_remedy(other)
    with django_assert_num_queries(queries):
        as_lies.get(url(name, project, framework))


@pytest.mark.parametrize("n", [1, 3])
def test_list_asks_as_much_however_many_frameworks(as_lies, project, n, django_assert_num_queries):
    for number in range(n):
        project.frameworks.create(name=f"Kader {number}")
    with django_assert_num_queries(5):
        as_lies.get(url("herzieningen", project))
