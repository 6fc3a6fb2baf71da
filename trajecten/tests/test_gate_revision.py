"""Within 24 hours: who decided may replace the decision, as long as nothing was built on it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from trajecten import actions, gate
from trajecten.gate_page import gate_context, request_to_decide
from trajecten.models import Event, GateDecision, GateRequest
from trajecten.steps import step_for
from trajecten.tests.factories import make_decider
from trajecten.tests.test_gate_decision import condition


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


def test_revision_of_only_what_was_agreed_is_one(world):
    decision = world.answer("go_with_conditions", reason="Bijna.", conditions=[condition(world)])
    later = condition(world, due_on=timezone.localdate() + timedelta(days=40))
    revised = revise(world, decision, "go_with_conditions", reason="Bijna.", conditions=[later])
    assert revised.conditions.get().due_on == later.due_on
    with pytest.raises(ValidationError, match="Dat is al je beslissing"):
        revise(world, revised, "go_with_conditions", reason="Bijna.", conditions=[later])


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


def test_page_offers_no_revision_that_the_gate_refuses(world):
    decision = world.answer("hold")
    with time_machine.travel(timezone.now() + timedelta(hours=20)):
        revise(world, decision, "hold", reason="Eerst Ninove.")
        assert offered(world) == (True, True)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert offered(world) == (False, False)


def test_page_offers_no_revision_once_the_next_gate_was_decided(world):
    world.answer("go")
    world.answer("hold")
    assert offered(world, 1)[0] is False


def offered(world, step=1) -> tuple[bool, bool]:
    """Whether the gate page shows the button, and whether the page behind it opens."""
    shown = gate_context(world.project, step_for(step), world.decider, edits=False)["may_revise"]
    return shown, request_to_decide(world.project, step)[1] is not None
