"""Healthy, attention or adjust: what follows from nine measures, once a day, and that no gate hangs on it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from opvolging import health_daily
from opvolging.actions.health import read_health
from opvolging.health import latest_of, reading_of, state_of
from opvolging.health_criteria import LOWER, MEASURES, criteria
from opvolging.models import HealthReading, Spotlight
from opvolging.step import Opvolging
from organisatie.tests.factories import make_employee, make_location
from trajecten import gate
from trajecten.actions import change_threshold
from trajecten.models import Event, Project
from trajecten.reading import with_columns
from trajecten.steps import Kind, State, replaced
from trajecten.tests.factories import make_decider, make_project

ALL = list(MEASURES)


def states(met=0, missed=0):
    """So many met, then so many missed; the rest unknown."""
    words = ["met"] * met + ["missed"] * missed
    return dict(zip(ALL, words + ["unknown"] * (9 - len(words)), strict=True))


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, make_decider(linde), step=6)


def kept(project, days_ago=0, met=9, missed=0, state="healthy"):
    """A reading as it would have been written that day."""
    rows = [
        {"code": code, "state": word, "value": None, "of": None, "goal": None, "text": {}}
        for code, word in states(met, missed).items()
    ]
    day = timezone.localdate() - timedelta(days=days_ago)
    counted = {"met": met, "missed": missed, "unknown": 9 - met - missed}
    return HealthReading.objects.create(project=project, day=day, state=state, measures=rows, **counted)


# --- The state -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("met", "missed", "state"),
    [
        (9, 0, "healthy"),
        (5, 0, "healthy"),
        (4, 0, "unknown"),
        (0, 0, "unknown"),
        (8, 1, "attention"),
        (0, 1, "attention"),
        (7, 2, "attention"),
        (6, 3, "adjust"),
        (0, 9, "adjust"),
    ],
)
def test_state_follows_from_what_was_missed_and_never_from_what_is_unknown(met, missed, state):
    assert state_of(states(met, missed)) == state


def test_the_same_measure_missed_a_quarter_ago_asks_to_adjust():
    missed_now = {code for code, word in states(8, 1).items() if word == "missed"}
    assert state_of(states(8, 1), missed_now) == "adjust"


def test_another_measure_missed_a_quarter_ago_does_not():
    assert state_of(states(8, 1), {ALL[0]}) == "attention"


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "state"), [(90, "attention"), (91, "adjust"), (105, "adjust"), (106, "attention")])
def test_a_quarter_ago_is_thirteen_weeks_with_two_weeks_for_a_night_that_was_missed(project, days, state):
    """Aalst has somebody in the kijker and nobody to turn to: one measure is missed now, as it was then."""
    kept(project, days, met=0, missed=9, state="adjust")
    aalst = make_location(project.organisation, "Aalst")
    make_employee(project.organisation, location=aalst)
    today = timezone.localdate()
    Spotlight.objects.create(project=project, location=aalst, what="Goed", how="Zo", status="shown", shown_on=today)
    assert read_health(project=project).state == state


# --- A day has one reading -------------------------------------------------------------------------


@pytest.mark.django_db
def test_worker_writes_one_reading_a_day(project):
    now = timezone.now()
    assert (health_daily.collect(now), health_daily.collect(now)) == (1, 0)
    assert HealthReading.objects.get().day == timezone.localdate(now)


@pytest.mark.django_db
def test_reading_of_a_day_stays_as_it_is_for_the_worker(project):
    earlier = kept(project, met=9)
    assert (read_health(project=project), HealthReading.objects.get().met) == (earlier, 9)


@pytest.mark.django_db
def test_who_leads_has_it_worked_out_again_that_day(project, lies):
    kept(project, met=9)
    assert read_health(project=project, by=lies).state == "unknown"
    assert HealthReading.objects.count() == 1


@pytest.mark.django_db
def test_who_reads_along_has_nothing_worked_out(project, noor):
    with pytest.raises(PermissionDenied):
        read_health(project=project, by=noor)


@pytest.mark.django_db
def test_project_in_another_step_or_stopped_is_not_read(project):
    Project.objects.update(step=5)
    assert health_daily.collect(timezone.now()) == 0
    Project.objects.update(step=6, status="stopped")
    assert (health_daily.collect(timezone.now()), read_health(project=project)) == (0, None)


@pytest.mark.django_db
def test_one_project_that_cannot_be_read_keeps_nobody_else_waiting(project, linde, lies, monkeypatch):
    other = make_project(linde, lies, title="Onthaalbrochure", step=6)

    def read(*, project, day):
        if project == other:
            raise RuntimeError("broken")
        return read_health(project=project, day=day)

    monkeypatch.setattr(health_daily, "read_health", read)
    assert health_daily.collect(timezone.now()) == 1
    assert HealthReading.objects.get().project == project


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), "2026-03-29"),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "2026-03-29"),
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), "2026-10-25"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25"),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), "2026-10-26"),
    ],
)
def test_the_day_is_that_of_brussels_in_both_nights_of_the_clock(project, moment, day):
    health_daily.collect(moment)
    assert HealthReading.objects.get().day.isoformat() == day


@pytest.mark.django_db
@pytest.mark.parametrize(("hour", "asked"), [(22, False), (23, False), (0, True), (1, True)])
def test_the_look_asks_for_a_new_day_once_it_is_that_day_everywhere(project, hour, asked):
    """After the reading of 28 March, when the night of the summer hour falls."""
    day = datetime(2026, 3, 28, tzinfo=UTC)
    HealthReading.objects.create(project=project, day=day.date(), state="healthy")
    moment = day + timedelta(hours=hour if hour > 12 else 24 + hour)
    assert health_daily.due(moment).exists() == asked


@pytest.mark.django_db
def test_history_tells_a_change_once_and_nothing_of_a_day_like_the_one_before(project):
    read_health(project=project, day=timezone.localdate() - timedelta(days=2))
    read_health(project=project, day=timezone.localdate() - timedelta(days=1))
    assert not Event.objects.filter(verb="health.changed").exists()
    HealthReading.objects.update(state="adjust")
    read_health(project=project)
    read_health(project=project)
    event = Event.objects.get(verb="health.changed")
    assert (event.actor, event.data) == (None, {"before": "bijsturen", "after": "nog te weinig bekend"})


@pytest.mark.django_db
def test_measures_go_after_sixteen_weeks_and_the_trend_stays(project):
    for days in (112, 113):
        kept(project, days, met=8, missed=1, state="attention")
    read_health(project=project)
    old, older = HealthReading.objects.order_by("-day")[1:]
    assert (len(old.measures), older.measures, older.met, older.missed) == (9, [], 8, 1)


@pytest.mark.django_db
def test_reading_holds_nobody(project):
    """A count of one person would be somebody: codes, places and numbers are all there is."""
    read_health(project=project)
    keys = {key for row in HealthReading.objects.get().measures for key in row}
    assert keys == {"code", "value", "of", "goal", "state", "text", "agreements", "themes"}


# --- Many projects ---------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 50])
def test_health_of_any_number_of_projects_is_one_query(linde, lies, count, django_assert_num_queries):
    Project.objects.bulk_create(
        Project(organisation=linde, slug=f"t{n}", title=f"T{n}", goal="x", step=6) for n in range(count)
    )
    projects = list(Project.objects.all())
    for project in projects:
        kept(project, 3, met=1, state="attention")
    HealthReading.objects.bulk_create(
        HealthReading(project=project, day=timezone.localdate(), state="healthy", met=9) for project in projects
    )
    with django_assert_num_queries(1):
        found = latest_of(projects)
    assert {(one.state, one.met, one.day) for one in found.values()} == {("healthy", 9, timezone.localdate())}
    assert found.keys() == {project.pk for project in projects}


@pytest.mark.django_db
def test_reading_comes_along_with_the_projects_of_a_page(project, django_assert_num_queries):
    kept(project, 3, met=2, state="attention")
    kept(project, met=9)
    (row,) = with_columns(Project.objects.filter(pk=project.pk))
    with django_assert_num_queries(0):
        assert (latest_of([row])[row.pk].state, reading_of(row).measure("s6.on_time").state) == ("healthy", "met")


# --- No gate ---------------------------------------------------------------------------------------


class Ready(Opvolging):
    ready = True


@pytest.mark.django_db
def test_criteria_of_follow_up_open_and_close_nothing(project, lies):
    read_health(project=project)
    with replaced(Ready):
        results = gate.evaluate(project, 6)
        assert [one.code for one in results] == ALL
        assert {one.kind for one in results} == {Kind.SHOULD}
        with pytest.raises(gate.NoExit):
            gate.request_decision(project=project, by=lies)


@pytest.mark.django_db
def test_criterion_says_what_the_reading_says_without_a_query_of_its_own(project, django_assert_num_queries):
    read_health(project=project)
    (row,) = with_columns(Project.objects.filter(pk=project.pk))
    with django_assert_num_queries(0):
        told = [one.compute(row, one.default) for one in criteria()]
    assert {one.state for one in told} == {State.TOO_LITTLE}
    assert told[0].text == "De laatste 13 weken was er nog geen check gepland."


@pytest.mark.django_db
def test_another_goal_counts_at_once(project, lies):
    kept(project)
    rows = HealthReading.objects.get().measures
    rows[0] |= {"value": "88.0", "of": 25, "goal": "85", "text": {"nl": "Checks op tijd: 22 van 25 (88%)."}}
    HealthReading.objects.update(measures=rows)
    change_threshold(project=project, by=lies, code="s6.on_time", value=90, reason="We willen strenger zijn dan dat.")
    with replaced(Ready):
        first = gate.evaluate(Project.objects.get(), 6)[0]
    assert (first.state, first.goal, first.value) == (State.NOT_MET, 90, 88)


def test_measures_and_criteria_are_the_same_nine():
    assert [one.code for one in criteria()] == ALL
    assert {one.code for one in criteria() if one.lower_is_better} == LOWER
