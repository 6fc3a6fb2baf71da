"""Signs of life, for /gereed: a worker that stopped is seen there before anybody misses a mail."""

from datetime import datetime

from django.utils import timezone

from trajecten.models import Heartbeat


def beat(name: str) -> None:
    """Write down that this part lives now."""
    now = timezone.now()
    if not Heartbeat.objects.filter(name=name).update(at=now):
        Heartbeat.objects.get_or_create(name=name, defaults={"at": now})


def age_seconds(name: str, now: datetime | None = None) -> int | None:
    """How long ago that was; None when it never was."""
    at = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return int(((now or timezone.now()) - at).total_seconds()) if at else None
