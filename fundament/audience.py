"""For whom a project is: the functions and locations it is about, or all of them when it names none."""

from django.db.models import QuerySet

from organisatie.models import JobFunction, Location
from trajecten.models import Project


def functions_of(project: Project) -> QuerySet[JobFunction]:
    mine = project.functions.all()
    return mine if mine else project.organisation.functions.all()


def locations_of(project: Project) -> QuerySet[Location]:
    mine = project.locations.all()
    return mine if mine else project.organisation.locations.all()
