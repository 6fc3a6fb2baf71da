"""What step 3 has ahead in a project: rounds that are to come, and findings that were put off until a day.

Vandaag and the overview ask it of many projects at once. It comes along in the query of the projects themselves
(docs/decisions/0052).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, JSONField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from toetsing.models import Finding, RoundPerson, TestRound
from trajecten.models import Project
from trajecten.reading import Rows, moment_in, register_columns

A_DAY = timedelta(days=1)
"""The day of a round is that of its organisation: a query looks that much wider."""


@dataclass(frozen=True)
class Planned:
    """A round that is to come, whether its invitations left or not."""

    number: int
    kind: str
    start: datetime
    """In the time of its organisation."""
    place: str
    people: int


@dataclass(frozen=True)
class PutOff:
    """A finding of which was said that it waits until a day."""

    number: int
    text: str
    on: date


@dataclass(frozen=True)
class Ahead:
    project: Any
    rounds: tuple[Planned, ...]
    put_off: tuple[PutOff, ...]


def columns() -> dict[str, Subquery]:
    """One small list for each, as JSON."""
    return {
        "step3_rounds": _rows(
            _to_come(), number="number", kind="kind", start="starts_at", place="place", people="people_n",
            zone="project__organisation__time_zone",
        ),
        "step3_put_off": _rows(_put_off(), number="number", text="text", day="later_on"),
    }  # fmt: skip


def _to_come() -> QuerySet[Any]:
    people = RoundPerson.objects.filter(round=OuterRef("pk")).order_by().values("round")
    found = TestRound.objects.exclude(status=TestRound.Status.CLOSED).filter(starts_at__gt=timezone.now() - A_DAY)
    return found.annotate(people_n=Coalesce(Subquery(people.annotate(n=Count("pk")).values("n")), 0))


def _put_off() -> QuerySet[Finding]:
    return Finding.objects.filter(disposition=Finding.Disposition.LATER, later_on__gte=timezone.localdate() - A_DAY)


def _rows(found: QuerySet[Any], **fields: str) -> Subquery:
    mine = found.filter(project=OuterRef("pk")).order_by().values("project")
    return Subquery(mine.annotate(rows=Rows(JSONObject(**fields))).values("rows"), output_field=JSONField())


def ahead_of(projects: Iterable[Any]) -> list[Ahead]:
    """Of each of these projects. No query where it came along with them, else one for all."""
    asked = list(projects)
    missing = [project.pk for project in asked if not hasattr(project, "step3_rounds")]
    read = {row.pk: row for row in Project.objects.filter(pk__in=missing).annotate(**columns())} if missing else {}
    return [_ahead(project, read.get(project.pk, project)) for project in asked]


def _ahead(project: Any, row: Any) -> Ahead:
    return Ahead(
        project,
        tuple(_planned(one) for one in row.step3_rounds or ()),
        tuple(
            PutOff(one["number"], one["text"], date.fromisoformat(one["day"])) for one in row.step3_put_off or ()
        ),
    )  # fmt: skip


def _planned(one: dict[str, Any]) -> Planned:
    start = moment_in(one["start"]).astimezone(ZoneInfo(one["zone"]))
    return Planned(one["number"], one["kind"], start, one["place"], one["people"])


register_columns("toetsing.ahead", columns)
