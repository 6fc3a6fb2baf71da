"""What may be told of a share in a group: a band near nobody or everybody, otherwise a rounded share. Pure, no database.

A band always covers two possible counts at least. When the whole minus the other groups would give the count behind a
band back, other groups are blurred too, the smallest first, until it does not.

How fine a share is told depends on the size of the group *as it is told* («minstens 15»), never on the true number: 63%
can only be 5 of 8, and would say that in a group of eight everybody took part. No step is finer than one answer of the
smallest size the group may have, so every size from there on could have given it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bevraging.margins import Sample
from bevraging.naming import in_steps, nearly_all, size_of_all

SMALL = 20
"""Under this many answers one person is more than 5%: then a band is a quarter wide."""
TINY = 10
UNITS = (1, 5, 10, 25)
"""The steps in which a share is told, in percent."""


@dataclass(frozen=True)
class Band:
    low: int
    high: int
    """The counts that this band may stand for."""
    text: str
    drawn: int
    """Where it is drawn, in percent."""
    between: tuple[int, int]
    """What the words say, in percent: nothing on the page may depend on more than this."""


def unit_of(told: int) -> int:
    """The step in which shares of a group of at least `told` answers are told."""
    return next((unit for unit in UNITS if unit * told >= 100), UNITS[-1]) if told >= TINY else UNITS[-1]


def rounded(yes: int, n: int, told: int) -> int:
    """A share between the edges in whole steps, and never so low or high that only a larger group could have it."""
    unit = unit_of(told)
    return min(max(round(100 * yes / n / unit) * unit, 10 + unit), 90 - unit)


def around(share: int, unit: int) -> tuple[int, int]:
    """What a share that is told in steps of `unit` percent says."""
    return max(0, share - unit // 2), min(100, share + unit // 2)


def sample_of_all(survey: Any, answered: int, n: int) -> Sample:
    """Of `answered` people `n` gave an answer that counts: the sample as it may be told.

    Where fewer than k are missing neither number is told: the smallest possible size, and answers in steps of k.
    """
    size = size_of_all(survey, answered, survey.invited)
    if size != answered or (survey.is_anonymous and nearly_all(answered, survey.invited, survey.min_group)):
        n = min(size, max(survey.min_group, in_steps(n, survey.min_group)))
    return Sample(n, size, survey.invited)


def edge(yes: int, n: int, told: int | None = None) -> Band | None:
    """The band for nobody or everybody, nearly; None when the share itself may be shown."""
    few, small = _few(n, n if told is None else told)
    if yes <= few:
        return Band(0, few, "≤ 25%", 13, (0, 25)) if small else Band(0, few, "≤ 10%", 5, (0, 10))
    if yes >= n - few:
        return Band(n - few, n, "≥ 75%", 87, (75, 100)) if small else Band(n - few, n, "≥ 90%", 95, (90, 100))
    return None


def quarter(yes: int, n: int) -> Band:
    """A share between the edges of a group that may be as small as five: every size can give each of the two."""
    few, half = n // 4, -(-n // 2)
    if yes < half:
        return Band(few + 1, half - 1, "25–50%", 38, (25, 50))
    return Band(half, n - few - 1, "50–75%", 62, (50, 75))


def blur(yes: int, n: int, told: int | None = None) -> Band:
    """A wide band for a share between the edges: tens for a large group, halves or less for a small one."""
    told = n if told is None else told
    few, _wide = _few(n, told)
    if told < TINY:
        return Band(few + 1, n - few - 1, "25–75%", 50, (25, 75))
    half = -(-n // 2)
    if told <= SMALL:
        if yes < half:
            return Band(few + 1, half - 1, "10–50%", 30, (10, 50))
        return Band(half, n - few - 1, "50–90%", 70, (50, 90))
    low = 100 * yes // n // 10 * 10
    first, last = -(-low * n // 100), -(-(low + 10) * n // 100) - 1
    return Band(max(first, few + 1), min(last, n - few - 1), f"{low}–{low + 10}%", low + 5, (low, low + 10))


def bands(counts: Mapping[str, tuple[int, int]], told: Mapping[str, int] | None = None) -> dict[str, Band]:
    """The groups that get a band in place of their share; `counts` are (yes, answers) per group.

    `told` is the size of each group as the page tells it; without it the number of answers is no secret.
    """
    size = {code: min(n, told[code]) if told else n for code, (_yes, n) in counts.items()}
    found = {code: band for code, (yes, n) in counts.items() if n and (band := edge(yes, n, size[code]))}
    hidden = set(found)
    tiny = [code for code in counts if counts[code][1] and code not in hidden and size[code] < TINY]
    found |= {code: quarter(*counts[code]) for code in tiny}
    others = sorted((n, code) for code, (_yes, n) in counts.items() if n and code not in hidden)
    while others and _given_back(counts, found, hidden):
        _n, code = others.pop(0)
        found[code] = blur(*counts[code], size[code])
    return found


def _few(n: int, told: int) -> tuple[int, bool]:
    """How many count as (nearly) nobody, and whether the band is a wide one."""
    if told < TINY:
        return n // 4, True
    return (max(1, 15 * n // 100), True) if told < SMALL else (n // 10, False)


def _given_back(counts: Mapping[str, tuple[int, int]], found: Mapping[str, Band], hidden: set[str]) -> bool:
    """Whether the whole minus the shares that are shown leaves one count only for a group that must stay hidden."""
    whole = sum(counts[code][0] for code in found)
    low, high = sum(band.low for band in found.values()), sum(band.high for band in found.values())
    return any(
        min(found[code].high, whole - low + found[code].low) <= max(found[code].low, whole - high + found[code].high)
        for code in hidden
    )
