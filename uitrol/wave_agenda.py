"""What waves put in «Binnenkort»: the day on which one starts, and its start moments."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from trajecten.agenda import AgendaItem, register_source
from uitrol.shifts import shift_words
from uitrol.wave_ahead import ahead_of


def items(projects: list[Any]) -> Iterable[AgendaItem]:
    """No query when the projects came with what is ahead of them. Start moments of one day at one location are one line."""
    for ahead in ahead_of(projects):
        pk = ahead.project.pk
        for wave in ahead.waves:
            title = _("Golf %(number)s start") % {"number": wave.number}
            yield AgendaItem(pk, wave.on, title, wave.name)
        told: dict[tuple[Any, str], list[str]] = {}
        for start in ahead.starts:
            told.setdefault((localdate(start.at), start.location), []).append(start.shift)
        for (day, place), shifts in told.items():
            detail = ", ".join(dict.fromkeys(shift_words(shift) for shift in shifts))
            yield AgendaItem(pk, day, _("Startmoment in %(place)s") % {"place": place}, detail)


register_source("uitrol_waves", items)
