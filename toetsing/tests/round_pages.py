"""Addresses of the pages of concepts and rounds, and what stands on a page."""

import re

from django.urls import reverse

from toetsing.models import Concept, TestRound
from trajecten.models import Project


def path(name: str, project: Project, test_round: TestRound | None = None) -> str:
    """The address of a page, filled in with the first concept and the first person there are."""
    concept = Concept.objects.filter(project=project).first()
    args = {
        "concepten": [], "concept_nieuw": [], "rondes": [], "ronde_nieuw": [],
        "versie": [concept.pk, 1], "versie_bestand": [concept.pk, 1],
    }  # fmt: skip
    if name in args:
        found = args[name]
    elif name.startswith("ronde"):
        test_round = test_round or project.test_rounds.first()
        found = [test_round.number, *([test_round.people.first().pk] if name == "ronde_wie_weg" else [])]
    else:
        found = [concept.pk]
    return reverse(f"toetsing:{name}", args=[project.slug, *found])


def status(response) -> int:
    """Its status; a file that came along is put down."""
    if response.streaming:
        list(response)
    return response.status_code


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
