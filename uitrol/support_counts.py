"""How much help was asked: per theme and location, and per week. Numbers only: no entry has a name here.

The gate counts with `without_gaps` and `cooling_of`, as the page does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.translation import gettext as _

from organisatie.models import Location
from trajecten.models import Project
from uitrol.models import SupportLog

ASKS = ~Q(kind=SupportLog.Kind.SUCCESS)
MOST_ROWS, MOST_PLACES = 12, 12
LAST = 2
"""So many whole weeks say how much is asked now."""


@dataclass(frozen=True)
class Week:
    monday: date
    asked: int
    entries: int = 0
    helped: int = 0


@dataclass(frozen=True)
class Cooling:
    """How much of the busiest week is still asked: the mean of the last two whole weeks against it."""

    peak: Week
    mean: float
    share: int
    """In percent, rounded."""


@dataclass
class HeatRow:
    label: str
    counts: list[int]
    places: list[str] = field(default_factory=list)

    @property
    def cells(self) -> list[tuple[str, int]]:
        """(location, number), for the table."""
        return list(zip(self.places, self.counts, strict=False))

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass
class Heat:
    """Questions and barriers: a row for each task or theme, the most asked first, and a column for each location."""

    places: list[str] = field(default_factory=list)
    rows: list[HeatRow] = field(default_factory=list)

    @property
    def highest(self) -> int:
        return max((count for row in self.rows for count in row.counts), default=0)


def weeks_of(project: Project, zone: ZoneInfo, now: datetime | None = None) -> list[Week]:
    """Every week from the first entry until this one, also those without any. One query."""
    rows = project.support_logs.order_by().annotate(week=TruncWeek("happened_at", tzinfo=zone)).values("week")
    rows = rows.annotate(asked=Count("pk", filter=ASKS), entries=Count("pk"), people=Sum("helped"))
    found = {
        row["week"].date(): Week(row["week"].date(), row["asked"], row["entries"], row["people"] or 0) for row in rows
    }
    return without_gaps(found, (now or timezone.now()).astimezone(zone).date())


def without_gaps(found: dict[date, Week], today: date) -> list[Week]:
    """These weeks by their Monday, and between the first one and this one also those in which nothing was noted."""
    if not found:
        return []
    day = min(found)
    last = max(max(found), today - timedelta(days=today.weekday()))
    weeks = []
    while day <= last:
        weeks.append(found.get(day, Week(day, 0)))
        day += timedelta(days=7)
    return weeks


def cooling_of(weeks: Sequence[Week], today: date) -> Cooling | None:
    """None as long as there are no two whole weeks, or nothing was asked. A week that still runs counts for neither."""
    whole = [week for week in weeks if week.monday + timedelta(days=7) <= today]
    peak = max(whole, key=lambda week: week.asked, default=None)
    if peak is None or len(whole) < LAST or not peak.asked:
        return None
    mean = sum(week.asked for week in whole[-LAST:]) / LAST
    return Cooling(peak, mean, round(100 * mean / peak.asked))


def heat_of(project: Project, rows: QuerySet[SupportLog]) -> Heat:
    """Of these entries, which are of `project`. Two queries."""
    names = rows.order_by().filter(ASKS).values_list("task__sentence", "theme__name", "location__name")
    counts: dict[str, dict[str, int]] = {}
    for task, theme, place, n in names.annotate(n=Count("pk")):
        row = counts.setdefault(task or theme or _("Iets anders"), {})
        row[place] = row.get(place, 0) + n
    places = _places(project, counts)
    made = [HeatRow(label, [row.get(place, 0) for place in places], places) for label, row in counts.items()]
    made = sorted((row for row in made if row.total), key=lambda row: (-row.total, row.label))
    return Heat(places, _shortened(made)) if made else Heat()


def table(rows: QuerySet[SupportLog]) -> list[list[Any]]:
    """The heads and a row for each task or theme and location: how often, and what came of it. One query."""
    heads = [_("Waarover"), _("Locatie"), _("Vragen en drempels"), _("Ter plekke opgelost"), _("Doorgegeven")]
    passed = Q(solved=SupportLog.Solved.PASSED_ON)
    found = rows.order_by().filter(ASKS).values_list("task__sentence", "theme__name", "location__name")
    counted = found.annotate(n=Count("pk"), here=Count("pk", filter=Q(solved="yes")), on=Count("pk", filter=passed))
    told = [[task or theme or _("Iets anders"), place, *numbers] for task, theme, place, *numbers in counted]
    return [heads, *sorted(told, key=lambda row: (row[0], row[1] or ""))]


def _places(project: Project, counts: dict[str, dict[str, int]]) -> list[str]:
    """The locations of the project, and where something was asked; those where most was asked when there are many."""
    totals: dict[str, int] = {}
    for row in counts.values():
        for place, n in row.items():
            totals[place] = totals.get(place, 0) + n
    for name in Location.objects.filter(projects=project).values_list("name", flat=True):
        totals.setdefault(name, 0)
    return sorted(sorted(totals, key=lambda name: (-totals[name], name))[:MOST_PLACES])


def _shortened(rows: list[HeatRow]) -> list[HeatRow]:
    if len(rows) <= MOST_ROWS:
        return rows
    kept, rest = rows[: MOST_ROWS - 1], rows[MOST_ROWS - 1 :]
    columns: Any = zip(*(row.counts for row in rest), strict=True)
    return [*kept, HeatRow(_("Al de rest"), [sum(column) for column in columns], rest[0].places)]
