"""The themes of a project as a list: what gate 2 asks of each, and what was chosen about it. Asks the database nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fundament.gate_facts import CoreTheme, core_themes, pointed_to
from fundament.models import Decision
from fundament.rows import DecisionRow, Reading, ThemeRow

GONE = (Decision.Status.WITHDRAWN, Decision.Status.SUPERSEDED)


@dataclass(frozen=True)
class Choice:
    """A choice or decision about a theme, or about what stands under it."""

    pk: int
    code: str
    question: str
    state: str
    is_open: bool


@dataclass(frozen=True)
class ThemeLine:
    pk: int
    name: str
    """«Overdracht: briefing» for one that stands under another."""
    is_core: bool
    part_of: str
    """The core theme with which it is counted; empty for one itself."""
    covered: bool
    ruled: bool
    choices: tuple[Choice, ...]

    @property
    def decided(self) -> bool:
        """As the gate sees it; of one that it does not count by itself, whether anything was decided about it."""
        return self.covered if self.is_core else any(not one.is_open for one in self.choices)

    @property
    def waits(self) -> bool:
        """Somebody still has to choose."""
        return any(one.is_open for one in self.choices)


def lines_of(reading: Reading) -> list[ThemeLine]:
    """Core themes by name, each with what stands under it; then those under which nothing is known yet."""
    core = {one.pk: one for one in core_themes(reading)}
    names = {theme.pk: theme.name for theme in reading.themes}
    chosen = [(pointed_to(reading, one), _choice(one)) for one in reading.decisions if one.status not in GONE]

    def place(theme: ThemeRow) -> tuple[bool, str, bool, str]:
        top = theme.parent or theme.pk
        return top not in core, names[top].lower(), theme.parent is not None, theme.name.lower()

    return [_line(theme, core, names, chosen) for theme in sorted(reading.themes, key=place)]


def _line(
    theme: ThemeRow, core: dict[int, CoreTheme], names: dict[int, str], chosen: Sequence[tuple[set[int], Choice]]
) -> ThemeLine:
    mine = core.get(theme.pk)
    about = mine.under if mine else {theme.pk}
    return ThemeLine(
        pk=theme.pk,
        name=f"{names[theme.parent]}: {theme.name}" if theme.parent else theme.name,
        is_core=mine is not None,
        part_of=names[theme.parent] if theme.parent in core else "",
        covered=mine is not None and mine.covered,
        ruled=theme.ruled,
        choices=tuple(choice for themes, choice in chosen if themes & about),
    )


def _choice(one: DecisionRow) -> Choice:
    return Choice(one.pk, one.code, one.question, str(Decision.Status(one.status).label), one.is_open)


def how_far(lines: Sequence[ThemeLine]) -> str:
    """Counted as gate 2 does."""
    if not lines:
        return _("Er zijn nog geen thema's.")
    core = [one for one in lines if one.is_core]
    if not core:
        return _("Er staat nog niets onder een thema.")
    text = ngettext("%(done)d van %(n)d thema is klaar.", "%(done)d van %(n)d thema's zijn klaar.", len(core))
    done = sum(one.covered for one in core)
    return text % {"done": done, "n": len(core)} + " " + _("Er is een besluit, of er is geen nodig.")
