"""A rhythm: its plan stands written ahead, on working days, whoever owns it."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.exceptions import ValidationError

from fundament.actions.enforcing import end_agreement
from opvolging.actions import preparing
from opvolging.actions import rhythm as actions
from opvolging.models import CheckRhythm, PlannedCheck
from opvolging.planning import days_of, last_first_day
from opvolging.tests.factories import make_holding, make_rhythm, make_step_6
from opvolging.tests.remedies import make_remedy
from organisatie.models import Employee
from organisatie.tests.factories import make_employee, make_location
from trajecten import history, reminders

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""Before the clock goes forward on 29 March, and back on 25 October."""
FIRST = date(2026, 3, 16)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def version(project):
    return make_holding(project, "Aalst", "Gent")


def start(version, by, place="Aalst", **fields) -> CheckRhythm:
    organisation = version.agreement.project.organisation
    values = {"method": "sample", "unit": "notities", "first_on": FIRST, **fields}
    location = make_location(organisation, place) if place else None
    return actions.start_rhythm(agreement=version.agreement, by=by, location=location, **values)


def days(rhythm) -> list[date]:
    return list(rhythm.planned.order_by("due_on").values_list("due_on", flat=True))


def refused(call, **values) -> str:
    with pytest.raises(ValidationError) as found:
        call(**values)
    return " ".join(found.value.messages)


# --- The days ------------------------------------------------------------------------------------


def test_days_are_every_so_many_weeks_until_the_first_one_past_the_horizon():
    found = list(days_of(FIRST, 8, None, date(2026, 7, 1)))
    assert found == [date(2026, 3, 16), date(2026, 5, 11), date(2026, 7, 6)]


def test_closing_day_moves_to_the_next_working_day_and_moves_only_itself():
    found = list(days_of(date(2026, 3, 30), 1, None, date(2026, 4, 14)))
    assert found == [
        date(2026, 3, 30),
        date(2026, 4, 7),
        date(2026, 4, 13),
        date(2026, 4, 20),
    ]  # Easter Monday, 6 April


def test_weekend_moves_to_monday():
    assert next(days_of(date(2026, 3, 7), 8, None, date(2026, 3, 7))) == date(2026, 3, 9)


@pytest.mark.parametrize("weeks", [1, 2, 8, 13, 52])
def test_days_grow_are_working_days_and_go_on_where_they_stopped(weeks):
    whole = list(days_of(FIRST, weeks, None, FIRST + timedelta(weeks=60)))
    half = list(days_of(FIRST, weeks, None, FIRST + timedelta(weeks=20)))
    rest = list(days_of(FIRST, weeks, half[-1], FIRST + timedelta(weeks=60))) if half[-1] < whole[-1] else []
    assert (whole == half + rest, whole == sorted(set(whole))) == (True, True)
    assert [day for day in whole if not reminders.is_office_day(day)] == []


# --- To start ------------------------------------------------------------------------------------


def test_plan_stands_there_at_once_on_the_same_weekday_over_both_clock_changes(version, lies):
    rhythm = start(version, lies, interval_weeks=4)
    assert days(rhythm)[:4] == [date(2026, 3, 16), date(2026, 4, 13), date(2026, 5, 11), date(2026, 6, 8)]
    assert days(rhythm)[-1] >= date(2026, 3, 2) + timedelta(weeks=26)


def test_without_a_first_day_it_is_the_last_one_in_time(version, lies):
    rhythm = start(version, lies, first_on=None)
    assert (days(rhythm)[0], days(rhythm)[0] <= date(2026, 3, 2) + timedelta(weeks=8)) == (
        last_first_day(date(2026, 3, 2)),
        True,
    )


def test_same_press_twice_gives_one_rhythm_and_another_one_there_is_refused(version, lies):
    key = "00000000-0000-4000-8000-000000000001"
    first, again = start(version, lies, form_key=key), start(version, lies, form_key=key)
    assert first == again
    assert refused(lambda: start(version, lies)) == "Voor die afspraak en die locatie loopt er al een ritme."
    assert CheckRhythm.objects.count() == 1


def test_press_of_another_project_gives_no_rhythm_of_it_away(version, lies):
    key = "00000000-0000-4000-8000-000000000001"
    start(version, lies, form_key=key)
    other = make_holding(make_step_6(lies, slug="tweede-traject"), "Aalst")
    assert "Laad de bladzijde opnieuw" in refused(lambda: start(other, lies, form_key=key))


@pytest.mark.parametrize("first_on", [date(2026, 3, 1), date(2025, 3, 16)])
def test_first_day_that_is_past_is_refused(version, lies, first_on):
    assert refused(lambda: start(version, lies, first_on=first_on)) == "Kies vandaag of een latere dag."


def test_owner_of_another_organisation_is_refused(version, lies, anker):
    assert "hoort niet bij jullie organisatie" in refused(
        lambda: start(version, lies, owner=make_employee(anker, "Een collega van elders"))
    )


def test_history_tells_the_plan_and_not_whose_it_is(version, lies):
    owner = make_employee(version.agreement.project.organisation, "Eigenaar van A01")
    start(version, lies, owner=owner)
    (line,) = history.latest(version.agreement.project, 5)
    assert line.sentence == "Lies Maes startte een ritme voor afspraak A01 in Aalst: om de 8 weken."


# --- Written ahead -------------------------------------------------------------------------------


def test_worker_writes_on_as_time_goes_and_twice_changes_nothing(version, lies):
    rhythm = start(version, lies)
    with time_machine.travel(MONDAY + timedelta(weeks=20), tick=False):
        reminders.sweep()
        once = days(rhythm)
        reminders.sweep()
        assert (days(rhythm) == once, once[-1] >= date(2026, 3, 2) + timedelta(weeks=46)) == (True, True)
    assert [(second - first).days for first, second in pairwise(once)][:3] == [56, 56, 56]


def test_machine_that_was_down_for_a_year_writes_the_days_that_were_missed(version, lies):
    rhythm = start(version, lies)
    with time_machine.travel(MONDAY + timedelta(weeks=60), tick=False):
        reminders.sweep()
    assert len([day for day in days(rhythm) if day < date(2026, 3, 2) + timedelta(weeks=60)]) == 8


def test_worker_leaves_ended_rhythms_and_projects_that_do_not_run_alone(version, lies):
    project = version.agreement.project
    ended, stopped = make_rhythm(version, "Aalst", ended_on=date(2026, 3, 2)), make_rhythm(version, "Gent")
    type(project).objects.filter(pk=project.pk).update(status="stopped")
    reminders.sweep()
    assert days(ended) + days(stopped) == []


# --- Changed, given, ended -----------------------------------------------------------------------


def test_another_interval_keeps_the_next_day_and_what_was_done(version, lies):
    rhythm = start(version, lies)
    rhythm.planned.filter(due_on=FIRST).update(status="done", done_on=date(2026, 3, 17))
    with time_machine.travel(MONDAY + timedelta(weeks=4), tick=False):
        actions.change_rhythm(rhythm=rhythm, by=lies, method="walk_round", unit="toestellen", interval_weeks=4)
    found = days(rhythm)
    assert found[:4] == [FIRST, date(2026, 5, 11), date(2026, 6, 8), date(2026, 7, 6)]
    rhythm.refresh_from_db()
    assert (rhythm.method, rhythm.unit, rhythm.interval_weeks) == ("walk_round", "toestellen", 4)


def test_next_day_that_stays_keeps_its_row_so_that_its_link_stays(version, lies):
    rhythm = start(version, lies)
    row = rhythm.planned.get(due_on=FIRST)
    actions.change_rhythm(rhythm=rhythm, by=lies, method="sample", unit="notities", interval_weeks=2)
    assert rhythm.planned.get(due_on=FIRST) == row


def test_another_next_day_moves_the_plan(version, lies):
    rhythm = start(version, lies)
    actions.change_rhythm(
        rhythm=rhythm, by=lies, method="sample", unit="notities", interval_weeks=8, next_on=date(2026, 3, 23)
    )
    assert days(rhythm)[:2] == [date(2026, 3, 23), date(2026, 5, 18)]


def test_changing_nothing_is_no_change_and_tells_nothing(version, lies):
    rhythm = start(version, lies)
    same = {"method": "sample", "unit": "notities", "interval_weeks": 8, "next_on": FIRST}
    assert actions.change_rhythm(rhythm=rhythm, by=lies, **same) is False
    assert len(history.latest(version.agreement.project, 5)) == 1


def test_another_owner_leaves_the_plan_and_raises_the_links(version, lies):
    organisation = version.agreement.project.organisation
    rhythm = start(version, lies, owner=make_employee(organisation, "Eigenaar van A01"))
    before = days(rhythm)
    successor = make_employee(organisation, "Opvolger van A01")
    assert [actions.give_to(rhythm=rhythm, by=lies, owner=successor) for _turn in range(2)] == [True, False]
    assert (days(rhythm), set(rhythm.planned.values_list("generation", flat=True))) == (before, {1})


def test_owner_who_left_leaves_the_plan(version, lies):
    rhythm = start(version, lies, owner=make_employee(version.agreement.project.organisation, "Eigenaar van A01"))
    before = days(rhythm)
    Employee.objects.filter(pk=rhythm.owner_id).delete()
    rhythm.refresh_from_db()
    assert (rhythm.owner, days(rhythm)) == (None, before)


def test_ended_rhythm_keeps_what_is_past_and_lets_go_of_what_is_ahead(version, lies):
    rhythm = start(version, lies)
    with time_machine.travel(MONDAY + timedelta(weeks=3), tick=False):
        assert [actions.end_rhythm(rhythm=rhythm, by=lies) for _turn in range(2)] == [True, False]
    assert days(rhythm) == [FIRST]
    assert (
        refused(lambda: actions.give_to(rhythm=rhythm, by=lies, owner=None)) == "Dit ritme is gestopt. Start een nieuw."
    )


# --- Many at once --------------------------------------------------------------------------------


def test_everything_in_force_is_proposed_with_the_owner_of_its_agreement(project, lies):
    owner = make_employee(project.organisation, "Eigenaar van A01")
    make_holding(project, "Aalst", "Gent", owner=owner)
    second = make_holding(project, "Aalst")
    make_rhythm(second, "Aalst")
    found = preparing.proposals(project)
    assert [(one.agreement.code, str(one.location), one.owner) for one in found] == [
        ("A01", "Aalst", owner), ("A01", "Gent", owner),
    ]  # fmt: skip


def test_prepared_in_one_press_and_a_second_press_starts_nothing(project, lies, django_assert_max_num_queries):
    for _number in range(6):
        make_holding(project, "Aalst", "Gent", "Ninove")
    with django_assert_max_num_queries(14):
        assert preparing.prepare(project=project, by=lies) == 18
    assert preparing.prepare(project=project, by=lies) == 0
    firsts = {min(days(one)) for one in CheckRhythm.objects.all()}
    assert (max(firsts) <= date(2026, 3, 2) + timedelta(weeks=8), len(firsts)) == (True, 4)
    assert PlannedCheck.objects.filter(rhythm__planned=None).count() == 0


def test_only_what_was_chosen_is_started(project, lies):
    make_holding(project, "Aalst", "Gent")
    first, _second = preparing.proposals(project)
    assert preparing.prepare(project=project, by=lies, keys=[first.key]) == 1
    assert [str(one.location) for one in preparing.proposals(project)] == ["Gent"]


def test_rhythm_for_everywhere_leaves_nothing_to_propose_for_that_agreement(project, lies):
    make_rhythm(make_holding(project, "Aalst", "Gent"))
    assert preparing.proposals(project) == []


def test_organisation_without_locations_gets_one_rhythm_per_agreement(project, lies):
    make_holding(project)
    assert preparing.prepare(project=project, by=lies) == 1
    assert CheckRhythm.objects.get().location is None


def test_agreement_that_is_stopped_takes_its_rhythms_and_approaches_along(version, lies):
    """Whatever the door: not only a review. A long reason is cut in the approach and whole at the agreement."""
    other = make_rhythm(make_holding(version.agreement.project, "Aalst"), "Aalst")
    rhythm, remedy, why = make_rhythm(version, "Aalst"), make_remedy(version, "Aalst"), "Niemand heeft dit nodig. " * 12
    assert [end_agreement(agreement=version.agreement, by=lies, why=why) for _turn in range(2)] == [True, False]
    for row in (rhythm, remedy, other):
        row.refresh_from_db()
    assert (rhythm.ended_on, other.ended_on) == (date(2026, 3, 2), None)
    assert (remedy.outcome, remedy.ended_on, len(remedy.result)) == ("stopped", date(2026, 3, 2), 240)
