"""What stands in the inventory report of a project: the same figures as the pages that everybody with results sees.

One report for all who may see results: nothing in it depends on who asks. Every figure of a survey comes from `results_of`,
items are those that are confirmed, open answers come through `shown_answers`. Conversations are numbers, never a name or
a title: paper travels further than a page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bevraging import inventory_list, reading, talking
from bevraging.models import QUESTIONS, AnswerTheme, Conversation, InventoryItem, Lens, Note, Survey
from bevraging.result_types import Results
from bevraging.results import results_of
from bevraging.results_headline import took_part
from bevraging.results_open import shown_answers
from bevraging.support_points import points
from bevraging.support_trend import Line, lines_of, measured
from trajecten.models import Project
from trajecten.support import SupportPoint
from trajecten.templatetags.getallen import datum, getal

IN_FULL = 4
"""Surveys of step 1 of which all figures stand in the report; each costs a fixed number of queries."""
MOST_ITEMS = 300
MOST_THEMES = 40
QUOTES = 2
"""Of each theme and each source."""
LOOKED_AT = 1000
"""Quotes that are read to choose from."""
ENOUGH_TO_PLACE = 5
"""Of a conversation with fewer people the report does not say where it was: that could tell who spoke."""


@dataclass(frozen=True)
class Asked:
    """One survey in the list of what was asked."""

    survey: Survey
    told: str
    """How many took part as it may be told, or why that is not told."""


@dataclass(frozen=True)
class Talks:
    """The conversations of one kind together."""

    kind: str
    count: int
    people: int


@dataclass(frozen=True)
class Chapter:
    """One of the four questions with its confirmed items, per lens."""

    question: str
    parts: tuple[tuple[str, tuple[InventoryItem, ...]], ...]
    """(heading, items); the heading is empty where the question has one lens only."""


@dataclass(frozen=True)
class ThemeRow:
    theme: Any
    quotes: tuple[tuple[str, str], ...]
    """(words, where from)."""


@dataclass(frozen=True)
class Report:
    project: Project
    asked: tuple[Asked, ...]
    results: tuple[Results, ...]
    """Of step 1, in full: the start survey first, then the newest."""
    others: tuple[Survey, ...]
    """Published too, but not in full in this report."""
    support: tuple[SupportPoint, ...]
    lines: tuple[Line, ...]
    talks: tuple[Talks, ...]
    places: tuple[str, ...]
    """Where was listened, as far as that tells of nobody."""
    chapters: tuple[Chapter, ...]
    items: int
    left_out: int
    """Confirmed items that did not fit."""
    themes: tuple[ThemeRow, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.asked or self.talks or self.items or self.themes)


def report_of(project: Project) -> Report:
    """A fixed number of queries, and the same number again for each survey in full: never more for more rows."""
    reading.read([project], deep=True)
    away = (Survey.Status.DRAFT, Survey.Status.ERASED)
    surveys = [survey for survey in project.surveys_read if survey.status not in away]  # type: ignore[attr-defined]
    results, others = _in_full(surveys)
    talks, places = _talks(project)
    items = list(inventory_list.items_of(project, edits=False)[: MOST_ITEMS + 1])
    left = InventoryItem.objects.filter(project=project).confirmed().count() - MOST_ITEMS if items[MOST_ITEMS:] else 0
    return Report(
        project=project,
        asked=tuple(Asked(survey, _told(survey)) for survey in surveys),
        results=tuple(results),
        others=tuple(others),
        support=tuple(points([project]).get(project.pk, ())),
        lines=tuple(lines_of(measured(project))),
        talks=talks,
        places=places,
        chapters=tuple(_chapters(items[:MOST_ITEMS])),
        items=len(items[:MOST_ITEMS]),
        left_out=left,
        themes=tuple(_themes(project)),
    )


def _in_full(surveys: Sequence[Survey]) -> tuple[list[Results], list[Survey]]:
    """Results of the surveys of step 1, a start survey first, then the newest; and the published ones that stay out."""
    published = [survey for survey in surveys if survey.status == Survey.Status.PUBLISHED]
    first = sorted(
        (survey for survey in published if survey.step == 1),
        key=lambda survey: (survey.purpose != Survey.Purpose.START, -survey.pk),
    )[:IN_FULL]
    return [results_of(survey) for survey in first], [survey for survey in published if survey not in first]


def _told(survey: Any) -> str:
    """«132 van 214», «bijna iedereen van 20», or in words why there is no number."""
    if survey.status == Survey.Status.OPEN:
        return _("loopt nog, tot en met %(day)s") % {"day": datum(survey.closes_on)}
    if survey.status == Survey.Status.PUBLISHED and survey.answered:
        return took_part(survey, survey.answered).context
    return _("minder dan %(k)s antwoorden: dat tonen we niet") % {"k": getal(survey.min_group)}


def _talks(project: Project) -> tuple[tuple[Talks, ...], tuple[str, ...]]:
    """Those of which the report is ready. One query."""
    found = list(Conversation.objects.filter(project=project).finished().for_pages())
    kinds = [(kind, [talk for talk in found if talk.kind == kind]) for kind in Conversation.Kind]
    talks = tuple(
        Talks(str(capfirst(kind.label)), len(mine), sum(talk.people for talk in mine)) for kind, mine in kinds if mine
    )
    told = {name for talk in found if talk.people >= ENOUGH_TO_PLACE for name in talk.place_names or ()}  # type: ignore[attr-defined]
    return talks, tuple(sorted(told))


def _chapters(items: Sequence[InventoryItem]) -> Iterator[Chapter]:
    for _code, question, lenses in QUESTIONS:
        parts = tuple(
            (
                str(capfirst(Lens(lens).label)) if len(lenses) > 1 else "",
                tuple(item for item in items if item.lens == lens),
            )
            for lens in lenses
        )
        yield Chapter(str(question), tuple(part for part in parts if part[1]))


def _themes(project: Project) -> Iterator[ThemeRow]:
    answers = shown_answers(project)
    counted: Any = talking.themes_of(project, answers)  # with counts that its model does not have
    found = list(counted.order_by("-note_n", "name")[:MOST_THEMES])
    for theme in found:
        theme.source_n = theme.talk_n + theme.survey_n
    quotes = _quotes(found, answers) if found else {}
    return (ThemeRow(theme, tuple(quotes.get(theme.pk, ()))) for theme in found)


def _quotes(themes: Iterable[Any], answers: Any) -> dict[int, list[tuple[str, str]]]:
    """Theme → a few quotes that may be repeated, and a few open answers that are shown. Two queries."""
    keys = [theme.pk for theme in themes]
    said = Note.objects.quotable().filter(themes__in=keys).order_by("pk")
    kinds = dict(Conversation.Kind.choices)
    notes = [
        (pk, text, str(capfirst(kinds[kind])))
        for pk, text, kind in said.values_list("themes", "text", "conversation__kind")[:LOOKED_AT]
    ]
    linked = AnswerTheme.objects.filter(theme__in=keys, answer__in=answers.order_by()).order_by("pk")
    written = [(pk, text, _("Open antwoord")) for pk, text in linked.values_list("theme", "answer__text")[:LOOKED_AT]]
    found: dict[int, list[tuple[str, str]]] = {}
    for rows in (notes, written):
        taken: dict[int, int] = {}
        for pk, text, origin in rows:
            if taken.setdefault(pk, 0) < QUOTES:
                taken[pk] += 1
                found.setdefault(pk, []).append((text, origin))
    return found
