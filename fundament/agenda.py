"""What step 2 plans: decisions that are asked by a day, decisions and frameworks to look at again."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from fundament.ahead import ahead_of, code_of
from trajecten.agenda import AgendaItem, register_source


def items(projects: list[Any]) -> Iterable[AgendaItem]:
    """No query when the projects came with what is ahead of them."""
    for ahead in ahead_of(projects):
        pk = ahead.project.pk
        for asked in ahead.asked:
            title = _("Beslissing over %(code)s") % {"code": code_of(asked.number)}
            yield AgendaItem(pk, asked.on, title, asked.question)
        for review in ahead.reviews:
            title = _("Besluit %(code)s opnieuw bekijken") % {"code": code_of(review.number)}
            yield AgendaItem(pk, review.on, title, review.question)
        for framework in ahead.frameworks:
            yield AgendaItem(pk, framework.on, _("Afspraken opnieuw bekijken"), framework.name)


register_source("fundament", items)
