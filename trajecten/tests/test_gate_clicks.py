"""Twelve people press at the same moment, on real connections: exactly one wins. SQLite and PostgreSQL alike."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from trajecten import actions, gate
from trajecten.models import Event, GateDecision, GateRequest, Mail, Project, ProjectRole, Snapshot
from trajecten.tests.gate_world import RESPONSE

CLICKS = 12
pytestmark = pytest.mark.django_db(transaction=True)


def twelve_times(click):
    """Calls `click` in twelve threads that start together; gives how often each answer came, an error by its class."""
    barrier = Barrier(CLICKS)

    def press(_number):
        try:
            barrier.wait(timeout=30)
            return type(click()).__name__
        except Exception as error:  # noqa: BLE001  (which one it was is what the test asserts)
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as pool:
        return Counter(pool.map(press, range(CLICKS)))


def test_twelve_requests_at_once_are_one_request(world):
    answers = twelve_times(world.ask)
    assert answers == {"GateRequest": 1, "AlreadyAsked": 11}
    assert (GateRequest.objects.count(), Snapshot.objects.count(), Mail.objects.count()) == (1, 1, 1)
    assert Event.objects.filter(verb="gate.asked").count() == 1


def test_twelve_decisions_at_once_are_one_decision(world):
    request = world.ask()
    answers = twelve_times(lambda: gate.decide(request=request, by=world.decider, outcome="go"))
    assert answers == {"GateDecision": 1, "AlreadyDecided": 11}
    assert (GateDecision.objects.count(), Project.objects.get().step) == (1, 2)
    assert Event.objects.filter(verb__in=["gate.decided", "gate.moved"]).count() == 2
    assert Mail.objects.filter(kind="gate.result").count() == 1


def test_twelve_revisions_at_once_are_one_revision(world):
    decision = world.answer("go")
    answers = twelve_times(
        lambda: gate.revise(decision=decision, by=world.decider, outcome="hold", reason="Toch nog niet.")
    )
    assert answers == {"GateDecision": 1, "TooLate": 11}
    assert Project.objects.get().step == 1


def test_twelve_different_answers_at_once_leave_one_consistent_project(world):
    request = world.ask()
    outcomes = iter(["go", "hold", "stop"] * 4)
    answers = twelve_times(
        lambda: gate.decide(request=request, by=world.decider, outcome=next(outcomes), reason="Daarom.")
    )
    assert answers == {"GateDecision": 1, "AlreadyDecided": 11}
    project, decision = Project.objects.get(), GateDecision.objects.get()
    assert (project.step, project.status) == {"go": (2, "running"), "hold": (1, "running"), "stop": (1, "stopped")}[
        decision.outcome
    ]


def test_twelve_reopenings_at_once_are_one_reopening(world):
    world.pass_gates(3)
    answers = twelve_times(lambda: gate.reopen(project=world.project, to_step=1, by=world.lead, reason="Opnieuw."))
    assert answers == {"Reopening": 1, "ValidationError": 11}
    assert Project.objects.get().step == 1


def test_twelve_times_the_same_form_is_one_project(world, linde, lies):
    key = uuid4()
    answers = twelve_times(
        lambda: actions.create_project(organisation=linde, by=lies, title="Dubbel", goal="Eén keer.", form_key=key)
    )
    assert answers == {"Project": 12}
    assert Project.objects.filter(title="Dubbel").count() == 1
    assert Event.objects.filter(verb="project.created", project__title="Dubbel").count() == 1


def test_twelve_projects_with_the_same_title_get_twelve_addresses(world, linde, lies):
    answers = twelve_times(lambda: actions.create_project(organisation=linde, by=lies, title="Gelijk", goal="Doel."))
    assert answers == {"Project": 12}
    assert Project.objects.filter(slug__startswith="gelijk").values("slug").distinct().count() == 12


def test_twelve_times_the_same_threshold_is_one_row(world):
    answers = twelve_times(
        lambda: actions.change_threshold(project=world.project, code=RESPONSE, value=30, reason="Zo.", by=world.lead)
    )
    assert answers == {"Threshold": 1, "ValidationError": 11}


def test_twelve_times_the_same_role_is_one_role(world, noor):
    answers = twelve_times(lambda: actions.set_role(project=world.project, role="ambassador", by=world.lead, user=noor))
    assert answers == {"ProjectRole": 12}
    assert ProjectRole.objects.filter(role="ambassador").count() == 1
