"""What somebody of the platform decides about a mail that did not arrive: once more, or dealt with in another way."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from trajecten.models import Mail, Mailing
from trajecten.outbox import policy
from trajecten.outbox.claiming import EMPTY
from trajecten.outbox.doorbell import ring_on_commit
from trajecten.outbox.mailings import keep_figures

Status = Mail.Status
SETTLED = "afgehandeld"


def can_go_again(mails: QuerySet[Mail]) -> QuerySet[Mail]:
    """Those that failed, and of which everything that they said is still known."""
    return mails.filter(status=Status.FAILED).exclude(kind__startswith=policy.SEALED_KINDS)


def can_be_settled(mails: QuerySet[Mail]) -> QuerySet[Mail]:
    return mails.filter(status__in=[Status.FAILED, Status.UNKNOWN])


@transaction.atomic
def send_again(*, mails: QuerySet[Mail]) -> int:
    """Try the failed ones among `mails` anew, with a full patience; gives how many. What is no longer wanted at the
    moment of sending is withdrawn then, as always."""
    touched = _mailings(can_go_again(mails))
    fresh = {
        "status": Status.WAITING,
        "not_before": timezone.now(),
        "attempts": 0,
        "first_attempt_at": None,
        "error": "",
    }
    done = can_go_again(mails).update(**fresh)
    # The totals of a finished sending are counted anew when these have left.
    Mailing.objects.filter(pk__in=touched).update(finished_at=None)
    if done:
        ring_on_commit()
    return done


@transaction.atomic
def settle(*, mails: QuerySet[Mail]) -> int:
    """Somebody was reached in another way: the failed and unknown ones among `mails` ask for nothing more; how many."""
    touched = _mailings(can_be_settled(mails))
    done = can_be_settled(mails).update(status=Status.WITHDRAWN, error=SETTLED, **EMPTY)
    Mailing.objects.filter(pk__in=touched).update(finished_at=None)
    keep_figures(touched)
    return done


def _mailings(mails: QuerySet[Mail]) -> Collection[int]:
    return set(mails.exclude(mailing=None).order_by().values_list("mailing", flat=True))
