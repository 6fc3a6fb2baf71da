"""Concepts and rounds in a browser: readable on a phone and a desktop, nothing for axe to find, and a round from plan to end."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from toetsing import mails
from toetsing.actions import rounds
from toetsing.tests import files
from toetsing.tests.factories import make_concept, make_ready_project, make_round, make_testers, open_now, tell
from toetsing.tests.files import upload
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def project(linde, lies):
    project = make_ready_project()
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def concept(project):
    found = make_concept(project=project, versions=2)
    version = found.versions.get(number=2)
    version.file, version.file_name = upload("x.pdf", files.PDF), "observatie-in-drie-tikken.pdf"
    version.save()
    return found


def shoot(page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_pages_fit_and_read_well(open_page, sign_in, axe, lies, project, concept, width):
    other = make_concept("Noodmap en noodlijst", project=project, tries="oefening netwerk uit")
    make_concept("Wondfoto", project=project, versions=0)
    testers = make_testers(project, ("Meidoorn", "Zorgkundigen", 3), ("Vlier", "Verpleegkundigen", 3))
    closed = open_now(make_round(project=project, concepts=[concept, other], people=testers), lies)
    tell(closed, 4, barrier="Ik vond de knop niet meteen terug.")
    rounds.close_round(test_round=closed, by=lies)
    opened = open_now(make_round(project=project, concepts=[concept], people=testers, note="Breng je badge mee."), lies)
    tell(opened, 2)
    make_round("key_figures", project=project, concepts=[concept, other], people=testers[:4])
    person = opened.survey.participants.order_by("pk").first()
    page = sign_in(open_page(viewport={"width": width, "height": 844}), lies)
    at = [project.slug]
    addresses = {
        "concepten": reverse("toetsing:concepten", args=at),
        "concept": reverse("toetsing:concept", args=[*at, concept.pk]),
        "concept_nieuw": reverse("toetsing:concept_nieuw", args=at),
        "versie": reverse("toetsing:versie_nieuw", args=[*at, concept.pk]),
        "concept_niet": reverse("toetsing:concept_niet", args=[*at, concept.pk]),
        "rondes": reverse("toetsing:rondes", args=at),
        "ronde_nieuw": reverse("toetsing:ronde_nieuw", args=at),
        "ronde_af": reverse("toetsing:ronde", args=[*at, 1]),
        "ronde_loopt": reverse("toetsing:ronde", args=[*at, 2]),
        "ronde_plan": reverse("toetsing:ronde", args=[*at, 3]),
        "ronde_wie": reverse("toetsing:ronde_wie", args=[*at, 3]),
        "ronde_afronden": reverse("toetsing:ronde_afronden", args=[*at, 2]),
        "probeer": reverse("toetsing:v_probeer", args=[mails.secret_of(person.pk, 1)]),
    }
    for name, address in addresses.items():
        page.goto(address)
        shoot(page, f"{name}-{width}")
        assert (name, fits(page)) == (name, True)
        if width != 320:
            axe(page, schemes=("light", "dark") if width == 390 else ("light",))


def test_round_from_plan_to_invitation(page, sign_in, lies, project, concept):
    make_testers(project, ("Meidoorn", "Zorgkundigen", 5))
    sign_in(page, lies).goto(reverse("toetsing:ronde_nieuw", args=[project.slug]))
    page.get_by_label("Wanneer?").fill("2031-03-03")
    page.get_by_role("button", name="Kies wie meedoet").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Zet op de lijst").click()
    page.get_by_role("link", name="Deze groep is goed").click()
    page.get_by_role("link", name="Nodig 5 collega's uit").click()
    page.get_by_role("button", name="Nodig 5 collega's uit").click()
    page.get_by_text("De uitnodigingen vertrekken nu.").wait_for()
    assert project.test_rounds.get().status == "open"
