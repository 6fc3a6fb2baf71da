"""Step 3's nouns: `concepts` is what is tried, in versions, `rounds` who tries which version, `findings` what came of it."""

from toetsing.models.concepts import Concept, ConceptVersion
from toetsing.models.findings import Finding
from toetsing.models.rounds import RoundAgreement, RoundConcept, RoundPerson, TestRound

__all__ = [
    "Concept",
    "ConceptVersion",
    "Finding",
    "RoundAgreement",
    "RoundConcept",
    "RoundPerson",
    "TestRound",
]
