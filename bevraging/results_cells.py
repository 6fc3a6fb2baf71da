"""What each group says to one question, as it may be told: one share per group, never a whole row of them.

The share is that of one side: who says yes to a statement, who chose the commonest answer to a question with options. So
the rules about bands and sizes (`results_bands`) hold for every type of question alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bevraging.margins import Measure, Sample, of_share
from bevraging.margins import apart as beyond
from bevraging.models import Survey
from bevraging.naming import whole_percent
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
    said: Mapping[str, Said], groups: Sequence[Group], whole: Measure, survey: Survey, part: float = 1.0
) -> tuple[Cell, ...]:
    """A cell for each group, in their order, beside the share of everybody.

    `part` is how many of those who took part gave this answer to count, as the page tells it: under a condition, fewer.
    """
    sizes = {group.code: group.n for group in groups}
    found = {}
    if survey.is_anonymous:
        found = bands({code: (row.yes, row.n) for code, row in said.items()}, sizes)
    return tuple(_cell(group, said[group.code], whole, found.get(group.code), part) for group in groups)


def _cell(group: Group, row: Said, whole: Measure, band: Band | None, part: float) -> Cell:
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
    n = row.n if group.exact else group.n * part
    margin = of_share(yes, Sample(n, group.n, group.invited))
    measure = Measure(text, yes, between, margin, band is not None)
    return Cell(
        group,
        text,
        yes=yes,
        between=between,
        n=row.n,
        counts=row.counts if group.exact else None,
        dont_know=row.dont_know if group.exact else 0,
        shade=_shade(measure, whole),
        margin=margin,
        is_band=measure.is_band,
    )


def _shade(group: Measure, whole: Measure) -> int:
    """How far the group surely lies above (1, 2) or under (-1, -2) the whole. No tint for a band that covers the whole,
    nor for what chance may explain: a tint says no more than the legend."""
    sure = beyond(whole, group)
    shade = (abs(sure) >= NOTICEABLE) + (abs(sure) >= STRONG)
    return shade if sure > 0 else -shade


def share_of(yes: int, n: int) -> int:
    return whole_percent(yes, n)


def told(share: int) -> tuple[int, str]:
    """Where it is drawn, and the words."""
    return share, f"{share}%"


def apart(cells: Sequence[Cell]) -> int | None:
    """Points that surely lie between the group that says yes most and least, in what their words say and beyond chance."""
    found = [cell.measure for cell in cells if cell.measure]
    by_high = sorted(found, key=lambda one: one.between[1])
    most = 0
    for other in found:
        for one in by_high:
            if other.between[0] - one.between[1] <= most:
                break
            most = max(most, beyond(one, other))
    return most or None
