"""What surveys plan: the last day to take part."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging.models import Survey
from trajecten.agenda import AgendaItem, register_source


def items(project_ids: list[int]) -> Iterable[AgendaItem]:
    """One item per open survey; one query."""
    surveys = Survey.objects.open().filter(project__in=project_ids, closes_on__gte=timezone.localdate())
    for project_id, title, day in surveys.values_list("project_id", "title", "closes_on"):
        yield AgendaItem(project_id, day, _("Laatste dag van de bevraging"), title)


register_source("bevraging", items)
