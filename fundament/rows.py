"""What a reading of step 2 consists of, and what follows from it. Asks the database nothing: see `reading`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from fundament.models import AgreementVersion, Decision

TOP = 5
"""So many bundles, those with most reports, are followed from bottleneck to agreement."""


@dataclass(frozen=True)
class BundleRow:
    pk: int
    name: str
    theme: int | None
    reports: int


@dataclass(frozen=True)
class ThemeRow:
    pk: int
    name: str
    parent: int | None
    ruled: bool
    """«Geen besluit nodig», with a reason."""
    used: bool
    """Something that was heard, or a bundle, stands under it itself."""


@dataclass(frozen=True)
class DecisionRow:
    pk: int
    number: int
    kind: str
    status: str
    question: str
    asked: bool
    decider: int | None
    sent_back: bool
    whole: bool
    """Enough options, each with something for and against it, a reason and a day to look at it again."""
    by_doers: bool
    """Who does the work was consulted, and somebody decides."""
    lacks_agreement: bool
    """It holds, no agreement follows from it, and it does not say why not (`following.lacks_agreement`)."""
    options: int
    questions: int
    """Targeted questions that were sent."""
    summarised: int

    @property
    def code(self) -> str:
        return f"B{self.number:02}"

    @property
    def is_open(self) -> bool:
        return self.status == Decision.Status.PROPOSAL

    @property
    def holds(self) -> bool:
        return self.status in Decision.HOLDING

    @property
    def is_foundation(self) -> bool:
        return self.kind == Decision.Kind.FOUNDATION


@dataclass(frozen=True)
class AgreementRow:
    pk: int
    number: int
    status: str

    @property
    def code(self) -> str:
        return f"A{self.number:02}"

    @property
    def label(self) -> str:
        return str(AgreementVersion.Status(self.status).label)

    @property
    def counts(self) -> bool:
        """Not withdrawn, and written down."""
        return self.status not in ("", AgreementVersion.Status.WITHDRAWN)


@dataclass(frozen=True)
class Step:
    """From this day on a version holds at this place, or (not `holds`) the agreement ended there."""

    agreement: int
    place: int | None
    since: date
    holds: bool


@dataclass(frozen=True)
class Reading:
    bundles: tuple[BundleRow, ...] = ()
    """Those with most reports first."""
    themes: tuple[ThemeRow, ...] = ()
    decisions: tuple[DecisionRow, ...] = ()
    agreements: tuple[AgreementRow, ...] = ()
    steps: tuple[Step, ...] = ()
    """Of agreements that follow from a bundle."""
    bundles_of: dict[int, set[int]] = field(default_factory=dict)
    """{decision: bundles it points to}; and so on for the next two."""
    themes_of: dict[int, set[int]] = field(default_factory=dict)
    agreements_of: dict[int, set[int]] = field(default_factory=dict)
    reports: int = 0
    loose: int = 0
    """Reports in no bundle yet."""

    @property
    def top(self) -> tuple[BundleRow, ...]:
        return tuple(bundle for bundle in self.bundles if bundle.reports)[:TOP]

    @property
    def holding(self) -> list[DecisionRow]:
        return [decision for decision in self.decisions if decision.holds]

    def decisions_on(self, bundle: BundleRow) -> list[DecisionRow]:
        """The decisions about it that were taken and hold."""
        return [one for one in self.holding if bundle.pk in self.bundles_of.get(one.pk, ())]

    def open_about(self, bundle: BundleRow) -> list[DecisionRow]:
        """Choices about it that wait for a decision."""
        return [one for one in self.decisions if one.is_open and bundle.pk in self.bundles_of.get(one.pk, ())]

    def agreements_after(self, decisions: Iterable[DecisionRow]) -> list[AgreementRow]:
        """What follows from these decisions, without what was withdrawn."""
        following = {pk for decision in decisions for pk in self.agreements_of.get(decision.pk, ())}
        return [one for one in self.agreements if one.pk in following and one.counts]
