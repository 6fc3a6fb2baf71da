"""Spotlights to test with, straight into the database: no mail, no history."""

from django.utils import timezone
from django.utils.text import slugify

from bevraging.tests.factories import make_project
from opvolging.models import Spotlight
from organisatie.models import Employee
from organisatie.tests.factories import make_employee, make_function, make_location
from trajecten.models import Project


def make_spotlight(
    what: str = "Nachtbriefing in 9 minuten", place: str = "", *, project: Project | None = None, **fields
):
    """Shown since today, of the location with this name; of no location without one. `status="draft"`: not shown yet."""
    project = project or make_project()
    values = {"status": "shown", "how": "Eén leest, één vult aan, de rest vraagt.", **fields}
    if values["status"] != "draft":
        values.setdefault("shown_on", timezone.localdate())
    if place:
        values["location"] = make_location(project.organisation, place)
    return Spotlight.objects.create(project=project, what=what, **values)


def works_at(project: Project, place: str, name: str = "An Peeters", *, function: str = "Zorg", **fields) -> Employee:
    """Somebody who works there, with an address."""
    home = project.organisation
    return make_employee(
        home,
        name,
        location=make_location(home, place),
        function=make_function(home, function),
        **{"email": f"{slugify(name)}@{home.slug}.test", **fields},
    )
