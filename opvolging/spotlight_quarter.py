"""Which locations had a spotlight this calendar quarter. For who leads alone, and never per person ([T] §4.4, s6.spotlight).

Read for many projects in one query, or along with a page that reads the project anyway (`columns`, `quarter_of`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from communicatie.page_parts import rows_of
from opvolging.models import Spotlight
from organisatie.models import Employee, Location
from trajecten.models import Project

PLACES, SHOWN = "spotlight_places", "spotlight_shown"
MONTHS = 3


@dataclass(frozen=True)
class Quarter:
    """One project in one calendar quarter."""

    places: Mapping[int, str]
    """{location: name}: those where somebody works whom the project touches."""
    shown: frozenset[int]
    """Those of them with a spotlight that was shown for the first time in this quarter, and still is."""

    @property
    def without(self) -> list[tuple[int, str]]:
        """[(location, name)] by name: where nothing was put in the spotlight yet."""
        left = [(pk, name) for pk, name in self.places.items() if pk not in self.shown]
        return sorted(left, key=lambda one: one[1].lower())


def without(projects: Iterable[int], day: date) -> dict[int, list[str]]:
    """{project: names of the locations without a spotlight in the quarter of `day`}. One query, whatever the data."""
    return {pk: [name for _place, name in found.without] for pk, found in quarters(projects, day).items()}


def share(projects: Iterable[int], day: date) -> dict[int, tuple[int, int]]:
    """{project: (locations with a spotlight in the quarter of `day`, locations)}. One query, whatever the data."""
    return {pk: (len(found.shown), len(found.places)) for pk, found in quarters(projects, day).items()}


def quarters(projects: Iterable[int], day: date) -> dict[int, Quarter]:
    """The same as a whole: {project: Quarter}, for numbers of projects. One query."""
    read = Project.objects.filter(pk__in=list(projects)).annotate(**columns(day)).values_list("pk", PLACES, SHOWN)
    return {pk: quarter_of({PLACES: places, SHOWN: shown}) for pk, places, shown in read}


def quarter_of(facts: Mapping[str, list[dict[str, Any]] | None]) -> Quarter:
    """Of what was read in the columns of this module; where there were no rows, the database says nothing at all."""
    places = {row["pk"]: row["name"] for row in facts[PLACES] or []}
    return Quarter(places, frozenset(row["place"] for row in facts[SHOWN] or []) & places.keys())


def columns(day: date) -> dict[str, Subquery]:
    """`{name: rows}` of a project, to read in a larger statement: `OuterRef("pk")` is the project."""
    shown = Spotlight.objects.shown().filter(
        project=OuterRef("pk"), location__isnull=False, shown_on__range=quarter_around(day)
    )
    return {
        PLACES: rows_of(touched(day), "organisation", pk="pk", name="name"),
        SHOWN: rows_of(shown, place="location_id"),
    }


def touched(day: date) -> Any:
    """The locations of the project outside, as `Project.impacted` has it: chosen (an empty choice is all), and with
    somebody in service of a chosen function."""
    locations, functions = Project.locations.through.objects, Project.functions.through.objects
    project = OuterRef(OuterRef("pk"))
    chosen = Exists(locations.filter(project=project, location=OuterRef("pk"))) | ~Exists(
        locations.filter(project=project)
    )
    person = OuterRef(OuterRef(OuterRef("pk")))
    meant = Exists(functions.filter(project=person, jobfunction=OuterRef("function"))) | ~Exists(
        functions.filter(project=person)
    )
    here = Employee.objects.filter(location=OuterRef("pk")).active(day).filter(meant)
    return Location.objects.filter(organisation=OuterRef("organisation")).filter(chosen, Exists(here))


def quarter_around(day: date) -> tuple[date, date]:
    """The first and the last day of the calendar quarter of `day`."""
    first = date(day.year, day.month - (day.month - 1) % MONTHS, 1)
    return first, next_quarter(first) - timedelta(days=1)


def next_quarter(day: date) -> date:
    """The first day of the quarter after that of `day`."""
    month = day.month - (day.month - 1) % MONTHS + MONTHS
    return date(day.year + month // 12, 1, 1) if month > 12 else date(day.year, month, 1)
