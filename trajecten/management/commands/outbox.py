"""What stands in the outbox."""

import json

from django.core.management.base import BaseCommand

from trajecten import outbox


class Command(BaseCommand):
    help = "Counts per state, mails that may have arrived twice, and the age of the oldest mail that is due."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, **options) -> None:
        figures = outbox.figures()
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        for name, figure in figures.items():
            self.stdout.write(f"{name:20} {figure:>8}")
