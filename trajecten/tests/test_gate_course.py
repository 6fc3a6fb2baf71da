"""Where a project stands: reopening, statuses of the stations, drift, and what may not happen before a go."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from trajecten import gate
from trajecten.gate import StepStatus as S
from trajecten.models import Condition, Event, GateDecision, GateRequest, Project, Snapshot
from trajecten.steps import step_for


def standing(world):
    world.project.refresh_from_db()
    return list(gate.statuses(world.project).values())


def reopen(world, to_step, **values):
    found = gate.reopen(project=world.project, to_step=to_step, by=world.lead, reason="Ninove werd vergeten.", **values)
    world.project.refresh_from_db()
    return found


def test_statuses_of_a_new_project(world):
    assert standing(world) == [S.BUSY, S.LOCKED, S.LOCKED, S.LOCKED, S.LOCKED, S.LOCKED]


def test_statuses_after_a_go_and_with_a_question_open(world):
    world.answer()
    world.ask()
    assert standing(world)[:3] == [S.PASSED, S.TO_DECIDE, S.LOCKED]


def test_status_while_the_decider_waits(world):
    world.answer("hold")
    assert standing(world)[0] == S.WAITING


def test_status_of_a_stopped_project(world):
    world.answer()
    world.answer("stop")
    assert standing(world)[:2] == [S.PASSED, S.STOPPED]


def test_status_of_the_last_step_is_ongoing(world):
    world.pass_gates(6)
    assert standing(world) == [S.PASSED, S.PASSED, S.PASSED, S.PASSED, S.PASSED, S.ONGOING]


def test_reopening_asks_later_gates_again(world):
    world.pass_gates(4)
    reopen(world, 2)
    assert world.project.step == 2
    assert standing(world) == [S.PASSED, S.REOPENED, S.TO_RECONFIRM, S.LOCKED, S.LOCKED, S.LOCKED]


def test_reopened_step_that_passes_again_leads_to_the_one_to_confirm(world):
    world.pass_gates(4)
    reopen(world, 2)
    world.answer()
    assert standing(world)[:4] == [S.PASSED, S.PASSED, S.TO_RECONFIRM, S.LOCKED]
    world.answer()
    assert world.project.step == 4


def test_step_that_was_sent_back_is_to_be_confirmed_again(world):
    world.pass_gates(3)
    world.answer("back", back_to=2)
    assert standing(world)[:4] == [S.PASSED, S.REOPENED, S.TO_RECONFIRM, S.LOCKED]
    world.answer()
    assert standing(world)[:4] == [S.PASSED, S.PASSED, S.TO_RECONFIRM, S.LOCKED]
    world.answer()
    assert standing(world)[:4] == [S.PASSED, S.PASSED, S.PASSED, S.BUSY]


def test_reopening_keeps_all_rows(world):
    world.pass_gates(5)
    models = (GateDecision, GateRequest, Snapshot, Condition)
    before = [model.objects.count() for model in models]
    reopen(world, 1)
    assert [model.objects.count() for model in models] == before


def test_reopening_makes_the_open_request_lapse(world):
    world.pass_gates(3)
    request = world.ask()
    reopen(world, 1)
    assert GateRequest.objects.get(pk=request.pk).status == "stale"


def test_reopening_in_step_six_is_possible(world):
    world.pass_gates(6)
    reopen(world, 3)
    assert world.project.step == 3


@pytest.mark.parametrize("to_step", [0, 2, 3, 7])
def test_reopening_a_step_that_is_not_passed_is_refused(world, to_step):
    world.pass_gates(2)
    with pytest.raises(ValidationError):
        reopen(world, to_step)


def test_reopening_without_a_reason_is_refused(world):
    world.pass_gates(2)
    with pytest.raises(ValidationError, match="waarom"):
        gate.reopen(project=world.project, to_step=1, by=world.lead, reason=" ")


def test_reopening_by_a_reader_is_refused(world, noor):
    world.pass_gates(2)
    with pytest.raises(PermissionDenied):
        gate.reopen(project=world.project, to_step=1, by=noor, reason="Zomaar.")


def test_reopening_stands_in_the_history(world):
    world.pass_gates(2)
    reopen(world, 1)
    verbs = list(Event.objects.filter(verb__startswith="gate.").values_list("verb", flat=True)[:2])
    assert verbs == ["gate.moved", "gate.reopened"]


def test_revision_of_a_go_after_a_reopening_of_the_step_is_too_late(world):
    decision = world.answer()
    reopen(world, 1)
    with pytest.raises(gate.TooLate):
        gate.revise(decision=decision, by=world.decider, outcome="hold", reason="Toch niet.")


# --- Drift --------------------------------------------------------------------------------------


def test_drift_tells_what_was_decided_and_what_is_true_today(world):
    world.answer()
    world.facts.answers = 54
    assert [str(line) for line in gate.status_of(world.project, 1).drift] == ["Deelname: beslist op 60%, vandaag 54%."]


def test_drift_does_not_take_a_go_back(world):
    world.answer()
    world.facts.answers = 10
    assert standing(world)[0] == S.PASSED


def test_drift_of_facts_that_stayed_is_empty(world):
    world.answer()
    assert gate.status_of(world.project, 1).drift == []


def test_view_of_the_current_gate_also_has_what_was_agreed_before(world):
    day = timezone.localdate() + timedelta(days=9)
    world.answer("go_with_conditions", conditions=[gate.ConditionInput("Hoezen", world.lead, day)])
    view = gate.status_of(world.project)
    assert (view.step, [c.text for c in view.conditions], view.last_decision.request.step) == (2, ["Hoezen"], 1)


# --- Outward actions ----------------------------------------------------------------------------


def test_outward_action_before_the_go_is_refused_with_a_sentence(world):
    with pytest.raises(gate.GateClosed, match="Iets doen in stap 2 kan zodra de poort naar Stap 2 open is"):
        gate.require(world.project, "act.2")


def test_outward_action_after_the_go_is_allowed(world):
    world.answer()
    assert gate.require(world.project, "act.2") is None


def test_outward_action_after_reopening_is_refused_again(world):
    world.pass_gates(3)
    assert gate.may(world.project, "act.3") is True
    reopen(world, 1)
    assert gate.may(world.project, "act.3") is False


def test_outward_action_of_a_stopped_project_is_refused(world):
    world.answer()
    world.answer("stop")
    with pytest.raises(gate.GateClosed, match="stopgezet"):
        gate.require(world.project, "act.2")


def test_outward_action_that_nobody_guards_is_a_mistake(world):
    with pytest.raises(LookupError):
        gate.require(world.project, "niets.doen")


def test_outward_action_is_checked_on_the_project_of_now(world):
    old = Project.objects.get(pk=world.project.pk)
    world.pass_gates(2)
    assert gate.may(old, "act.2") is True


GUARDED = {
    2: {"decision.take"},
    3: {"round.open", "agreement.test"},
    4: {"agreement.enforce", "message.what_changes"},
    5: {"wave.start", "moment.hold"},
    6: {"rollout.close", "rhythm.start"},
}


@pytest.mark.parametrize("number", sorted(GUARDED))
def test_real_step_guards_the_actions_of_the_method(number):
    assert set(step_for(number).guards) == GUARDED[number]
