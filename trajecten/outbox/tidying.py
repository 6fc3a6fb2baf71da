"""What left long ago is forgotten: addresses are not kept without a reason."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from trajecten.models import Heartbeat, Mail, Reminder
from trajecten.outbox import policy

NAME = "tidy"
EVERY = timedelta(days=1)
PIECE = 5_000
_next_look: datetime | None = None


def tidy(now: datetime | None = None) -> int:
    """Once a day, by one process: delete the finished rows that are older than the retention. Gives how many."""
    global _next_look
    now = now or timezone.now()
    if _next_look and now < _next_look:
        return 0
    _next_look = now + EVERY / 24
    if not Heartbeat.objects.filter(name=NAME, at__lte=now - EVERY).update(at=now):
        Heartbeat.objects.get_or_create(name=NAME, defaults={"at": now})
        return 0
    old = {"created_at__lt": now - policy.KEEP}
    mails = _delete(Mail.objects.filter(**old).exclude(status__in=Mail.OPEN))
    return mails + _delete(Reminder.objects.filter(**old, waits=False))


def _delete(rows: QuerySet) -> int:
    """In pieces, so that nobody waits long; gives how many."""
    gone = 0
    while ids := list(rows.values_list("pk", flat=True)[:PIECE]):
        gone += rows.model._base_manager.filter(pk__in=ids).delete()[0]
    return gone
