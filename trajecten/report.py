"""The report of a whole project: what each step tells, asked through a registry so that the core knows no step.

A step app registers one builder in its `ready()`:

    report.register_section(2, section)     # section(project) -> Section | None

It answers in a fixed number of queries, with what everybody who sees results may read: no name of who answered, helped
or noted, and no figure of a group that its own pages hide.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from trajecten.models import Project
from trajecten.steps import Step, all_steps

Words = str | Promise
MOST = 60
"""Rows of a table on paper; how many more there are stands under it."""


@dataclass(frozen=True)
class Table:
    title: Words
    heads: tuple[Words, ...]
    rows: list[tuple[Any, ...]]
    """Texts, numbers, or a drawing of ours; as many as there are heads. The first names the row."""
    note: str = ""

    @property
    def shown(self) -> list[tuple[Any, ...]]:
        return self.rows[:MOST]

    @property
    def left_out(self) -> int:
        return max(len(self.rows) - MOST, 0)


@dataclass(frozen=True)
class Section:
    """What one step tells: a sentence, at most four numbers as (label, value, context), and tables."""

    sentence: str
    numbers: tuple[tuple[Words, Any, Words], ...] = ()
    tables: list[Table] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    """What is not shown, and why."""


@dataclass(frozen=True)
class Chapter:
    step: Step
    section: Section | None
    """None: the step has nothing to tell yet."""


@dataclass(frozen=True)
class Paper:
    """One report that can be read or taken along: what it is, and the names of its addresses with a project."""

    title: Words
    about: Words
    pdf: str
    page: str = ""
    """Where the same stands on a page; empty: on paper only."""


@dataclass(frozen=True)
class News:
    """For the one page of a board: what changed, and what waits for a decision, each in a short sentence."""

    changed: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)


Builder = Callable[[Project], Section | None]
_sections: dict[int, Builder] = {}
_papers: dict[str, tuple[int, Paper]] = {}
_news: dict[str, Callable[[Project], News]] = {}


def register_section(step: int, build: Builder) -> None:
    """Let a step app tell its part; the same number again replaces the earlier one."""
    _sections[step] = build


def chapters_of(project: Project) -> list[Chapter]:
    """One for each of the six, in their order; a step that nobody builds yet tells nothing."""
    return [Chapter(step, _section(step, project)) for step in all_steps()]


def _section(step: Step, project: Project) -> Section | None:
    build = _sections.get(step.number)
    return build(project) if build else None


def register_paper(code: str, order: int, paper: Paper) -> None:
    """Put a report on the page «Rapporten»; the same code again replaces it."""
    _papers[code] = (order, paper)


def papers() -> list[Paper]:
    return [paper for _order, paper in sorted(_papers.values(), key=lambda one: one[0])]


def register_news(code: str, source: Callable[[Project], News]) -> None:
    """Let a step app tell the board something, in one query."""
    _news[code] = source


def news_of(project: Project) -> News:
    """Of all steps together."""
    found = [source(project) for source in _news.values()]
    return News([line for one in found for line in one.changed], [line for one in found for line in one.waiting])
