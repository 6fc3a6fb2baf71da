"""A targeted question on a phone and without a mouse: readable at 320 px, nothing sent by accident, axe finds nothing."""

import os

import pytest
from django.urls import reverse

from bevraging.models import Survey
from bevraging.tests.factories import make_project
from fundament.actions.targeted import summarise
from fundament.models import TargetedQuestion
from fundament.tests.factories import answer_targeted, make_decision, make_targeted
from organisatie.tests.factories import make_employees, make_function
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def decision(linde, lies, noor):
    project = make_project(linde)
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    make_employees(linde, 9, prefix="Nacht", function=make_function(linde, "Nachtdienst"))
    context = "Bij de wissel van de shift gaat soms info verloren. De briefing vertrekt nu van een schriftje."
    decision = make_decision(
        "Waarvan vertrekt de briefing?", project=project, driver=lies, decider=noor, context=context
    )
    decision.tasks.create(what="Een scherm in het briefinglokaal", who="technische dienst", due_on="2030-03-02")
    return decision


def shot(page, name):
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_question_is_written_looked_over_and_sent_on_a_phone(phone, sign_in, axe, lies, decision):
    sign_in(phone, lies).goto(reverse("fundament:vraag_nieuw", args=[decision.project.slug, decision.pk]))
    phone.get_by_label("Je vraag").fill("Hoe lang mag een briefing duren?")
    assert (
        phone.get_by_label("Wat betekent 0?").is_visible(),
        phone.get_by_label("Waaruit kiezen ze?").is_visible(),
    ) == (
        False,
        True,
    )
    phone.get_by_label("Waaruit kiezen ze?").fill("12 minuten\n20 minuten")
    phone.locator("#id_q").fill("nacht")
    phone.locator("#id_q").press("Enter")
    assert (phone.get_by_label("Je vraag").input_value(), Survey.objects.count()) == (
        "Hoe lang mag een briefing duren?",
        0,
    )
    shot(phone, "nieuw-390")
    axe(phone)
    phone.get_by_role("button", name="Kies wie hier staat").click()
    phone.get_by_role("button", name="Kijk het na").click()
    axe(phone)
    shot(phone, "nakijken-390")
    assert fits(phone)
    phone.get_by_role("button", name="Stel de vraag aan 9 collega's").click()
    phone.wait_for_url("**/vraag/*/")
    shot(phone, "loopt-390")
    axe(phone)
    assert (TargetedQuestion.objects.get().survey.invited, fits(phone)) == (9, True)


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_fit_and_axe_finds_nothing(open_page, sign_in, axe, lies, decision, width):
    page = sign_in(open_page(viewport={"width": width, "height": 800}), lies)
    one = answer_targeted(make_targeted(decision=decision, by=lies), *["ja"] * 5, "nee")
    slug = decision.project.slug
    paths = {
        "nieuw": reverse("fundament:vraag_nieuw", args=[slug, decision.pk]),
        "vraag": reverse("fundament:vraag", args=[slug, decision.pk, one.pk]),
        "blad": reverse("fundament:keuze_blad", args=[slug, decision.pk]),
    }
    for name, path in paths.items():
        page.goto(path)
        shot(page, f"{name}-{width}")
        axe(page)
        assert fits(page), name
    summarise(targeted=one, summary="12 minuten volstaat, alleen wat afwijkt.", by=lies)
    page.goto(paths["vraag"])
    shot(page, f"samengevat-{width}")
    axe(page)
