"""Vandaag and «Binnenkort»: what step 2 asks of whom, without a query more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.tests import factories as surveys
from fundament import agenda, today
from fundament.ahead import ahead_of
from fundament.models import AgreementVersion, Decision
from fundament.reading import read
from fundament.tests.factories import (
    answer_targeted,
    follows,
    make_agreement,
    make_decision,
    make_framework,
    make_taken,
    make_targeted,
)
from trajecten import workspace
from trajecten.gate.snapshots import freeze
from trajecten.models import GateDecision, GateRequest, Project, ProjectRole, Waiver

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = surveys.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


def day(count):
    return timezone.localdate() + timedelta(days=count)


def titles(user):
    mine = workspace.with_my_part(workspace.projects_in(user, None), user)
    return [task.title for task in today.tasks(user, list(mine))]


def told(tasks):
    return [(task.title, task.detail.partition(". ")[2], task.url, task.label) for task in tasks]


def at(name, project, *args):
    return reverse(f"fundament:{name}", args=[project.slug, *args])


@pytest.fixture(autouse=True)
def in_linde(monkeypatch, linde):
    """Everybody looks at De Linde."""
    find = workspace.projects_in
    monkeypatch.setattr(workspace, "projects_in", lambda user, _organisation: find(user, linde))


def test_review_comes_up_a_week_before_for_its_driver_and_for_the_team_once_past(project, lies, noor, bram):
    make_taken(project=project, decider=noor, driver=bram, review_on=day(7))
    make_taken("Later?", project=project, decider=noor, driver=bram, review_on=day(8))
    make_taken("Voorbij?", project=project, decider=noor, driver=bram, review_on=day(-1))
    assert titles(bram) == ["Kijk of besluit B01 nog klopt", "Kijk of besluit B03 nog klopt"]
    assert titles(lies) == ["Kijk of besluit B03 nog klopt"]


def test_task_comes_up_three_days_before_and_never_with_a_name(project, lies, noor, bram):
    decision = make_taken(project=project, decider=noor, driver=bram)
    decision.tasks.create(what="Scherm hangen", who="Jan", due_on=day(3))
    decision.tasks.create(what="Later", who="Jan", due_on=day(4))
    decision.tasks.create(what="Gedaan", who="Jan", due_on=day(1), done_on=day(0))
    decision.tasks.create(what="Over tijd", who="Jan", due_on=day(-1))
    assert (titles(bram), titles(lies)) == (["Scherm hangen", "Over tijd"], ["Over tijd"])
    assert "Jan" not in str(list(today.tasks(bram, [project])))


# --- Answers to sum up ---------------------------------------------------------------------------


def test_answers_to_sum_up_are_for_the_team_until_it_is_done(project, lies, noor):
    one = answer_targeted(make_targeted(decision=make_decision(project=project), by=lies), "ja")
    make_targeted("Nog open?", decision=one.decision, by=lies)
    before = titles(lies), titles(noor)
    one.summary, one.summarised_at = "Ja.", timezone.now()
    one.save()
    assert (before, titles(lies)) == ((["Vat samen wat collega's antwoordden"], []), [])


def sum_up(user, project):
    project.edits = True
    return told(today.tasks(user, [project]))


def test_several_questions_to_sum_up_are_one_task_that_leads_to_the_first(project, lies):
    one, two = (make_decision(f"{turn}?", project=project) for turn in range(2))
    first = answer_targeted(make_targeted("Eerst?", decision=two, by=lies), "ja")
    answer_targeted(make_targeted("Dan?", decision=one, by=lies), "nee")
    answer_targeted(make_targeted("Loopt nog?", decision=one, by=lies), "nee", close=False)
    assert sum_up(lies, project) == [
        (
            "Vat samen wat collega's antwoordden",
            "2 gerichte vragen zijn gesloten en nog niet samengevat, bij B01 en B02.",
            at("vraag", project, two.pk, first.pk),
            "Bekijk de antwoorden",
        )
    ]


def test_question_that_runs_is_a_task_from_its_first_answer_on(project, lies):
    one = make_targeted(decision=make_decision(project=project), by=lies)
    before = sum_up(lies, project)
    answer_targeted(one, "ja", close=False)
    assert (before, sum_up(lies, project)) == (
        [],
        [
            (
                "Kijk of je genoeg antwoorden hebt",
                "Er kwamen antwoorden op je gerichte vraag bij B01. Weet je genoeg? Sluit ze en vat ze samen.",
                at("vraag", project, one.decision_id, one.pk),
                "Bekijk de vraag",
            )
        ],
    )


@pytest.mark.parametrize(("answers", "tasks"), [(4, 0), (5, 1)])
def test_anonymous_question_says_nothing_of_a_few_answers(project, lies, answers, tasks):
    one = make_targeted(decision=make_decision(project=project), people=12, mode="anonymous", by=lies)
    answer_targeted(one, *["ja"] * answers, close=False)
    assert len(sum_up(lies, project)) == tasks


def test_question_of_a_decision_that_was_withdrawn_asks_nothing(project, lies):
    one = answer_targeted(make_targeted(decision=make_decision(project=project), by=lies), "ja")
    Decision.objects.update(status="withdrawn", closed_why="Niet meer nodig.")
    assert (one.summary, sum_up(lies, project)) == ("", [])


# --- What follows from a decision ----------------------------------------------------------------


def follow_up(project):
    return told(today.step_tasks(None, [project]))


def test_decisions_without_agreement_are_one_task_that_leads_to_the_first(project, noor):
    for number in range(3):
        make_taken(f"{number}?", project=project, decider=noor)
    one, settled, last = project.decisions.all()
    follows(make_agreement(project=project), settled)
    assert follow_up(project) == [
        (
            "Schrijf op wat jullie afspreken",
            "Uit B01 en B03 volgt nog geen afspraak. Komt er geen? Schrijf op waarom.",
            at("keuze", project, one.pk),
            "Bekijk B01",
        )
    ]
    Decision.objects.filter(pk__in=[one.pk, last.pk]).update(no_agreement="Dit is eenmalig.")
    assert follow_up(project) == []


@pytest.mark.parametrize("reason", ["", "Eenmalig."])
@pytest.mark.parametrize(
    "words", [[], *([status] for status in AgreementVersion.Status.values), ["withdrawn", "concept"]]
)
def test_vandaag_and_gate_agree_on_what_follows_from_a_decision(project, noor, reason, words):
    taken = make_taken(project=project, decider=noor, no_agreement=reason)
    for status in words:
        version = follows(make_agreement(project=project), taken)
        known = {"withdrawn_why": "Werkt niet."} if status == "withdrawn" else {}
        if status in ("tested", "in_force", "replaced"):
            known = {"tested_at": timezone.now(), "tested_how": "In de try-out."}
        AgreementVersion.objects.filter(pk=version.pk).update(status=status, **known)
    lacks = not reason and words in ([], ["withdrawn"])
    (row,) = read(project).decisions
    following = read(project).agreements_after([row])
    assert (row.lacks_agreement, bool(follow_up(project)), not reason and not following) == (lacks, lacks, lacks)


@pytest.mark.parametrize("status", ["proposal", "superseded", "withdrawn"])
def test_decision_that_does_not_hold_asks_for_no_agreement(project, noor, status):
    if status == "proposal":
        make_decision(project=project)
    else:
        make_taken(project=project, decider=noor)
        Decision.objects.update(status=status, closed_why="Niet meer nodig.")
    assert follow_up(project) == []


@pytest.mark.parametrize(("days", "tasks"), [(0, 0), (-1, 1)])
def test_what_the_team_goes_without_for_a_while_asks_nothing_until_its_day(project, lies, noor, days, tasks):
    make_taken(project=project, decider=noor)
    asked = GateRequest.objects.create(
        project=project, step=2, round=1, requested_by=lies, decide_by=day(3), status="decided"
    )
    Waiver.objects.create(
        snapshot=freeze(asked, [], []), code="s2.agreement_follows", reason="Later", measure="Bellen", owner=lies,
        by=lies, expires_on=day(days),
    )  # fmt: skip
    GateDecision.objects.create(request=asked, outcome="go", decided_by=noor, sha256="0" * 64)
    Project.objects.filter(pk=project.pk).update(step=3)
    assert len(follow_up(project)) == tasks


# --- Frameworks, the agenda, and how many queries --------------------------------------------------


def test_framework_to_look_at_again_is_for_the_team(project, lies, noor):
    make_framework("Briefing", project=project, review_on=day(7))
    make_framework("Later", project=project, review_on=day(8))
    assert (titles(lies), titles(noor)) == (["Kijk de afspraken van «Briefing» na"], [])


def test_agenda_holds_days_to_decide_and_to_look_again(project, noor):
    make_decision(project=project, decider=noor, asked_at=timezone.now(), decide_by=day(2))
    make_taken("Later?", project=project, decider=noor, review_on=day(20))
    make_framework("Briefing", project=project, review_on=day(30))
    assert [(item.title, item.day) for item in agenda.items([project])] == [
        ("Beslissing over B01", day(2)),
        ("Besluit B02 opnieuw bekijken", day(20)),
        ("Afspraken opnieuw bekijken", day(30)),
    ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("trajecten:vandaag", 7), ("trajecten:overzicht", 8)])
def test_pages_ask_no_query_more_for_what_is_ahead(
    client, project, lies, noor, path, queries, count, django_assert_num_queries
):
    for number in range(count):
        make_decision(f"{number}?", project=project, decider=noor, asked_at=timezone.now(), decide_by=day(2))
        make_taken(f"Toch {number}?", project=project, decider=noor, review_on=day(30))
        make_framework(f"Kader {number}", project=project, review_on=day(30))
        answer_targeted(make_targeted(f"Hoe {number}?", decision=project.decisions.first(), by=lies), "ja")
    client.force_login(lies)
    address = reverse(path, args=[project.slug] if "overzicht" in path else [])
    client.get(reverse("trajecten:nieuw"))
    with django_assert_num_queries(queries):
        page = client.get(address).content.decode()
    assert "Beslissing over B01" in page


def test_ahead_of_many_projects_is_one_query_when_it_did_not_come_along(project, linde, django_assert_num_queries):
    others = [surveys.make_project(linde, slug=f"ander-{number}") for number in range(3)]
    with django_assert_num_queries(1):
        ahead_of([project, *others])
