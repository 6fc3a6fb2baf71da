"""`manage.py dossiers`: whether every kept dossier still agrees with the record; after a restore, or when somebody doubts."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from trajecten.gate_dossier import PARTS, dossier_of, dossiers


class Command(BaseCommand):
    help = "Compare every dossier of a gate decision with the record; fails when one was changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?", help="only of this project: its short name, as in its address")

    def handle(self, *args: Any, **options: Any) -> None:
        kept = dossiers().filter(dossier__isnull=False).order_by("pk")
        if options["slug"]:
            kept = kept.filter(request__project__slug=options["slug"])
        changed = sum(not self.line(decision) for decision in kept.iterator(chunk_size=200))
        if changed:
            raise CommandError(f"{changed} dossier(s) gewijzigd na de beslissing.")

    def line(self, decision: Any) -> bool:
        """One line on the terminal; False when this one was changed."""
        found = dossier_of(decision)
        check = found.check
        if check is None or check.intact:
            self.stdout.write(f"✓ {found.sha256} {decision}")
            return True
        what = ", ".join(str(PARTS[part]) for part in check.changed) or "het dossier zelf"
        self.stdout.write(f"✗ {found.sha256} {decision}: {what}")
        return False
