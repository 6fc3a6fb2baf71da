"""How far a figure may be off by chance, and what may be said of two of them. Pure: numbers in, numbers out.

Everything here is worked out from what the page tells (shares as told, sizes in steps), never from the answers: a margin
that knew more would tell how many took part. Where the true size is larger than the told one, the margin is too wide: that
is the safe side. Whole points, rounded up, and never 0: also who asked everybody measured one moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, hypot, sqrt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NORMAL = 1.96
"""95 of 100 times the true figure lies within the margin."""
LEAST = 1


@dataclass(frozen=True)
class Sample:
    """How many answered, and how many were asked, as both may be told."""

    n: float
    answered: int
    invited: int

    @property
    def missing(self) -> float:
        """The correction for a finite group: who heard (nearly) everybody is off by (nearly) nothing."""
        asked = max(self.invited, self.answered)
        return (asked - self.answered) / (asked - 1) if asked > 1 else 0.0


def of_share(share: float, sample: Sample) -> int:
    """Half a 95% interval of a share in percent, in points. Two answers are added on each side (Agresti and Coull):
    without them a share of 0% or 100% would be sure."""
    if sample.n <= 0:
        return 50
    n = sample.n + 4
    part = (share / 100 * sample.n + 2) / n
    return _points(100 * NORMAL * sqrt(part * (1 - part) / n * sample.missing))


def of_spread(percents: Sequence[float], sample: Sample) -> int:
    """Half a 95% interval of the index of qualitative variation of these shares, in points (delta method)."""
    k, total = len(percents), sum(percents)
    if k < 2 or not total or sample.n <= 0:
        return 50
    parts = [share / total for share in percents]
    squares = sum(part**2 for part in parts)
    variance = 4 * (k / (k - 1)) ** 2 * max(0.0, sum(part**3 for part in parts) - squares**2) / sample.n
    return _points(100 * NORMAL * sqrt(variance * sample.missing))


def _points(value: float) -> int:
    return max(LEAST, ceil(round(value, 6)))


@dataclass(frozen=True)
class Measure:
    """A figure as it is told: its words, where it is drawn, between what it lies by those words, and its margin."""

    text: str
    value: int
    between: tuple[int, int]
    margin: int
    is_band: bool = False


def apart(one: Measure, other: Measure) -> int:
    """Points that surely lie between the two, by their words and beyond chance, with a sign: above 0 when `other` is
    higher. 0 for «ongeveer gelijk»."""
    above, under = other.between[0] - one.between[1], one.between[0] - other.between[1]
    sure = max(above, under)
    if sure <= hypot(one.margin, other.margin):
        return 0
    return sure if above > under else -sure


def in_words(before: Measure, after: Measure) -> str:
    """«ongeveer gelijk», «12 punten meer», or «minder» alone beside a band: a number would tell where in it."""
    sure = apart(before, after)
    if not sure:
        return _("ongeveer gelijk")
    if before.is_band or after.is_band:
        return _("meer") if sure > 0 else _("minder")
    n = abs(after.value - before.value)
    if sure > 0:
        return ngettext("%(n)d punt meer", "%(n)d punten meer", n) % {"n": n}
    return ngettext("%(n)d punt minder", "%(n)d punten minder", n) % {"n": n}
