"""Whether something follows from a decision: the one notion of gate 2, of Vandaag and of the pages."""

from django.db.models import Exists, OuterRef, Q

from fundament.models import Agreement, AgreementVersion, Decision

Status = AgreementVersion.Status
CRITERION = "s2.agreement_follows"
COUNTS = (Status.CONCEPT, Status.TESTED, Status.IN_FORCE, Status.REPLACED)
"""An agreement of which every version was withdrawn follows from nothing."""


def lacks_agreement() -> Q:
    """Of decisions: it holds, no agreement follows from it, and it does not say why not."""
    following = Agreement.decisions.through.objects.filter(
        decision=OuterRef("pk"), agreement__versions__status__in=COUNTS
    )
    return Q(~Exists(following), status__in=Decision.HOLDING, no_agreement="")
