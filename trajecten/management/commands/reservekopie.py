"""`manage.py reservekopie MAP`: one file with the database and the files, made while the product runs."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from trajecten.safekeeping import keeping
from trajecten.safekeeping.archive import BadArchive

DAYS = 35
"""Longer than a month, so that one of each month is there; no longer, as a copy holds what was erased since."""


class Command(BaseCommand):
    help = "Maakt een reservekopie van de databank en de bestanden in MAP, en gooit te oude kopieën weg."

    def add_arguments(self, parser) -> None:
        parser.add_argument("map", type=Path)
        parser.add_argument("--bewaar", type=int, default=DAYS, help=f"hoeveel dagen een kopie blijft (nu {DAYS})")

    def handle(self, *args, **options) -> None:
        folder, days = options["map"], options["bewaar"]
        if days < 1:
            raise CommandError("Bewaar een kopie minstens 1 dag.")
        try:
            made, contents = keeping.make(folder)
        except (BadArchive, OSError) as error:
            raise CommandError(f"Er is geen kopie gemaakt. {error}") from error
        rows, files = sum(contents.rows.values()), len(contents.files) - 1
        self.stdout.write(f"{made}  ({made.stat().st_size / 1_000_000:.1f} MB, {rows} rijen, {files} bestanden)")
        for name in keeping.throw_away(folder, days):
            self.stdout.write(f"Weggegooid, ouder dan {days} dagen: {name}")
