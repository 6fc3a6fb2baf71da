"""Roles in a browser: readable on a phone and a desktop, nothing for axe to find, and a question from asked to prepared."""

import os
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from communicatie.models import RoleAsk
from communicatie.tests.factories import make_ask, make_contact_point, make_employee, secret_of_ask
from communicatie.tests.role_pages import led_by, path
from fundament.tests.factories import make_agreement
from organisatie.tests.factories import make_employees, make_location
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = [
    "rollen", "rol_vragen", "rol_vraag", "rol_voorwaarden", "rol_voorbereid", "rol_intrekken", "ploeg_gezichten",
    "aanspreekpunten", "aanspreekpunt_nieuw", "aanspreekpunt_wijzig", "eigenaars",
]  # fmt: skip


@pytest.fixture
def project(linde, lies):
    return led_by(lies)


def shoot(page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_pages_fit_and_read_well(open_page, sign_in, axe, lies, project, width):
    fatima = make_employee("Fatima Akin", project=project, shift="nacht")
    make_employees(project.organisation, 30, location=make_location(project.organisation, "Sint-Katelijne-Waver"))
    ask = make_ask(fatima, project=project, hours=2, note="Jij legt goed uit.", asked_by=lies)
    helper = make_employee("Mo Haddad", project=project)
    make_ask(helper, project=project, status="accepted", hours=2, prepared_on=timezone.localdate(), shifts=["nacht"])
    make_contact_point(helper, project=project, hours="van 7 tot 21 uur", how="bel 4512")
    make_agreement("We melden een defect meteen.", project=project)
    page = sign_in(open_page(viewport={"width": width, "height": 844}), lies)
    addresses = {name: path(name, project) for name in NAMES}
    addresses["v_rol"] = reverse("communicatie:v_rol", args=[secret_of_ask(ask)])
    wide = []
    for name, address in addresses.items():
        page.goto(address)
        shoot(page, f"{name}-{width}")
        if not fits(page):
            wide.append(name)
        if width != 320:
            axe(page)
    assert wide == []


def test_gap_is_asked_answered_and_prepared(page, open_page, phone_without_js, sign_in, lies, project):
    """Lies asks Fatima from the row of her house; Fatima says yes on a phone; then they agree on hours."""
    make_employee("Fatima Akin", project=project, shift="nacht")
    sign_in(page, lies)
    page.goto(path("rollen", project))
    page.get_by_role("link", name="Vraag iemand Aalst").click()
    page.get_by_label("Fatima Akin").check()
    page.get_by_label("Hoeveel uren per week?").fill("2,5")
    page.get_by_role("button", name="Vraag het hen").click()
    page.get_by_text("Je vroeg 1 collega.").wait_for()
    ask = RoleAsk.objects.get()

    phone_without_js.goto(reverse("communicatie:v_rol", args=[secret_of_ask(ask)]))
    phone_without_js.get_by_role("button", name="Ja, ik doe mee").click()
    phone_without_js.get_by_role("heading", name="Fijn, je doet mee!").wait_for()
    assert phone_without_js.get_by_role("link", name="Meld je aan met een code").is_visible()

    page.goto(path("rollen", project))
    page.get_by_role("link", name="Plan een voorbereiding").click()
    assert page.get_by_label("Hoeveel uren per week?").input_value() == "2,5"
    page.get_by_label("Wanneer werden ze voorbereid?").fill("2031-03-03")
    page.get_by_role("button", name="Bewaar wat jullie afspraken").click()
    page.get_by_text("voorbereid op 3 maart").wait_for()
    assert ProjectRole.objects.get(role="ambassador").user.email == "fatima.akin@de-linde.test"


def test_buttons_of_the_question_are_large_enough(phone, lies, project):
    ask = make_ask(make_employee("Fatima Akin", project=project), project=project)
    phone.goto(reverse("communicatie:v_rol", args=[secret_of_ask(ask)]))
    heights = [box.bounding_box()["height"] for box in phone.get_by_role("button").all()]
    assert [height >= 44 for height in heights] == [True, True]
