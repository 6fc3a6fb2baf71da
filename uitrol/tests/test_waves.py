"""Waves: planned once, moved with everything in them, started through their small gate, paused and done."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from organisatie.tests.factories import make_employee, make_location
from trajecten.gate import GateClosed
from trajecten.models import Event, Project
from trajecten.steps import State
from uitrol import wave_gate
from uitrol.actions import running, waves
from uitrol.models import Moment, Wave
from uitrol.tests.factories import make_barrier, make_moment, make_session, make_wave, solve
from uitrol.tests.wave_world import (
    NOW,
    START,
    make_ambassadors,
    make_ready,
    make_step_5,
    plan_moment,
    plan_wave,
    staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def project(linde, lies):
    return make_step_5(lies)


def verbs(project) -> list[str]:
    return list(Event.objects.filter(project=project).order_by("pk").values_list("verb", flat=True))


# --- Planning ------------------------------------------------------------------------------------


def test_wave_gets_a_number_its_locations_and_what_is_looked_at(project, lies):
    first, second = plan_wave(project, lies, "Aalst", "Gent"), plan_wave(project, lies, "Ninove")
    assert ([first.number, second.number], str(first)) == ([1, 2], "Golf 1")
    assert [place.location.name for place in first.places.all()] == ["Aalst", "Gent"]
    assert [check.code for check in first.checks.all()] == ["toestellen", "toegang"]
    assert verbs(project) == ["wave_planned", "wave_planned"]


def test_same_form_twice_is_one_wave(project, lies):
    key = uuid.uuid4()
    assert plan_wave(project, lies, "Aalst", form_key=key) == plan_wave(project, lies, "Aalst", form_key=key)


@pytest.mark.parametrize(
    ("make", "field", "sentence"),
    [
        (lambda project, lies: plan_wave(project, lies), "locations", "Kies minstens één locatie"),
        (
            lambda project, lies: plan_wave(project, lies, "Aalst") and plan_wave(project, lies, "Aalst", "Gent"),
            "locations",
            "Aalst staat al in een andere golf.",
        ),
    ],
)
def test_wave_that_cannot_be_says_why(project, lies, make, field, sentence):
    with pytest.raises(ValidationError) as caught:
        make(project, lies)
    assert caught.value.message_dict == {field: [sentence]}


def test_location_and_owner_of_another_organisation_are_refused(project, lies, anker):
    strange = make_location(anker, "Oostende")
    with pytest.raises(ValidationError) as caught:
        waves.make_wave(project=project, by=lies, starts_on=START.date(), locations=[strange])
    assert list(caught.value.message_dict) == ["locations"]
    with pytest.raises(ValidationError) as caught:
        plan_wave(project, lies, "Aalst", owner=make_employee(anker))
    assert list(caught.value.message_dict) == ["owner"]


def test_moment_belongs_to_the_wave_of_its_location_whichever_came_first(project, lies):
    early = plan_moment(project, lies, "Aalst")
    wave = plan_wave(project, lies, "Aalst", "Gent")
    late = plan_moment(project, lies, "Gent")
    early.refresh_from_db()
    assert (early.wave, late.wave) == (wave, wave)
    waves.change_wave(wave=wave, by=lies, locations=[late.location])
    early.refresh_from_db()
    assert early.wave is None


def test_wave_that_did_not_start_goes_and_its_moments_stay(project, lies):
    wave, moment = plan_wave(project, lies, "Aalst"), plan_moment(project, lies)
    assert waves.remove_wave(wave=wave, by=lies)
    moment.refresh_from_db()
    assert (Wave.objects.count(), moment.wave) == (0, None)


# --- Moving --------------------------------------------------------------------------------------


def test_moving_takes_planned_moments_along_and_leaves_the_others(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    planned, gone, held = (plan_moment(project, lies) for _number in range(3))
    Moment.objects.filter(pk=gone.pk).update(status="cancelled", cancelled_at=NOW, cancelled_why="Griep")
    Moment.objects.filter(pk=held.pk).update(status="held", held_at=NOW)
    moved = waves.change_wave(wave=wave, by=lies, starts_on=date(2026, 3, 26))
    starts = [Moment.objects.get(pk=one.pk).starts_at - START for one in (planned, gone, held)]
    assert (moved.moments, starts) == (1, [timedelta(days=2), timedelta(0), timedelta(0)])
    assert (wave.sequence, verbs(project)[-1]) == (1, "wave_moved")


def test_moment_does_not_move_into_the_past(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    plan_moment(project, lies)
    with pytest.raises(ValidationError) as caught:
        waves.change_wave(wave=wave, by=lies, starts_on=date(2026, 3, 1))
    assert list(caught.value.message_dict) == ["starts_on"]
    assert Moment.objects.get().starts_at == START


def test_moment_in_the_hour_that_the_clock_skips_begins_when_it_is_there_again(project, lies):
    wave = plan_wave(project, lies, "Aalst", day=date(2026, 3, 28))
    night = plan_moment(project, lies, at=datetime(2026, 3, 28, 1, 30, tzinfo=UTC))  # 2.30 at night
    waves.change_wave(wave=wave, by=lies, starts_on=date(2026, 3, 29))
    night.refresh_from_db()
    assert night.starts_at == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # 3 o'clock


def test_wave_that_started_keeps_its_day_and_locations(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    make_ready(wave)
    running.start_wave(wave=wave, by=lies)
    for change in ({"starts_on": date(2026, 4, 1)}, {"locations": []}):
        with pytest.raises(ValidationError):
            waves.change_wave(wave=wave, by=lies, **change)
    waves.change_wave(wave=wave, by=lies, name="De eerste")
    assert (Wave.objects.get().name, waves.remove_wave(wave=wave, by=lies)) == ("De eerste", False)


# --- The small gate ------------------------------------------------------------------------------


def states(wave) -> dict[str, str]:
    wave.project = Project.objects.get(pk=wave.project_id)
    return {point.code: str(point.state) for point in wave_gate.points_of(wave)}


def point(wave, code: str):
    return next(one for one in wave_gate.points_of(wave) if one.code == code)


def test_small_gate_of_a_wave_with_everything_is_met(project, lies):
    wave = plan_wave(project, lies, "Aalst", "Gent")
    make_ready(wave)
    assert states(wave) == {
        "gate": "met",
        "ambassadors": "met",
        "training": "met",
        "checks": "met",
        "barriers": "not_applicable",
    }


def test_small_gate_is_one_statement(project, lies, django_assert_num_queries):
    for names in (("Aalst",), ("Gent", "Ninove")):
        wave = plan_wave(project, lies, *names)
        make_ready(wave)
        with django_assert_num_queries(1):
            wave_gate.facts_of(wave)


def test_ambassadors_are_counted_for_each_location(project, lies):
    wave = plan_wave(project, lies, "Aalst", "Gent")
    staff(project, "Aalst", 39)
    make_ambassadors(project, "Aalst", 2)  # 41 people now: 3 are needed
    make_ambassadors(project, "Gent", 2)
    found = point(wave, "ambassadors")
    assert (found.state, found.detail) == (State.NOT_MET, "Aalst 2 van 3")
    make_ambassadors(project, "Aalst", 1)
    assert point(wave, "ambassadors").detail == "Aalst 3 van 3 · Gent 2 van 2"


def test_ambassador_who_stopped_or_left_does_not_count(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    make_ambassadors(project, "Aalst", 3)
    first, second = project.roles.filter(role="ambassador")[:2]
    first.until = NOW
    first.save()
    second.employee.active_until = date(2026, 3, 1)
    second.employee.save()
    assert point(wave, "ambassadors").detail == "Aalst 1 van 2"


def test_training_is_planned_in_every_shift(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    for shift in ("dag", "Nacht", "nacht "):
        staff(project, "Aalst", 2, shift)
    place = wave.places.get().location
    assert point(wave, "training").detail == "Aalst (dag, Nacht)"
    make_session(project=project, location=place, shift="dag", starts_at=NOW)
    assert point(wave, "training").detail == "Aalst (Nacht)"
    # Saturday of the start week is still in time; the Monday after it is not.
    night = make_session(project=project, location=place, shift="NACHT", starts_at=datetime(2026, 3, 30, tzinfo=UTC))
    assert point(wave, "training").state == State.NOT_MET
    type(night).objects.filter(pk=night.pk).update(starts_at=datetime(2026, 3, 28, 20, tzinfo=UTC))
    assert point(wave, "training").state == State.MET


def test_session_for_everybody_is_for_every_shift_and_a_cancelled_one_for_nobody(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    staff(project, "Aalst", 2, "nacht")
    session = make_session(project=project, location=wave.places.get().location, starts_at=NOW)
    assert point(wave, "training").state == State.MET
    type(session).objects.update(status="cancelled", cancelled_at=NOW)
    assert point(wave, "training").state == State.NOT_MET


def test_what_is_looked_at_asks_for_each_of_them(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    first = wave.checks.first()
    assert running.check(check=first, by=lies, done=True)
    assert not running.check(check=first, by=lies, done=True)
    assert point(wave, "checks").detail == "Iedereen kan aanmelden"
    own = running.add_check(wave=wave, by=lies, text="De badges  werken")
    assert running.add_check(wave=wave, by=lies, text="de badges werken") == own
    wave.checks.update(checked_at=NOW)
    assert point(wave, "checks").state == State.MET


def test_own_check_goes_and_a_standard_one_stays(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    own = running.add_check(wave=wave, by=lies, text="De badges werken")
    assert running.remove_check(check=own, by=lies)
    with pytest.raises(ValidationError):
        running.remove_check(check=wave.checks.first(), by=lies)
    assert wave.checks.count() == 2


def test_what_blocks_in_an_earlier_wave_holds_up_the_next_one(project, lies):
    first, second = plan_wave(project, lies, "Aalst"), plan_wave(project, lies, "Gent", day=date(2026, 4, 14))
    here, there = (wave.places.get().location for wave in (first, second))
    barrier = make_barrier(project=project, severity="blocking", location=here)
    make_barrier("Klein ongemak", project=project, location=here)
    make_barrier("Elders", project=project, severity="blocking", location=there)
    assert (point(first, "barriers").state, point(second, "barriers").detail) == (State.NOT_APPLICABLE, "D01 Aalst")
    everywhere = make_barrier("Overal", project=project, severity="blocking")
    assert point(second, "barriers").detail == "D01 Aalst · D04"
    for one in (barrier, everywhere):
        solve(one)
    assert point(second, "barriers").state == State.MET


# --- Starting, pausing, going on -----------------------------------------------------------------


def test_wave_waits_for_the_go_of_gate_4(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    make_ready(wave)
    Project.objects.update(step=4)
    with pytest.raises(GateClosed):
        running.start_wave(wave=wave, by=lies)
    Project.objects.update(step=5)
    assert running.start_wave(wave=wave, by=lies)
    Project.objects.update(step=4)
    with pytest.raises(GateClosed):
        running.start_wave(wave=wave, by=lies)


def test_wave_says_what_it_still_needs_and_does_not_start(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    with pytest.raises(running.WaveNotReady) as caught:
        running.start_wave(wave=wave, by=lies)
    assert [one.code for one in caught.value.points] == ["ambassadors", "training", "checks"]
    assert Wave.objects.get().status == "planned"


def test_wave_starts_once(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    make_ready(wave)
    assert [running.start_wave(wave=wave, by=lies) for _press in range(2)] == [True, False]
    assert (wave.status, wave.started_at, verbs(project).count("wave_started")) == ("running", NOW, 1)


def test_wave_pauses_with_a_reason_goes_on_and_is_done(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    make_ready(wave)
    running.start_wave(wave=wave, by=lies)
    with pytest.raises(ValidationError):
        running.pause_wave(wave=wave, by=lies, why="  ")
    assert [running.pause_wave(wave=wave, by=lies, why="Griep in huis.") for _press in range(2)] == [True, False]
    wave.refresh_from_db()
    assert (wave.status, wave.paused_why) == ("paused", "Griep in huis.")
    assert [running.resume_wave(wave=wave, by=lies) for _press in range(2)] == [True, False]
    assert [running.finish_wave(wave=wave, by=lies) for _press in range(2)] == [True, False]
    wave.refresh_from_db()
    assert (wave.status, wave.paused_why, wave.done_at) == ("done", "", NOW)


def test_paused_wave_can_be_done_at_once(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    make_ready(wave)
    running.start_wave(wave=wave, by=lies)
    running.pause_wave(wave=wave, by=lies, why="Griep in huis.")
    assert running.finish_wave(wave=wave, by=lies)
    wave.refresh_from_db()
    assert wave.status == "done"


def test_planned_wave_does_not_pause_go_on_or_end(project, lies):
    wave = make_wave("Aalst", project=project)
    make_moment(wave=wave)
    found = [
        running.pause_wave(wave=wave, by=lies, why="Griep."),
        running.resume_wave(wave=wave, by=lies),
        running.finish_wave(wave=wave, by=lies),
    ]
    assert found == [False, False, False]


def test_checks_of_a_wave_that_started_are_fixed(project, lies):
    wave = plan_wave(project, lies, "Aalst")
    make_ready(wave)
    own = running.add_check(wave=wave, by=lies, text="De badges werken")
    running.check(check=own, by=lies, done=True)
    running.start_wave(wave=wave, by=lies)
    assert not running.check(check=own, by=lies, done=False)
    for act in (
        lambda: running.add_check(wave=wave, by=lies, text="Nog iets"),
        lambda: running.remove_check(check=own, by=lies),
    ):
        with pytest.raises(ValidationError):
            act()
