"""What step 3 plans: rounds with their hour and how many people, and findings that were put off until a day."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetsing.ahead import Planned, ahead_of
from toetsing.models import TestRound
from trajecten.agenda import AgendaItem, register_source
from trajecten.templatetags.getallen import uur


def items(projects: list[Any]) -> Iterable[AgendaItem]:
    """No query when the projects came with what is ahead of them."""
    for ahead in ahead_of(projects):
        pk = ahead.project.pk
        for planned in ahead.rounds:
            yield AgendaItem(pk, planned.start.date(), _round_title(planned), _round_detail(planned))
        for put_off in ahead.put_off:
            title = _("Bevinding %(code)s opnieuw bekijken") % {"code": f"F{put_off.number:02}"}
            yield AgendaItem(pk, put_off.on, title, put_off.text)


def _round_title(planned: Planned) -> str:
    """All of it: among several projects what stands below is which one it is."""
    told = {"n": planned.number, "hour": uur(planned.start.time()), "people": planned.people}
    if not planned.people:
        return _("Ronde %(n)d om %(hour)s") % told
    with_people = ngettext(
        "Ronde %(n)d om %(hour)s, met %(people)d collega",
        "Ronde %(n)d om %(hour)s, met %(people)d collega's",
        planned.people,
    )
    return with_people % told


def _round_detail(planned: Planned) -> str:
    kind = capfirst(str(TestRound.Kind(planned.kind).label))
    return f"{kind}, {planned.place}" if planned.place else kind


register_source("toetsing", items)
