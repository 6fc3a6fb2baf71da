"""Does it come back? Per bundle how often before and since what was agreed, and whether that agreement is followed.

An agreement can be followed and still be the wrong one: then the bundle rises while the checks go well. That is a question
about the agreement, never about who follows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone

from fundament.chain import Link, links_of
from fundament.reading import reading_of
from fundament.recurrence import PERIOD
from opvolging.classes import GOES_WELL
from opvolging.reading import Share, latest_in, shares
from trajecten.criteria import percentage

AFTER_WEEKS = 12
"""How long the time since is looked at ([T] §9.3): what was in the first weeks says little of now."""
RISES = 10
"""From so many per cent more often on it comes back more: less than that is chance."""
MOST = 100
"""So many bundles are looked at, those with most reports first."""


@dataclass(frozen=True)
class Followed:
    """An agreement that follows from this bundle, as far as it was seen."""

    pk: int
    number: int
    seen: int
    followed: int
    percent: int | None
    """None when it was not seen often enough, or too long ago."""

    @property
    def code(self) -> str:
        return f"A{self.number:02}"

    @property
    def goes_well(self) -> bool:
        return self.percent is not None and 100 * self.followed >= GOES_WELL * self.seen


@dataclass(frozen=True)
class Returning:
    """One bundle of which something agreed is in force."""

    link: Link
    agreements: tuple[Followed, ...]

    @property
    def pk(self) -> int:
        return self.link.bundle.pk

    @property
    def name(self) -> str:
        return self.link.bundle.name

    @property
    def before(self) -> Decimal | None:
        """Per four weeks, at the places where it holds; None where there were too few to compare with."""
        return self.link.before

    @property
    def after(self) -> Decimal | None:
        """Per four weeks, in the last twelve; None while it is too early."""
        return self.link.after

    @property
    def change(self) -> int | None:
        """-93 is 93 per cent less often; None while too little is known."""
        return self.link.effect.change

    @property
    def rises(self) -> bool:
        return self.change is not None and self.change >= RISES

    @property
    def wrong(self) -> tuple[Followed, ...]:
        """Followed, and yet it comes back more often: does the agreement still fit?"""
        return tuple(one for one in self.agreements if one.goes_well) if self.rises else ()


def returning_of(project: Any, today: Any = None, checks: dict[int, Share] | None = None) -> list[Returning]:
    """Every bundle of which something agreed is in force, those that rise first.

    Three queries: one less for a reading that came along (`fundament.reading`), and one for known `checks`.
    """
    today = today or timezone.localdate()
    checks = shares(latest_in(project), today) if checks is None else checks
    reading = reading_of(project)
    bundles = [one for one in reading.bundles if one.reports][:MOST]
    links = [one for one in links_of(project, reading, bundles, today, after_weeks=AFTER_WEEKS) if one.since]
    found = [Returning(one, tuple(_followed(agreement, checks) for agreement in one.agreements)) for one in links]
    return sorted(found, key=lambda one: (one.change is None, -(one.change or 0), one.name))


def _followed(agreement: Any, checks: dict[int, Share]) -> Followed:
    seen = checks.get(agreement.number)
    if seen is None:
        return Followed(agreement.pk, agreement.number, 0, 0, None)
    return Followed(agreement.pk, agreement.number, seen.seen, seen.followed, seen.percent)


@dataclass(frozen=True)
class Total:
    """All bundles together of which enough is known."""

    bundles: int
    reports: int
    """Before."""
    before: Decimal
    after: Decimal
    """Per four weeks."""
    share: Decimal
    """After in per cent of before."""


def total_of(bundles: Iterable[Returning]) -> Total | None:
    """None when nothing is known yet."""
    known = [one.link.effect for one in bundles if one.link.effect.is_known]
    reports = sum(one.before.count for one in known)
    if not reports:
        return None
    before = sum(Fraction(one.before.count * PERIOD, one.before.window.days) for one in known)
    after = sum(Fraction(one.after.count * PERIOD, one.after.window.days) for one in known)
    ratio = Fraction(after) / Fraction(before)
    return Total(
        bundles=len(known),
        reports=reports,
        before=_tenth(Fraction(before)),
        after=_tenth(Fraction(after)),
        share=percentage(ratio.numerator, ratio.denominator),
    )


def _tenth(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.1"), "ROUND_HALF_UP")
