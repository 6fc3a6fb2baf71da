"""Beside the overview of a project: the newest of what goes well. It comes along with the project, no query of its own."""

from datetime import timedelta
from typing import Any

from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from opvolging.models import Spotlight
from trajecten.beside import Card, register
from trajecten.models import Project
from trajecten.reading import register_columns

COLUMN = "newest_spotlight"
FRESH = timedelta(days=14)
"""After this it makes place: an old example beside every visit is read by nobody ([eigen], ux.md §1.5)."""


def columns() -> dict[str, Subquery]:
    since = timezone.localdate() - FRESH
    newest = Spotlight.objects.shown().filter(project=OuterRef("pk"), shown_on__gt=since).order_by("-shown_on", "-pk")
    row = JSONObject(pk="pk", what="what", place="location__name", team="team")
    return {COLUMN: Subquery(newest.annotate(row=row).values("row")[:1], output_field=JSONField())}


def build(project: Project) -> dict[str, Any] | None:
    row = getattr(project, COLUMN, None)
    if not row:
        return None
    return row | {"where": ", ".join(filter(None, [row["place"], row["team"]]))}


register_columns("opvolging.spotlight", columns)
register("spotlight", Card("opvolging/deel/naast.html", build))
