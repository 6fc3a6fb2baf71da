"""What the plan has ahead in a project: messages with a day that were not told yet.

Vandaag and the overview ask it of many projects at once. It comes along in the query of the projects themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from communicatie.models import Message
from trajecten.models import Project
from trajecten.reading import Rows, register_columns


@dataclass(frozen=True)
class ToTell:
    number: int
    title: str
    audience: str
    on: date


@dataclass(frozen=True)
class Ahead:
    project: Any
    to_tell: tuple[ToTell, ...]
    """The first day first."""

    def late(self, today: date) -> list[ToTell]:
        return [one for one in self.to_tell if one.on < today]


def columns() -> dict[str, Subquery]:
    mine = Message.objects.filter(project=OuterRef("pk"), status__in=Message.OPEN, planned_on__isnull=False)
    row = JSONObject(number="number", title="title", audience="audience__name", day="planned_on")
    rows = mine.order_by().values("project").annotate(rows=Rows(row)).values("rows")
    return {"step4_to_tell": Subquery(rows, output_field=JSONField())}


def ahead_of(projects: Iterable[Any]) -> list[Ahead]:
    """Of each of these projects. No query where it came along with them, else one for all."""
    asked = list(projects)
    missing = [project.pk for project in asked if not hasattr(project, "step4_to_tell")]
    read = {row.pk: row for row in Project.objects.filter(pk__in=missing).annotate(**columns())} if missing else {}
    return [Ahead(project, _listed(read.get(project.pk, project).step4_to_tell)) for project in asked]


def _listed(rows: list[dict] | None) -> tuple[ToTell, ...]:
    found = [ToTell(row["number"], row["title"], row["audience"], date.fromisoformat(row["day"])) for row in rows or []]
    return tuple(sorted(found, key=lambda one: (one.on, one.number)))


register_columns("communicatie", columns)
