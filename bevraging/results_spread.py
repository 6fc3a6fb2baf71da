"""How differently people answer: per question the index of qualitative variation, per theme its mean. Pure, no database."""

from collections.abc import Iterable, Sequence

from bevraging.result_types import Counted, Statement, ThemeSpread

Counts = dict[tuple[str, str, str, str], int]
"""How many said so, per (dimension, segment, question, option); empty texts stand for «all»."""
UNANIMOUS = 95
"""The share of the commonest answer as it is told when (nearly) everybody gave the same one."""


def iqv(row: Sequence[int]) -> int:
    """Index of qualitative variation, 0–100: (1 − Σp²)·k/(k−1)."""
    n, k = sum(row), len(row)
    return round((1 - sum((count / n) ** 2 for count in row)) * k / (k - 1) * 100) if n and k > 1 else 0


def whole_percents(row: Sequence[int], unit: int = 1) -> tuple[int, ...]:
    """Shares in steps of `unit` percent that add up to 100 (largest remainders get the missing steps)."""
    n, steps = sum(row), 100 // unit
    exact = [steps * count / n for count in row]
    whole = [int(share) for share in exact]
    for place in sorted(range(len(row)), key=lambda place: whole[place] - exact[place])[: steps - sum(whole)]:
        whole[place] += 1
    return tuple(share * unit for share in whole)


def theme_spreads(statements: Iterable[Statement], counted: Iterable[Counted]) -> tuple[ThemeSpread, ...]:
    """One row per theme that questions name, from what is told per question already."""
    found: dict[str, list[tuple[int, int]]] = {}
    for statement in statements:
        if statement.question.theme:
            # Of the shares as told: a spread of 0 against one of 3 would say whether one person differed.
            pair = (iqv(statement.percents), statement.spread.top_share)
            found.setdefault(statement.question.theme, []).append(pair)
    for one in counted:
        if one.question.theme and one.iqv is not None:
            found.setdefault(one.question.theme, []).append((one.iqv, one.top_share))
    rows = [
        ThemeSpread(
            theme,
            len(pairs),
            round(sum(spread for spread, _top in pairs) / len(pairs)),
            round(sum(top for _spread, top in pairs) / len(pairs)),
        )
        for theme, pairs in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.iqv, row.theme)))
