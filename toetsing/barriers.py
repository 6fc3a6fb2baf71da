"""What people wrote that stood in their way, in the feedback of a round: read by who leads, to make findings of.

Who wrote it is not read: it helps nobody to solve it.
"""

from dataclasses import dataclass
from uuid import UUID, uuid5

from bevraging.models import NamedResponse
from toetsing.feedback_keys import BARRIER, key_of
from toetsing.models import ConceptVersion, TestRound

SAME_WORDS = UUID("5f0c1c1e-3a55-4d3e-9f1f-6f2b7f3f9b1d")


@dataclass(frozen=True)
class Barrier:
    """Something that stood in the way of somebody, about one version."""

    round: TestRound
    version: ConceptVersion
    text: str
    key: UUID
    """The same for the same words about the same concept in the same round: they become one finding."""


def remark_key(tried: int, text: str) -> UUID:
    """What the finding of these words has as its `form_key`; `tried` is the key of the concept in the round."""
    return uuid5(SAME_WORDS, f"{tried}:{text}")


def barriers_of(round: TestRound) -> list[Barrier]:
    """By concept, then by the words themselves: the order says nothing of who was first. Two queries."""
    found: dict[UUID, Barrier] = {}
    said = NamedResponse.objects.filter(participant__survey__test_round=round).values_list("answers", flat=True)
    answers = list(said)
    for tried in round.concepts.select_related("version__concept"):
        question = key_of(tried.pk, BARRIER)
        for text in sorted({words for one in answers if (words := str(one.get(question, "")).strip())}):
            key = remark_key(tried.pk, text)
            found[key] = Barrier(round, tried.version, text, key)
    return list(found.values())
