"""The same pages in a real browser: 390 px, without JavaScript, and judged by axe in light and dark."""

import pytest

from bevraging.actions.answering import draft_of
from bevraging.models import SealedBallot
from bevraging.question_bank import START_SURVEY
from bevraging.tests.factories import make_open, tokens_of

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_colleague_answers_on_a_phone_in_ten_taps_without_javascript(phone_without_js):
    survey = make_open()
    token = tokens_of(survey)[0]
    phone = phone_without_js
    phone.goto(f"/v/{token}/")
    phone.get_by_role("link", name="Start").click()
    for _statement in range(len(START_SURVEY) - 1):
        phone.get_by_role("button", name="Ja, eerder wel").click()
    phone.get_by_role("button", name="Sla over").click()
    assert len(draft_of(token)) == len(START_SURVEY)
    phone.get_by_role("button", name="Verstuur mijn antwoorden").click()
    assert phone.get_by_role("heading", name="Dank je wel!").is_visible()
    assert SealedBallot.objects.count() == 1


def test_question_fits_on_a_small_phone(open_page):
    survey = make_open()
    phone = open_page(viewport={"width": 390, "height": 740}, java_script_enabled=False)
    phone.goto(f"/v/{tokens_of(survey)[0]}/")
    phone.get_by_role("link", name="Start").click()
    last = phone.get_by_role("button", name="Weet ik niet").bounding_box()
    assert last["y"] + last["height"] <= 740


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_is_wider_than_the_screen(open_page, width):
    survey = make_open()
    phone = open_page(viewport={"width": width, "height": 740})
    phone.goto(f"/v/{tokens_of(survey)[0]}/")
    for path in ("", "1/", "8/", "nakijken/"):
        phone.goto(f"/v/b/{survey.pk}/{path}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing(phone, axe):
    survey = make_open()
    phone.goto("/v/")
    axe(phone)
    phone.goto("/v/fout/")
    axe(phone)
    phone.goto(f"/v/{tokens_of(survey)[0]}/")
    axe(phone)
    phone.goto(f"/v/b/{survey.pk}/1/")
    axe(phone)
    phone.get_by_role("button", name="Tussenin").click()
    phone.goto(f"/v/b/{survey.pk}/1/")
    axe(phone)
    phone.goto(f"/v/b/{survey.pk}/8/")
    axe(phone)
    phone.goto(f"/v/b/{survey.pk}/nakijken/")
    axe(phone)
    phone.get_by_role("button", name="Verstuur mijn antwoorden").click()
    axe(phone)
