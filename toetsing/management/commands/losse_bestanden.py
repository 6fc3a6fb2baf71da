"""`manage.py losse_bestanden --proef`: which files of concepts stand in no version any more. Without --proef: wipe them."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from toetsing import kept_files

LEAST_AGE = timedelta(days=1)
"""A version that is being saved has its file on disk before its row."""


class Command(BaseCommand):
    help = "Wist bestanden van concepten waar geen versie meer naar verwijst. Met --proef zie je alleen welke."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--proef", action="store_true", help="toon alleen de lijst, wis niets")

    def handle(self, *args, proef: bool, **options) -> None:
        found = kept_files.leftovers(timezone.now() - LEAST_AGE)
        if proef:
            for name in found:
                self.stdout.write(name)
            self.stdout.write(f"Losse bestanden: {len(found)}")
            return
        self.stdout.write(f"Losse bestanden gewist: {len(kept_files.wipe(found))}")
