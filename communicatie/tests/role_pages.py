"""Addresses of the pages of roles, and a project with somebody to ask, for tests of roles."""

import re

from django.urls import reverse

from bevraging.tests.factories import make_project
from communicatie.models import ContactPoint, RoleAsk
from trajecten.models import Project, ProjectRole

BARE = [
    "rollen", "rol_vragen", "rol_voorbereid", "ploeg_gezichten", "aanspreekpunten", "aanspreekpunt_nieuw", "eigenaars",
]  # fmt: skip


def path(name: str, project: Project) -> str:
    """The address of a page, filled in with the first question or contact point there is."""
    if name in BARE:
        return reverse(f"communicatie:{name}", args=[project.slug])
    model = ContactPoint if name.startswith("aanspreekpunt") else RoleAsk
    return reverse(f"communicatie:{name}", args=[project.slug, model.objects.order_by("pk").first().pk])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def led_by(lies) -> Project:
    """The project of Lies."""
    project = make_project()
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project
