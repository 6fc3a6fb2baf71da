"""What an employee answered is never lost or given away, in any language, and costs little."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from bevraging.actions import launch
from bevraging.actions.answering import draft_of
from bevraging.links import envelope
from bevraging.models import Draft, Participant, Survey
from bevraging.question_bank import START_SURVEY
from bevraging.tests.browser import Visitor
from bevraging.tests.factories import make_draft, make_open, tokens_of
from organisatie.tests.factories import make_lies

pytestmark = pytest.mark.django_db
TOTAL = len(START_SURVEY)


@pytest.fixture
def survey():
    return make_open()


@pytest.fixture
def visitor(survey):
    return Visitor(survey).arrive()


# --- Nothing is lost ---------------------------------------------------------------------------


def test_lost_cookie_loses_no_answer(survey, visitor):
    """A mail app that forgets cookies: the envelope in the form says who it was."""
    visitor.at("1/")
    visitor.client.cookies.clear()
    visitor.press("1/", antwoord="4")
    assert (visitor.path, draft_of(visitor.token)) == ("2/", {"vinden": "4"})


@pytest.mark.parametrize("proof", ["", "vals"])
def test_form_of_another_site_saves_nothing_and_shows_the_answer_again(survey, visitor, proof):
    response = visitor.client.post(f"/v/b/{survey.pk}/1/", {"e": proof, "antwoord": "4"})
    assert (response.status_code, draft_of(visitor.token)) == (403, {})
    assert "Je antwoord is nog niet bewaard." in response.content.decode()
    assert 'antwoord--gekozen" name="antwoord" value="4"' in response.content.decode()


def test_envelope_of_nobody_saves_nothing(survey, visitor):
    response = visitor.client.post(f"/v/b/{survey.pk}/1/", {"e": envelope("a" * 32), "antwoord": "4"})
    assert (response.status_code, Draft.objects.count()) == (403, 0)


def test_text_in_a_refused_form_is_shown_again(survey, visitor):
    response = visitor.client.post(f"/v/b/{survey.pk}/{TOTAL}/", {"e": "", "tekst": "Lang verhaal", "knop": "verder"})
    assert (response.status_code, "Lang verhaal</textarea>" in response.content.decode()) == (403, True)


def test_text_of_an_unknown_browser_is_shown_again(survey):
    response = Client().post(f"/v/b/{survey.pk}/{TOTAL}/", {"tekst": "Lang <verhaal>", "knop": "verder"})
    assert (response.status_code, "Lang &lt;verhaal&gt;</textarea>" in response.content.decode()) == (403, True)


def test_changed_cookie_is_nobody(survey, visitor):
    name = settings.RESPONDENT_COOKIE_NAME
    visitor.client.cookies[name] = visitor.client.cookies[name].value.replace(visitor.token, tokens_of(survey)[1])
    assert visitor.client.get(f"/v/b/{survey.pk}/1/").status_code == 403


def test_cookie_of_one_survey_opens_no_other(survey, visitor):
    other = make_open(title="Andere")
    assert visitor.client.get(f"/v/b/{other.pk}/1/").status_code == 403


def test_draft_survey_has_no_public_page(visitor):
    survey = make_draft(title="Nog niet")
    assert visitor.client.get(f"/v/b/{survey.pk}/").status_code == 403


# --- Languages ---------------------------------------------------------------------------------


def test_language_can_be_chosen_and_stays(survey, visitor):
    visitor.at("", taal="fr")
    assert ('<html lang="fr">' in visitor.text, "Commencer" in visitor.text) == (True, True)
    visitor.at("1/")
    assert ("Question 1 sur 8" in visitor.text, "Je trouve vite les infos" in visitor.text) == (True, True)
    assert "Oui, plutôt" in visitor.text


def test_language_of_the_colleague_is_used_first(survey):
    Participant.objects.filter(survey=survey).update(language="en")
    visitor = Visitor(survey).arrive()
    assert ('<html lang="en">' in visitor.text, "8 questions" in visitor.text) == (True, True)


def test_survey_in_dutch_only_offers_no_other_language():
    draft = make_draft()
    draft.versions.update(content=[{"key": "a", "type": "statement", "text": {"nl": "Ik werk vlot."}}])
    launch(survey=draft, by=make_lies())
    draft.participants.update(language="fr")
    visitor = Visitor(draft).arrive()
    assert ("Français" in visitor.text, '<html lang="nl-BE">' in visitor.text) == (False, True)


# --- Light -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "1/", "2/", f"{TOTAL}/", "nakijken/"])
def test_page_asks_at_most_three_queries_and_no_user(survey, visitor, path, django_assert_max_num_queries):
    visitor.at(path)
    with django_assert_max_num_queries(3) as queries:
        visitor.client.get(f"/v/b/{survey.pk}/{path}")
    assert [q["sql"] for q in queries if "session" in q["sql"] or "organisatie_user" in q["sql"]] == []


def test_tap_asks_two_queries(survey, visitor, django_assert_num_queries):
    visitor.at("1/")
    for option in "45":  # the first makes the draft, the second changes it
        with django_assert_num_queries(2):
            visitor.client.post(f"/v/b/{survey.pk}/1/", {"e": visitor.envelope, "antwoord": option})


def test_first_question_weighs_at_most_60_kb(survey, visitor):
    """All bytes: page, stylesheet, font, icon and script, as a browser without a cache gets them (uncompressed)."""
    page = visitor.at("1/").page.content
    files = set(re.findall(rb'(?:href|src)="/static/([^"]+)"', page))
    sizes = {name: Path(settings.BASE_DIR, "static", name.decode()).stat().st_size for name in files}
    assert b"fonts/figtree-latin-wght-normal.woff2" in sizes
    assert len(page) + sum(sizes.values()) <= 60_000


def test_page_asks_nothing_of_others(visitor):
    assert re.findall(r'(?:href|src|action)="(?:https?:)?//', visitor.at("1/").text) == []


def test_page_needs_no_script(visitor):
    visitor.at("1/")
    assert re.findall(r"<script(?! src)|\son\w+=|style=", visitor.text) == []


def test_survey_that_ends_today_is_open_until_midnight(survey, visitor):
    Survey.objects.filter(pk=survey.pk).update(closes_on=timezone.localdate())
    assert "Start" in visitor.arrive().text
    Survey.objects.filter(pk=survey.pk).update(closes_on=timezone.localdate() - timedelta(days=1))
    assert "afgesloten" in visitor.arrive().text
