"""Agreements that are tried along with a concept: the words as they were, and after the round «getoetst»."""

from typing import Any

from django.utils.translation import gettext as _

from fundament import trying
from fundament.actions import enforcing
from fundament.models import AgreementVersion
from toetsing.feedback import feedback_of
from toetsing.models import RoundAgreement, TestRound

IN_THE_MAKING = [AgreementVersion.Status.CONCEPT, AgreementVersion.Status.TESTED]


def try_along(test_round: TestRound) -> None:
    """Write down which words of which agreements go with the concepts of this round. Inside the opening transaction."""
    versions = AgreementVersion.objects.filter(
        status__in=IN_THE_MAKING, agreement__concepts__tried__round=test_round
    ).distinct()
    RoundAgreement.objects.bulk_create(RoundAgreement(round=test_round, version=version) for version in versions)


def mark_tried(test_round: TestRound, by: Any) -> int:
    """The words that were tried along are tested now; gives how many. Inside the closing transaction.

    Only those of a concept that somebody really tried: a round to which nobody came tested nothing.
    """
    tried = [one.concept.pk for one in feedback_of(test_round) if one.attempts]
    versions = AgreementVersion.objects.filter(tried__round=test_round, agreement__concepts__in=tried).distinct()
    how = _("Uitgeprobeerd in %(round)s.") % {"round": str(test_round).lower()}
    return sum(
        enforcing.mark_tried(version=version, by=by, how=how)
        for version in versions.select_related("agreement__project__organisation")
    )


def is_tried_now(version: AgreementVersion) -> bool:
    """Whether people of a round that is open have these words in their hands."""
    return RoundAgreement.objects.filter(version=version, round__status=TestRound.Status.OPEN).exists()


trying.register_source("toetsing.round", is_tried_now)
