"""What stands in the outbox, for `manage.py outbox` and for /gereed."""

from datetime import datetime

from django.db.models import Case, Count, F, Min, Value, When
from django.utils import timezone

from trajecten.models import Mail
from trajecten.outbox.kinds import private_kinds


def oldest_due_seconds(now: datetime | None = None) -> int:
    """How long the mail that should have left first is waiting; 0 when nothing is due."""
    now = now or timezone.now()
    due = Mail.objects.filter(status__in=Mail.OPEN, not_before__lte=now)
    oldest = due.aggregate(oldest=Min("not_before"))["oldest"]
    return int((now - oldest).total_seconds()) if oldest else 0


def figures() -> dict:
    """Counts per state, mails that may have arrived twice, and the age of the oldest that is due.

    A private mail that was withdrawn counts as sent: the number of those would tell how many just answered.
    """
    as_told = Case(
        When(kind__in=private_kinds(), status=Mail.Status.WITHDRAWN, then=Value(Mail.Status.SENT)), default=F("status")
    )
    counted = dict(Mail.objects.order_by().values_list(as_told).annotate(n=Count("pk")))
    return {
        **{status.value: counted.get(status.value, 0) for status in Mail.Status},
        "maybe_twice": Mail.objects.filter(maybe_twice=True).count(),
        "oldest_due_seconds": oldest_due_seconds(),
    }
