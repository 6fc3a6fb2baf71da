"""`manage.py bewaartermijnen --proef`: what will be deleted and when. Without --proef: delete now what is due."""

from django.core.management.base import BaseCommand

from bevraging import retention
from bevraging.models import Survey


class Command(BaseCommand):
    help = "Wist wat niet langer bewaard mag worden. Met --proef zie je alleen wat er wanneer gewist wordt."

    def add_arguments(self, parser):
        parser.add_argument("--proef", action="store_true", help="toon alleen de lijst, wis niets")

    def handle(self, *args, proef: bool, **options):
        if not proef:
            self.stdout.write(f"Bevragingen waarvan iets gewist is: {retention.forget_what_is_due()}")
            return
        for one in retention.planned(Survey.objects.all()):
            number = "" if one.how_many is None else f" ({one.how_many})"
            self.stdout.write(f"{one.on:%Y-%m-%d}  {one.words}{number}  bevraging {one.survey.pk}: {one.survey.title}")
