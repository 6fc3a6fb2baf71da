"""How often a bottleneck comes back, per four weeks: the one place where that is worked out.

Only what was reported counts: it says on which day it happened. What was taken from the inventory was said once, about
no day in particular, and says nothing of how often. Every function asks one query, whatever the number of bundles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.timezone import localdate

from fundament.models import Bottleneck, Bundle
from trajecten.models import Project

PERIOD = 28
"""Days: «per 4 weken»."""
WEEKS = 8
"""How far a page looks back unless it says otherwise, and how long the time before an agreement is ([T] §9.3)."""
LEAST_BEFORE = 5
"""With fewer reports before, nothing can be said of what changed ([T] §3.2)."""
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Window:
    """From the first day to the last, both counted."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return max((self.last - self.first).days + 1, 0)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    @classmethod
    def until(cls, last: date | None = None, *, weeks: int = WEEKS) -> "Window":
        """The last `weeks` weeks, today included unless another day is given."""
        last = last or localdate()
        return cls(last - timedelta(days=7 * weeks - 1), last)

    @classmethod
    def before(cls, day: date, *, weeks: int = WEEKS) -> "Window":
        """The weeks that ended the day before."""
        return cls.until(day - timedelta(days=1), weeks=weeks)


def per_four_weeks(count: int, days: int) -> Decimal:
    """57 reports in 56 days are 28,5 per 4 weeks; nothing at all in no days."""
    if days <= 0:
        return Decimal(0)
    return (Decimal(count * PERIOD) / days).quantize(TENTH, ROUND_HALF_UP)


@dataclass(frozen=True)
class Recurrence:
    """Reports within a window, and the minutes they took."""

    window: Window
    count: int = 0
    minutes: int = 0

    @property
    def per_four_weeks(self) -> Decimal:
        return per_four_weeks(self.count, self.window.days)


@dataclass(frozen=True)
class Start:
    """When what was agreed began: the first place on one day, all of `places` by another. None is «no place in particular»."""

    first: date
    last: date
    places: frozenset[int | None] = frozenset({None})

    @property
    def here(self) -> Q:
        """At these places, or told of none."""
        return Q() if None in self.places else Q(location__in=self.places) | Q(location__isnull=True)


@dataclass(frozen=True)
class Effect:
    """Before something began, and since it holds. What was reported in between belongs to neither."""

    before: Recurrence
    """At the places where it holds."""
    after: Recurrence
    everywhere: Recurrence
    """Before, wherever it happened."""

    @property
    def is_comparable(self) -> bool:
        return self.before.count >= LEAST_BEFORE

    @property
    def is_early(self) -> bool:
        return self.after.window.days < PERIOD

    @property
    def is_known(self) -> bool:
        """Enough before, and at least four weeks since: otherwise nothing is said."""
        return self.is_comparable and not self.is_early

    @property
    def change(self) -> int | None:
        """-93 is 93 percent less often, 38 is 38 percent more often; None when too little is known."""
        if not self.is_known:
            return None
        ratio = Decimal(self.after.count * self.before.window.days) / (self.before.count * self.after.window.days)
        return int(((ratio - 1) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def recurrence(of: Bundle | Project, window: Window | None = None) -> Recurrence:
    """Of one bundle, or of everything in a project; the last eight weeks unless told otherwise."""
    window = window or Window.until()
    found = _reported(of.bottlenecks.all(), window).aggregate(n=Count("pk"), minutes=Sum("minutes"))
    return Recurrence(window, found["n"], found["minutes"] or 0)


def by_bundle(project: Project, window: Window | None = None) -> dict[int, Recurrence]:
    """Of each bundle with a report in the window, by its key. A bundle that is missing had none."""
    window = window or Window.until()
    rows = _reported(Bottleneck.objects.filter(project=project, bundle__isnull=False), window)
    counted = rows.order_by().values_list("bundle").annotate(Count("pk"), Sum("minutes"))
    return {bundle: Recurrence(window, n, minutes or 0) for bundle, n, minutes in counted}


def over_time(of: Bundle | Project, *, periods: int = 6, until: date | None = None) -> list[Recurrence]:
    """Four weeks after four weeks, oldest first; the last one ends today."""
    last = until or localdate()
    windows = [
        Window(last - timedelta(days=PERIOD * number - 1), last - timedelta(days=PERIOD * (number - 1)))
        for number in range(periods, 0, -1)
    ]
    days = _per_day(of.bottlenecks.all(), Window(windows[0].first, last))
    return [_within(days, window) for window in windows]


def together(periods: Sequence[Recurrence]) -> Recurrence:
    """Periods that follow each other, as one: the last two of `over_time` are the last eight weeks."""
    window = Window(periods[0].window.first, periods[-1].window.last)
    return Recurrence(window, sum(one.count for one in periods), sum(one.minutes for one in periods))


def effects(
    project: Project,
    starts: Mapping[int, Start],
    *,
    weeks: int = WEEKS,
    until: date | None = None,
    after_weeks: int | None = None,
) -> dict[int, Effect]:
    """`starts` says for each bundle, by its key, when what was agreed about it began. The weeks before that stand beside
    all the time since, or beside the last `after_weeks` of it. A day still to come has nothing after it.
    """
    if not starts:
        return {}
    last = until or localdate()
    windows = {
        pk: (Window.before(start.first, weeks=weeks), _since(start.last, last, after_weeks))
        for pk, start in starts.items()
    }
    asked: dict[str, Any] = {}
    for pk, start in starts.items():
        mine, (before, after) = Q(bundle=pk), windows[pk]
        for name, rows in (
            ("before", mine & _in(before) & start.here),
            ("after", mine & _in(after) & start.here),
            ("everywhere", mine & _in(before)),
        ):
            asked[f"{name}_{pk}"] = Count("pk", filter=rows)
            asked[f"{name}_{pk}_minutes"] = Sum("minutes", filter=rows)
    row = Bottleneck.objects.filter(project=project, source=Bottleneck.Source.REPORTED).aggregate(**asked)

    def counted(name: str, pk: int, window: Window) -> Recurrence:
        return Recurrence(window, row[f"{name}_{pk}"], row[f"{name}_{pk}_minutes"] or 0)

    return {
        pk: Effect(counted("before", pk, before), counted("after", pk, after), counted("everywhere", pk, before))
        for pk, (before, after) in windows.items()
    }


def _since(day: date, last: date, weeks: int | None) -> Window:
    return Window(day if weeks is None else max(day, Window.until(last, weeks=weeks).first), last)


def _in(window: Window) -> Q:
    return Q(happened_on__range=(window.first, window.last))


def _reported(rows: QuerySet[Bottleneck], window: Window) -> QuerySet[Bottleneck]:
    return rows.filter(_in(window), source=Bottleneck.Source.REPORTED)


def _per_day(rows: QuerySet[Bottleneck], window: Window) -> list[tuple[date, int, int]]:
    counted = _reported(rows, window).order_by().values_list("happened_on").annotate(Count("pk"), Sum("minutes"))
    return [(day, n, minutes or 0) for day, n, minutes in counted]


def _within(days: list[tuple[date, int, int]], window: Window) -> Recurrence:
    mine = [(n, minutes) for day, n, minutes in days if window.holds(day)]
    return Recurrence(window, sum(n for n, _minutes in mine), sum(minutes for _n, minutes in mine))
