"""What checks put under «Binnenkort»: one line for each day on which somebody looks."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opvolging.ahead import ToCheck, ahead_of
from trajecten.agenda import AgendaItem, register_source


def items(projects: list[Any]) -> Iterable[AgendaItem]:
    """No query when the projects came with what is ahead of them."""
    for ahead in ahead_of(projects):
        days: dict[date, list[ToCheck]] = {}
        for one in ahead.to_check:
            days.setdefault(one.on, []).append(one)
        for day, found in days.items():
            title = ngettext("%(n)d check van een afspraak", "%(n)d checks van afspraken", len(found)) % {
                "n": len(found)
            }
            detail = ", ".join(dict.fromkeys(one.code for one in found))
            only = found[0].place or _("overal")
            yield AgendaItem(ahead.project.pk, day, title, f"{detail}, {only}" if len(found) == 1 else detail)


register_source("opvolging.checks", items)
