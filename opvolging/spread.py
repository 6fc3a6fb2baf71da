"""How differently people work, per theme, before and after an agreement about it: two comparable rounds of questions.

Every figure is one that the result pages tell (`theme_spreads`), and two rounds stand beside each other under the rules of
docs/decisions/0040: the same questions, in the same words, and people who may be compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate

from bevraging.comparing import compared, figures_beside
from bevraging.models import QuestionnaireVersion, Survey
from bevraging.questions import parse
from bevraging.result_types import Results, ThemeSpread
from fundament.chain import began_at
from fundament.gate_facts import pointed_to
from fundament.models import AgreementFramework, InForce
from fundament.rows import Reading, Step

HELD_FOR = timedelta(weeks=16)
"""So long an agreement has to hold before a second round says anything of it ([T] §8.2, s6.spreiding)."""
MOST_PAIRS = 3
"""So many pairs of rounds are compared; mostly there is one."""


@dataclass(frozen=True)
class Spread:
    """One theme, in the oldest and the newest round that asked the same about it."""

    theme: str
    before: int
    """0 (everybody the same) to 100."""
    after: int
    before_top: int
    """Per cent of who chose the commonest answer."""
    after_top: int
    before_on: date
    after_on: date
    since: date
    """From this day on an agreement about it holds."""
    agreements: tuple[int, ...] = ()
    """Their numbers."""

    @property
    def drop(self) -> Decimal:
        """In per cent of what it was: from 98 to 26 is 73,5."""
        return Decimal(100 * (self.before - self.after)) / self.before if self.before else Decimal(0)

    def as_row(self) -> dict[str, Any]:
        """For the reading of the day; `spread_in` reads it back."""
        days = {name: getattr(self, name).isoformat() for name in DAYS}
        return self.__dict__ | days | {"agreements": list(self.agreements)}


DAYS = ("before_on", "after_on", "since")


def spread_in(row: Mapping[str, Any]) -> Spread:
    days = {name: parse_date(row[name]) for name in DAYS}
    return Spread(**{**row, **days, "agreements": tuple(row["agreements"])})


def median_drop(spreads: Iterable[Spread]) -> Decimal | None:
    """Half of the themes came closer together than this, in per cent; None without any."""
    drops = [one.drop for one in spreads]
    return median(drops) if drops else None


def spreads_of(project: Any, reading: Reading, today: date) -> list[Spread]:
    """The themes with an agreement in force for sixteen weeks, asked about before it and after. The theme of which the
    spread fell least comes first. Some ten queries at most, whatever the data."""
    held = {name: one for name, one in _themes_held(project, reading, today).items() if one.since <= today - HELD_FOR}
    if not held:
        return []
    rounds = _rounds(project)
    pairs = _pairs(rounds, held)
    wanted = list({one.pk: one for pair in pairs for one in pair}.values())
    figures = dict(zip([one.pk for one in wanted], figures_beside(wanted), strict=True)) if wanted else {}
    found: dict[str, Spread] = {}
    for before, after in pairs:
        for one in _between(figures[before.pk], figures[after.pk], held):
            found.setdefault(one.theme.casefold(), one)
    return sorted(found.values(), key=lambda one: (one.drop, one.theme))


# --- Which themes ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """Since when which agreements about a theme hold, without a break."""

    since: date
    agreements: tuple[int, ...]


def _themes_held(project: Any, reading: Reading, today: date) -> dict[str, Held]:
    """By the name of the theme, as compared. Through the decision that an agreement follows from; of one whose decisions
    are about no theme, through its framework. Two queries."""
    since = _in_force_since(project, today)
    themes = _themes_of_agreements(project, reading)
    number = {one.pk: one.number for one in reading.agreements}
    found: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for agreement, day in since.items():
        for name in themes.get(agreement, ()):
            found[name.casefold()].append((day, number[agreement]))
    return {name: Held(min(rows)[0], tuple(sorted({n for _day, n in rows}))) for name, rows in found.items()}


def _in_force_since(project: Any, today: date) -> dict[int, date]:
    """{agreement: the first day of where it holds longest}."""
    rows = InForce.objects.filter(agreement__project=project, since__lte=today).order_by()
    steps: dict[int, list[Step]] = defaultdict(list)
    for agreement, place, day, version in rows.values_list("agreement", "location", "since", "version"):
        steps[agreement].append(Step(agreement, place, day, version is not None))
    began = {agreement: began_at(mine) for agreement, mine in steps.items()}
    return {agreement: min(places.values()) for agreement, places in began.items() if places}


def _themes_of_agreements(project: Any, reading: Reading) -> dict[int, set[str]]:
    theme = {one.pk: one for one in reading.themes}
    found: dict[int, set[str]] = defaultdict(set)
    for decision in reading.holding:
        names = {name for pk in pointed_to(reading, decision) if pk in theme for name in _names(theme, pk)}
        for agreement in reading.agreements_of.get(decision.pk, ()):
            found[agreement] |= names
    framed: dict[int, set[str]] = defaultdict(set)
    frameworks = AgreementFramework.objects.filter(project=project, themes__isnull=False, agreements__isnull=False)
    for agreement, name in frameworks.order_by().values_list("agreements", "themes__name"):
        framed[agreement].add(name)
    return {**framed, **{agreement: names for agreement, names in found.items() if names}}


def _names(theme: Mapping[int, Any], pk: int) -> set[str]:
    """Its own name, and that of the theme under which it stands."""
    mine = theme[pk]
    return {mine.name} | ({theme[mine.parent].name} if mine.parent in theme else set())


# --- Which rounds ---------------------------------------------------------------------------------


def _rounds(project: Any) -> list[Any]:
    """The published surveys with what they asked, oldest first. One query."""
    frozen = QuestionnaireVersion.objects.filter(survey=OuterRef("pk"), frozen=True).values("content")[:1]
    published = Survey.objects.filter(project=project, status=Survey.Status.PUBLISHED)
    found: list[Any] = list(published.annotate(content=Subquery(frozen)).order_by("closed_at", "pk"))
    for one in found:
        one.project = project
        one.asked_on = _asked_on(one.content)
    return found


def _asked_on(content: Any) -> dict[str, frozenset[tuple]]:
    """{theme, as compared: its closed questions, with their answers}: for a first look, as `comparing` looks closer."""
    found: dict[str, set[tuple]] = defaultdict(set)
    for question in parse(content) if content else ():
        if question.theme and question.is_asked and not question.is_text:
            answers = tuple((option.code, option.text.get("nl", "")) for option in question.options)
            found[question.theme.casefold()].add((question.type, question.words("nl"), answers))
    return {theme: frozenset(asked) for theme, asked in found.items()}


def _pairs(rounds: list[Any], held: Mapping[str, Held]) -> list[tuple[Any, Any]]:
    """The oldest and the newest round that asked the same about a theme, one on each side of the day its agreement began."""
    found: dict[tuple[int, int], tuple[Any, Any]] = {}
    for theme, one in held.items():
        mine = [each for each in rounds if theme in each.asked_on]
        before = [each for each in mine if _day(each) < one.since]
        after = [each for each in mine if _day(each) >= one.since]
        same = [(old, new) for new in reversed(after) for old in before if old.asked_on[theme] == new.asked_on[theme]]
        if same:
            found.setdefault((same[0][0].pk, same[0][1].pk), same[0])
    return list(found.values())[:MOST_PAIRS]


def _between(before: Results, after: Results, held: Mapping[str, Held]) -> Iterable[Spread]:
    """Only what the page of two rounds would compare as well. One query, of who was asked."""
    found = compared(before, after)
    beside = {row.text for row in found.themes if row.change} if found else set()
    earlier: dict[str, ThemeSpread] = {row.theme: row for row in before.themes}
    one_day, other_day = _day(before.survey), _day(after.survey)
    for now in after.themes:
        mine = held.get(now.theme.casefold())
        if mine and now.theme in beside and one_day < mine.since <= other_day:
            old = earlier[now.theme]
            yield Spread(
                now.theme,
                old.iqv,
                now.iqv,
                old.top_share,
                now.top_share,
                one_day,
                other_day,
                mine.since,
                mine.agreements,
            )


def _day(survey: Any) -> date:
    return localdate(survey.closed_at)
