"""What may be told of the support index of a group: near 0 or 100 a band, as for shares. Pure, no database.

An index of 100 says what each of the group answered. So it becomes «≥ 90»; and because the index of everybody minus
those of the other groups would give it back, all other groups are then told in wide bands. Which ones depends on nothing
but whether some group is at an end: a choice that looked at more would tell more (tried out: docs/decisions/0030).
"""

from collections.abc import Mapping
from dataclasses import dataclass

EDGE = 10
WIDE = ((EDGE, 40), (40, 60), (60, 100 - EDGE))


@dataclass(frozen=True)
class Told:
    """An index as it may be told."""

    text: str
    drawn: int
    is_band: bool = False
    half_width: float = 0.0
    """How far the true one may lie from where it is drawn."""


def told_of(means: Mapping[str, float]) -> dict[str, Told]:
    """The index of each group as it may be told beside the others."""
    if not any(at_an_end(mean) for mean in means.values()):
        return {code: exactly(mean) for code, mean in means.items()}
    return {code: told(mean) if at_an_end(mean) else _wide(mean) for code, mean in means.items()}


def at_an_end(mean: float) -> bool:
    """(Nearly) everybody chose the same end of the scale."""
    return mean <= EDGE or mean >= 100 - EDGE


def told(mean: float) -> Told:
    """The whole number, or a band at an end."""
    if mean <= EDGE:
        return _band(f"≤ {EDGE}", 0, EDGE)
    return _band(f"≥ {100 - EDGE}", 100 - EDGE, 100) if mean >= 100 - EDGE else exactly(mean)


def exactly(mean: float) -> Told:
    """The whole number itself."""
    return Told(str(round(mean)), round(mean))


def _wide(mean: float) -> Told:
    low, high = next(band for band in WIDE if mean < band[1])
    return _band(f"{low}–{high}", low, high)


def _band(text: str, low: int, high: int) -> Told:
    return Told(text, (low + high) // 2, is_band=True, half_width=(high - low) / 2)
