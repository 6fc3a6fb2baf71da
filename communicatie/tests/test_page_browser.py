"""The page for everyone on a phone, with and without JavaScript, and for who uses a screen reader."""

import pytest
from django.urls import reverse

from communicatie import page_links
from communicatie.tests.everyone_world import fill
from communicatie.tests.factories import make_page
from organisatie.tests.factories import make_function, make_location
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page_row(linde, lies):
    return make_page(make_project(linde, lies, step=4), why="Zo zoekt niemand nog.", help="Vraag het gerust.")


def test_choice_is_made_without_javascript(phone_without_js, page_row):
    fill(page_row.project, 1)
    make_function(page_row.project.organisation, "Werk 2")
    make_location(page_row.project.organisation, "Plaats 2")
    phone = phone_without_js
    phone.goto(page_links.path_of(page_row))
    before = phone.locator(".verteld").count()
    phone.get_by_label("Wat doe je?").select_option("Werk 1")
    phone.get_by_label("Waar werk je?").select_option("Plaats 1")
    phone.get_by_role("button", name="Toon wat voor mij geldt").click()
    assert (before, phone.locator(".verteld").count()) == (3, 6)
    assert phone.get_by_label("Waar werk je?").locator("option:checked").inner_text() == "Plaats 1"
    phone.locator(".talen summary").click()
    phone.get_by_role("button", name="Français").click()
    assert [name in phone.url for name in ("locatie=", "functie=", "taal=fr")] == [True] * 3


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_page_fits_and_can_be_read_by_everybody(open_page, page_row, axe, width):
    fill(page_row.project, 3)
    page, asked = open_page(viewport={"width": width, "height": 800}), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_links.path_of(page_row))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    small = "[...document.querySelectorAll('a, button, select, summary')].filter(one => one.offsetParent && one.getBoundingClientRect().height < 44).length"
    assert page.evaluate(small) == 0
    origin = page.evaluate("location.origin")
    assert [url for url in asked if not url.startswith(origin)] == []
    axe(page)


def test_pages_of_the_lead_fit_and_can_be_read_by_everybody(phone, sign_in, lies, page_row, axe):
    sign_in(phone, lies)
    for name in ("bladzijde", "bladzijde_tekst", "bladzijde_link"):
        phone.goto(reverse(f"communicatie:{name}", args=[page_row.project.slug]))
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        axe(phone)


def test_lead_opens_the_page_and_a_colleague_reads_it(page, open_page, sign_in, lies, linde):
    project = make_project(linde, lies, step=4, goal="Iedereen leest hetzelfde.")
    sign_in(page, lies)
    page.goto(reverse("communicatie:bladzijde", args=[project.slug]))
    page.get_by_role("link", name="Schrijf de bladzijde").click()
    page.get_by_label("Waarom").fill("Niemand zoekt nog.")
    page.get_by_role("button", name="Bewaar de tekst").click()
    page.get_by_role("button", name="Zet de bladzijde open").click()
    address = page.get_by_label("Link om te kopiëren").input_value()
    colleague = open_page()
    colleague.goto(address.removeprefix("http://localhost:8000"))
    assert [colleague.get_by_text(words).count() for words in ("Iedereen leest hetzelfde.", "Niemand zoekt nog.")] == [
        1,
        1,
    ]
