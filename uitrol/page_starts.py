"""Part of the page for everyone: when it begins where, and which moments are still to come at the reader's location."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from communicatie.page_parts import Part, Reader, register, rows_of
from trajecten.reading import moment_in
from uitrol.models import Moment, Wave, WaveLocation

AHEAD = timedelta(weeks=6)
MOST_PLACES, MOST_MOMENTS = 12, 5
"""The page stays light; nobody reads ten moments on a phone."""


def columns(day: date) -> Mapping[str, Subquery]:
    places = WaveLocation.objects.filter(project=OuterRef("pk"))
    coming = Moment.objects.filter(
        project=OuterRef("pk"),
        status=Moment.Status.PLANNED,
        starts_at__date__gte=day,
        starts_at__date__lte=day + AHEAD,
    )
    return {
        "starts": rows_of(
            places, place="location_id", name="location__name", on="wave__starts_on", status="wave__status"
        ),
        "coming": rows_of(
            coming,
            kind="kind",
            place="location_id",
            name="location__name",
            shift="shift",
            at="starts_at",
            where="place",
            note="note",
        ),
    }


def starts(reader: Reader) -> dict[str, Any] | None:
    """Of one location when the reader chose it, else of all of them; moments only of the chosen one."""
    mine = [row for row in reader.facts["starts"] if reader.location in (None, row["place"])]
    if not mine:
        return None
    places = sorted(mine, key=lambda row: (row["on"], row["name"].casefold()))[:MOST_PLACES]
    return {
        "places": [
            {
                "name": row["name"],
                "day": date.fromisoformat(row["on"]),
                "began": row["status"] != Wave.Status.PLANNED,
                "paused": row["status"] == Wave.Status.PAUSED,
            }
            for row in places
        ],
        "moments": _moments(reader) if reader.location else [],
        "may_choose": reader.location is None and bool(reader.facts["coming"]),
    }


def _moments(reader: Reader) -> list[dict[str, Any]]:
    zone = ZoneInfo(reader.page.project.organisation.time_zone)
    here = [
        row | {"at": moment_in(row["at"]).astimezone(zone)}
        for row in reader.facts["coming"]
        if row["place"] == reader.location
    ]
    here.sort(key=lambda row: row["at"])
    return [row | {"kind": Moment.Kind(row["kind"]).label} for row in here[:MOST_MOMENTS]]


register("starts", 45, Part(_("Wanneer start het bij mij?"), "public/uitrol/deel/start.html", starts, columns))
