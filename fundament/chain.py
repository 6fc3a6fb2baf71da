"""From ad hoc to structural: what was reported, what was decided about it, what was agreed, and whether it comes back.

A bundle is compared with itself, at the places where what was agreed holds: in the eight weeks before the first of them
began with it, and since the last of them did. What was reported in between belongs to neither. Only reports say on which
day it happened; what was taken over from step 1 counts as a report and tells nothing of how often.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from fundament.models import Bottleneck
from fundament.reading import reading_of
from fundament.recurrence import LEAST_BEFORE, PERIOD, WEEKS, per_four_weeks
from fundament.rows import AgreementRow, BundleRow, DecisionRow, Reading, Step


class Stage(StrEnum):
    BUNDLED = "bundled"
    DECIDED = "decided"
    AGREED = "agreed"


@dataclass(frozen=True)
class Recurrence:
    """How often something was reported in four weeks, and how often it still is."""

    before: Decimal = Decimal(0)
    """Everywhere, before anything agreed about it held; while nothing does, in the last weeks."""
    before_here: Decimal | None = None
    """The same, at the places where it holds now; None where there were too few to compare with."""
    since: date | None = None
    """From this day on it holds at all these places; None when nothing is in force."""
    after: Decimal | None = None
    """Since that day; None while it is too early to say."""

    @property
    def too_early(self) -> bool:
        return self.since is not None and self.after is None

    @property
    def gone(self) -> bool:
        return self.after == 0

    @property
    def top(self) -> Decimal:
        """The longest bar when the two are drawn."""
        return max(self.before_here or Decimal(0), self.after or Decimal(0))


@dataclass(frozen=True)
class Link:
    """One bundle on its way."""

    bundle: BundleRow
    open: tuple[DecisionRow, ...]
    """Choices about it that wait for a decision."""
    decisions: tuple[DecisionRow, ...]
    agreements: tuple[AgreementRow, ...]
    recurrence: Recurrence = field(default_factory=Recurrence)

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
    reading, today = reading_of(project), today or timezone.localdate()
    links = [_link(reading, bundle) for bundle in reading.top]
    found = _recurrences(project, {link.bundle.pk: _spans(reading, link, today) for link in links}, today)
    return Chain(
        tuple(Link(link.bundle, link.open, link.decisions, link.agreements, found[link.bundle.pk]) for link in links),
        reading.loose,
    )


def _link(reading: Reading, bundle: BundleRow) -> Link:
    taken = reading.decisions_on(bundle)
    waiting = [one for one in reading.decisions if one.is_open and bundle.pk in reading.bundles_of.get(one.pk, ())]
    return Link(bundle, tuple(waiting), tuple(taken), tuple(reading.agreements_after(taken)))


@dataclass(frozen=True)
class _Spans:
    """Where and since when what was agreed about a bundle holds."""

    first: date | None = None
    """The day on which the first place began with it."""
    last: date | None = None
    places: frozenset[int | None] = frozenset()

    @property
    def here(self) -> Q:
        """At these places, or told of none."""
        return Q() if None in self.places else Q(location__in=self.places) | Q(location__isnull=True)


def _spans(reading: Reading, link: Link, today: date) -> _Spans:
    mine = {agreement.pk for agreement in link.agreements}
    began = _began(step for step in reading.steps if step.agreement in mine and step.since <= today)
    return _Spans(min(began.values()), max(began.values()), frozenset(began)) if began else _Spans()


def _began(steps: Iterable[Step]) -> dict[int | None, date]:
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


def _recurrences(project: Any, spans: dict[int, _Spans], today: date) -> dict[int, Recurrence]:
    """One query, whatever the number of bundles; none without a bundle."""
    asked: dict[str, Any] = {}
    for pk, span in spans.items():
        end = span.first or today + timedelta(days=1)
        before = Q(bundle=pk, happened_on__gte=end - timedelta(weeks=WEEKS), happened_on__lt=end)
        after = Q(bundle=pk, happened_on__gte=span.last or end, happened_on__lte=today)
        asked |= {
            f"before_{pk}": Count("pk", filter=before),
            f"here_{pk}": Count("pk", filter=before & span.here),
            f"after_{pk}": Count("pk", filter=after & span.here),
        }
    if not asked:
        return {}
    reported = Bottleneck.objects.filter(project=project, source=Bottleneck.Source.REPORTED)
    row = reported.aggregate(**asked)
    return {
        pk: _recurrence(span, today, row[f"before_{pk}"], row[f"here_{pk}"], row[f"after_{pk}"])
        for pk, span in spans.items()
    }


def _recurrence(span: _Spans, today: date, before: int, here: int, after: int) -> Recurrence:
    rate = per_four_weeks(before, 7 * WEEKS)
    if span.last is None:
        return Recurrence(rate)
    days = (today - span.last).days + 1
    return Recurrence(
        rate,
        per_four_weeks(here, 7 * WEEKS) if here >= LEAST_BEFORE else None,
        span.last,
        per_four_weeks(after, days) if days >= PERIOD else None,
    )
