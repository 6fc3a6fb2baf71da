"""How differently people answer: per question the index of qualitative variation, per theme its mean. Pure, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from bevraging.margins import Measure
from bevraging.naming import whole_percent
from bevraging.questions import RATING, SCORE, YESNO
from bevraging.result_types import Cell, Counted, Statement, ThemeSpread

Counts = dict[tuple[str, str, str, str], int]
"""How many said so, per (dimension, segment, question, option); empty texts stand for «all»."""
UNANIMOUS = 95
"""The share of the commonest answer as it is told when (nearly) everybody gave the same one."""


def iqv(row: Sequence[int]) -> int:
    """Index of qualitative variation, 0–100: (1 − Σp²)·k/(k−1)."""
    n, k = sum(row), len(row)
    return round((1 - sum((count / n) ** 2 for count in row)) * k / (k - 1) * 100) if n and k > 1 else 0


def whole_percents(row: Sequence[int], unit: int = 1) -> tuple[int, ...]:
    """Shares in steps of `unit` percent; equal counts have equal shares wherever the counts may be told.

    In whole percents each share is rounded by itself, as in every cell: together they may make 99 or 101. In steps they
    add up to 100 (largest remainders get the missing steps), for no number of answers is told there and another sum, or
    three equal shares of 30%, would give it away: 9 and 11 as 50% and 60% can only be of 20.
    """
    if unit == 1:
        return tuple(whole_percent(count, sum(row)) for count in row)
    n, steps = sum(row), 100 // unit
    exact = [steps * count / n for count in row]
    whole = [int(share) for share in exact]
    for place in sorted(range(len(row)), key=lambda place: whole[place] - exact[place])[: steps - sum(whole)]:
        whole[place] += 1
    return tuple(share * unit for share in whole)


@dataclass(frozen=True)
class _Spread:
    """Of one question."""

    iqv: int
    top_share: int
    margin: int
    places: frozenset[str]
    elsewhere: frozenset[str]
    """Codes of the locations where surely another answer is the most chosen."""


def theme_spreads(statements: Iterable[Statement], counted: Iterable[Counted]) -> tuple[ThemeSpread, ...]:
    """One row per theme that questions name, from what is told per question already."""
    found: dict[str, list[_Spread]] = {}
    for statement in statements:
        if theme := statement.question.theme:
            # Of the shares as told: a spread of 0 against one of 3 would say whether one person differed.
            own, spread = iqv(statement.percents), statement.spread
            places = _places(statement.cells, statement.measure, 2)
            found.setdefault(theme, []).append(_Spread(own, spread.top_share, spread.margin, *places))
    for one in counted:
        if one.question.theme and one.iqv is not None:
            places = _places(one.cells, one.side, _answers(one))
            found.setdefault(one.question.theme, []).append(_Spread(one.iqv, one.top_share, one.iqv_margin, *places))
    rows = [_of_theme(theme, spreads) for theme, spreads in found.items()]
    return tuple(sorted(rows, key=lambda row: (-row.iqv, row.theme)))


def _of_theme(theme: str, spreads: Sequence[_Spread]) -> ThemeSpread:
    many = len(spreads)
    return ThemeSpread(
        theme,
        many,
        round(sum(one.iqv for one in spreads) / many),
        round(sum(one.top_share for one in spreads) / many),
        # The same people answer all of them: their margins do not shrink by taking them together.
        margin=ceil(sum(one.margin for one in spreads) / many),
        elsewhere=len(frozenset().union(*(one.elsewhere for one in spreads))),
        places=len(frozenset().union(*(one.places for one in spreads))),
    )


def _answers(one: Counted) -> int:
    """Among how many answers the compared one stands: a side of a scale has one other side."""
    return 2 if one.question.type in (RATING, SCORE, YESNO) else len(one.question.codes) - one.question.may_doubt


def _places(cells: Iterable[Cell], whole: Measure | None, answers: int) -> tuple[frozenset[str], frozenset[str]]:
    """The locations of which a share is told, and those where by that share alone another answer is more chosen.

    When at most 15% choose what the whole chooses most, then of five other answers one must have 17% or more. Nothing
    but the told share is looked at: which answer it is, nobody learns.
    """
    told = {cell.group.code: cell.between for cell in cells if cell.between}
    if whole is None or answers < 2:
        return frozenset(), frozenset()
    if answers == 2 and whole.between[1] < 50:  # the whole is on the other side
        elsewhere = [code for code, (low, _high) in told.items() if low > 50]
    elif answers == 2 and whole.between[0] <= 50:
        return frozenset(told), frozenset()
    else:
        elsewhere = [code for code, (_low, high) in told.items() if 100 - high > high * (answers - 1)]
    return frozenset(told), frozenset(elsewhere)
