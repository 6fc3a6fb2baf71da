"""`compilemessages` without GNU gettext: takes the place of Django's command of that name."""

from django.core.management.base import BaseCommand, CommandError

from trajecten.catalogues import compile_catalogues, problems


class Command(BaseCommand):
    help = "Maakt van elke vertaling (.po) het bestand dat Django leest (.mo). Heeft geen gettext nodig."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Ook fout wanneer een tekst van ons niet in elke taal bestaat."
        )

    def handle(self, *args, check=False, **options):
        try:
            written = compile_catalogues()
        except OSError as error:
            raise CommandError(f"Deze vertaling is niet te lezen: {error}") from error
        if options["verbosity"]:
            self.stdout.write(f"{len(written)} vertalingen gemaakt.")
        if check and (wrong := problems()):
            raise CommandError("Deze vertalingen zijn nog niet in orde:\n" + "\n".join(wrong))
