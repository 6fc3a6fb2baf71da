"""Numbers made ready to draw: shares of a Likert scale and the cells per group. No database, no markup."""

from collections.abc import Sequence
from dataclasses import dataclass, field

NOTICEABLE = 5
"""A cell gets a tint from this many points above or below the total."""
STRONG = 12
"""From this many points below, a deeper tint."""
LABEL_FROM = 7
"""A segment narrower than this many percent carries no number in the bar; the table always does."""


def shares(counts: Sequence[int]) -> list[int]:
    """Whole percentages that add up to 100 (largest remainder); all zero when there is nothing to count."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    exact = [100 * count / total for count in counts]
    floors = [int(value) for value in exact]
    order = sorted(range(len(counts)), key=lambda i: (floors[i] - exact[i], i))
    for i in order[: 100 - sum(floors)]:
        floors[i] += 1
    return floors


@dataclass(frozen=True)
class Cell:
    """One group beside the total. `yes` is None where nothing may be shown."""

    label: str
    yes: int | None
    n: int | None = None
    text: str = ""
    """In place of the number where that would tell too much: «≥ 90%»."""

    @property
    def shown(self) -> str:
        return self.text or ("–" if self.yes is None else f"{self.yes}%")

    def tone(self, total: int) -> str:
        """Which tint: hoog, laag, laag2 or none. The number is always printed as well."""
        if self.yes is None:
            return ""
        difference = self.yes - total
        if difference >= NOTICEABLE:
            return "hoog"
        if difference <= -STRONG:
            return "laag2"
        return "laag" if difference <= -NOTICEABLE else ""


@dataclass(frozen=True)
class LikertRow:
    """One statement: five shares in percent (helemaal niet … helemaal wel), who says yes, and the groups."""

    statement: str
    shares: Sequence[int]
    yes: int
    n: int
    cells: Sequence[Cell] = field(default_factory=tuple)
    spread: int | None = None
    """Points between the highest and the lowest group."""
    text: str = ""
    """In place of `yes`, as for a cell."""

    @property
    def shown(self) -> str:
        return self.text or f"{self.yes}%"
