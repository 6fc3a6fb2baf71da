"""Queue what is due and send mail, without Celery: for cron, for tests, and when the broker is away."""

import signal
import time

from django.core.management.base import BaseCommand

from trajecten import reminders
from trajecten.outbox import stopping


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
            self.stdout.write(", ".join(f"{name}: {count}" for name, count in sorted(counts.items())) or "-")
            if not every:
                return
            while not stopping.asked() and (rest := started + every - time.monotonic()) > 0:
                time.sleep(min(rest, 0.2))
            if stopping.asked():
                return
