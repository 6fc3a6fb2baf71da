"""At most EMAIL_PER_MINUTE mails a minute leave the house, however many senders there are."""

import time
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from trajecten.models import Heartbeat
from trajecten.outbox import policy, stopping

NAME = "throttle"
BATCH_SECONDS = 20


class Throttle:
    """Reserves moments in the shared agenda; a sender waits for its own."""

    def __init__(self) -> None:
        self.per_minute = settings.EMAIL_PER_MINUTE
        self.next = 0.0

    def batch(self, limit: int) -> int:
        """How many to take at once: as many as leave in 20 seconds, so that an urgent mail does not wait long."""
        if not self.per_minute:
            return min(limit, policy.BATCH)
        return max(1, min(limit, policy.BATCH, self.per_minute * BATCH_SECONDS // 60))

    def reserve(self, mails: int) -> None:
        """Take the next free moments, for this many mails."""
        if not self.per_minute or not mails:
            return
        step = timedelta(seconds=60 / self.per_minute)
        Heartbeat.objects.get_or_create(name=NAME, defaults={"at": timezone.now()})
        while True:
            seen: datetime = Heartbeat.objects.values_list("at", flat=True).get(name=NAME)
            now = timezone.now()
            start = max(seen, now)
            if Heartbeat.objects.filter(name=NAME, at=seen).update(at=start + step * mails):
                self.next = time.monotonic() + (start - now).total_seconds()
                return

    def wait(self) -> None:
        """Until the moment of the next mail, or until the sender is asked to stop."""
        if not self.per_minute:
            return
        while (rest := self.next - time.monotonic()) > 0 and not stopping.asked():
            time.sleep(min(rest, 0.5))
        self.next += 60 / self.per_minute
