"""Whatever people press, in whatever order: no project comes further than its decisions, and nothing is lost."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trajecten import actions, gate
from trajecten.models import GateDecision, GateRequest, Project
from trajecten.steps import LAST_STEP, State
from trajecten.tests.gate_world import RESPONSE

REFUSALS = (gate.GateClosed, ValidationError, PermissionDenied)
OUTCOMES = st.sampled_from(["go", "go_with_conditions", "hold", "back", "stop"])
MOVES = st.one_of(
    st.just(("pass",)),
    st.tuples(st.just("ask"), st.sampled_from(["lead", "decider", "reader"])),
    st.tuples(st.just("decide"), OUTCOMES, st.integers(0, 5), st.sampled_from(["lead", "decider", "reader"])),
    st.tuples(st.just("revise"), OUTCOMES, st.integers(0, 5)),
    st.tuples(st.just("reopen"), st.integers(0, 6), st.sampled_from(["lead", "reader"])),
    st.tuples(st.just("facts"), st.integers(0, 100), st.sampled_from([State.MET, State.NOT_MET])),
    st.tuples(st.just("threshold"), st.integers(0, 100)),
    st.tuples(st.just("withdraw")),
    st.tuples(st.just("update")),
    st.tuples(st.just("role"), st.sampled_from(["lead", "decider", "ambassador"])),
)


class Rollback(Exception):
    """Ends one example: the next one starts from the same rows."""


def play(world, reader, move):
    """Do one thing that a person can do; a refusal is a fine answer."""
    people = {"lead": world.lead, "decider": world.decider, "reader": reader}
    name, *rest = move
    project = world.project
    newest = GateRequest.objects.filter(project=project).first()
    if name == "ask":
        gate.request_decision(project=project, by=people[rest[0]])
    elif name == "pass":  # often enough to come deep
        gate.decide(request=gate.request_decision(project=project, by=world.lead), by=world.decider, outcome="go")
    elif name == "decide" and newest:
        gate.decide(request=newest, by=people[rest[2]], **answer(world, rest[0], rest[1]))
    elif name == "revise" and (last := GateDecision.objects.filter(request__project=project).first()):
        gate.revise(decision=last, by=world.decider, **answer(world, rest[0], rest[1]))
    elif name == "reopen":
        gate.reopen(project=project, to_step=rest[0], by=people[rest[1]], reason="Er kwam iets bij.")
    elif name == "facts":
        world.facts.answers, world.facts.report = rest
    elif name == "threshold":
        actions.change_threshold(project=project, code=RESPONSE, value=rest[0], reason="Zo.", by=world.lead)
    elif name == "withdraw" and newest:
        gate.withdraw_request(request=newest, by=world.lead)
    elif name == "update":
        actions.update_project(project=project, by=world.lead, title=f"{project.title[:60]}!", mode="qualitative")
    elif name == "role":
        actions.set_role(project=project, role=rest[0], by=world.lead, user=reader)


def answer(world, outcome, back_to):
    values = {"outcome": outcome, "reason": "Omdat het zo is."}
    if outcome == "back":
        values["back_to"] = back_to
    if outcome == "go_with_conditions":
        day = timezone.localdate() + timedelta(days=5)
        values["conditions"] = [gate.ConditionInput("Hoezen", world.lead, day)]
    return values


def check(project):
    """Each step below the current one has a stored go that counts, with an intact snapshot that said ready."""
    stored = Project.objects.get(pk=project.pk)
    counting = GateDecision.objects.filter(
        request__project=project, replaced_by__isnull=True, outcome__in=["go", "go_with_conditions"]
    ).select_related("request__snapshot", "replaces")
    passed = {decision.request.step: decision for decision in counting}
    assert set(range(1, stored.step)) <= set(passed)
    for decision in counting:
        assert gate.decision_is_intact(decision)
        assert gate.readiness(gate.results_of(decision.request.snapshot)) == gate.Readiness.READY
        assert decision.decided_by_id != decision.request.requested_by_id
    assert stored.step == gate.course_of(stored).current
    assert GateRequest.objects.filter(project=project, status="open").exclude(step=stored.step).count() == 0
    statuses = gate.statuses(stored)
    assert len(statuses) == LAST_STEP
    assert (stored.status == "stopped") == (statuses[stored.step] == gate.StepStatus.STOPPED)


@pytest.mark.slow
@settings(
    max_examples=50,
    deadline=None,
    derandomize=True,  # the same sequences every time: a red test stays red
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example rolls its rows back itself
)
@given(moves=st.lists(MOVES, min_size=4, max_size=14))
def test_no_sequence_of_actions_reaches_a_step_without_a_stored_decision(world, noor, moves):
    world.facts.answers, world.facts.report = 60, State.MET
    with suppress(Rollback), transaction.atomic():
        before = 0
        for move in moves:
            with suppress(*REFUSALS):
                play(world, noor, move)
            check(world.project)
            count = GateDecision.objects.count()
            assert count >= before  # nothing that was decided is ever gone
            before = count
        raise Rollback


def test_the_check_itself_sees_a_project_that_was_pushed(world):
    """Negative control: a step written past the gate is found."""
    check(world.project)
    Project.objects.filter(pk=world.project.pk).update(step=2)
    with pytest.raises(AssertionError):
        check(world.project)
