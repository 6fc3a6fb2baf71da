"""Reading a list in, in a real browser: on a phone, without JavaScript, and readable for everybody."""

import pytest
from django.urls import reverse

from bevraging.tests import factories
from bevraging.tests.exchange_files import DOG_AND_CAT, form
from trajecten.models import ProjectRole

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FILE = {
    "name": "dieren.xlsx",
    "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "buffer": form([["select_one dier", "dier", "Welk dier?"], ["geopoint", "waar", "W" * 90]], DOG_AND_CAT),
}


@pytest.fixture
def survey(linde, lies):
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return factories.make_draft(project, people=(), created_by=lies)


def choose(page, survey):
    page.goto(reverse("bevraging:inlezen", args=[survey.project.slug, survey.pk]))
    page.set_input_files("input[type=file]", files=[FILE])
    page.get_by_role("button", name="Bekijk de vragen").click()
    page.get_by_role("heading", name="Kijk de vragen na").wait_for()


def test_list_is_put_in_on_a_phone_without_javascript(survey, lies, phone_without_js, sign_in):
    page = sign_in(phone_without_js, lies)
    choose(page, survey)
    page.get_by_role("button", name="Zet deze 1 vraag erin").click()
    page.wait_for_url("**/vragen/")
    assert [question["key"] for question in survey.versions.get().content][-1] == "dier"


def test_pages_are_accessible(survey, lies, page, sign_in, axe):
    sign_in(page, lies)
    page.goto(reverse("bevraging:inlezen", args=[survey.project.slug, survey.pk]))
    axe(page)
    choose(page, survey)
    axe(page)


def test_report_fits_a_narrow_phone(survey, lies, open_page, sign_in):
    page = sign_in(open_page(viewport={"width": 320, "height": 700}), lies)
    choose(page, survey)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
