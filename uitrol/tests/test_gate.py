"""What gate 5 asks, at its edges. Empty is never met."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from communicatie.tests.factories import make_employee
from fundament.tests.factories import make_agreement, put_in_force
from trajecten.models import Project
from trajecten.steps import Kind, State
from trajecten.tests.factories import make_project
from uitrol.models import Barrier
from uitrol.step import Uitrol
from uitrol.tests.factories import (
    attend,
    hold,
    learn,
    make_barrier,
    make_log,
    make_moment,
    make_place,
    make_session,
    make_task,
    make_wave,
    rate,
    solve,
    start_wave,
)
from uitrol.tests.gate import outcome, outcomes, state

MET, NOT_MET, TOO_LITTLE, NOT_APPLICABLE = State.MET, State.NOT_MET, State.TOO_LITTLE, State.NOT_APPLICABLE
DAY = timedelta(days=1)


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=5)


def ago(days: int):
    return timezone.now() - days * DAY


def people(project, count: int, function: str = "Zorg"):
    return [make_employee(f"{function} {n:03}", project=project, function=function) for n in range(count)]


def held(project, kind: str, *, place: str = "Aalst", days: int = 20):
    """A moment of so many days ago, held."""
    start = ago(days)
    moment = make_moment(kind, project=project, location=make_place(project, place), starts_at=start)
    return hold(moment)


# --- All of it -----------------------------------------------------------------------------------


def test_nothing_at_all_is_never_met(project):
    assert {found.state for found in outcomes(project).values()} == {TOO_LITTLE}


def test_people_and_nothing_else_is_never_met(project):
    people(project, 6)
    assert {found.state for found in outcomes(project).values()} == {TOO_LITTLE}


def test_weights_goals_and_what_a_project_may_choose():
    told = {one.code[3:]: (one.kind, one.default, one.minimum, one.maximum) for one in Uitrol().criteria()}
    assert told == {
        "waves": (Kind.MUST, 100, None, None),
        "support": (Kind.MUST, 3, 1, 8),
        "coverage": (Kind.MUST, 80, 50, 100),
        "coverage_task": (Kind.SHOULD, 70, 40, 100),
        "self_reliant": (Kind.MUST, 75, 50, 95),
        "colleague_helpers": (Kind.MUST, 80, 50, 100),
        "blocking": (Kind.HARD, 0, None, None),
        "lead_time": (Kind.SHOULD, 5, 1, 20),
        "cooling": (Kind.SHOULD, 50, 20, 100),
        "agreements": (Kind.MUST, 100, None, None),
        "pulse": (Kind.SHOULD, 60, None, None),
    }


def test_gate_asks_one_query_and_that_of_support(project, django_assert_num_queries):
    people(project, 2)
    make_wave("Aalst", "Gent", project=project)
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    with django_assert_num_queries(2):
        for one in Uitrol().criteria():
            one.compute(project, one.default)


# --- Waves and help nearby -----------------------------------------------------------------------


def test_each_wave_had_a_start_moment(project):
    make_wave("Aalst", project=project)
    make_wave("Gent", project=project)
    assert state(project, "waves") == TOO_LITTLE
    held(project, "start")
    found = outcome(project, "waves")
    assert (found.state, found.value) == (NOT_MET, 50)
    assert found.text == "Golven met een startmoment: 1 van 2 (50%), doel 100%. Nog niet: golf 2."
    held(project, "start", place="Gent")
    assert state(project, "waves") == MET


def test_planned_or_cancelled_start_is_no_start(project):
    make_wave("Aalst", project=project)
    make_moment("start", project=project)
    assert state(project, "waves") == TOO_LITTLE


def test_help_nearby_is_counted_where_there_was_the_least(project):
    make_wave("Aalst", "Gent", project=project)
    for place, moments in (("Aalst", 3), ("Gent", 2)):
        held(project, "start", place=place, days=20)
        for turn in range(moments):
            held(project, "drop_in", place=place, days=19 - turn)
    found = outcome(project, "support")
    assert (found.state, found.value) == (NOT_MET, 2)
    assert "Nog niet: Gent." in found.text
    held(project, "floor", place="Gent", days=5)
    assert state(project, "support") == MET


def test_help_before_the_start_or_after_four_weeks_counts_for_nothing(project):
    make_wave("Aalst", project=project)
    held(project, "start", days=40)
    for days in (41, 12, 11):
        held(project, "drop_in", days=days)
    assert state(project, "support") == TOO_LITTLE
    for days in (40, 39, 13):
        held(project, "drop_in", days=days)
    assert state(project, "support") == MET


# --- Learning ------------------------------------------------------------------------------------


def test_coverage_counts_each_person_and_task_once(project):
    found = people(project, 10)
    one, two = make_task("Een gesprek noteren", project=project), make_task("Een val melden", project=project)
    for _turn in range(2):  # who comes twice, learned it once
        attend(make_session(one, two, project=project), *found[:7])
    assert outcome(project, "coverage").value == 70
    assert state(project, "coverage") == NOT_MET
    for employee in found[7:9]:
        learn(one, employee)
    assert (state(project, "coverage"), outcome(project, "coverage").value) == (MET, 80)


def test_coverage_asks_only_who_needs_the_task_and_still_works_here(project):
    care, kitchen = people(project, 5), people(project, 5, "Keuken")
    task = make_task("Een wens opzoeken", kitchen[0].function, project=project)
    for employee in (*care, *kitchen[:4]):
        learn(task, employee)
    assert (outcome(project, "coverage").value, outcome(project, "coverage").denominator) == (80, 5)
    kitchen[4].active_until = timezone.localdate() - DAY
    kitchen[4].save()
    assert (outcome(project, "coverage").value, outcome(project, "coverage").denominator) == (100, 4)


def test_task_that_the_fewest_learned_is_named(project):
    found = people(project, 10)
    one, two = make_task("Een gesprek noteren", project=project), make_task("Een val melden", project=project)
    for employee in found:
        learn(one, employee)
    for employee in found[:6]:
        learn(two, employee)
    told = outcome(project, "coverage_task")
    assert (told.state, told.value) == (NOT_MET, 60)
    assert told.text.startswith("TK2, de taak die de minste collega's leerden: 6 van 10 (60%)")
    learn(two, found[6])
    assert state(project, "coverage_task") == MET


def test_retired_task_is_not_asked_about(project):
    found = people(project, 5)
    for employee in found:
        learn(make_task(f"Iets doen {employee.pk}", project=project, retired_at=timezone.now()), employee)
    assert state(project, "coverage") == TOO_LITTLE


def test_self_ratings_are_told_of_groups_of_five_or_more(project):
    care, kitchen = people(project, 5), people(project, 4, "Keuken")
    task = make_task("Een gesprek noteren", project=project)
    for employee in kitchen:
        rate(task, employee, 0)
    assert state(project, "self_reliant") == TOO_LITTLE
    for employee, level in zip(care, (4, 3, 3, 3, 2), strict=True):
        rate(task, employee, level)
    found = outcome(project, "self_reliant")
    assert (found.state, found.value, found.denominator) == (MET, 80, None)
    assert found.text == "Collega's schatten in dat ze het zelfstandig kunnen: 80% van de keren, doel 75%."


def test_few_self_ratings_are_told_in_steps_of_five(project):
    """Otherwise one answer more could be read from the share."""
    task = make_task("Een gesprek noteren", project=project)
    for number, employee in enumerate(people(project, 7)):
        rate(task, employee, 3 if number < 5 else 1)
    found = outcome(project, "self_reliant")
    assert (found.state, found.value) == (NOT_MET, 70)


def test_sessions_by_a_colleague(project):
    task = make_task(project=project)
    for internal in (True, True, True, True, False):
        session = make_session(task, project=project, internal=internal)
        session.status, session.held_at = "held", timezone.now()
        session.save()
    assert (state(project, "colleague_helpers"), outcome(project, "colleague_helpers").value) == (MET, 80)
    make_session(task, project=project, internal=False)
    assert state(project, "colleague_helpers") == MET  # planned is not held
    assert state(project, "coverage") == TOO_LITTLE


# --- The floor -----------------------------------------------------------------------------------


def test_open_blocking_barrier_keeps_the_gate_closed(project):
    blocks = make_barrier(project=project, severity=Barrier.Severity.BLOCKING)
    make_barrier("Wachtrij", project=project)
    assert (state(project, "blocking"), outcome(project, "blocking").value) == (NOT_MET, 1)
    solve(blocks)
    assert state(project, "blocking") == MET


def test_entries_without_a_barrier_say_that_nothing_blocks(project):
    make_log(project=project)
    assert state(project, "blocking") == MET


def test_days_to_solve_are_those_of_the_middle_barrier(project):
    for days in (1, 5, 30):
        solve(make_barrier(f"Drempel {days}", project=project, opened_at=ago(days)))
    make_barrier("Nog open", project=project, opened_at=ago(60))
    assert (state(project, "lead_time"), outcome(project, "lead_time").value) == (MET, 5)
    solve(make_barrier("Nog een", project=project, opened_at=ago(9)))
    assert (state(project, "lead_time"), outcome(project, "lead_time").value) == (NOT_MET, 7)


def weeks_ago(weeks: int):
    """A Monday morning."""
    today = timezone.localtime().replace(hour=9)
    return today - timedelta(days=today.weekday(), weeks=weeks)


def note(project, *times: int) -> None:
    """So many questions in each of these weeks, the last one before this week; and a success in each, which asks nothing."""
    for weeks, number in enumerate(reversed(times), 1):
        make_log("success", project=project, happened_at=weeks_ago(weeks))
        for _turn in range(number):
            make_log(project=project, happened_at=weeks_ago(weeks))


def test_cooling_holds_the_last_two_whole_weeks_against_the_busiest(project):
    note(project, 4, 10, 6, 4)
    found = outcome(project, "cooling")
    assert (found.state, found.value) == (MET, Decimal("50.0"))
    make_log(project=project, happened_at=weeks_ago(1))
    assert state(project, "cooling") == NOT_MET


def test_three_weeks_of_entries_show_no_curve(project):
    note(project, 9, 1, 1)
    assert state(project, "cooling") == TOO_LITTLE


# --- Agreements ----------------------------------------------------------------------------------


def test_agreements_hold_at_every_place_that_started(project):
    wave, later = make_wave("Aalst", project=project), make_wave("Gent", project=project)
    agreement = make_agreement(project=project)
    assert state(project, "agreements") == TOO_LITTLE
    start_wave(wave)
    assert state(project, "agreements") == NOT_MET
    put_in_force(agreement, make_place(project, "Aalst"))
    assert state(project, "agreements") == MET
    start_wave(later)
    found = outcome(project, "agreements")
    assert (found.state, found.value) == (NOT_MET, 50)
    assert found.text.endswith("Nog niet: A01.")


def test_agreement_is_asked_only_where_it_is_meant_for(project):
    start_wave(make_wave("Aalst", "Gent", project=project))
    agreement = make_agreement(project=project)
    agreement.locations.add(make_place(project, "Gent"))
    put_in_force(agreement, make_place(project, "Gent"))
    assert state(project, "agreements") == MET
    other = make_agreement(project=project)
    other.locations.add(make_place(project, "Ninove"))
    assert state(project, "agreements") == MET
