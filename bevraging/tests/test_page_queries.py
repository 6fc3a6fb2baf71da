"""Pages for leads take at most eight queries, cold, whatever the data (architecture §5). The numbers are literal."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from bevraging.actions import close
from bevraging.tests import factories
from bevraging.tests.talk_factories import fill_inventory
from trajecten import gate
from trajecten.models import Project, ProjectRole, Threshold
from trajecten.tests.factories import make_decider

MOST = 8


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.DECIDER, user=make_decider(linde))
    return project


@pytest.fixture
def browser(client, lies):
    """Signed in, and nothing remembered in this process from an earlier page."""
    client.force_login(lies)
    client.get(reverse("trajecten:nieuw"))
    caches["pages"].clear()
    caches["results"].clear()
    return client


def page(name: str, project: Project) -> str:
    survey = project.surveys.first()
    paths = {
        "vandaag": ("trajecten:vandaag", []),
        "lijst": ("trajecten:lijst", []),
        "overzicht": ("trajecten:overzicht", [project.slug]),
        "stap": ("bevraging:stap", [project.slug]),
        "poort": ("trajecten:poort", [project.slug, 1]),
        "deelname": ("bevraging:deelname", [project.slug, survey.pk]),
        "resultaten": ("bevraging:resultaten", [project.slug, survey.pk]),
    }
    route, args = paths[name]
    return reverse(route, args=args)


PUBLISHED = [
    ("vandaag", 8), ("lijst", 8), ("overzicht", 8), ("stap", 8), ("poort", 7), ("deelname", 8), ("resultaten", 7),
]  # fmt: skip


@pytest.mark.parametrize("surveys", [1, 3])
@pytest.mark.parametrize(("name", "queries"), PUBLISHED)
def test_page_takes_as_many_queries_for_one_and_three_surveys(
    browser, project, lies, name, queries, surveys, django_assert_num_queries
):
    first = factories.make_published(project, answers=20, by=lies)
    for _turn in range(surveys - 1):  # the same colleagues: the points of the gate stay met, its page asks no more
        again = factories.ask_again(first, by=lies)
        factories.answer(again, 20)
        close(survey=again, by=lies)
    fill_inventory(project)
    path = page(name, project)
    with django_assert_num_queries(queries):
        assert browser.get(path).status_code == 200


@pytest.mark.parametrize(("name", "queries"), [("overzicht", 8), ("stap", 8), ("poort", 7)])
def test_page_takes_the_same_after_a_decision_an_open_question_and_other_goals(
    browser, project, lies, name, queries, django_assert_num_queries
):
    factories.make_published(project, answers=20, by=lies)
    fill_inventory(project)
    for value in (40, 45):
        Threshold.objects.create(
            project=project, code="s1.response", value=value, before=50, reason="Kleine groep.", changed_by=lies
        )
    decider = project.decider
    request = gate.request_decision(project=project, by=lies)
    gate.decide(request=request, by=decider, outcome="hold", reason="Eerst Gent.")
    gate.request_decision(project=project, by=lies)
    path = page(name, project)
    with django_assert_num_queries(queries):
        assert browser.get(path).status_code == 200


@pytest.mark.parametrize("name", ["vandaag", "overzicht", "lijst"])
def test_page_with_200_projects_takes_at_most_eight_queries_cold(
    browser, linde, project, lies, name, django_assert_max_num_queries
):
    others = Project.objects.bulk_create(
        Project(organisation=linde, slug=f"traject-{n}", title=f"Traject {n:03}", goal="Beter werken")
        for n in range(200)
    )
    ProjectRole.objects.bulk_create(ProjectRole(project=one, role="lead", user=lies) for one in others)
    for one in (*others[-3:], project):
        factories.make_published(one, answers=20, by=lies)
    factories.make_open(others[-4], by=lies)
    path = page(name, project)
    with django_assert_max_num_queries(MOST):
        assert browser.get(path).status_code == 200


def test_results_take_eight_queries_when_groups_stand_together(browser, project, lies, django_assert_num_queries):
    people = [("Aalst", "Zorg", 12), ("Gent", "Zorg", 10), ("Ninove", "Zorg", 10)]
    survey = factories.make_open(project, by=lies, people=people)
    factories.answer(survey, 12)
    factories.answer(survey, 3, first=12)
    factories.answer(survey, 6, first=22)
    close(survey=survey, by=lies)
    path = page("resultaten", project)
    with django_assert_num_queries(8):
        assert "staat Gent samen met" in browser.get(path).content.decode()


def test_overview_with_a_running_survey_takes_eight_queries(browser, project, lies, django_assert_num_queries):
    factories.answer(factories.make_open(project, by=lies), 12)
    path = page("overzicht", project)
    with django_assert_num_queries(8):
        assert browser.get(path).status_code == 200


def test_participation_takes_nine_queries_while_mails_leave(browser, project, lies, django_assert_num_queries):
    """One above the rule, and only then: the outbox reads its sending again before it counts (docs/decisions)."""
    factories.make_open(project, by=lies)
    path = page("deelname", project)
    with django_assert_num_queries(9):
        assert browser.get(path).status_code == 200
