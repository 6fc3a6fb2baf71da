"""Approaches and reviews on the page of step 6, on the page of an agreement, and «verlopen» for everyone."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communicatie.tests.factories import make_page, secret_of_page
from fundament.reminder_mails import framework_context
from opvolging import remedy_agenda
from opvolging.models import ProjectReview
from opvolging.tests.factories import make_check, make_holding, make_rhythm, make_step_6
from opvolging.tests.remedies import make_remedy
from trajecten.models import Project

TODAY = timezone.localdate


@pytest.fixture
def project(linde, lies):
    return make_step_6(lies)


@pytest.fixture
def version(project):
    return make_holding(project, "Aalst", "Gent")


def page_of(client, person, project) -> str:
    client.force_login(person)
    return client.get(reverse("opvolging:stap", args=[project.slug])).content.decode()


def text_of(html: str) -> str:
    return re.sub(r"(<[^>]*>|\s)+", " ", html)


def test_step_shows_what_is_tried_and_where_nobody_takes_it_up(client, lies, noor, project, version):
    check = make_check(make_rhythm(version, "Aalst"), 14, 8)
    make_remedy(version, "Gent", what="Een scherm in de briefingruimte")
    told = [page_of(client, person, project) for person in (lies, noor)]
    assert [f"?na={check.pk}" in html for html in told] == [True, False]
    assert ["Een scherm in de briefingruimte" in html for html in told] == [True, True]


def test_step_names_the_first_four_and_how_many_more(client, lies, project, version):
    for number in range(5):
        make_remedy(version, what=f"Aanpak {number}", days_ago=40 - number)
    text = text_of(page_of(client, lies, project))
    assert [f"Aanpak {number}" in text for number in range(5)] == [True] * 4 + [False]
    assert "En nog 1 aanpak." in text


def test_step_says_what_is_to_be_looked_at_again(client, lies, project, version):
    framework = version.agreement.framework
    for days, words in ((31, "niets klaar om opnieuw te bekijken"), (30, "Eén dossier"), (-1, "Verlopen")):
        framework.review_on = TODAY() + timedelta(days=days)
        framework.save()
        assert words in text_of(page_of(client, lies, project))


def test_yearly_look_stands_there_once_it_is_near(client, lies, project, version):
    days = {"held_on": TODAY() - timedelta(days=350), "next_on": TODAY() + timedelta(days=9)}
    ProjectReview.objects.create(project=project, outcome="go_on", why="Ja", **days)
    assert "Het hele traject" in page_of(client, lies, project)


@pytest.mark.parametrize(("step", "shown"), [(6, True), (5, False)])
def test_agreement_leads_to_its_approaches_in_the_last_step(client, lies, project, version, step, shown):
    Project.objects.update(step=step)
    client.force_login(lies)
    html = client.get(reverse("fundament:afspraak", args=[project.slug, version.agreement_id])).content.decode()
    assert (f"opvolging/aanpak/nieuw/?afspraak={version.agreement_id}" in html) is shown


@pytest.mark.parametrize(("days", "shown"), [(0, False), (-1, True)])
def test_page_for_everyone_says_that_a_review_is_past(client, project, version, days, shown):
    framework = version.agreement.framework
    framework.review_on = TODAY() + timedelta(days=days)
    framework.save()
    html = client.get(f"/v/traject/{secret_of_page(make_page(project))}/").content.decode()
    assert ("Verlopen" in html) is shown


@pytest.mark.parametrize("n", [1, 3])
def test_vandaag_stays_within_its_queries(client, lies, linde, n, django_assert_num_queries):
    for number in range(n):
        version = make_holding(make_step_6(lies, slug=f"traject-{number}"), "Aalst")
        make_check(make_rhythm(version, "Aalst"), 14, 8)
    client.force_login(lies)
    with django_assert_num_queries(7):
        html = client.get("/vandaag/").content.decode()
    assert html.count("Spreek een aanpak af") == n


@pytest.mark.parametrize("step", [5, 6])
def test_reminder_and_vandaag_lead_to_the_review_in_the_last_step(client, lies, project, version, step):
    Project.objects.update(step=step)
    framework = version.agreement.framework
    framework.review_on = TODAY()
    framework.save()
    framework.refresh_from_db()
    there = {
        5: reverse("fundament:afspraken", args=[project.slug]),
        6: reverse("opvolging:herziening", args=[project.slug, framework.pk]),
    }[step]
    client.force_login(lies)
    assert f'href="{there}"' in client.get("/vandaag/").content.decode()
    assert framework_context(framework, lies, TODAY())["link"].endswith(there)


def test_check_that_asks_for_attention_or_grows_leads_to_an_approach(client, lies, noor, project, version):
    asks = make_check(make_rhythm(version, "Aalst"), 14, 8)
    grows = make_check(make_rhythm(version, "Gent"), 14, 10)
    well = make_check(make_rhythm(version, "Ninove"), 14, 14)
    told = []
    for person in (lies, noor):
        client.force_login(person)
        html = client.get(reverse("opvolging:afspraak", args=[project.slug, 1])).content.decode()
        told.append([f"?na={check.pk}" in html for check in (asks, grows, well)])
    assert told == [[True, True, False], [False, False, False]]


def test_binnenkort_holds_the_days_of_an_approach_and_of_the_year(project, version, django_assert_num_queries):
    make_remedy(version, "Aalst", days_ago=0, due_on=TODAY() + timedelta(days=2), effect_on=TODAY() + timedelta(days=9))
    make_remedy(
        version, "Gent", days_ago=0, due_on=TODAY() + timedelta(days=29), effect_on=TODAY() + timedelta(days=99)
    )
    days = {"held_on": TODAY() - timedelta(days=350), "next_on": TODAY() + timedelta(days=7)}
    ProjectReview.objects.create(project=project, outcome="go_on", why="Ja", **days)
    with django_assert_num_queries(1):
        found = sorted((item.day - TODAY(), item.title, item.detail) for item in remedy_agenda.items([project]))
    assert found == [
        (timedelta(days=2), "Een aanpak is klaar", "Een teamgesprek met drie vragen"),
        (timedelta(days=7), "Jaarlijkse herziening", "Hoe gaat het verder?"),
        (timedelta(days=9), "Kijken of een aanpak helpt", "A01, Aalst"),
    ]


@pytest.mark.parametrize(("days", "shown"), [(8, []), (7, ["Kijk samen hoe het verdergaat"])])
def test_yearly_look_is_a_task_from_a_week_before(project, lies, days, shown):
    held = {"held_on": TODAY() - timedelta(days=350), "next_on": TODAY() + timedelta(days=days)}
    ProjectReview.objects.create(project=project, outcome="go_on", why="Ja", **held)
    assert [task.title for task in remedy_agenda.tasks(lies, [project])] == shown
