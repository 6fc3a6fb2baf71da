"""How projects in follow-up are doing: what the readings say, and what follows from nine measures.

A reading is of one day. What is not known weighs on neither side: it is never healthy, and never missed.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date
from django.utils.translation import get_language

from opvolging.models import HealthReading
from trajecten.health import HealthLabel, register_source
from trajecten.reading import register_columns

HealthState = HealthReading.State
ADJUST_FROM = 3
"""So many missed measures, or the same one twice in a row, ask to adjust ([T] §8.2)."""
LEAST_KNOWN = 5
"""More than half of the nine: with fewer known nothing good is said."""
QUARTER = timedelta(weeks=13)
NEAR = timedelta(weeks=2)
"""So much older than a quarter the earlier reading may be, when a night was missed."""
COLUMN, MEASURES_COLUMN = "health_row", "health_measures"


@dataclass(frozen=True)
class Stored:
    """One measure as it was found that day."""

    code: str
    state: str
    """met, missed or unknown."""
    text: str
    value: Decimal | None
    of: int | None
    goal: Decimal | None
    agreements: tuple[int, ...] = ()
    themes: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Reading:
    """How one project did on one day."""

    day: date
    state: str
    met: int
    missed: int
    unknown: int
    rows: tuple[dict[str, Any], ...] = ()
    """As stored; only where the measures came along."""

    @property
    def label(self) -> str:
        return str(HealthState(self.state).label)

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def of(self) -> int:
        return self.met + self.missed + self.unknown

    @property
    def known(self) -> int:
        return self.met + self.missed

    def measure(self, code: str) -> Stored | None:
        return next((_stored(row) for row in self.rows if row["code"] == code), None)

    def agreements(self) -> list[int]:
        """Numbers of what needs attention because of what was missed."""
        missed = [row for row in self.rows if row["state"] == "missed"]
        return sorted({number for row in missed for number in row.get("agreements", ())})


TONES = {"healthy": "ok", "attention": "nu", "adjust": "nog", "unknown": ""}
"""Of the label (`etiket`)."""


def state_of(states: dict[str, str], missed_before: Collection[str] = ()) -> str:
    """`states` is {code: met | missed | unknown}; `missed_before` the codes that were missed a quarter ago as well."""
    missed = {code for code, state in states.items() if state == "missed"}
    if len(missed) >= ADJUST_FROM or missed & set(missed_before):
        return HealthState.ADJUST
    if missed:
        return HealthState.ATTENTION
    met = sum(state == "met" for state in states.values())
    return HealthState.HEALTHY if met >= LEAST_KNOWN else HealthState.UNKNOWN


def missed_a_quarter_ago(project: Any, day: date) -> set[str]:
    """The codes of what was missed thirteen weeks before `day`: two quarters that share no day. One query."""
    earlier = HealthReading.objects.filter(project=project, day__range=(day - QUARTER - NEAR, day - QUARTER))
    rows = earlier.order_by("-day").values_list("measures", flat=True).first() or []
    return {row["code"] for row in rows if row["state"] == "missed"}


# --- What stands there ----------------------------------------------------------------------------


def latest_of(projects: Iterable[Any]) -> dict[int, Reading]:
    """{project: its newest reading}, without the measures. One query for any number; none when they came along."""
    asked = list(projects)
    found = {one.pk: _kept(one) for one in asked if hasattr(one, COLUMN)}
    missing = [one.pk for one in asked if one.pk not in found]
    if missing:
        newest = HealthReading.objects.filter(project=OuterRef("project")).order_by("-day").values("day")[:1]
        rows = HealthReading.objects.filter(project__in=missing, day=Subquery(newest))
        found |= {pk: Reading(*row) for pk, *row in rows.values_list("project", *FIELDS)}
    return {pk: reading for pk, reading in found.items() if reading}


FIELDS = ("day", "state", "met", "missed", "unknown")


def reading_of(project: Any) -> Reading | None:
    """The newest reading with its measures: as it came along with the project on this page, or read now and kept on it."""
    if not hasattr(project, COLUMN):
        row = HealthReading.objects.filter(project=project.pk).values(*FIELDS, "measures").first()
        project.health_row = {name: row[name] for name in FIELDS} if row else None
        project.health_measures = row["measures"] if row else None
    return _kept(project)


def _kept(project: Any) -> Reading | None:
    row = project.health_row
    if not row:
        return None
    day = row["day"] if isinstance(row["day"], date) else parse_date(row["day"])
    return Reading(**{**row, "day": day}, rows=tuple(getattr(project, MEASURES_COLUMN, None) or ()))


def _stored(row: dict[str, Any]) -> Stored:
    texts = row.get("text", {})
    return Stored(
        code=row["code"],
        state=row["state"],
        text=texts.get(get_language() or "", "") or texts.get(settings.LANGUAGE_CODE, ""),
        value=_number(row["value"]),
        of=row["of"],
        goal=_number(row["goal"]),
        agreements=tuple(row.get("agreements", ())),
        themes=tuple(row.get("themes", ())),
    )


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _columns() -> dict[str, Subquery]:
    mine = HealthReading.objects.filter(project=OuterRef("pk")).order_by("-day")
    row = JSONObject(**{name: F(name) for name in FIELDS})
    return {
        COLUMN: Subquery(mine.annotate(row=row).values("row")[:1], output_field=JSONField()),
        MEASURES_COLUMN: Subquery(mine.values("measures")[:1], output_field=JSONField()),
    }


register_columns("opvolging.health", _columns)


def labels(projects: list[Any]) -> dict[int, HealthLabel]:
    """How each does in one word, for a list of projects."""
    return {pk: HealthLabel(reading.label, reading.tone) for pk, reading in latest_of(projects).items()}


register_source(labels)
