"""Bands in place of shares that would tell what (nearly) everybody in a group said. Pure functions, no database.

A band always covers two possible counts at least. When the whole minus the other groups would give the count behind a
band back, other groups are blurred too, the smallest first, until it does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

SMALL = 20
"""Under this many answers one person is more than 5%: then a band is a quarter wide."""
TINY = 10


@dataclass(frozen=True)
class Band:
    low: int
    high: int
    """The counts that this band may stand for."""
    text: str
    drawn: int
    """Where it is drawn, in percent."""


def edge(yes: int, n: int) -> Band | None:
    """The band for nobody or everybody, nearly; None when the share itself may be shown."""
    if n < SMALL:
        if yes <= 1:
            return Band(0, 1, "≤ 25%", 13)
        return Band(n - 1, n, "≥ 75%", 87) if yes >= n - 1 else None
    few = n // 10
    if yes <= few:
        return Band(0, few, "≤ 10%", 5)
    return Band(n - few, n, "≥ 90%", 95) if yes >= n - few else None


def blur(yes: int, n: int) -> Band:
    """A wide band for a share between the edges: tens for a large group, halves or less for a small one."""
    if n < TINY:
        return Band(2, n - 2, "20–80%", 50)
    half = -(-n // 2)
    if n <= SMALL:
        least = n // 10 + 1 if n == SMALL else 2
        return Band(least, half - 1, "10–50%", 30) if yes < half else Band(half, n - least, "50–90%", 70)
    low = 100 * yes // n // 10 * 10
    first, last = -(-low * n // 100), -(-(low + 10) * n // 100) - 1
    few = n // 10
    return Band(max(first, few + 1), min(last, n - few - 1), f"{low}–{low + 10}%", low + 5)


def bands(counts: Mapping[str, tuple[int, int]]) -> dict[str, Band]:
    """The groups that get a band in place of their share; `counts` are (yes, answers) per group."""
    found = {code: band for code, (yes, n) in counts.items() if n and (band := edge(yes, n))}
    hidden = set(found)
    others = sorted((n, code) for code, (_yes, n) in counts.items() if n and code not in found)
    while others and _given_back(counts, found, hidden):
        _n, code = others.pop(0)
        found[code] = blur(*counts[code])
    return found


def _given_back(counts: Mapping[str, tuple[int, int]], found: Mapping[str, Band], hidden: set[str]) -> bool:
    """Whether the whole minus the shares that are shown leaves one count only for a group that must stay hidden."""
    whole = sum(counts[code][0] for code in found)
    low, high = sum(band.low for band in found.values()), sum(band.high for band in found.values())
    return any(
        min(found[code].high, whole - low + found[code].low) <= max(found[code].low, whole - high + found[code].high)
        for code in hidden
    )
