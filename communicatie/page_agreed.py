"""Parts of the page for everyone: the agreements that hold today, and what came of the answers of colleagues."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bevraging.feedback import secret_of
from bevraging.models import Feedback, Survey
from bevraging.naming import in_words
from communicatie.page_parts import Part, Reader, register, rows_of
from fundament.models import AgreementVersion, InForce

MOST_AGREEMENTS, MOST_FEEDBACK = 15, 3
ASKED_WIDELY = (Survey.Purpose.START, Survey.Purpose.PULSE, Survey.Purpose.OWN)
"""What a few testers or experts were asked comes back to them, not to everybody."""


def agreed_columns(day: date) -> Mapping[str, Subquery]:
    holds = InForce.objects.on(day).filter(agreement__project=OuterRef("pk"), version__isnull=False)
    meant = AgreementVersion.functions.through.objects.filter(agreementversion__agreement__project=OuterRef("pk"))
    return {
        "agreed": rows_of(
            holds,
            "agreement__project",
            version="version_id",
            number="agreement__number",
            sentence="version__sentence",
            framework="agreement__framework__name",
            review_on="agreement__framework__review_on",
            location="location_id",
            place="location__name",
        ),
        "agreed_functions": rows_of(
            meant, "agreementversion__agreement__project", version="agreementversion_id", other="jobfunction_id"
        ),
    }


def agreed(reader: Reader) -> dict | None:
    """What holds today, for the function and at the location that were chosen; all of it for who did not choose."""
    functions: dict[int, set[int]] = {}
    for row in reader.facts["agreed_functions"]:
        functions.setdefault(row["version"], set()).add(row["other"])
    together: dict[int, list[dict[str, Any]]] = {}
    for row in reader.facts["agreed"]:
        here = reader.location is None or row["location"] in (None, reader.location)
        mine = reader.function is None or reader.function in functions.get(row["version"], {reader.function})
        if here and mine:
            together.setdefault(row["version"], []).append(row)
    if not together:
        return None
    lines = sorted(
        (rows for rows in together.values()), key=lambda rows: (rows[0]["framework"].lower(), rows[0]["number"])
    )
    parts: dict[str, dict[str, Any]] = {}
    for rows in lines[:MOST_AGREEMENTS]:
        line = {"sentence": rows[0]["sentence"], "where": _where(reader, rows)}
        part = parts.setdefault(rows[0]["framework"], {"lines": [], "past": _past(rows[0]["review_on"])})
        part["lines"].append(line)
    return {"frameworks": list(parts.items()), "more": _more(len(lines) - MOST_AGREEMENTS)}


def _past(review_on: str | None) -> date | None:
    """The day on which this would be looked at again, when it went by: a date that nobody reads goes stale in silence."""
    day = date.fromisoformat(review_on) if review_on else None
    return day if day is not None and day < timezone.localdate() else None


def _where(reader: Reader, rows: Iterable[dict[str, Any]]) -> str:
    """«in Aalst en Gent»; nothing where it holds everywhere, or when the reader chose the location."""
    names = sorted({row["place"] for row in rows} - {None})
    if reader.location is not None or not names or len(names) >= len(reader.locations):
        return ""
    return _("in %(places)s") % {"places": in_words(names)}


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return ngettext("En nog %(n)d afspraak.", "En nog %(n)d afspraken.", count) % {"n": count}


def feedback_columns(_day: date) -> Mapping[str, Subquery]:
    shared = Feedback.objects.filter(
        survey__project=OuterRef("pk"),
        shared_at__isnull=False,
        survey__purpose__in=ASKED_WIDELY,
        survey__mode=Survey.Mode.ANONYMOUS,
    )
    return {"feedback": rows_of(shared, "survey__project", survey="survey_id", title="survey__title", at="shared_at")}


def feedback(reader: Reader) -> dict | None:
    """The pages that came back to who was asked, the newest first."""
    rows = sorted(reader.facts["feedback"], key=lambda row: row["at"], reverse=True)[:MOST_FEEDBACK]
    query = f"?taal={reader.language}" if reader.language != "nl" else ""
    links = [(row["title"], reverse("bevraging:v_terug", args=[secret_of(row["survey"])]) + query) for row in rows]
    return {"links": links} if links else None


FOLDER = "public/communicatie/deel/"
register("agreed", 60, Part(gettext_lazy("Onze afspraken"), f"{FOLDER}afspraken.html", agreed, agreed_columns))
register(
    "feedback",
    80,
    Part(gettext_lazy("Wat deden we met jullie antwoorden?"), f"{FOLDER}terug.html", feedback, feedback_columns),
)
