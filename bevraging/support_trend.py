"""Support over time: of everybody and per location, with how sure it is, and what to do first.

A margin that is shown may not tell how many of a group took part. So for a group it is worked out from what is told
anyway (the size in steps, the number invited) and a fixed spread, never from the answers themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import hypot, sqrt
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bevraging.models import Survey
from bevraging.naming import in_words, step_of
from bevraging.reading import counts_of, sums, surveys_of
from bevraging.result_types import Group
from bevraging.support_figures import LEAST_DOUBT, first_barrier, is_small, support_of_all, told_in_groups
from trajecten.support import comparable

FIXED_SPREAD = 25
"""Standard deviation of the index of a person, in points: about what five answers on a scale of five give."""
FLOORS = {2: 40, 3: 40, 4: 45, 5: 45, 6: 50}
"""Under this a location asks attention, per step. The first measurement is only where we begin."""
SURE, GREY, FINE = "sure", "grey", "fine"


@dataclass(frozen=True)
class Point:
    """One measurement of one group."""

    day: date
    step: int
    drawn: int
    text: str
    margin: float
    """Half the width of the zone in which it surely lies."""
    size: str
    trend: str = ""
    """«ongeveer gelijk», «meer» or «minder» than the measurement before; empty where nothing may stand beside it."""
    small_group: bool = False
    """Of a small group, or of far fewer people than before: stands beside nothing."""
    places: frozenset[str] = frozenset()
    """The locations that are shown apart, for everybody only."""

    @property
    def low(self) -> float:
        return max(0.0, self.drawn - self.margin)

    @property
    def high(self) -> float:
        return min(100.0, self.drawn + self.margin)

    @property
    def zone(self) -> str:
        """Beside the floor of its step: surely under it, too close to say, or fine."""
        floor = FLOORS.get(self.step)
        if floor is None or self.drawn >= floor:
            return FINE
        return SURE if self.high < floor else GREY

    @property
    def floor(self) -> int:
        return FLOORS.get(self.step, 0)


@dataclass(frozen=True)
class Line:
    """All measurements of everybody, or of one location (or some that stand together), oldest first."""

    label: str
    points: tuple[Point, ...]
    is_all: bool = False

    @property
    def last(self) -> Point:
        return self.points[-1]


def lines_of(surveys: Iterable[Any]) -> list[Line]:
    """Everybody first, then the locations by name; nothing when nothing was measured. `surveys` as `measured` gives them."""
    found: dict[str, list[Point]] = {}
    everybody: list[Point] = []
    widest = 0
    for survey in surveys:
        parts = _parts(survey)
        everybody.append(_of_all(survey, parts, widest))
        widest = max(widest, survey.invited)
        for group, words in told_in_groups(survey, parts):
            margin = max(safe_margin(group.n, group.invited), words.half_width)
            point = _point(survey, words.drawn, words.text, margin, group.size)
            found.setdefault(group.label, []).append(point)
    lines = [Line(_("Iedereen"), _with_trends(everybody), is_all=True)] if everybody else []
    return lines + [Line(label, _with_trends(points)) for label, points in sorted(found.items())]


def barriers_of(survey: Any) -> list[tuple[str, str]]:
    """(who, key of the pulse item) of the first barrier of everybody and of each location that has one. One query."""
    counts = counts_of(survey)
    groups = [(_("Iedereen"), "", ""), *((group.label, "location", group.code) for group, _sums in _parts(survey))]
    return [(label, key) for label, dimension, code in groups if (key := first_barrier(counts, dimension, code))]


def measured(project: Any, surveys: Iterable[Any] | None = None) -> list[Any]:
    """The published surveys with a usable pulse, oldest first, with their groups and sums. One query, none for `surveys`
    (as `surveys_of` gives them)."""
    found: Iterable[Any] = surveys_of(project) if surveys is None else surveys
    published = [one for one in found if one.status == Survey.Status.PUBLISHED and one.whole_people]
    return sorted(published, key=lambda one: (one.closed_at, one.pk))


def safe_margin(told: int, invited: int) -> float:
    """Half a 95% interval in points for `told` of `invited` people, with the correction for a finite group."""
    if not told:
        return 50.0
    return max(LEAST_DOUBT, round(1.96 * FIXED_SPREAD / sqrt(told) * sqrt(max(0.0, 1 - told / max(invited, told))), 1))


def _parts(survey: Any) -> list[tuple[Group, Any]]:
    together: dict[str, list[Any]] = {}
    for segment in survey.groups:
        if segment.dimension == "location" and segment.shown_as and segment.support_people:
            together.setdefault(segment.shown_as, []).append(segment)
    return [(_group(survey, code, mine), sums(mine[0], "support")) for code, mine in together.items()]


def _group(survey: Any, code: str, segments: list[Any]) -> Group:
    members = tuple(name for one in segments for name in one.members)
    invited = sum(one.invited for one in segments)
    n = segments[0].n or 0
    told = step_of(n, invited, survey.min_group) if survey.is_anonymous else n
    return Group(code, in_words(members), members, told, invited, exact=not survey.is_anonymous)


def _of_all(survey: Any, parts: list[tuple[Group, Any]], before: int) -> Point:
    whole = sums(survey, "whole")
    assert whole is not None, "only surveys with a usable pulse come here"  # noqa: S101
    total = support_of_all(survey, whole, [(group.invited, row) for group, row in parts])
    # Where the margin itself may not be told, the one that follows from what is told stands in its place.
    margin = total.margin if total.margin is not None else safe_margin(total.n, survey.invited)
    small = is_small(total.n, survey.invited, before)
    places = frozenset(name for group, _sums in parts for name in group.members)
    return replace(_point(survey, total.index, total.text, margin, total.size), small_group=small, places=places)


def _point(survey: Any, drawn: int, text: str, margin: float, size: str) -> Point:
    return Point(localdate(survey.closed_at), survey.step, drawn, text, margin, size)


def _with_trends(points: Iterable[Point]) -> tuple[Point, ...]:
    made: list[Point] = []
    for point in points:
        before = comparable(made, point)
        made.append(replace(point, trend=compared(point, before)) if before else point)
    return tuple(made)


def compared(now: Point, before: Point) -> str:
    """«meer» or «minder» only where the difference is larger than what chance explains."""
    if abs(now.drawn - before.drawn) <= hypot(now.margin, before.margin):
        return _("ongeveer gelijk")
    return _("meer") if now.drawn > before.drawn else _("minder")
