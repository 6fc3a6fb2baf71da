"""`manage.py hertel 12`: count the answers of a published survey again, and say whether the numbers were right."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bevraging import results
from bevraging.actions.publishing import write_tallies
from bevraging.models import SupportTally, Survey, Tally


class Command(BaseCommand):
    help = "Telt de antwoorden van een bevraging opnieuw. De getallen moeten dezelfde blijven."

    def add_arguments(self, parser):
        parser.add_argument("survey", type=int)

    def handle(self, *args, survey: int, **options):
        found = Survey.objects.filter(pk=survey, status=Survey.Status.PUBLISHED).first()
        if found is None:
            raise CommandError("Deze bevraging heeft geen resultaten om te hertellen.")
        if found.answers_gone_on:
            raise CommandError(
                "De losse antwoorden van deze bevraging zijn gewist. De tellingen blijven zoals ze zijn."
            )
        before = numbers_of(found)
        with transaction.atomic():
            write_tallies(found, results.rows_of(found))
        if numbers_of(found) == before:
            self.stdout.write("De getallen klopten.")
        else:
            self.stdout.write("De getallen klopten niet. Ze zijn nu hersteld.")


def numbers_of(survey: Survey) -> tuple[set, set]:
    """Everything that was counted, as values that can be compared."""
    counts = Tally.objects.filter(survey=survey)
    sums = SupportTally.objects.filter(survey=survey)
    return (
        set(counts.values_list("question", "dimension", "segment", "option", "count")),
        set(sums.values_list("dimension", "segment", "people", "total", "squares")),
    )
