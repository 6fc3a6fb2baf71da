"""What waves and moments have ahead in a project, for Vandaag and «Binnenkort». It comes along in the query of the
projects themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from trajecten.models import Project
from trajecten.reading import Rows, register_columns
from uitrol.models import Moment, Wave

AHEAD, BACK = timedelta(days=28), timedelta(days=28)
"""Further away nothing asks for attention; what nobody noted in four weeks, nobody will."""


@dataclass(frozen=True)
class ToStart:
    """A wave that is planned."""

    number: int
    name: str
    on: date


@dataclass(frozen=True)
class Coming:
    """A start moment in the next weeks."""

    pk: int
    location: str
    shift: str
    at: datetime


@dataclass(frozen=True)
class ToNote:
    """A moment that is over, and of which nobody noted who was there."""

    pk: int
    kind: str
    location: str
    at: datetime
    host: int | None
    """The account of who hosts it."""


@dataclass(frozen=True)
class Ahead:
    project: Any
    waves: tuple[ToStart, ...]
    starts: tuple[Coming, ...]
    to_note: tuple[ToNote, ...]


def columns() -> dict[str, Subquery]:
    """One small list for each, as JSON."""
    now = timezone.now()
    planned = Moment.objects.filter(status=Moment.Status.PLANNED)
    coming = planned.filter(kind=Moment.Kind.START, starts_at__gte=now, starts_at__lt=now + AHEAD)
    return {
        "step5_waves": _rows(
            Wave.objects.filter(status=Wave.Status.PLANNED), number="number", name="name", day="starts_on"
        ),
        "step5_starts": _rows(coming, place=F("location__name"), shift="shift", at="starts_at"),
        "step5_to_note": _rows(
            planned.filter(ends_at__lt=now, ends_at__gte=now - BACK),
            kind="kind", place=F("location__name"), at="starts_at", host=F("host__user"),
        ),
    }  # fmt: skip


def _rows(found: QuerySet[Any], **fields: Any) -> Subquery:
    mine = found.filter(project=OuterRef("pk")).order_by().values("project")
    rows = mine.annotate(rows=Rows(JSONObject(pk="pk", **fields))).values("rows")
    return Subquery(rows, output_field=JSONField())


def ahead_of(projects: Iterable[Any]) -> list[Ahead]:
    """Of each of these projects. No query where it came along with them, else one for all."""
    asked = list(projects)
    missing = [project.pk for project in asked if not hasattr(project, "step5_waves")]
    read = {row.pk: row for row in Project.objects.filter(pk__in=missing).annotate(**columns())} if missing else {}
    return [_ahead(project, read.get(project.pk, project)) for project in asked]


def _ahead(project: Any, row: Any) -> Ahead:
    return Ahead(
        project=project,
        waves=tuple(
            ToStart(one["number"], one["name"], date.fromisoformat(one["day"])) for one in _listed(row.step5_waves)
        ),
        starts=tuple(
            Coming(one["pk"], one["place"], one["shift"], moment_of_json(one["at"]))
            for one in _listed(row.step5_starts)
        ),
        to_note=tuple(
            ToNote(one["pk"], one["kind"], one["place"], moment_of_json(one["at"]), one["host"])
            for one in _listed(row.step5_to_note)
        ),
    )


def _listed(rows: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    return sorted(rows or [], key=lambda row: row["pk"])


def moment_of_json(text: str) -> datetime:
    """As JSON tells it: PostgreSQL with its zone, SQLite in UTC without one."""
    moment = parse_datetime(text)
    if moment is None:
        raise ValueError(f"Not a moment: {text!r}")
    return moment if moment.tzinfo else timezone.make_aware(moment, timezone.get_fixed_timezone(0))


register_columns("uitrol_waves", columns)
