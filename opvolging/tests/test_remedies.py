"""An approach: the ladder with its reasons, once per press, its days, its end, and whether it helped."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from opvolging import ladder
from opvolging.actions import remedies
from opvolging.attention import asking, examples
from opvolging.models import Remedy
from opvolging.remedy_effects import effects_of
from opvolging.remedy_words import effect_words
from opvolging.tests.factories import make_check, make_holding, make_rhythm, make_step_6
from opvolging.tests.remedies import make_remedy, make_shown
from organisatie.tests.factories import make_employee, make_location, make_organisation
from trajecten.models import Event

Cause, Rung = Remedy.Cause, Remedy.Rung


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def version(project):
    return make_holding(project, "Aalst", "Gent")


@pytest.fixture
def aalst(linde):
    return make_location(linde, "Aalst")


def start(version, by, **fields):
    values = {"cause": Cause.CANNOT, "rung": Rung.UNDERSTAND, "what": "Een teamgesprek", **fields}
    return remedies.start_remedy(agreement=version.agreement, by=by, **values)


def ago(**span):
    return timezone.localdate() - timedelta(**span)


# --- The ladder ----------------------------------------------------------------------------------


def test_a_wrong_agreement_is_put_right_first():
    assert [int(one) for one in ladder.order_of(Cause.AGREEMENT_WRONG)] == [5, 1, 2, 3, 4, 6]


@pytest.mark.parametrize("cause", [one for one in Cause if one != Cause.AGREEMENT_WRONG])
def test_any_other_cause_begins_with_understanding(cause):
    assert [int(one) for one in ladder.order_of(cause)] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("cause", "rung", "tried", "missing"),
    [
        (Cause.CANNOT, Rung.TRAIN, set(), [1, 2]),
        (Cause.CANNOT, Rung.TRAIN, {1}, [2]),
        (Cause.CANNOT, Rung.TRAIN, {1, 2}, []),
        (Cause.AGREEMENT_WRONG, Rung.CHANGE_AGREEMENT, set(), []),
        (Cause.AGREEMENT_WRONG, Rung.UNDERSTAND, set(), [5]),
        (Cause.UNKNOWN, Rung.UNDERSTAND, set(), []),
    ],
)
def test_what_is_skipped(cause, rung, tried, missing):
    assert [int(one) for one in ladder.skipped(cause, rung, tried)] == missing


def test_the_first_step_that_was_not_tried_is_proposed():
    assert ladder.proposed(Cause.CANNOT, {1}) == Rung.CLEAR_THE_WAY
    assert ladder.proposed(Cause.CANNOT, set(Rung)) == Rung.TALK


# --- Beginning -----------------------------------------------------------------------------------


def test_begins_today_for_three_weeks_and_its_effect_counts_after_six(version, lies, aalst):
    remedy = start(version, lies, location=aalst)
    began = timezone.localdate()
    assert (remedy.started_on, remedy.due_on, remedy.effect_on) == (
        began, began + timedelta(weeks=3), began + timedelta(weeks=6),
    )  # fmt: skip


def test_skipping_a_softer_step_asks_why(version, lies):
    with pytest.raises(ValidationError) as refused:
        start(version, lies, rung=Rung.TRAIN)
    assert refused.value.message_dict == {
        "skipped_why": [
            "Je slaat een zachtere stap over: begrijpen: een teamgesprek en een drempel wegnemen. Schrijf kort op waarom."
        ]
    }
    assert start(version, lies, rung=Rung.TRAIN, skipped_why="Ze vroegen er zelf om.").skipped_why == (
        "Ze vroegen er zelf om."
    )


def test_a_softer_step_that_was_tried_there_or_everywhere_needs_no_reason(version, lies, aalst):
    make_remedy(version, "Aalst", rung=Rung.UNDERSTAND)
    make_remedy(version, rung=Rung.CLEAR_THE_WAY)
    assert start(version, lies, location=aalst, rung=Rung.TRAIN, skipped_why="Zomaar").skipped_why == ""


def test_what_was_tried_elsewhere_or_stopped_half_way_does_not_count(version, lies, aalst):
    make_remedy(version, "Gent", rung=Rung.UNDERSTAND)
    make_remedy(version, "Aalst", rung=Rung.UNDERSTAND, outcome="stopped", result="Geen tijd", ended_on=ago(days=1))
    with pytest.raises(ValidationError, match="begrijpen"):
        start(version, lies, location=aalst, rung=Rung.CLEAR_THE_WAY)


def test_same_press_twice_is_one_approach(version, lies):
    key = "6b1c0b9e-6a7c-4d53-9a0a-0d1f9c1b2a11"
    assert start(version, lies, form_key=key) == start(version, lies, form_key=key)
    assert list(Event.objects.values_list("verb", flat=True)) == ["remedy_started_everywhere"]


def test_place_and_owner_of_another_organisation_are_refused(version, lies):
    other = make_organisation("Het Anker")
    for fields in ({"location": make_location(other, "Oostende")}, {"owner": make_employee(other)}):
        with pytest.raises(ValidationError):
            start(version, lies, **fields)
    assert Remedy.objects.count() == 0


def test_check_of_another_agreement_is_refused(project, version, lies):
    check = make_check(make_rhythm(make_holding(project, "Aalst"), "Aalst"), 10, 2)
    with pytest.raises(ValidationError, match="andere afspraak"):
        start(version, lies, check_seen=check)


def test_days_in_the_wrong_order_are_refused(version, lies):
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="Eerst begin je"):
        start(version, lies, due_on=today + timedelta(days=9), effect_on=today + timedelta(days=3))


# --- Changing and closing ------------------------------------------------------------------------


def test_another_owner_changes_no_day_and_is_told_once(version, lies, linde):
    remedy, an = make_remedy(version, "Aalst"), make_employee(linde)
    assert [remedies.give_remedy(remedy=remedy, by=lies, owner=an) for _ in range(2)] == [True, False]
    after = Remedy.objects.get()
    assert (after.owner, after.due_on, after.effect_on) == (an, remedy.due_on, remedy.effect_on)
    assert list(Event.objects.values_list("verb", flat=True)) == ["remedy_changed"]


def test_closed_once_with_what_it_brought(version, lies):
    remedy = make_remedy(version, "Aalst")
    told = [
        remedies.finish_remedy(remedy=remedy, by=lies, outcome=outcome, result="57 → 80 %")
        for outcome in ("helped", "not_enough")
    ]
    after = Remedy.objects.get()
    assert (told, after.outcome, after.result, after.ended_on) == (
        [True, False], "helped", "57 → 80 %", timezone.localdate(),
    )  # fmt: skip


@pytest.mark.parametrize(("outcome", "result"), [("helped", " "), ("running", "Iets"), ("", "Iets")])
def test_closed_without_an_outcome_or_a_result_is_asked_for(version, lies, outcome, result):
    with pytest.raises(ValidationError):
        remedies.finish_remedy(remedy=make_remedy(version), by=lies, outcome=outcome, result=result)
    assert Remedy.objects.get().ended_on is None


def test_closed_is_not_changed_any_more(version, lies, linde):
    remedy = make_remedy(version, outcome="helped", result="Ja", ended_on=ago(days=1))
    with pytest.raises(ValidationError, match="afgesloten"):
        remedies.give_remedy(remedy=remedy, by=lies, owner=make_employee(linde))


# --- Did it help ---------------------------------------------------------------------------------


def words(remedy) -> str:
    return effect_words(effects_of([remedy], timezone.localdate())[remedy.pk])


def test_effect_is_the_check_that_began_it_beside_the_first_one_from_its_day(version):
    rhythm = make_rhythm(version, "Aalst")
    make_check(rhythm, 14, 13, ago(days=90))
    began = make_check(rhythm, 14, 8, ago(days=43))
    make_check(rhythm, 10, 6, ago(days=20))
    remedy = make_remedy(version, "Aalst", check_seen=began, effect_on=ago(days=10))
    assert words(remedy) == ""
    make_check(rhythm, 15, 12, ago(days=9))
    make_check(rhythm, 15, 15, ago(days=1))
    assert words(remedy) == "57 → 80 %"


def test_without_a_check_the_latest_one_before_it_began_counts(version):
    rhythm = make_rhythm(version, "Aalst")
    make_check(rhythm, 12, 7, ago(days=50))
    make_check(rhythm, 12, 10, ago(days=1))
    assert words(make_remedy(version, "Aalst", effect_on=ago(days=2))) == "58 → 83 %"


def test_everywhere_is_told_per_place(version):
    for place, before, after in (("Aalst", (20, 11), (18, 13)), ("Gent", (16, 8), None)):
        rhythm = make_rhythm(version, place)
        make_check(rhythm, *before, ago(days=45))
        if after:
            make_check(rhythm, *after, ago(days=1))
    assert words(make_remedy(version, effect_on=ago(days=2))) == "Aalst 55 → 72 %"


def test_seen_too_few_times_says_nothing(version):
    rhythm = make_rhythm(version, "Aalst")
    make_check(rhythm, 12, 7, ago(days=50))
    make_check(rhythm, 4, 4, ago(days=1))
    assert words(make_remedy(version, "Aalst", effect_on=ago(days=2))) == ""


# --- Where it is asked for, and where it goes well --------------------------------------------------


def asked(project) -> list:
    return [(one.code, one.place) for one in asking([project], timezone.localdate())[project.pk]]


def test_attention_without_a_running_approach_is_asked_for(project, version):
    make_check(make_rhythm(version, "Aalst"), 14, 8)
    make_check(make_rhythm(version, "Gent"), 14, 13)
    assert asked(project) == [("A01", "Aalst")]
    an = make_employee(project.organisation)
    make_remedy(version, "Gent", owner=an)
    assert asked(project) == [("A01", "Aalst")]
    make_remedy(version, "Aalst", owner=an)
    assert asked(project) == []


def test_an_approach_for_everywhere_answers_for_each_place(project, version):
    make_check(make_rhythm(version, "Aalst"), 14, 8)
    make_remedy(version, owner=make_employee(project.organisation))
    assert asked(project) == []


def test_running_approach_of_nobody_or_of_who_left_is_no_answer(project, version):
    make_check(make_rhythm(version, "Aalst"), 14, 8)
    make_remedy(version)
    make_remedy(version, owner=make_employee(project.organisation, "Jef Claes", active_until=ago(days=1)))
    assert asked(project) == [("A01", "Aalst")]


def test_expired_or_too_little_seen_or_no_longer_in_force_asks_nothing(project, version):
    make_check(make_rhythm(version, "Aalst"), 14, 8, ago(days=300))
    make_check(make_rhythm(version, "Gent"), 4, 1)
    gone = make_holding(project, "Aalst")
    make_check(make_rhythm(gone, "Aalst"), 14, 8)
    gone.agreement.in_force.update(version=None)
    assert asked(project) == []


def test_after_an_approach_that_was_not_enough_it_asks_again(project, version):
    make_check(make_rhythm(version, "Aalst"), 14, 8)
    make_remedy(version, "Aalst", outcome="not_enough", result="Nog niet", ended_on=ago(days=0))
    assert asked(project) == [("A01", "Aalst")]


@pytest.mark.parametrize(("checked", "found"), [(10, []), (0, [("A01", "Aalst")])])
def test_after_an_approach_that_helped_it_waits_for_the_next_check(project, version, checked, found):
    make_check(make_rhythm(version, "Aalst"), 14, 8, ago(days=checked))
    days = {"days_ago": 9, "due_on": ago(days=5), "effect_on": ago(days=2), "ended_on": ago(days=1)}
    make_remedy(version, "Aalst", outcome="helped", result="Het lukt.", **days)
    assert asked(project) == found


def test_examples_are_the_places_where_it_goes_well_with_how_they_do_it(version):
    make_check(make_rhythm(version, "Gent"), 14, 13)
    make_check(make_rhythm(version, "Aalst"), 14, 8)
    make_shown(version, "Gent", "Eén leest, één vult aan.", team="Nacht")
    make_shown(version, "Aalst", "Dit was vroeger.")
    found = examples(version.agreement, timezone.localdate())
    assert [(one.place, one.team, one.how) for one in found] == [("Gent", "Nacht", "Eén leest, één vult aan.")]


def test_place_itself_is_no_example_for_itself(version):
    rhythms = {place: make_rhythm(version, place) for place in ("Gent", "Aalst")}
    for rhythm in rhythms.values():
        make_check(rhythm, 14, 13)
    found = examples(version.agreement, timezone.localdate(), besides=rhythms["Gent"].location_id)
    assert [one.place for one in found] == ["Aalst"]


def test_many_projects_are_asked_in_one_query(project, version, django_assert_num_queries):
    make_check(make_rhythm(version, "Aalst"), 14, 8)
    with django_assert_num_queries(1):
        found = asking([project.pk, 0], timezone.localdate())
    assert [len(rows) for rows in found.values()] == [1, 0]
