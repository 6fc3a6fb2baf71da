"""The support line: what the steps measured, asked through a registry so that the core knows no step.

A step app registers one source in its `ready()`:

    support.register_source("bevraging", points)     # points(projects) -> {project_id: [SupportPoint, ...]}

A source answers for many projects in a fixed number of queries, and never gives a point of fewer than five people.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import hypot
from typing import Any, Protocol, TypeVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class Sized(Protocol):
    @property
    def small_group(self) -> bool: ...

    @property
    def places(self) -> frozenset[str]: ...


Measured = TypeVar("Measured", bound=Sized)


@dataclass(frozen=True)
class SupportPoint:
    """One measurement: the support index (0 to 100) of `n` people while the project stood in `step`."""

    step: int
    value: int
    """Where it is drawn; `words` is how it is told."""
    n: int
    """How many gave it, as it may be told: at least so many."""
    margin: float | None = None
    """Half the 95% interval, only to compare with. Without one we never say «meer» or «minder»."""
    measured_on: date | None = None
    small_group: bool = False
    """Another, smaller group than before was asked: drawn hollow, with a dashed segment."""
    places: frozenset[str] = frozenset()
    """The locations that are shown apart; two measurements without one in common are of other people."""
    text: str = ""
    """How the value is told where it may not be exact: «≥ 90»."""
    size: str = ""
    """How many gave it, in words, where that may not be exact: «bijna iedereen»."""

    @property
    def words(self) -> str:
        return self.text or str(self.value)

    @property
    def is_band(self) -> bool:
        return not self.words.isdigit()

    @property
    def who(self) -> str:
        """«118 antwoorden», «bijna iedereen»."""
        if self.size and not self.size.isdigit():
            return self.size
        return ngettext("%(n)d antwoord", "%(n)d antwoorden", self.n) % {"n": self.n}


Source = Callable[[list[Any]], dict[int, list[SupportPoint]]]
_sources: dict[str, Source] = {}


def register_source(code: str, source: Source) -> None:
    """Let a step app answer for the support line; the same code again replaces the earlier one."""
    _sources[code] = source


_pages: dict[str, str] = {}


def register_pages(*, look: str, measure: str) -> None:
    """The names of the addresses where the measurements of a project stand, and where a new one is made."""
    _pages.update(look=look, measure=measure)


def pages_for(project: Any) -> dict[str, str]:
    """{"look": …, "measure": …} for this project; nothing when no step has such pages."""
    return {use: reverse(name, args=[project.slug]) for use, name in _pages.items()}


def points_for(projects: Iterable[Any]) -> dict[int, list[SupportPoint]]:
    """All points per project, oldest first. Projects without a measurement are not in the answer."""
    asked = list(projects)
    if not asked:
        return {}
    found: dict[int, list[SupportPoint]] = {}
    for source in _sources.values():
        for project_id, points in source(asked).items():
            found.setdefault(project_id, []).extend(points)
    return {pk: sorted(points, key=_in_order) for pk, points in found.items() if points}


def _in_order(point: SupportPoint) -> tuple:
    return (point.measured_on or date.min, point.step)


def really_differs(now: SupportPoint, before: SupportPoint) -> bool:
    """True only when the difference is larger than what chance alone explains."""
    if now.margin is None or before.margin is None:
        return False
    return abs(now.value - before.value) > hypot(now.margin, before.margin)


def comparable(points: Sequence[Measured], now: Measured) -> Measured | None:
    """The last measurement in `points` that `now` may stand beside: neither of a small group, nor at other locations."""
    if now.small_group:
        return None
    return next((point for point in reversed(points) if not point.small_group and _same_places(point, now)), None)


def _same_places(one: Sized, other: Sized) -> bool:
    return not one.places or not other.places or bool(one.places & other.places)


def trend(points: list[SupportPoint]) -> str:
    """«12 punten meer dan in stap 2», «ongeveer gelijk met de vorige meting», or nothing with nothing to stand beside."""
    now = points[-1] if points else None
    if now is None or (now.small_group and len(points) == 1):
        return ""
    if now.small_group:
        return _("van een kleine groep: te weinig om te vergelijken")
    before = comparable(points[:-1], now)
    if before is None:
        return ""
    if not really_differs(now, before):
        if before.step == now.step:
            return _("ongeveer gelijk met de vorige meting")
        return _("ongeveer gelijk met de vorige meting, in stap %(step)d") % {"step": before.step}
    more, values = now.value > before.value, {"before": _named(before, now)}
    if now.is_band or before.is_band:
        # A number of points would tell where in the band it lies.
        return (_("meer dan %(before)s") if more else _("minder dan %(before)s")) % values
    n = abs(now.value - before.value)
    if more:
        return ngettext("%(n)d punt meer dan %(before)s", "%(n)d punten meer dan %(before)s", n) % {**values, "n": n}
    return ngettext("%(n)d punt minder dan %(before)s", "%(n)d punten minder dan %(before)s", n) % {**values, "n": n}


def _named(before: SupportPoint, now: SupportPoint) -> str:
    """A step is not compared with itself."""
    if before.step == now.step:
        return _("bij de vorige meting")
    return _("in stap %(step)d") % {"step": before.step}
