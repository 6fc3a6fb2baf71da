"""Two rounds of one project beside each other: what both result pages tell already, and not one number more.

A difference is worked out from the told figures (rounded, in bands) and never from counts; within chance it is «ongeveer
gelijk». A group is compared only where it holds the same locations or functions in both rounds. See docs/decisions/0040.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from bevraging.margins import Measure, in_words
from bevraging.marks import rosters_of
from bevraging.models import QuestionnaireVersion, Survey, SurveySegment
from bevraging.questions import CHOICES, RATING, SCORE, YESNO, Question, parse
from bevraging.reading import counts_of_each
from bevraging.result_types import Counted, Group, Results, Statement, ThemeSpread
from bevraging.results import figures_of
from bevraging.results_filter import name_of

MOSTLY, PARTLY = 80, 20
"""Percent of the larger group that was asked both times."""


@dataclass(frozen=True)
class Row:
    """One question, or one theme, before and after."""

    text: str
    about: str
    before: str
    after: str
    change: str
    spread_before: str = ""
    spread_after: str = ""
    spread_change: str = ""

    @property
    def moved(self) -> bool:
        """Whether the difference is larger than chance explains."""
        return self.change not in ("", _("ongeveer gelijk"))


@dataclass(frozen=True)
class Compared:
    before: Results
    after: Results
    rows: tuple[Row, ...]
    themes: tuple[Row, ...]
    left_out: tuple[str, ...]
    """Questions that only one of the rounds asked, or asked in other words."""
    choices: tuple[tuple[str, str], ...]
    """(value of the parameter, name) of the groups that are the same in both rounds."""
    notes: tuple[str, ...]
    """Who was asked, and which groups were not the same."""
    group: Group | None = None


def rounds_beside(project: Any, pk: int) -> list[Any]:
    """The published survey `pk`, and then the others of this project that asked a question in the same words, newest first.

    Empty when it is not published. One query; each comes with the `content` that was asked.
    """
    frozen = QuestionnaireVersion.objects.filter(survey=OuterRef("pk"), frozen=True).values("content")[:1]
    published = Survey.objects.filter(project=project, status=Survey.Status.PUBLISHED)
    rounds = {one.pk: one for one in published.annotate(content=Subquery(frozen)).order_by("-closed_at", "-pk")}
    if pk not in rounds:
        return []
    asked = {one.pk: _asked_in(one) for one in rounds.values()}
    for one in rounds.values():
        one.project = project
    return [rounds[pk], *(one for one in rounds.values() if one.pk != pk and asked[one.pk] & asked[pk])]


def figures_beside(surveys: Sequence[Any]) -> list[Results]:
    """What is counted of two of the rounds above, as their own pages tell it. Two queries."""
    segments = list(SurveySegment.objects.filter(survey__in=surveys))
    counts = counts_of_each(surveys)
    return [
        figures_of(one, counts[one.pk], [s for s in segments if s.survey_id == one.pk], parse(one.content))
        for one in surveys
    ]


def _asked_in(survey: Any) -> set[tuple[str, str]]:
    """(type, words) of the closed questions, for a first look."""
    asked = parse(survey.content) if survey.content else []
    return {(one.type, _plain(one.text)) for one in asked if one.is_asked and not one.is_text}


def compared(before: Results, after: Results, wanted: str = "") -> Compared | None:
    """Everything, or with `wanted` one group alone; None when there is no such group in both."""
    pairs = dict(_same_groups(before, after))
    people, beside = _people(before, after)
    if wanted and wanted not in pairs:
        return None
    questions = list(_same_questions(before, after))
    if wanted:
        rows = [row for one, other in questions if (row := _in_group(one, other, *pairs[wanted], wanted))]
    else:
        rows = [row for one, other in questions if (row := _in_all(one, other))]
    themes = [] if wanted else list(_themes(before, after, questions))
    if not beside:
        rows = [replace(row, change="", spread_change="") for row in rows]
        themes = [replace(row, change="", spread_change="") for row in themes]
    return Compared(
        before,
        after,
        tuple(rows),
        tuple(themes),
        tuple(_left_out(before, after, questions)),
        tuple((name, group.label) for name, (_before, group) in pairs.items()),
        (people, *_other_groups(before, after)),
        pairs[wanted][1] if wanted else None,
    )


# --- The same question ------------------------------------------------------------------------------


def asks_the_same(one: Question, other: Question) -> bool:
    """The same type, words, options and condition; its key may be another one when it was typed anew."""
    return (one.type, one.show_if, _options(one)) == (other.type, other.show_if, _options(other)) and _plain(
        one.text
    ) == _plain(other.text)


def _options(question: Question) -> tuple:
    own = tuple((option.code, _plain(option.text)) for option in question.options)
    return own, question.other, question.minimum, question.maximum


def _plain(text: Mapping[str, str]) -> str:
    return re.sub(r"\W+", " ", text.get("nl", "")).strip().casefold()


def _closed(found: Results) -> list[Statement | Counted]:
    return [*found.statements, *found.counted]


def _same_questions(before: Results, after: Results) -> Iterable[tuple[Statement | Counted, Statement | Counted]]:
    left = _closed(before)
    for now in _closed(after):
        same = [one for one in left if asks_the_same(one.question, now.question)]
        same.sort(key=lambda one: one.question.key != now.question.key)
        if same:
            left.remove(same[0])
            yield same[0], now


def _left_out(before: Results, after: Results, questions: Iterable[tuple]) -> Iterable[str]:
    used = [one.question for pair in questions for one in pair]
    for found, when in ((before, _("alleen de vorige keer")), (after, _("alleen deze keer"))):
        yield from (f"{one.text} ({when})" for one in _closed(found) if one.question not in used)


# --- Figures ----------------------------------------------------------------------------------------


def _in_all(before: Statement | Counted, after: Statement | Counted) -> Row | None:
    about, one, other = _sides(before, after)
    if not one and not other:
        return None
    row = _row(after.text, about, one, other)
    earlier, now = _spread(before), _spread(after)
    if earlier and now:
        words = in_words(earlier, now)
        row = replace(row, spread_before=earlier.text, spread_after=now.text, spread_change=words)
    return row


def _sides(before: Statement | Counted, after: Statement | Counted) -> tuple[str, Measure | None, Measure | None]:
    """What is compared, and its two shares: who says yes; of options the one most chosen now, with what it was before."""
    if isinstance(after, Statement) and isinstance(before, Statement):
        return _("zegt ja"), before.measure, after.measure
    if not isinstance(after, Counted) or not isinstance(before, Counted) or not after.top:
        return "", None, None
    if after.question.type in (YESNO, RATING, SCORE):
        return after.about, before.side, after.side
    code = after.top.code
    earlier = next((bar.measure for bar in before.bars if bar.code == code), None)
    about = after.top.text
    if before.top and code not in {bar.code for bar in before.tops} and after.question.type != CHOICES:
        about = _("%(now)s (vorige keer het meest: %(before)s)") % {"now": about, "before": before.most_chosen}
    return about, earlier, after.top.measure


def _spread(one: Statement | Counted) -> Measure | None:
    """Of nearly the same answers there is none that can be compared: it would say whether one person differed."""
    if isinstance(one, Statement):
        return _index(one.spread.iqv, one.spread.margin) if one.percents else None
    return _index(one.iqv, one.iqv_margin) if one.iqv is not None and not one.alike else None


def _index(value: int, margin: int) -> Measure:
    return Measure(str(value), value, (value, value), margin)


def _row(text: str, about: str, before: Measure | None, after: Measure | None) -> Row:
    if not before or not after:
        return Row(text, about, _told(before), _told(after), "")
    return Row(text, about, _told(before), _told(after), in_words(before, after))


def _told(one: Measure | None) -> str:
    if one is None:
        return "–"
    return one.text if one.is_band else f"{one.text} ± {one.margin}"


def _in_group(
    before: Statement | Counted, after: Statement | Counted, one: Group, other: Group, wanted: str
) -> Row | None:
    if isinstance(before, Counted) and isinstance(after, Counted) and before.about != after.about:
        return None  # another answer was the commonest: the pages tell another share
    dimension = "cells" if wanted.startswith("locatie") else "function_cells"
    found = [
        next((cell.measure for cell in getattr(row, dimension) if cell.group.code == group.code), None)
        for row, group in ((before, one), (after, other))
    ]
    if not found[0] or not found[1]:
        return None
    about = after.about if isinstance(after, Counted) else _("zegt ja")
    return _row(after.text, about, found[0], found[1])


def _themes(before: Results, after: Results, questions: Iterable[tuple]) -> Iterable[Row]:
    """Only themes of which both rounds asked the same questions: another question is another spread."""
    asked: dict[str, int] = {}
    for one, now in questions:
        if one.question.theme == now.question.theme:
            asked[now.question.theme] = asked.get(now.question.theme, 0) + 1
    earlier = {row.theme: row for row in before.themes}
    for now in after.themes:
        one = earlier.get(now.theme)
        if one and one.questions == now.questions <= asked.get(now.theme, 0):
            yield _theme(one, now)


def _theme(before: ThemeSpread, after: ThemeSpread) -> Row:
    one, other = _index(before.iqv, before.margin), _index(after.iqv, after.margin)
    change = in_words(one, other)
    tops = f"{before.top_share}%", f"{after.top_share}%"
    return Row(after.theme, "", _told(one), _told(other), change, *tops)


# --- The same people ----------------------------------------------------------------------------------


def _same_groups(before: Results, after: Results) -> Iterable[tuple[str, tuple[Group, Group]]]:
    for dimension, olds, news in (
        ("locatie", before.groups, after.groups),
        ("functie", before.functions, after.functions),
    ):
        earlier = {frozenset(group.members): group for group in olds}
        for group in news:
            if same := earlier.get(frozenset(group.members)):
                yield name_of(dimension, group), (same, group)


def _people(before: Results, after: Results) -> tuple[str, bool]:
    """A sentence on who was asked, as coarse as three words, and whether the two may stand beside each other."""
    one, other = rosters_of([before.survey, after.survey]).values()
    shared = 100 * len(one & other) // max(len(one), len(other), 1)
    places = [{name for group in found.groups for name in group.members} for found in (before, after)]
    if shared >= MOSTLY:
        return _("Beide keren vroegen we grotendeels dezelfde collega's."), True
    if shared >= PARTLY:
        return _("Een deel van de collega's kreeg beide bevragingen. Een verschil kan ook daarvan komen."), True
    if places[0] and places[0] == places[1]:
        return _("We vroegen andere collega's, op dezelfde locaties. Een verschil kan ook daarvan komen."), True
    return _("We vroegen andere collega's. Daarom noemen we geen verschillen."), False


def _other_groups(before: Results, after: Results) -> Iterable[str]:
    """Locations and functions that were not the same group in both rounds."""
    same = {frozenset(group.members) for _name, (_before, group) in _same_groups(before, after)}
    for found, sentence in (
        (before, _("Alleen de vorige keer zo samen: %(names)s. Die groep vergelijken we niet.")),
        (after, _("Alleen deze keer zo samen: %(names)s. Die groep vergelijken we niet.")),
    ):
        groups = [group for group in (*found.groups, *found.functions) if frozenset(group.members) not in same]
        yield from (sentence % {"names": group.label} for group in groups)
