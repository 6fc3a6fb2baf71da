"""What surveys plan: the last day to take part."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from bevraging.reading import shallow
from trajecten.agenda import AgendaItem, register_source


def items(projects: list[Any]) -> Iterable[AgendaItem]:
    """One item per survey that takes answers; one query, none when the surveys came along."""
    for survey in shallow(projects):
        if survey.takes_answers:
            yield AgendaItem(survey.project_id, survey.closes_on, _("Laatste dag van de bevraging"), survey.title)


register_source("bevraging", items)
