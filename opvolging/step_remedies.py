"""Parts of the page of step 6: what is tried where an agreement asks for attention, and what is to be looked at again."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery

from communicatie.page_parts import rows_of
from fundament.models import AgreementFramework
from opvolging.attention import asked_in, column
from opvolging.models import ProjectReview, Remedy
from opvolging.step_parts import Facts, Part, register
from opvolging.yearly_reading import first_in, first_rows

SOON = timedelta(days=30)
SHOWN = 4
"""So many approaches stand here; the list has them all."""


def remedy_columns(day: date) -> Mapping[str, Subquery]:
    return {
        "remedies_running": rows_of(
            Remedy.objects.running().filter(agreement__project=OuterRef("pk")), "agreement__project", pk="pk",
            number="agreement__number", place="location__name", what="what", due_on="due_on", effect_on="effect_on",
        ),
        "remedies_asked": column(day),
    }  # fmt: skip


def remedies(_project: Any, facts: Facts, today: date) -> Mapping[str, Any] | None:
    """What runs, by the day on which it is done, and where nobody takes it up; None when there is neither."""
    running = sorted(facts["remedies_running"] or [], key=lambda row: (row["due_on"], row["pk"]))
    waiting = asked_in(facts["remedies_asked"], today)
    if not running and not waiting:
        return None
    shown = [{**row, "code": _code(row), "due_on": date.fromisoformat(row["due_on"])} for row in running[:SHOWN]]
    return {"running": shown, "more": len(running) - len(shown), "waiting": waiting}


def _code(row: dict[str, Any]) -> str:
    return f"A{row['number']:02}"


def review_columns(_day: date) -> Mapping[str, Subquery]:
    return {
        "frameworks_ahead": rows_of(
            AgreementFramework.objects.filter(project=OuterRef("pk"), review_on__isnull=False),
            pk="pk",
            name="name",
            day="review_on",
        ),
        "yearly_ahead": rows_of(
            ProjectReview.objects.newest().filter(project=OuterRef("pk"), next_on__isnull=False), day="next_on"
        ),
        "yearly_first": first_rows(),
    }


def reviews(_project: Any, facts: Facts, today: date) -> Mapping[str, Any] | None:
    """Frameworks of which the day went by or is near, and the yearly look when it is; None before there are any."""
    frameworks = [{**row, "day": date.fromisoformat(row["day"])} for row in facts["frameworks_ahead"] or []]
    near = sorted((row for row in frameworks if row["day"] <= today + SOON), key=lambda row: (row["day"], row["pk"]))
    yearly = [date.fromisoformat(row["day"]) for row in facts["yearly_ahead"] or []]
    first = first_in(facts["yearly_first"])
    yearly += [first] if first else []
    due = next((day for day in yearly if day <= today + SOON), None)
    if not frameworks and due is None:
        return None
    return {"frameworks": [{**row, "past": row["day"] < today} for row in near], "yearly": due}


register("remedies", 20, Part("opvolging/deel/aanpakken.html", remedies, remedy_columns))
register("reviews", 25, Part("opvolging/deel/herzieningen.html", reviews, review_columns))
