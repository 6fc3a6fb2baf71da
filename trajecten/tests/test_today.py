"""Vandaag: what needs somebody now, who waits first."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from organisatie.models import Employee, Membership
from trajecten import actions, agenda, today, workspace
from trajecten.agenda import AgendaItem
from trajecten.gate.snapshots import freeze
from trajecten.models import Condition, GateDecision, GateRequest, Project, ProjectRole, Waiver
from trajecten.templatetags.getallen import datum
from trajecten.tests.gate_world import RESPONSE, Facts, fake_steps
from trajecten.today import Task


@pytest.fixture
def sources(monkeypatch):
    registry = {}
    monkeypatch.setattr(today, "_sources", registry)
    return registry


@pytest.fixture
def project(linde, lies, bram):
    """Lies leads, Bram decides."""
    return actions.create_project(
        organisation=linde, by=lies, title="Werkbonnen", goal="Minder zoeken", decider_user=bram
    )


def ask(project, by, **fields):
    fields = {"decide_by": timezone.localdate() + timedelta(days=14), "round": 1, "step": project.step} | fields
    request = GateRequest.objects.create(project=project, requested_by=by, **fields)
    freeze(request, [], [])
    return request


def titles(user, projects, editable=()):
    proposed = today.tasks_of_steps(user, list(editable))
    return [task.title for task in today.tasks_for(user, list(projects), proposed)]


def test_tasks_for_the_decider_name_the_open_request(project, lies, bram, sources):
    day = date(timezone.localdate().year + 1, 3, 24)
    ask(project, lies, decide_by=day)
    (task,) = today.tasks_for(bram, [project])
    assert (task.title, task.detail, task.url) == (
        "Beslis over Werkbonnen",
        f"Lies vraagt je beslissing tegen {datum(day)}.",
        "/trajecten/werkbonnen/poort/1/beslissen/",
    )


def test_tasks_for_the_lead_hold_no_decision(project, lies, sources):
    ask(project, lies)
    assert titles(lies, [project]) == []


def test_tasks_for_a_former_decider_hold_no_decision(project, lies, bram, noor, sources):
    ask(project, lies)
    actions.set_role(project=project, by=lies, role=ProjectRole.Role.DECIDER, user=noor)
    assert (titles(bram, [project]), titles(noor, [project])) == ([], ["Beslis over Werkbonnen"])


def test_tasks_leave_out_a_request_that_was_decided(project, lies, bram, sources):
    ask(project, lies, status=GateRequest.Status.DECIDED)
    assert titles(bram, [project]) == []


def test_tasks_hold_what_one_promised_and_not_what_is_done(project, lies, bram, sources):
    asked = ask(project, lies, status=GateRequest.Status.DECIDED)
    decision = GateDecision.objects.create(
        request=asked, outcome="go_with_conditions", reason="Eerst dit", decided_by=bram, sha256="0" * 64
    )
    Condition.objects.create(decision=decision, text="Hoezen kopen", owner=lies, due_on=timezone.localdate())
    Condition.objects.create(
        decision=decision, text="Al klaar", owner=lies, due_on=timezone.localdate(), fulfilled_on=timezone.localdate()
    )
    assert (titles(lies, [project]), titles(bram, [project])) == (["Hoezen kopen"], [])


@pytest.fixture
def agreed_on(project, lies, bram):
    """agreed_on(days): Bram decided to go on; he promised something by then, and a waiver of his ends then."""

    def agreed_on_(days):
        day = timezone.localdate() + timedelta(days=days)
        asked = ask(project, lies, status=GateRequest.Status.DECIDED)
        decision = GateDecision.objects.create(
            request=asked, outcome="go_with_conditions", reason="Eerst dit", decided_by=bram, sha256="0" * 64
        )
        Condition.objects.create(decision=decision, text="Hoezen kopen", owner=bram, due_on=day)
        Waiver.objects.create(
            snapshot=asked.snapshot,
            code=RESPONSE,
            reason="Klein",
            measure="Bellen",
            owner=bram,
            expires_on=day,
            by=lies,
        )
        Project.objects.filter(pk=project.pk).update(step=2)

    with fake_steps(Facts()):
        yield agreed_on_


def edited(user, linde):
    return list(workspace.with_my_part(workspace.projects_in(user, linde), user))


@pytest.mark.parametrize(
    ("days", "of_the_owner", "of_the_lead"),
    [
        (8, ["Hoezen kopen"], []),
        (7, ["Hoezen kopen", "Kijk samen naar «Deelname»"], ["Kijk samen naar «Deelname»"]),
        (-1, ["Hoezen kopen", "Kijk samen naar «Deelname»"], ["Hoezen kopen", "Kijk samen naar «Deelname»"]),
        (-8, ["Hoezen kopen"], ["Hoezen kopen"]),
    ],
)
def test_tasks_hold_what_was_agreed_as_the_mails_do(
    agreed_on, linde, lies, bram, sources, days, of_the_owner, of_the_lead
):
    agreed_on(days)
    assert titles(bram, edited(bram, linde)) == of_the_owner
    assert titles(lies, edited(lies, linde)) == of_the_lead


def test_tasks_of_the_lead_name_nobody_for_what_is_past_its_day(agreed_on, linde, lies, bram, sources):
    agreed_on(-1)
    details = " ".join(task.detail for task in today.tasks_for(lies, edited(lies, linde)))
    assert ("Kijk samen wat helpt." in details, bram.first_name in details) == (True, False)


def test_tasks_of_a_project_that_stopped_hold_nothing_agreed(agreed_on, project, linde, bram, sources):
    agreed_on(-1)
    Project.objects.filter(pk=project.pk).update(status=Project.Status.STOPPED)
    assert titles(bram, edited(bram, linde)) == []


def test_tasks_hold_nothing_agreed_in_a_project_that_is_not_shown(agreed_on, bram, sources):
    agreed_on(-1)
    assert titles(bram, []) == []


def test_task_of_a_decision_past_its_day_still_invites(project, lies, bram, sources):
    ask(project, lies, decide_by=timezone.localdate() - timedelta(days=1))
    (task,) = today.tasks_for(bram, [project])
    assert task.detail.endswith("Het kan nog altijd.")


def test_tasks_put_a_decision_before_what_a_step_proposes(project, lies, bram, sources):
    ask(project, lies)
    today.register_task_source("test", lambda user, projects: [Task("Maak iets", "", "/", "Maak")])
    assert titles(bram, [project], editable=[project]) == ["Beslis over Werkbonnen", "Maak iets"]


def test_tasks_leave_a_project_alone_while_it_waits_for_its_decision(project, lies, sources):
    today.register_task_source("test", lambda user, projects: [Task("Stuur", "", "/", "Stuur", project_id=project.pk)])
    assert titles(lies, [project], editable=[project]) == ["Stuur"]
    ask(project, lies)
    assert titles(lies, [project], editable=[project]) == []


def test_tasks_ask_no_step_of_somebody_who_edits_nothing(project, noor, sources):
    today.register_task_source("test", lambda user, projects: pytest.fail("asked for nothing"))
    assert titles(noor, [project]) == []


def test_projects_in_an_organisation_leave_out_another_one(project, lies, linde, anker):
    Membership.objects.create(organisation=anker, user=lies, role="lead")
    Project.objects.create(organisation=anker, slug="anders", title="Anders", goal="Iets")
    assert list(workspace.projects_in(lies, linde)) == [project]


def test_projects_in_hold_one_elsewhere_where_somebody_is_a_guest(project, lies, vik, anker):
    ProjectRole.objects.filter(project=project, role="decider").delete()
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.DECIDER, user=vik)
    assert list(workspace.projects_in(vik, anker)) == [project]


def test_projects_in_of_a_stranger_are_none(project, vik, anker):
    assert list(workspace.projects_in(vik, anker)) == []


def test_with_my_part_says_who_edits_as_the_access_rules_do(project, lies, bram, noor, linde):
    def edits(user):
        return [found.edits for found in workspace.with_my_part(workspace.projects_in(user, linde), user)]

    assert (edits(lies), edits(bram), edits(noor)) == ([True], [False], [False])


def test_with_my_part_knows_an_employee_linked_to_an_account(project, lies, noor, linde):
    Membership.objects.filter(user=noor).update(role="lead")
    employee = Employee.objects.create(organisation=linde, name="Noor", user=noor)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, employee=employee)
    assert [found.edits for found in workspace.with_my_part(workspace.projects_in(noor, linde), noor)] == [True]


def test_upcoming_is_in_order_and_leaves_out_what_is_past(monkeypatch):
    day = timezone.localdate()
    items = [AgendaItem(1, day + timedelta(days=n), f"over {n} dagen") for n in (3, -1, 0, 1)]
    monkeypatch.setattr(agenda, "_sources", {"test": lambda ids: items})
    assert [item.title for item in agenda.upcoming([1], limit=2)] == ["over 0 dagen", "over 1 dagen"]


def test_vandaag_tells_a_decider_without_a_question_that_none_was_asked(client, project, bram):
    client.force_login(bram, backend="django.contrib.auth.backends.ModelBackend")
    state = client.get("/vandaag/").context["state"]
    assert state == "Geen beslissingen gevraagd. We mailen je als het zover is."
