"""A colleague with a link, on a phone: nothing is lost, nothing is used up by looking, nothing comes from elsewhere."""

import re
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from bevraging.actions import close
from bevraging.models import Participant
from bevraging.tests.factories import answer, make_open, tokens_of
from conftest import PHONE
from e2e.steps import link_in, send_mails

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = (("Aalst", "Zorg", 6),)
FIRST_QUESTION = 60_000
"""Bytes, from opening the link to seeing the first question."""


def everything() -> dict[str, list]:
    """Every row of every table, as text."""
    return {model._meta.label: sorted(map(as_text, model._base_manager.values_list())) for model in apps.get_models()}


def as_text(row: tuple) -> str:
    # PostgreSQL gives sealed bytes as a view, whose text is its place in memory.
    return repr([bytes(value) if isinstance(value, memoryview) else value for value in row])


def open_link(survey, place: int = 0) -> str:
    return f"/v/{tokens_of(survey)[place]}/"


def test_link_that_a_scanner_opened_still_works(phone_without_js, live_server):
    make_open(people=PEOPLE)
    message = send_mails()[0]
    before = everything()
    scanner = Client()
    for link in (link_in(message, "/v/"), link_in(message, "/u/")):
        for knock in (scanner.get, scanner.head, scanner.get):
            assert knock(urlsplit(link).path, follow=True).status_code == 200
    assert everything() == before

    phone_without_js.goto(link_in(message, "/v/"))
    phone_without_js.get_by_role("link", name="Start").tap()
    expect(phone_without_js.get_by_text("Vraag 1 van 8")).to_be_visible()


def test_form_that_nobody_touched_spends_nothing(phone_without_js):
    survey = make_open(people=PEOPLE)
    phone_without_js.goto(open_link(survey))
    before = everything()
    for page in ("1/", "8/", "nakijken/"):
        phone_without_js.goto(f"/v/b/{survey.pk}/{page}")
        with phone_without_js.expect_navigation():
            phone_without_js.evaluate("() => document.querySelector('form[method=post]').submit()")
    assert everything() == before


def test_link_after_sending_says_thank_you(phone_without_js):
    survey = make_open(people=PEOPLE)
    answer(survey, 1)
    phone_without_js.goto(open_link(survey))
    expect(phone_without_js.get_by_role("heading", name="Je deed al mee. Dank je wel!")).to_be_visible()
    phone_without_js.goto(f"/v/b/{survey.pk}/1/")
    expect(phone_without_js.get_by_role("heading", name=re.compile("Dank je wel!"))).to_be_visible()


def test_link_after_closing_says_on_which_day(phone_without_js):
    survey = make_open(people=PEOPLE)
    # Looked at while it was open: what the server remembers of it then must not decide what it says afterwards.
    phone_without_js.goto(open_link(survey))
    close(survey=survey)
    phone_without_js.goto(open_link(survey))
    day = timezone.localtime(Participant.objects.first().survey.closed_at)
    expect(phone_without_js.get_by_text(re.compile(rf"afgesloten op \w+ {day.day} "))).to_be_visible()
    assert phone_without_js.get_by_role("button").count() == 0


def test_code_that_nobody_has_gets_a_calm_page_and_may_be_corrected(phone_without_js):
    phone_without_js.goto("/v/mela-tovo-rina-buke/")
    expect(phone_without_js.get_by_role("heading", name="We vinden deze code niet")).to_be_visible()
    phone_without_js.get_by_label("Je code").fill("mela tovo rina")
    phone_without_js.get_by_role("button", name="Ga verder").tap()
    expect(phone_without_js.get_by_role("heading", name="We vinden deze code niet")).to_be_visible()
    expect(phone_without_js.get_by_label("Je code")).to_have_value("mela tovo rina")


def test_other_language_stays_until_the_end(phone_without_js):
    survey = make_open(people=PEOPLE)
    phone_without_js.goto(open_link(survey))
    phone_without_js.locator("details.talen summary").tap()
    phone_without_js.get_by_role("button", name="Français").tap()
    expect(phone_without_js.locator("html")).to_have_attribute("lang", "fr")
    phone_without_js.locator("a[href$='/1/']").tap()
    expect(phone_without_js.locator("html")).to_have_attribute("lang", "fr")
    expect(phone_without_js.get_by_role("button", name=re.compile("^Oui")).first).to_be_visible()


def test_open_question_may_be_skipped_and_changed_afterwards(phone_without_js):
    survey = make_open(people=PEOPLE)
    phone = phone_without_js
    phone.goto(open_link(survey))
    phone.goto(f"/v/b/{survey.pk}/8/")
    phone.get_by_role("button", name="Sla over").tap()
    expect(phone.get_by_text("Vraag 1 van 8")).to_be_visible()
    phone.goto(f"/v/b/{survey.pk}/nakijken/")
    phone.get_by_role("link", name=re.compile("^Wijzig")).last.tap()
    phone.get_by_role("textbox").fill("De overdracht is kort.")
    phone.get_by_role("button", name="Verder").tap()
    expect(phone.get_by_text("Vraag 1 van 8")).to_be_visible()
    phone.goto(f"/v/b/{survey.pk}/nakijken/")
    expect(phone.get_by_text("De overdracht is kort.")).to_be_visible()


def test_first_question_is_light_and_comes_from_one_place(open_page, live_server):
    survey = make_open(people=PEOPLE)
    phone = open_page(**PHONE)
    requests = []
    phone.on("requestfinished", lambda request: requests.append(request))
    phone.goto(open_link(survey))
    phone.get_by_role("link", name="Start").tap()
    expect(phone.get_by_text("Vraag 1 van 8")).to_be_visible()
    phone.wait_for_load_state("networkidle")
    weights = {request.url: request.sizes()["responseBodySize"] for request in requests}
    assert {urlsplit(url).netloc for url in weights} == {urlsplit(live_server.url).netloc}
    assert sum(weights.values()) <= FIRST_QUESTION, weights


def test_phone_shows_all_answers_without_scrolling(open_page):
    survey = make_open(people=PEOPLE)
    phone = open_page(**{**PHONE, "viewport": {"width": 390, "height": 740}})
    phone.goto(open_link(survey))
    phone.goto(f"/v/b/{survey.pk}/1/")
    answers = phone.locator("button[name=antwoord]")
    assert answers.count() == 6
    boxes = [answers.nth(n).bounding_box() for n in range(6)]
    assert all(box["y"] + box["height"] <= 740 for box in boxes)
    assert all(box["height"] >= 44 for box in boxes)
