"""Deciding: by whom, on which facts, with what, and what can still be changed afterwards."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from organisatie.tests.factories import make_membership, make_user
from trajecten import actions, gate
from trajecten.models import Condition, GateDecision, GateRequest, Mail, Project, Reopening, Snapshot
from trajecten.steps import State
from trajecten.tests.factories import make_decider, make_role
from trajecten.tests.gate_world import RESPONSE
from trajecten.tests.test_gate import waiver


def condition(world, **values):
    chosen = {
        "text": "Hoezen voor de koelruimte",
        "owner": world.lead,
        "due_on": timezone.localdate() + timedelta(days=9),
    }
    return gate.ConditionInput(**(chosen | values))


def stored_step(world):
    return Project.objects.get(pk=world.project.pk).step


# --- Who ----------------------------------------------------------------------------------------


def test_decision_by_the_decider_moves_the_project(world):
    decision = world.answer("go")
    assert (stored_step(world), decision.decided_by) == (2, world.decider)


def test_decision_by_the_lead_is_refused(world):
    with pytest.raises(PermissionDenied):
        gate.decide(request=world.ask(), by=world.lead, outcome="go")


def test_decision_by_an_admin_is_refused(world, linde):
    ann = make_decider(linde, "Ann Claes")
    make_membership(ann, linde, "admin")
    with pytest.raises(PermissionDenied):
        gate.decide(request=world.ask(), by=ann, outcome="go")


def test_decision_by_who_asked_is_refused(world, linde):
    """Ann asked as an admin, and became the decider afterwards."""
    ann = make_decider(linde, "Ann Claes")
    make_membership(ann, linde, "admin")
    request = gate.request_decision(project=world.project, by=ann)
    actions.set_role(project=world.project, role="decider", by=world.lead, user=ann)
    with pytest.raises(PermissionDenied):
        gate.decide(request=request, by=ann, outcome="go")


def test_decision_by_a_decider_who_became_lead_is_refused(world):
    request = world.ask()
    make_role(world.project, world.decider, "lead")
    with pytest.raises(PermissionDenied):
        gate.decide(request=request, by=world.decider, outcome="go")


def test_decision_by_a_former_decider_is_refused(world, linde):
    request = world.ask()
    actions.set_role(project=world.project, role="decider", by=world.lead, user=make_decider(linde, "Hilde Janssens"))
    with pytest.raises(PermissionDenied):
        gate.decide(request=request, by=world.decider, outcome="go")


def test_decision_by_a_superuser_is_refused(world):
    petra = make_user("petra@platform.test", "Petra", is_staff=True, is_superuser=True)
    with pytest.raises(PermissionDenied):
        gate.decide(request=world.ask(), by=petra, outcome="go")


def test_decision_twice_counts_once(world):
    request = world.ask()
    world.answer("go", request)
    with pytest.raises(gate.AlreadyDecided):
        world.answer("go", request)
    assert (GateDecision.objects.count(), stored_step(world)) == (1, 2)


# --- What ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("outcome", "step", "status"), [("hold", 1, "running"), ("stop", 1, "stopped")])
def test_decision_that_is_no_go_stays_in_the_step(world, outcome, step, status):
    world.answer(outcome)
    assert (world.project.step, world.project.status) == (step, status)


def test_decision_to_go_back_opens_the_step_chosen(world):
    world.pass_gates(4)
    world.answer("back", back_to=2)
    assert world.project.step == 2


@pytest.mark.parametrize("back_to", [None, 0, 3, 4])
def test_decision_to_go_back_without_an_earlier_step_is_refused(world, back_to):
    world.pass_gates(3)
    with pytest.raises(ValidationError, match="naar welke stap"):
        world.answer("back", back_to=back_to)


@pytest.mark.parametrize("outcome", ["hold", "stop", "go_with_conditions"])
def test_decision_that_is_no_plain_go_needs_a_reason(world, outcome):
    with pytest.raises(ValidationError, match="Schrijf kort op"):
        world.answer(outcome, reason=" ")


def test_decision_that_is_no_outcome_is_refused(world):
    with pytest.raises(ValidationError, match="Kies eerst"):
        world.answer("misschien")


def test_decision_with_conditions_keeps_them(world):
    world.answer("go_with_conditions", conditions=[condition(world)])
    kept = Condition.objects.get()
    assert (kept.text, kept.owner, kept.fulfilled_on) == ("Hoezen voor de koelruimte", world.lead, None)
    assert gate.statuses(world.project)[1] == gate.StepStatus.PASSED_WITH_CONDITIONS


def test_decision_with_conditions_but_none_written_is_refused(world):
    with pytest.raises(ValidationError, match="wat er nog moet gebeuren"):
        world.answer("go_with_conditions")


def test_decision_with_a_condition_for_somebody_of_elsewhere_is_refused(world, vik):
    with pytest.raises(ValidationError, match="iemand van jullie organisatie"):
        world.answer("go_with_conditions", conditions=[condition(world, owner=vik)])


def test_plain_go_with_a_condition_is_refused(world):
    with pytest.raises(ValidationError, match="Een afspraak hoort bij"):
        world.answer("go", conditions=[condition(world)])


def test_condition_that_is_fulfilled_is_noted_once(world):
    world.answer("go_with_conditions", conditions=[condition(world)])
    kept = Condition.objects.get()
    said = [gate.fulfil_condition(condition=kept, by=world.lead, evidence="Ze hangen er.") for _turn in range(2)]
    kept.refresh_from_db()
    assert (said, kept.fulfilled_by, kept.fulfilled_on) == ([True, False], world.lead, timezone.localdate())
    assert gate.statuses(world.project)[1] == gate.StepStatus.PASSED


def test_condition_by_a_reader_is_refused(world, noor):
    world.answer("go_with_conditions", conditions=[condition(world)])
    with pytest.raises(PermissionDenied):
        gate.fulfil_condition(condition=Condition.objects.get(), by=noor, evidence="Ze hangen er.")


def test_stopped_project_takes_no_request(world):
    world.answer("stop")
    with pytest.raises(gate.NoExit):
        world.ask()


def test_result_mail_goes_to_the_lead_not_to_who_decided(world):
    decision = world.answer("go")
    mail = Mail.objects.get(kind="gate.result")
    assert (mail.recipient, mail.key) == (world.lead.email, f"result:{decision.pk}:{world.lead.pk}")


# --- On which facts -----------------------------------------------------------------------------


def assert_stale(world, request, sentence):
    with pytest.raises(gate.StaleRequest, match=sentence):
        world.answer("go", request)
    assert (GateRequest.objects.get(pk=request.pk).status, stored_step(world)) == ("stale", 1)
    assert GateDecision.objects.count() == 0


def test_request_of_which_a_must_value_moved_is_stale(world):
    request = world.ask()
    world.facts.answers = 61
    assert_stale(world, request, "Intussen veranderde: Deelname")


def test_request_of_which_a_hard_state_moved_is_stale(world):
    request = world.ask()
    world.facts.report = State.NOT_MET
    assert_stale(world, request, "Intussen veranderde: Verslag")


def test_request_of_which_a_goal_moved_is_stale(world):
    request = world.ask()
    actions.change_threshold(project=world.project, code=RESPONSE, value=55, reason="Strenger.", by=world.lead)
    assert_stale(world, request, "Intussen veranderde: Deelname")


def test_request_of_which_only_advice_moved_can_be_decided(world):
    request = world.ask()
    world.facts.advice = State.NOT_MET
    world.answer("go", request)
    assert stored_step(world) == 2


def test_request_older_than_fourteen_days_is_stale(world):
    request = world.ask()
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert_stale(world, request, "ouder dan 14 dagen")


def test_request_can_be_decided_until_the_end_of_the_day_it_is_due(world):
    with time_machine.travel(datetime(2026, 3, 2, 8, 0, tzinfo=UTC)):
        request = world.ask(decide_by=date(2026, 3, 16))
    with time_machine.travel(datetime(2026, 3, 16, 22, 59, tzinfo=UTC)):  # a minute before midnight in Brussels
        world.answer("go", request)
    assert stored_step(world) == 2


def test_request_with_a_waiver_that_expired_is_stale(world):
    world.facts.answers = 40
    request = world.ask(waivers=[waiver(world, expires_on=timezone.localdate() + timedelta(days=1))])
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert_stale(world, request, "afwijking is intussen vervallen")


def test_stale_request_can_be_asked_again(world):
    request = world.ask()
    world.facts.answers = 70
    assert_stale(world, request, "Deelname")
    world.answer("go")
    assert stored_step(world) == 2


# --- Proof --------------------------------------------------------------------------------------


def test_decision_hash_verifies_and_covers_what_was_agreed(world):
    world.answer("go_with_conditions", conditions=[condition(world)])
    decision = GateDecision.objects.get()
    assert gate.decision_is_intact(decision) is True
    Condition.objects.update(text="Niets")
    assert gate.decision_is_intact(decision) is False


@pytest.mark.parametrize("model", [GateDecision, Snapshot, Reopening])
def test_record_cannot_be_changed_through_its_model(model):
    with pytest.raises(TypeError, match="append-only"):
        model.objects.all().update(turn=9)
    with pytest.raises(TypeError, match="append-only"):
        model.objects.all().delete()


def test_decision_cannot_be_saved_again_or_deleted(world):
    decision = world.answer("hold")
    with pytest.raises(TypeError, match="append-only"):
        decision.save()
    with pytest.raises(TypeError, match="append-only"):
        decision.delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trajecten_gatedecision SET outcome = 'go'",
        "UPDATE trajecten_gatedecision SET decided_by_id = decided_by_id",
        "UPDATE trajecten_snapshot SET sha256 = ''",
        "UPDATE trajecten_event SET verb = 'niets'",
    ],
)
def test_record_cannot_be_changed_in_the_database_either(world, statement):
    world.answer("hold")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
