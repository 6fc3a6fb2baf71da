"""The pages of step 3 in a browser: nothing that axe finds, and nothing that sticks out on a phone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from toetsing.tests.factories import (
    close_round,
    give_feedback,
    make_concept,
    make_finding,
    make_round,
    make_testers,
)
from trajecten.tests.factories import make_project


@pytest.fixture
def project(linde, lies):
    """A try-out that is over, with a version after it, and a round with key figures that runs."""
    project = make_project(linde, lies, step=3)
    concept = make_concept(project=project)
    first = concept.versions.get()
    people = make_testers(project, ("Aalst", "Zorg", 4), ("Gent", "Keuken", 2))
    small = make_round(concepts=[concept], people=people)
    for number, person in enumerate(people):
        give_feedback(small, person, concept, tried="a1", ready=4, barrier=f"Te veel verplichte velden ({number})")
    close_round(small)
    second = concept.versions.create(
        number=2, text="Tik drie keer, kies en bewaar meteen.", changed="Van 9 naar 3 velden."
    )
    make_finding(
        concept=concept, version=first, round=small, disposition="adjusted", adjusted_in=second,
        answer="We hielden drie velden over.", answered_at=timezone.now(), owner=people[0],
    )  # fmt: skip
    make_finding("Geen netwerk op het gelijkvloers", concept=concept, version=first, round=small, severity="blocking")
    make_finding("Noteren met de bewoner geeft mooie gesprekken", concept=concept, kind="compliment", severity="")
    running = make_round("key_figures", concepts=[concept], people=people)
    give_feedback(running, people[0], concept, tried="a2", ready=5)
    return project


def paths(project):
    found = project.findings.get(severity="blocking")
    concept = project.concepts.get()
    return {
        "stap": reverse("toetsing:stap", args=[project.slug]),
        "drempels": reverse("toetsing:drempels", args=[project.slug]),
        "nieuw": reverse("toetsing:bevinding_nieuw", args=[project.slug]),
        "bevinding": reverse("toetsing:bevinding", args=[project.slug, found.pk]),
        "opmerkingen": reverse("toetsing:opmerkingen", args=[project.slug, 1]),
        "voor_na": reverse("toetsing:voor_na", args=[project.slug, concept.pk]),
    }


@pytest.mark.django_db(transaction=True)
def test_pages_stand_on_a_phone_and_axe_finds_nothing(open_page, sign_in, axe, project, lies):
    for width in (320, 390, 1280):
        page = sign_in(open_page(viewport={"width": width, "height": 844}), lies)
        for name, path in paths(project).items():
            page.goto(path)
            page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert (name, wide) == (name, width)
            if width == 390:
                axe(page)
