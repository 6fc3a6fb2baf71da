"""Spotlights as pages show them: with the names of who agreed, and nothing that counts them."""

from typing import Any

from django.db.models import Case, F, Prefetch, When

from opvolging.models import Spotlight, SpotlightName
from organisatie.models import Employee

Status = Spotlight.Status
TONES = {Status.DRAFT: "", Status.SHOWN: "ok", Status.TAKEN_BACK: "nog"}


def spotlights_of(project: Any, *, edits: bool) -> Any:
    """Those that are shown, the newest first; for who leads after them what was taken back and the drafts."""
    rows = Spotlight.objects.filter(project=project).select_related("location", "agreement")
    seen_first = Case(When(status=Status.SHOWN, then=0), default=1)
    rows = rows.order_by(seen_first, F("shown_on").desc(nulls_last=True), "-pk")
    return with_names(rows if edits else rows.shown())


def with_names(rows: Any) -> Any:
    """`running_names`: who was asked or agreed, and works here. A no is read by nobody. One query more, for all rows."""
    running = SpotlightName.objects.filter(status__in=SpotlightName.RUNNING, employee__in=Employee.objects.active())
    return rows.prefetch_related(Prefetch("names", running.select_related("employee"), to_attr="running_names"))


def dressed(spotlight: Any) -> Any:
    """The same row out of `with_names`, with `shown_names` (whose name stands beside it) and the tone of its label."""
    spotlight.tone = TONES[Status(spotlight.status)]
    agreed = SpotlightName.Status.AGREED
    spotlight.shown_names = [name.employee.name for name in spotlight.running_names if name.status == agreed]
    return spotlight
