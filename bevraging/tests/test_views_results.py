"""The results page and the reading step of the project lead."""

import pytest
from django.urls import reverse

from bevraging.actions import close
from bevraging.tests import factories
from trajecten.models import ProjectRole


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


def url(name, survey):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk])


def test_results_of_open_survey_wait_for_the_close(as_lies, project, lies):
    opened = factories.make_open(project, by=lies)
    factories.answer(opened, 12)
    body = as_lies.get(url("resultaten", opened)).content.decode()
    assert ("Resultaten komen na het afsluiten." in body, "zegt ja" in body) == (True, False)


def test_results_of_too_few_answers_are_not_shown(as_lies, project, lies):
    survey = factories.make_published(project, answers=3, by=lies)
    body = as_lies.get(url("resultaten", survey)).content.decode()
    assert ("We tonen dit niet." in body, "zegt ja" in body) == (True, False)


def test_results_show_numbers_and_a_table(as_lies, project, lies):
    survey = factories.make_published(project, answers=20, by=lies)
    body = as_lies.get(url("resultaten", survey)).content.decode()
    assert [words in body for words in ("Toon als tabel", "bijna iedereen van 20", "20 van 20")] == [True, True, False]


def test_open_answer_is_shown_after_reading(as_lies, project, lies):
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 12, text="Onze planning loopt vlot.")
    close(survey=survey, by=lies)
    assert "Onze planning loopt vlot." not in as_lies.get(url("resultaten", survey)).content.decode()
    one, two, *_others = [str(answer.pk) for _question, answer in as_lies.get(url("lezen", survey)).context["answers"]]
    as_lies.post(
        url("lezen", survey), {"antwoord": [one, two], f"tekst-{one}": "De planning loopt vlot.", "verberg": [two]}
    )
    body = as_lies.get(url("resultaten", survey)).content.decode()
    assert (body.count("De planning loopt vlot."), "Onze planning loopt vlot." in body) == (1, False)


def test_band_of_a_group_is_shown_in_words_also_in_the_table(as_lies, project, lies):
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 11, "5")  # everybody in Aalst says yes
    factories.answer(survey, 7, "2", first=11)
    close(survey=survey, by=lies)
    body = as_lies.get(url("resultaten", survey)).content.decode()
    assert (">100%<" in body, "≥ 75%" in body) == (False, True)


def test_support_of_a_unanimous_group_is_a_band_on_the_page_and_in_the_table(as_lies, project, lies):
    survey = factories.make_open(project, by=lies)
    factories.answer(survey, 11, "5")  # everybody in Aalst, with everything
    factories.answer(survey, 6, "3", first=11)
    close(survey=survey, by=lies)
    body = as_lies.get(url("resultaten", survey)).content.decode()
    assert ("Aalst: 100 op 100" in body, "Aalst: ≥ 90 op 100" in body, '"Draagvlak">≥ 90<' in body) == (
        False,
        True,
        True,
    )


def test_named_survey_shows_who_said_what_to_the_lead_only(as_lies, client, project, lies, noor):
    survey = factories.make_published(project, by=lies, answers=12, mode="named")
    mine = as_lies.get(url("resultaten", survey)).content.decode()
    client.force_login(noor)
    hers = client.get(url("resultaten", survey)).content.decode()
    assert ["Wie antwoordde wat" in page for page in (mine, hers)] == [True, False]


def test_anonymous_survey_never_shows_who_said_what(as_lies, project, lies):
    survey = factories.make_published(project, by=lies, answers=12)
    assert "Wie antwoordde wat" not in as_lies.get(url("resultaten", survey)).content.decode()
