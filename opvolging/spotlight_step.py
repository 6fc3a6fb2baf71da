"""On the page of step 6: the newest of what goes well, and for who leads where nothing was told this quarter."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery

from communicatie.page_parts import rows_of
from opvolging import spotlight_quarter, step_parts
from opvolging.models import Spotlight
from opvolging.step_parts import Facts, Part

A_YEAR = timedelta(days=365)
"""What is older is no news on this page."""


def columns(day: date) -> Mapping[str, Subquery]:
    shown = Spotlight.objects.shown().filter(project=OuterRef("pk"), shown_on__gt=day - A_YEAR)
    newest = rows_of(shown, pk="pk", what="what", how="how", place="location__name", team="team", shown_on="shown_on")
    return spotlight_quarter.columns(day) | {"spotlights_year": newest}


def build(_project: Any, facts: Facts, _day: date) -> Mapping[str, Any]:
    """Always there: where nothing stands yet, the page asks what went well."""
    rows = sorted(facts["spotlights_year"] or [], key=lambda row: (row["shown_on"], row["pk"]), reverse=True)
    newest = rows[0] | {"where": ", ".join(filter(None, [rows[0]["place"], rows[0]["team"]]))} if rows else None
    quarter = spotlight_quarter.quarter_of(facts)
    return {"newest": newest, "left": len(quarter.without), "places": len(quarter.places)}


step_parts.register("spotlights", 40, Part("opvolging/deel/kijker.html", build, columns))
