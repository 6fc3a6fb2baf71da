"""«Iemand vraagt zijn gegevens op»: what was found, on the page that only a button shows."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from bevraging.tests import factories
from organisatie.tests.factories import make_ines

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [390, 1280])
def test_what_was_found_is_accessible_and_fits(open_page, sign_in, axe, linde, lies, width):
    survey = factories.make_open(factories.make_project(linde), by=lies)
    page = sign_in(open_page(viewport={"width": width, "height": 844}), make_ines())
    page.goto(reverse("bevraging:gegevens_gevraagd"))
    page.get_by_label("Mailadres").fill(survey.participants.first().email)
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("button", name="Haal deze persoon weg")).to_be_visible()
    axe(page)
    page.set_viewport_size({"width": 320, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
