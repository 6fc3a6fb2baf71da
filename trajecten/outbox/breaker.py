"""When the mail server cannot be reached: try once a minute in place of at every bell. Shared by all processes."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from trajecten.models import Heartbeat
from trajecten.outbox import policy

NAME = "smtp"


def may_try(now: datetime | None = None) -> bool:
    """False while the server is known to be away, except for one probe a minute (one process gets it)."""
    now = now or timezone.now()
    row = Heartbeat.objects.filter(name=NAME).first()
    if row is None or int(row.note or 0) < policy.BREAKER_AFTER:
        return True
    mine = Heartbeat.objects.filter(Q(at__lte=now - policy.PROBE_EVERY), name=NAME)
    return bool(mine.update(at=now))


def failed(now: datetime | None = None) -> int:
    """Count one more failed connection; gives how many in a row."""
    row, _new = Heartbeat.objects.get_or_create(name=NAME, defaults={"at": now or timezone.now(), "note": "0"})
    count = int(row.note or 0) + 1
    Heartbeat.objects.filter(name=NAME).update(at=now or timezone.now(), note=str(count))
    return count


def worked() -> None:
    """The server answers again."""
    Heartbeat.objects.filter(name=NAME).exclude(note="0").update(note="0")
