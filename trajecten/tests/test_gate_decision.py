"""Deciding: by whom, on which facts, with what, and what can still be changed afterwards."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from organisatie.tests.factories import make_membership, make_user
from trajecten import actions, gate
from trajecten.models import Condition, Event, GateDecision, GateRequest, Mail, Project, Reopening, Snapshot
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
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        assert_stale(world, request, "ouder dan 14 dagen")


def test_request_of_fourteen_days_can_be_decided(world):
    request = world.ask()
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=-1)):
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


# --- Within 24 hours ----------------------------------------------------------------------------


def revise(world, decision, outcome, **values):
    values.setdefault("reason", "Bij nader inzien.")
    found = gate.revise(decision=decision, by=world.decider, outcome=outcome, **values)
    world.project.refresh_from_db()
    return found


@pytest.mark.parametrize(
    ("first", "second", "before", "after"),
    [
        ("go", "hold", (2, "running"), (1, "running")),
        ("hold", "go", (1, "running"), (2, "running")),
        ("go", "stop", (2, "running"), (1, "stopped")),
        ("stop", "go", (1, "stopped"), (2, "running")),
    ],
)
def test_revision_brings_the_project_where_the_new_decision_says(world, first, second, before, after):
    decision = world.answer(first)
    assert (world.project.step, world.project.status) == before
    revise(world, decision, second)
    assert (world.project.step, world.project.status) == after


def test_revision_of_going_back_gives_the_later_go_back(world):
    world.pass_gates(4)
    decision = world.answer("back", back_to=1)
    assert world.project.step == 1
    revise(world, decision, "hold")
    assert world.project.step == 4


def test_revision_is_a_new_row_that_points_at_the_old_one(world):
    decision = world.answer("go")
    revised = revise(world, decision, "hold")
    assert (revised.replaces, GateDecision.objects.count()) == (decision, 2)
    assert gate.decision_is_intact(GateDecision.objects.get(pk=revised.pk)) is True
    assert [e.verb for e in Event.objects.filter(verb__in=["gate.decided", "gate.revised"])] == [
        "gate.revised",
        "gate.decided",
    ]


def test_revision_after_24_hours_is_too_late(world):
    decision = world.answer("go")
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1)), pytest.raises(gate.TooLate):
        revise(world, decision, "hold")


def test_revision_of_a_revision_counts_from_the_first_decision(world):
    decision = world.answer("go")
    with time_machine.travel(timezone.now() + timedelta(hours=20)):
        revised = revise(world, decision, "hold")
    with time_machine.travel(timezone.now() + timedelta(hours=25)), pytest.raises(gate.TooLate):
        revise(world, revised, "go")


def test_revision_by_somebody_else_is_refused(world, linde):
    decision = world.answer("go")
    hilde = make_decider(linde, "Hilde Janssens")
    actions.set_role(project=world.project, role="decider", by=world.lead, user=hilde)
    for person in (hilde, world.decider, world.lead):
        with pytest.raises(PermissionDenied):
            gate.revise(decision=decision, by=person, outcome="hold", reason="Toch niet.")


def test_revision_after_a_later_decision_is_too_late(world):
    decision = world.answer("go")
    world.answer("go")
    with pytest.raises(gate.TooLate, match="Intussen gebeurde"):
        revise(world, decision, "hold")


def test_revision_when_the_question_was_asked_again_is_too_late(world):
    decision = world.answer("hold")
    world.ask()
    with pytest.raises(gate.TooLate, match="opnieuw gesteld"):
        revise(world, decision, "go")


def test_revision_makes_a_request_of_the_next_step_lapse(world):
    decision = world.answer("go")
    request = world.ask()
    revise(world, decision, "hold")
    assert GateRequest.objects.get(pk=request.pk).status == "stale"


def test_revision_to_the_same_is_refused(world):
    decision = world.answer("hold", reason="Eerst Ninove.")
    with pytest.raises(ValidationError, match="Dat is al je beslissing"):
        revise(world, decision, "hold", reason="Eerst Ninove.")


def test_revision_to_a_go_on_facts_that_moved_is_stale(world):
    decision = world.answer("hold")
    world.facts.answers = 30
    with pytest.raises(gate.StaleRequest):
        revise(world, decision, "go")


def test_revision_twice_from_the_same_decision_is_refused(world):
    decision = world.answer("go")
    revise(world, decision, "hold")
    with pytest.raises(gate.TooLate):
        revise(world, decision, "stop")


def test_condition_of_a_revised_decision_counts_no_more(world):
    decision = world.answer("go_with_conditions", conditions=[condition(world)])
    revise(world, decision, "hold")
    with pytest.raises(ValidationError, match="herzien"):
        gate.fulfil_condition(condition=decision.conditions.get(), by=world.lead, evidence="Gedaan.")
