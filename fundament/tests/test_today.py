"""Vandaag and «Binnenkort»: what step 2 asks of whom, without a query more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bevraging.tests import factories as surveys
from fundament import agenda, today
from fundament.ahead import ahead_of
from fundament.tests.factories import answer_targeted, make_decision, make_framework, make_taken, make_targeted
from trajecten import workspace
from trajecten.models import ProjectRole

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


def test_answers_to_sum_up_are_for_the_team_until_it_is_done(project, lies, noor):
    one = answer_targeted(make_targeted(decision=make_decision(project=project), by=lies), "ja")
    make_targeted("Nog open?", decision=one.decision, by=lies)
    before = titles(lies), titles(noor)
    one.summary, one.summarised_at = "Ja.", timezone.now()
    one.save()
    assert (before, titles(lies)) == ((["Vat samen wat collega's antwoordden"], []), [])


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
