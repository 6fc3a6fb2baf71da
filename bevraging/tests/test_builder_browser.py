"""Building a survey in a real browser: dragging, and everything without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from bevraging import actions, templates_bank
from bevraging.tests import factories
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def draft(project, lies):
    return actions.create_from_template(project=project, template=templates_bank.by_key("tryout"), by=lies)


def url(name, survey, *args):
    return reverse(f"bevraging:{name}", args=[survey.project.slug, survey.pk, *args])


def keys(survey):
    return [question.key for question in actions.questions_of(survey)]


def test_question_is_dragged_to_another_place_and_the_place_is_told(page, sign_in, draft, lies):
    sign_in(page, lies).goto(url("vragen", draft))
    handle = page.locator("#vraag-beter .vraagrij__greep")
    handle.scroll_into_view_if_needed()
    start, goal = handle.bounding_box(), page.locator("#vraag-makkelijk").bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, goal["y"] + 4, steps=8)
    page.mouse.up()
    expect(page.get_by_role("status").filter(has_text="staat nu op plaats 3")).to_have_count(1)
    assert keys(draft) == ["gelukt", "hinder", "beter", "makkelijk", "past", "aanraden"]


def test_drag_against_a_condition_is_refused_and_the_list_is_as_it_was(page, sign_in, draft, lies):
    sign_in(page, lies).goto(url("vragen", draft))
    before = keys(draft)
    start = page.locator("#vraag-hinder .vraagrij__greep").bounding_box()
    goal = page.locator("#vraag-gelukt").bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, goal["y"] + 2, steps=8)
    page.mouse.up()
    expect(page.get_by_text("Die vraag moet dus eerst komen.").first).to_be_visible()
    shown = page.locator("[data-sleutel]").evaluate_all("rows => rows.map(row => row.dataset.sleutel)")
    assert (shown, keys(draft)) == (before, before)


def test_choice_with_a_condition_is_built_on_a_phone_without_javascript(phone_without_js, sign_in, draft, lies):
    phone = phone_without_js
    sign_in(phone, lies).goto(url("vraag_nieuw", draft, "choice"))
    phone.get_by_label("De vraag").fill("Wanneer probeer je het opnieuw?")
    phone.get_by_label("Antwoord 1 in het Nederlands").fill("Vandaag")
    phone.get_by_label("Antwoord 2 in het Nederlands").fill("Later")
    phone.get_by_role("button", name="Nog een antwoord").click()
    phone.get_by_label("Antwoord 4 in het Nederlands").fill("Nooit")
    phone.get_by_label("Stel ze alleen na dit antwoord op").select_option("gelukt")
    phone.get_by_role("button", name="Toon de antwoorden").click()
    phone.get_by_label("Nee", exact=True).check()
    phone.get_by_role("button", name="Bewaar de vraag").last.click()
    expect(phone.get_by_text("alleen als vraag 1 is: Nee")).to_be_visible()
    made = actions.questions_of(draft)[-1]
    assert [option.text["nl"] for option in made.options] == ["Vandaag", "Later", "Nooit"]


def test_enter_in_an_answer_saves_the_question(page, sign_in, draft, lies):
    sign_in(page, lies).goto(url("vraag", draft, "gelukt"))
    field = page.get_by_label("Antwoord 1 in het Nederlands")
    field.fill("Ja hoor")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/vragen/$"))
    assert actions.questions_of(draft)[0].options[0].text["nl"] == "Ja hoor"


PAGES = ("nieuw", "vragen", "vraag", "vraag_nieuw", "talen", "taal_wis", "versturen")


@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible_and_fits_320(page, axe, sign_in, draft, lies, name):
    factories.add_people(draft, "Aalst", "Zorg", 8)
    actions.add_language(survey=draft, code="ar", by=lies)
    args = {"vraag": ["hinder"], "vraag_nieuw": ["choice"], "taal_wis": ["ar"]}.get(name, [])
    path = reverse("bevraging:nieuw", args=[draft.project.slug]) if name == "nieuw" else url(name, draft, *args)
    sign_in(page, lies).goto(path)
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    axe(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
