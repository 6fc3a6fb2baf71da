"""The support line: what the steps measured, asked through a registry so that the core knows no step.

A step app registers one source in its `ready()`:

    support.register_source("bevraging", points)     # points(projects) -> {project_id: [SupportPoint, ...]}

A source answers for many projects in a fixed number of queries, and never gives a point of fewer than five people.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from math import hypot
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


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


_pages: list[str] = []


def register_page(name: str) -> None:
    """The name of the address that shows the measurements of a project, for the overview to lead to."""
    if name not in _pages:
        _pages.append(name)


def page_for(project: Any) -> str:
    """Where all measurements of this project stand; empty when no step has such a page."""
    return reverse(_pages[0], args=[project.slug]) if _pages else ""


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


def trend(points: list[SupportPoint]) -> str:
    """«12 punten meer dan in stap 2», «ongeveer gelijk als in stap 2», or nothing with one measurement."""
    if len(points) < 2:
        return ""
    before, now = points[-2], points[-1]
    if not really_differs(now, before):
        return _("ongeveer gelijk met de vorige meting, in stap %(step)d") % {"step": before.step}
    if now.is_band or before.is_band:
        # A number of points would tell where in the band it lies.
        words = _("meer dan in stap %(step)d") if now.value > before.value else _("minder dan in stap %(step)d")
        return words % {"step": before.step}
    difference = abs(now.value - before.value)
    values = {"n": difference, "step": before.step}
    if now.value > before.value:
        return (
            ngettext("%(n)d punt meer dan in stap %(step)d", "%(n)d punten meer dan in stap %(step)d", difference)
            % values
        )
    return (
        ngettext("%(n)d punt minder dan in stap %(step)d", "%(n)d punten minder dan in stap %(step)d", difference)
        % values
    )
