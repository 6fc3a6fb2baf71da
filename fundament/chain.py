"""From ad hoc to structural: what was reported, what was decided about it, what was agreed, and whether it comes back.

A bundle is compared with itself, at the places where what was agreed holds: in the eight weeks before the first of them
began with it, and since the last of them did. What was reported in between belongs to neither. Only reports say on which
day it happened; what was taken over from step 1 counts as a report and tells nothing of how often.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils import timezone

from fundament.reading import reading_of
from fundament.recurrence import Effect, Start, effects
from fundament.rows import AgreementRow, BundleRow, DecisionRow, Reading, Step


class Stage(StrEnum):
    BUNDLED = "bundled"
    DECIDED = "decided"
    AGREED = "agreed"


@dataclass(frozen=True)
class Link:
    """One bundle on its way."""

    bundle: BundleRow
    open: tuple[DecisionRow, ...]
    """Choices about it that wait for a decision."""
    decisions: tuple[DecisionRow, ...]
    agreements: tuple[AgreementRow, ...]
    start: Start
    effect: Effect

    @property
    def since(self) -> date | None:
        """From this day on what was agreed holds at all its places; None when nothing is in force."""
        return self.start.last if self.effect.after.window.days else None

    @property
    def often(self) -> Decimal:
        """Per four weeks, wherever it happened, before anything agreed about it held; while nothing does, until now."""
        return self.effect.everywhere.per_four_weeks

    @property
    def before(self) -> Decimal | None:
        """The same, at the places where it holds now; None where there were too few to compare with."""
        return self.effect.before.per_four_weeks if self.effect.is_comparable else None

    @property
    def after(self) -> Decimal | None:
        """Since it holds; None while it is too early to say."""
        return None if self.effect.is_early else self.effect.after.per_four_weeks

    @property
    def gone(self) -> bool:
        return not self.effect.after.count

    @property
    def top(self) -> Decimal:
        """The longest bar when the two are drawn."""
        return max(self.before or Decimal(0), self.after or Decimal(0))

    @property
    def stage(self) -> Stage:
        if not self.decisions:
            return Stage.BUNDLED
        return Stage.AGREED if self.agreements else Stage.DECIDED


@dataclass(frozen=True)
class Chain:
    links: tuple[Link, ...] = ()
    loose: int = 0
    """Reports in no bundle yet."""

    @property
    def decided(self) -> int:
        """Of how many of these bundles a decision was taken."""
        return sum(link.stage != Stage.BUNDLED for link in self.links)


def chain_of(project: Any, today: date | None = None) -> Chain:
    """The bundles with most reports. One query beside the reading of the project, two in all."""
    reading = reading_of(project)
    return Chain(links_of(project, reading, reading.top, today), reading.loose)


def links_of(
    project: Any,
    reading: Reading,
    bundles: Sequence[BundleRow],
    today: date | None = None,
    *,
    after_weeks: int | None = None,
) -> tuple[Link, ...]:
    """These bundles of the reading of the project, each on its way; `after_weeks` as in `effects`. One query."""
    today = today or timezone.localdate()
    taken = {bundle.pk: reading.decisions_on(bundle) for bundle in bundles}
    agreed = {pk: reading.agreements_after(decisions) for pk, decisions in taken.items()}
    starts = {pk: _start(reading, agreements, today) for pk, agreements in agreed.items()}
    found = effects(project, starts, until=today, after_weeks=after_weeks)
    return tuple(
        Link(
            bundle,
            tuple(reading.open_about(bundle)),
            tuple(taken[bundle.pk]),
            tuple(agreed[bundle.pk]),
            starts[bundle.pk],
            found[bundle.pk],
        )
        for bundle in bundles
    )


def _start(reading: Reading, agreements: Iterable[AgreementRow], today: date) -> Start:
    """While nothing holds it begins tomorrow: all until today is before it, as on the page of the bundle."""
    mine = {agreement.pk for agreement in agreements}
    began = began_at(step for step in reading.steps if step.agreement in mine and step.since <= today)
    if not began:
        tomorrow = today + timedelta(days=1)
        return Start(tomorrow, tomorrow)
    return Start(min(began.values()), max(began.values()), frozenset(began))


def began_at(steps: Iterable[Step]) -> dict[int | None, date]:
    """Per place the day since when, without a break until now, one of these agreements holds there."""
    runs: dict[tuple[int, int | None], date] = {}
    for step in sorted(steps, key=lambda one: one.since):
        key = (step.agreement, step.place)
        if step.holds:
            runs.setdefault(key, step.since)
        else:
            runs.pop(key, None)
    began: dict[int | None, date] = {}
    for (_agreement, place), since in runs.items():
        began[place] = min(since, began.get(place, since))
    return began
