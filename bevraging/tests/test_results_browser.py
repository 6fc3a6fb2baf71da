"""The results page in a real browser: cells fill their row, and print wastes no paper."""

import pytest
from django.urls import reverse

from bevraging.actions import close, review_open_answer
from bevraging.models import OpenAnswer
from bevraging.tests import factories, typed
from trajecten.models import ProjectRole

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def results(linde, lies, page, sign_in):
    """Three groups with long names, and twelve open answers that may be shown."""
    project = factories.make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    people = [(name, "Zorg", 10) for name in ("Denderleeuw", "Geraardsbergen", "Sint-Niklaas")]
    survey = factories.make_open(project, by=lies, people=people)
    factories.answer(survey, 30, text="De ploeg helpt elkaar.")
    close(survey=survey, by=lies)
    for answer in OpenAnswer.objects.all():
        review_open_answer(survey=survey, answer=answer.pk, show=True)
    sign_in(page, lies).goto(reverse("bevraging:resultaten", args=[project.slug, survey.pk]))
    return page


def test_three_groups_with_long_names_fill_their_row(results):
    row = results.locator(".cellen").first
    last = row.locator("> *").last
    right = [box["x"] + box["width"] for box in (row.bounding_box(), last.bounding_box())]
    assert abs(right[0] - right[1]) < 2


def test_printed_open_answers_start_on_the_page_where_the_support_ends(results):
    """Not on a page of their own: that left half of the page before it white."""
    results.emulate_media(media="print")
    styles = results.evaluate(
        "['.kaart:has(.citaten)', '.citaten > li'].map(s => getComputedStyle(document.querySelector(s)).breakInside)"
    )
    assert styles == ["auto", "avoid"]


def test_results_of_all_types_and_of_one_group_are_accessible_and_fit_a_small_phone(page, lies, sign_in, axe):
    kinds = ("choice", "choices", "ranking", "number", "score", "rating", "yesno")
    given = [
        {
            "choice": "bord" if n % 2 else "papier", "choices": "bord papier", "ranking": "bord papier scherm",
            "number": str(n), "score": str(n % 11), "rating": str(n % 5 + 1), "yesno": "ja" if n % 3 else "nee",
        }
        for n in range(45)
    ]  # fmt: skip
    survey = typed.published([typed.question(kind, kind) for kind in kinds], given)
    ProjectRole.objects.create(project=survey.project, role=ProjectRole.Role.LEAD, user=lies)
    path = reverse("bevraging:resultaten", args=[survey.project.slug, survey.pk])
    for address in (path, f"{path}?groep=locatie-l1"):
        sign_in(page, lies).goto(address)
        page.set_viewport_size({"width": 320, "height": 800})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
