"""What the form of a new round has ticked already: with whom, and what they did not try yet."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from toetsing.forms_rounds import testable
from toetsing.models import Concept, RoundConcept, TestRound
from toetsing.readiness import told_by_small_rounds
from trajecten.models import Project

Kind = TestRound.Kind


@dataclass(frozen=True)
class Suggestion:
    kind: str
    concepts: list[Concept]
    anything: bool
    """Whether there is a concept to try at all."""


def suggestion(project: Project, kind: str = "") -> Suggestion:
    """One query. `kind` as the address says it; otherwise key figures once a small group tried everything.

    Ticked is of what such a round did not try the newest version yet; the only concept there is always is.
    """
    newest = RoundConcept.objects.filter(concept=OuterRef("pk"), version__number=OuterRef("newest"))
    opened = newest.exclude(round__status=TestRound.Status.PLANNED)
    tried = {f"in_{one}": Exists(opened.filter(round__kind=one)) for one in Kind.values}
    rows = list(testable(project).annotate(**tried, **told_by_small_rounds("pk")).order_by("number"))
    if kind not in Kind.values:
        kind = Kind.KEY_FIGURES if rows and all(map(_ready, rows)) else Kind.SMALL
    fresh = [one for one in rows if not getattr(one, f"in_{kind}")]
    return Suggestion(kind, fresh or (rows if len(rows) == 1 else []), bool(rows))


def _ready(concept) -> bool:
    """A small group tried it, and what they found was adjusted in a version since."""
    return concept.tried_small and concept.newest > (concept.found_in or 0)
