"""`compilemessages` without GNU gettext: takes the place of Django's command of that name."""

from django.core.management.base import BaseCommand, CommandError

from trajecten.catalogues import catalogues, compile_catalogues


class Command(BaseCommand):
    help = "Maakt van elke vertaling (.po) het bestand dat Django leest (.mo). Heeft geen gettext nodig."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Ook fout wanneer een vertaling onzeker (fuzzy) is.")

    def handle(self, *args, check=False, **options):
        import polib

        try:
            written = compile_catalogues()
        except OSError as error:
            raise CommandError(f"Deze vertaling is niet te lezen: {error}") from error
        if options["verbosity"]:
            self.stdout.write(f"{len(written)} vertalingen gemaakt.")
        if check:
            fuzzy = [
                f"{path}: {entry.msgid}" for path in catalogues() for entry in polib.pofile(str(path)).fuzzy_entries()
            ]
            if fuzzy:
                raise CommandError("Onzekere vertalingen, na te kijken:\n" + "\n".join(fuzzy))
