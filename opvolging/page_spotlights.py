"""A part of the page for everyone: what goes well, and how they do it. The newest ones, with who agreed to be named."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from communicatie.page_parts import Part, Reader, register, rows_of
from opvolging.models import Spotlight, SpotlightName

MOST = 3
"""The page stays light, and an old example inspires nobody."""


def columns(day: date) -> Mapping[str, Subquery]:
    shown = Spotlight.objects.shown().filter(project=OuterRef("pk"), on_page=True)
    names = SpotlightName.objects.to_show(day).filter(
        spotlight__project=OuterRef("pk"), spotlight__on_page=True, spotlight__status=Spotlight.Status.SHOWN
    )
    return {
        "spotlights": rows_of(
            shown, pk="pk", what="what", how="how", place="location__name", team="team", shown_on="shown_on"
        ),
        "spotlight_names": rows_of(
            names, "spotlight__project", spotlight="spotlight_id", name="employee__name", pk="pk"
        ),
    }


def spotlights(reader: Reader) -> dict[str, Any] | None:
    newest = sorted(reader.facts["spotlights"], key=lambda row: (row["shown_on"], row["pk"]), reverse=True)[:MOST]
    if not newest:
        return None
    named: dict[int, list[str]] = {}
    for row in sorted(reader.facts["spotlight_names"], key=lambda row: row["name"].lower()):
        named.setdefault(row["spotlight"], []).append(row["name"])
    return {
        "examples": [
            {
                "what": row["what"],
                "how": row["how"],
                "place": ", ".join(filter(None, [row["place"], row["team"]])),
                "names": ", ".join(named.get(row["pk"], [])),
            }
            for row in newest
        ]
    }


register("spotlights", 70, Part(_("In de kijker"), "public/opvolging/deel/kijker.html", spotlights, columns))
