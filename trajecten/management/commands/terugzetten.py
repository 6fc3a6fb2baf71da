"""`manage.py terugzetten KOPIE`: put a copy back. With --toon: only say what is in it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from trajecten.safekeeping import restoring
from trajecten.safekeeping.archive import BadArchive


class Command(BaseCommand):
    help = "Zet een reservekopie terug. Stop eerst de website en de verwerking."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("kopie", type=Path)
        parser.add_argument("--toon", action="store_true", help="zeg alleen wat er in de kopie zit")
        parser.add_argument("--overschrijven", action="store_true", help="ook als er in deze databank al iets staat")
        parser.add_argument(
            "--mails-versturen",
            action="store_true",
            help="verstuur mails die toen nog wachtten; zonder dit niet, want misschien vertrokken ze al",
        )

    def handle(self, *args, kopie: Path, toon: bool, overschrijven: bool, mails_versturen: bool, **options) -> None:
        try:
            contents, warnings = restoring.look(kopie)
            for warning in warnings:
                self.stderr.write(f"Let op: {warning}")
            if not toon:
                restoring.put_back(kopie, over_it=overschrijven, send_mails=mails_versturen)
        except BadArchive as error:
            raise CommandError(str(error)) from error
        rows, files = sum(contents.rows.values()), len(contents.files) - 1
        self.stdout.write(f"Kopie van {contents.made_at}: {rows} rijen, {files} bestanden.")
        if not toon:
            self.stdout.write("Teruggezet en nageteld. Iedereen meldt zich opnieuw aan.")
            self.stdout.write("Wat na de kopie gewist werd, is er weer: kijk met manage.py bewaartermijnen --proef.")
