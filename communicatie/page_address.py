"""The address of the page for everyone, as mails, posters and screens carry it."""

from django.conf import settings

from communicatie.models import ProjectPage
from communicatie.page_links import path_to
from trajecten.models import Project


def address_of(project: Project) -> str:
    """The public link of this project; empty while its page is off. One query."""
    return addresses_of([project.pk]).get(project.pk, "")


def addresses_of(projects: list[int]) -> dict[int, str]:
    """The same for many projects in one query; those without an open page are left out."""
    pages = ProjectPage.objects.filter(project__in=projects, is_on=True).values_list("project", "generation")
    return {pk: f"{settings.SITE_URL}{path_to(pk, generation)}" for pk, generation in pages}
