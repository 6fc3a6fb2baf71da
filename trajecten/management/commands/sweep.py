"""Queue what is due and send mail, without Celery: for cron, for tests, and when the broker is away."""

import signal
import time

from django.core.management.base import BaseCommand

from trajecten import reminders
from trajecten.models import Mail
from trajecten.outbox import Counts, stopping


def told(counts: Counts) -> str:
    """What one round did, in a line."""
    states = dict(Mail.Status.choices)
    parts = [f"mail {states[name]}: {n}" if name in states else f"{name}: {n}" for name, n in sorted(counts.items())]
    return f"Ronde klaar. {', '.join(parts) or 'Er was niets te doen'}."


class Command(BaseCommand):
    help = "One round: queue what has become due, and send. With --every SECONDS it goes on until it is stopped."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--every", type=float, default=0, metavar="SECONDS", help="repeat, this far apart")

    def handle(self, **options) -> None:
        signal.signal(signal.SIGTERM, stopping.ask)
        every = options["every"]
        while True:
            started = time.monotonic()
            counts = reminders.sweep()
            self.stdout.write(told(counts))
            if not every:
                return
            while not stopping.asked() and (rest := started + every - time.monotonic()) > 0:
                time.sleep(min(rest, 0.2))
            if stopping.asked():
                return
