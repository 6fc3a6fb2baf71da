"""What gate 2 knows of a project, read once for all its points. What a core theme is: docs/decisions/0054."""

from dataclasses import dataclass, replace
from typing import Any

from bevraging.models import Survey
from bevraging.reading import surveys_of
from bevraging.support_trend import Line, lines_of, measured
from fundament.reading import reading_of
from fundament.rows import DecisionRow, Reading

FROM_STEP = 2
"""A measurement of the beginning says where we started, not how people see what is chosen."""


@dataclass(frozen=True)
class CoreTheme:
    pk: int
    name: str
    covered: bool
    """A decision about it was taken and holds, or it says why none is needed."""
    under: frozenset[int] = frozenset()
    """Itself, and the themes that stand under it."""


@dataclass(frozen=True)
class Facts:
    reading: Reading
    themes: tuple[CoreTheme, ...]
    support: tuple[Line, ...]
    """Everybody and the locations, each with its measurements since this step began; in words that may be shown."""
    measuring: Any = None
    """The measurement that runs now, if any."""

    @property
    def empty(self) -> bool:
        """Nothing was reported and nothing proposed: then there is one first thing to do."""
        return not self.reading.reports and not self.reading.decisions


def facts_of(project: Any) -> Facts:
    """Two queries; one less for the surveys, and one for the rest, when they came along with the project."""
    reading = reading_of(project)
    surveys: list[Any] = surveys_of(project)
    running = (one for one in surveys if one.step >= FROM_STEP and _is_running(one))
    return Facts(reading, core_themes(reading), _support(project, surveys), next(running, None))


def _is_running(survey: Any) -> bool:
    return survey.purpose == Survey.Purpose.PULSE and survey.status == Survey.Status.OPEN


def _support(project: Any, surveys: list[Any]) -> tuple[Line, ...]:
    """All measurements are looked at, so that a small group is seen beside what came before; told is what came since."""
    lines = []
    for line in lines_of(measured(project, surveys)):
        points = tuple(point for point in line.points if point.step >= FROM_STEP and not point.small_group)
        lines += [replace(line, points=points)] if points else []
    return tuple(lines)


def core_themes(reading: Reading) -> tuple[CoreTheme, ...]:
    """The themes that stand under none and under which something is known, by name."""
    under: dict[int, set[int]] = {}
    for theme in reading.themes:
        under.setdefault(theme.parent or theme.pk, set()).add(theme.pk)
    used = {theme.pk for theme in reading.themes if theme.used or theme.ruled}
    used |= {pk for themes in reading.themes_of.values() for pk in themes}
    decided = _decided(reading)
    found = [
        CoreTheme(theme.pk, theme.name, theme.ruled or bool(under[theme.pk] & decided), frozenset(under[theme.pk]))
        for theme in reading.themes
        if theme.parent is None and under[theme.pk] & used
    ]
    return tuple(sorted(found, key=lambda one: one.name.lower()))


def _decided(reading: Reading) -> set[int]:
    """The themes that a foundation decision which holds points to."""
    return {pk for one in reading.holding if one.is_foundation for pk in pointed_to(reading, one)}


def pointed_to(reading: Reading, decision: DecisionRow) -> set[int]:
    """The themes that a decision is about, by itself or through a bundle."""
    bundles = reading.bundles_of.get(decision.pk, ())
    through = {bundle.theme for bundle in reading.bundles if bundle.pk in bundles and bundle.theme is not None}
    return reading.themes_of.get(decision.pk, set()) | through
