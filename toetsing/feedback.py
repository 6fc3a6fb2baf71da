"""What came out of rounds, per concept: how many it worked for, who held what back, and who finds it ready.

Read from the survey by name that goes with a round. Numbers are for everybody who may see results. What people wrote and
who they are is for who leads (`access.may_see_names`): that is what they were told, and in a group of a few one knows
who wrote it. This module gives words and names only when it is asked to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bevraging.models import NamedResponse
from toetsing.feedback_keys import (
    BARRIER,
    FAILED,
    NOT_TRIED,
    READY,
    READY_FROM,
    TRIED,
    WITH_HELP,
    WITHOUT_HELP,
    key_of,
)
from toetsing.models import Concept, ConceptVersion, RoundConcept, TestRound


@dataclass(frozen=True)
class Barrier:
    """What held somebody back, in their own words."""

    text: str
    who: str


@dataclass
class ConceptFeedback:
    """What people said in one round about one version of one concept."""

    row: RoundConcept
    without_help: int = 0
    with_help: int = 0
    failed: int = 0
    not_tried: int = 0
    verdicts: int = 0
    """How many said whether it is ready."""
    ready: int = 0
    """How many of them gave 4 or 5."""
    barriers: list[Barrier] = field(default_factory=list)
    """Empty for who may not see names."""

    @property
    def concept(self) -> Concept:
        return self.row.concept

    @property
    def version(self) -> ConceptVersion:
        return self.row.version

    @property
    def attempts(self) -> int:
        """How many tried it."""
        return self.without_help + self.with_help + self.failed

    @property
    def without_help_percent(self) -> int | None:
        return _percent(self.without_help, self.attempts)

    @property
    def ready_percent(self) -> int | None:
        return _percent(self.ready, self.verdicts)


@dataclass(frozen=True)
class Totals:
    """All concepts of a round, or of several, taken together."""

    attempts: int
    without_help: int
    verdicts: int
    ready: int


def totals(found: Iterable[ConceptFeedback]) -> Totals:
    rows = list(found)
    return Totals(
        sum(row.attempts for row in rows),
        sum(row.without_help for row in rows),
        sum(row.verdicts for row in rows),
        sum(row.ready for row in rows),
    )


def feedback_of(test_round: TestRound, *, with_names: bool = False) -> list[ConceptFeedback]:
    """One row per concept of this round, in their order. Two queries."""
    return feedback_of_rounds([test_round], with_names=with_names)[test_round.pk]


def feedback_of_rounds(rounds: Sequence[TestRound], *, with_names: bool = False) -> dict[int, list[ConceptFeedback]]:
    """The same for several rounds at once, by the key of the round. Two queries, whatever the number of rounds."""
    found: dict[int, list[ConceptFeedback]] = {one.pk: [] for one in rounds}
    rows = RoundConcept.objects.filter(round__in=found).select_related("concept", "version")
    for row in rows.order_by("concept__number"):
        found[row.round_id].append(ConceptFeedback(row))
    surveys = {one.survey_id: one.pk for one in rounds if one.survey_id}
    said = NamedResponse.objects.filter(participant__survey__in=surveys).order_by("participant")
    for survey, name, answers in said.values_list("participant__survey", "participant__name", "answers"):
        for one in found[surveys[survey]]:
            _count(one, answers, name if with_names else None)
    return found


def _count(one: ConceptFeedback, answers: Mapping[str, Any], who: str | None) -> None:
    tried = answers.get(key_of(one.row.pk, TRIED), "")
    one.without_help += tried == WITHOUT_HELP
    one.with_help += tried == WITH_HELP
    one.failed += tried == FAILED
    one.not_tried += tried == NOT_TRIED
    ready = str(answers.get(key_of(one.row.pk, READY), ""))
    if ready.isdigit():
        one.verdicts += 1
        one.ready += int(ready) >= READY_FROM
    text = str(answers.get(key_of(one.row.pk, BARRIER), "")).strip()
    if text and who is not None:
        one.barriers.append(Barrier(text, who))


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None
