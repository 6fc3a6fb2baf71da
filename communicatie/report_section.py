"""What step 4 tells in the report of a whole project: who heard what, and where people are found who help."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from communicatie.gate_facts import Facts, facts_of
from communicatie.models import Message
from communicatie.needed import RATIO
from communicatie.step_page import plan_numbers, state_sentence
from trajecten.models import Project
from trajecten.report import Section, Table, register_section


def section(project: Project) -> Section | None:
    facts = facts_of(project)
    if facts.is_empty:
        return None
    numbers = plan_numbers(facts)
    tables = [_told(facts), _help(facts)]
    return Section(
        sentence=state_sentence(facts, numbers, RATIO),
        numbers=(
            (_("Boodschappen"), numbers["told"], _("verteld")),
            (_("In het plan"), numbers["open"], _("komen nog")),
            (_("Ambassadeurs"), len(facts.team), _("zeiden ja")),
            (_("Bladzijde"), _("open") if facts.page_is_open else _("nog niet"), _("voor iedereen")),
        ),
        tables=[table for table in tables if table is not None],
    )


def _told(facts: Facts) -> Table | None:
    rows: list[tuple[Any, ...]] = []
    for audience in facts.audiences:
        cells = [cell for cell in facts.cells if cell.audience.pk == audience.pk]
        if cells:
            rows.append((audience.name, _keys(cells, told=True) or "–", _keys(cells, told=False) or "–"))
    heads = (_("Voor wie"), _("Hoorden ze al"), _("Komt nog"))
    return Table(_("Wie wat hoorde"), heads, rows) if rows else None


def _keys(cells: list[Any], *, told: bool) -> str:
    return capfirst(", ".join(str(Message.Key(cell.key).label) for cell in cells if cell.told == told))


def _help(facts: Facts) -> Table | None:
    rows: list[tuple[Any, ...]] = [
        (
            one.name or _("Iedereen"),
            _("%(n)d van %(needed)d nodig") % {"n": one.confirmed, "needed": one.needed()},
            _("ja") if one.has_contact else _("nog niet"),
        )
        for one in facts.places
    ]
    heads = (_("Waar"), _("Ambassadeurs"), _("Aanspreekpunt"))
    return Table(_("Wie er helpt"), heads, rows) if rows else None


register_section(4, section)
