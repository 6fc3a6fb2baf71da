"""The first survey in one press, surveys of one kind told apart, and a list of people that is chosen again."""

import re

import pytest
from django.urls import reverse

from bevraging.tests import factories
from organisatie.models import Location
from organisatie.tests.factories import make_employees
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, survey, *args):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk, *args])


# --- Surveys of one kind --------------------------------------------------------------------------


def test_surveys_with_one_title_are_told_apart_in_the_list_and_the_picker(as_lies, project, lies):
    first = factories.make_published(project, by=lies, answers=12)
    factories.make_draft(project)
    listed = as_lies.get(reverse("bevraging:stap", args=[project.slug])).content.decode()
    picker = as_lies.get(reverse("bevraging:nieuw", args=[project.slug])).content.decode()
    for words in (f"{first.title} (1)", f"{first.title} (2)", "verstuurd op", "gemaakt op"):
        assert (words in listed, words in picker) == (True, True)
    assert "resultaten klaar</option>" in picker


def test_page_of_a_survey_says_which_one_it_is(as_lies, project, lies):
    survey = factories.make_published(project, by=lies, answers=12)
    for name in ("deelname", "resultaten"):
        body = as_lies.get(reverse(f"bevraging:{name}", args=[project.slug, survey.pk])).content.decode()
        crumbs = re.findall(r'<nav class="kruimel".*?</nav>', body, re.DOTALL)[0]
        assert re.search(f"«{re.escape(survey.title)}», verstuurd op [^,]+, resultaten klaar", crumbs)


# --- One press -------------------------------------------------------------------------------------


def test_overview_makes_the_first_survey_in_one_press(as_lies, project):
    body = as_lies.get(reverse("trajecten:overzicht", args=[project.slug])).content.decode()
    make = reverse("bevraging:nieuw", args=[project.slug])
    assert f'<form method="post" action="{make}">' in body
    made = as_lies.post(make)
    assert made.url == reverse("bevraging:vragen", args=[project.slug, project.surveys.get().pk])


def test_first_survey_is_ready_to_send_to_everybody_the_project_touches(as_lies, project):
    make_employees(project.organisation, 12)
    make = reverse("bevraging:nieuw", args=[project.slug])
    for _turn in range(2):
        as_lies.post(make)
    survey = project.surveys.get()
    body = as_lies.get(reverse("bevraging:stap", args=[project.slug])).content.decode()
    check = as_lies.get(url("versturen", survey)).context
    assert (survey.participants.count(), url("versturen", survey) in body, check["ready"]) == (12, True, True)


def test_list_that_was_made_shorter_stays_so_when_made_again(as_lies, project):
    make_employees(project.organisation, 12)
    make = reverse("bevraging:nieuw", args=[project.slug])
    as_lies.post(make)
    survey = project.surveys.get()
    survey.participants.filter(pk__in=list(survey.participants.values_list("pk", flat=True)[:4])).delete()
    as_lies.post(make)
    assert survey.participants.count() == 8


@pytest.mark.parametrize("name", ["bevraging:stap", "trajecten:overzicht"])
def test_every_open_point_of_a_new_project_has_a_way_on(as_lies, project, name):
    body = as_lies.get(reverse(name, args=[project.slug])).content.decode()
    rows = re.findall(r'<li class="voorwaarde voorwaarde--(?:nog|helpt)">.*?</li>', body, re.DOTALL)
    without = [row for row in rows if 'class="knop knop--rand"' not in row and "s0." not in row]
    assert (len(rows) > 6, [re.sub("<[^>]+>", " ", row)[:80] for row in without]) == (True, [])


# --- In place of, or beside -----------------------------------------------------------------------


@pytest.fixture
def listed(project):
    """Eleven of Aalst and nine of Gent on the list."""
    return factories.make_draft(project)


def choose(client, survey, pick, place="", **more):
    places = [Location.objects.get(name=place).pk] if place else []
    return client.post(url("wie", survey), {"pick": pick, "locations": places, "doe": "blijf", **more}, follow=True)


def test_only_these_locations_replaces_who_was_on_the_list(as_lies, listed):
    body = choose(as_lies, listed, "enkel", "Gent").content.decode()
    assert listed.participants.count() == 9
    told = ("11 collega&#x27;s gingen van de lijst.", "9 collega&#x27;s staan nu op de lijst.", "Er kwam niemand bij.")
    assert [words in body for words in told] == [True, True, False]


def test_only_these_locations_and_on_says_how_many_stand_on_the_list(as_lies, listed):
    body = choose(as_lies, listed, "enkel", "Gent", doe="").content.decode()
    assert "9 collega&#x27;s staan nu op de lijst." in body


def test_these_locations_beside_the_others_says_what_came_and_what_stands(as_lies, listed):
    listed.participants.filter(employee__location__name="Gent").delete()
    body = choose(as_lies, listed, "deel", "Gent").content.decode()
    assert "9 collega&#x27;s kwamen erbij. 20 collega&#x27;s staan nu op de lijst." in body


@pytest.mark.parametrize("pick", ["iedereen", "niemand"])
def test_ticked_location_never_quietly_means_nothing(as_lies, listed, pick):
    body = choose(as_lies, listed, pick, "Gent").content.decode()
    assert ("Kies hier wat je daarmee wil." in body, listed.participants.count()) == (True, 20)


def test_empty_list_offers_nothing_to_replace(as_lies, project, listed):
    listed.participants.all().delete()
    body = as_lies.get(url("wie", listed)).content.decode()
    assert ("in plaats van wie" in body, "Enkel deze locaties of functiegroepen" in body) == (False, True)
