"""What each group says to one question, as it may be told: one share per group, never a whole row of them.

The share is that of one side: who says yes to a statement, who chose the commonest answer to a question with options. So
the rules about bands and sizes (`results_bands`) hold for every type of question alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bevraging.models import Survey
from bevraging.result_types import Cell, Group
from bevraging.results_bands import Band, around, bands, rounded, unit_of
from trajecten.charts import NOTICEABLE, STRONG


@dataclass(frozen=True)
class Said:
    """What was counted of one question in one group."""

    yes: int
    """How many are on the side that is told."""
    n: int
    """Valid answers: «weet ik niet» is not one."""
    counts: tuple[int, ...] = ()
    dont_know: int = 0


def cells_of(
    said: Mapping[str, Said], groups: Sequence[Group], whole: tuple[int, int], survey: Survey
) -> tuple[Cell, ...]:
    """A cell for each group, in their order; `whole` is between which percents the share of everybody lies."""
    sizes = {group.code: group.n for group in groups}
    found = {}
    if survey.is_anonymous:
        found = bands({code: (row.yes, row.n) for code, row in said.items()}, sizes)
    return tuple(_cell(group, said[group.code], whole, found.get(group.code)) for group in groups)


def _cell(group: Group, row: Said, whole: tuple[int, int], band: Band | None) -> Cell:
    if not row.n:
        return Cell(group, "–")
    if band:
        yes, text, between = band.drawn, band.text, band.between
    elif group.exact:
        yes, text = told(share_of(row.yes, row.n))
        between = (yes, yes)
    else:
        # Per group a share is never finer than the size that is told: 63% could only be 5 of 8.
        size = min(row.n, group.n)
        yes, text = told(rounded(row.yes, row.n, size))
        between = around(yes, unit_of(size))
    return Cell(
        group,
        text,
        yes=yes,
        between=between,
        n=row.n,
        counts=row.counts if group.exact else None,
        dont_know=row.dont_know if group.exact else 0,
        shade=_shade(between, whole),
    )


def _shade(group: tuple[int, int], whole: tuple[int, int]) -> int:
    """How far the group surely lies above (1, 2) or under (-1, -2) the whole: a band that covers the whole gets no tint."""
    above, under = group[0] - whole[1], whole[0] - group[1]
    sure = max(above, under)
    shade = (sure >= NOTICEABLE) + (sure >= STRONG)
    return shade if above > under else -shade


def share_of(yes: int, n: int) -> int:
    return round(100 * yes / n)


def told(share: int) -> tuple[int, str]:
    """Where it is drawn, and the words."""
    return share, f"{share}%"


def apart(cells: Sequence[Cell]) -> int | None:
    """Points that surely lie between the group that says yes most and least, in what their words say; None for none."""
    between = [cell.between for cell in cells if cell.between]
    sure = max(low for low, _high in between) - min(high for _low, high in between) if between else 0
    return sure if sure > 0 else None
