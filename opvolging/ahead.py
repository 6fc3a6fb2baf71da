"""What checks have ahead in a project, for Vandaag and «Binnenkort». It comes along in the query of the projects
themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from opvolging.models import CheckRhythm, PlannedCheck
from opvolging.step_rows import rows_of
from trajecten.models import Project
from trajecten.reading import register_columns

AHEAD = timedelta(days=28)
"""Further away nothing asks for attention."""


@dataclass(frozen=True)
class ToCheck:
    """A check that is open, late or near."""

    pk: int
    number: int
    place: str
    on: date
    owner: int | None
    """The account of who owns it there."""

    @property
    def code(self) -> str:
        return f"A{self.number:02}"


@dataclass(frozen=True)
class Ahead:
    project: Any
    to_check: tuple[ToCheck, ...]
    ownerless: int
    """So many rhythms that run have nobody who works here as their owner."""


def columns() -> dict[str, Subquery]:
    """Two small lists for each, as JSON."""
    until = timezone.localdate() + AHEAD
    mine = {"rhythm__agreement__project": OuterRef("pk"), "rhythm__ended_on__isnull": True}
    planned = PlannedCheck.objects.filter(status=PlannedCheck.Status.PLANNED, due_on__lte=until, **mine)
    ownerless = CheckRhythm.objects.running().ownerless().filter(agreement__project=OuterRef("pk"))
    return {
        "step6_to_check": rows_of(
            planned, "rhythm__agreement__project",
            pk="pk", number="rhythm__agreement__number", place="rhythm__location__name", day="due_on",
            owner=F("rhythm__owner__user"),
        ),
        "step6_ownerless": rows_of(ownerless, "agreement__project", pk="pk"),
    }  # fmt: skip


def ahead_of(projects: Iterable[Any]) -> list[Ahead]:
    """Of each of these projects. No query where it came along with them, else one for all."""
    asked = list(projects)
    missing = [project.pk for project in asked if not hasattr(project, "step6_to_check")]
    read = {row.pk: row for row in Project.objects.filter(pk__in=missing).annotate(**columns())} if missing else {}
    return [_ahead(project, read.get(project.pk, project)) for project in asked]


def _ahead(project: Any, row: Any) -> Ahead:
    found = [
        ToCheck(one["pk"], one["number"], one["place"] or "", date.fromisoformat(one["day"]), one["owner"])
        for one in row.step6_to_check or ()
    ]
    ordered = sorted(found, key=lambda one: (one.on, one.number, one.place))
    return Ahead(project, tuple(ordered), len(row.step6_ownerless or ()))


register_columns("opvolging_checks", columns)
