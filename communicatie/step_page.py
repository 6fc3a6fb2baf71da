"""What the page of step 4 shows, out of what its gate reads: no query here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communicatie.addresses import address
from communicatie.cells import Said
from communicatie.gate_facts import Facts, Place
from communicatie.gate_told import code_of, late_of
from communicatie.models import Message, RoleAsk

NEXT = 5
"""So many messages stand on the page; the list has the others."""
MOST = 50


@dataclass(frozen=True)
class MessageLine:
    """A message that is still to be told."""

    said: Said
    audience: str
    url: str
    late: bool

    @property
    def code(self) -> str:
        return code_of(self.said)

    @property
    def day(self) -> date:
        return date(self.said.day // 10_000, self.said.day // 100 % 100, self.said.day % 100)

    @property
    def about(self) -> str:
        return str(Message.Key(self.said.key).label)

    @property
    def said_by(self) -> str:
        return str(Message.From(self.said.said_by).label)


@dataclass(frozen=True)
class PlaceLine:
    """How a location stands; of people only numbers."""

    place: Place
    needed: int
    url: str
    """Where one is asked for it; empty where enough said yes, or were asked."""

    @property
    def name(self) -> str:
        return self.place.name or _("Iedereen")

    @property
    def gap(self) -> int:
        return max(self.needed - self.place.confirmed, 0)


def message_lines(project: Any, facts: Facts) -> list[MessageLine]:
    """What is told next, by day. Something without a day is an idea, and stands in the list only."""
    names = {one.pk: one.name for one in facts.audiences}
    late = {one.number for one in late_of(facts)}
    coming = sorted((one for one in facts.messages if one.is_open and one.day), key=lambda one: (one.day, one.number))
    return [
        MessageLine(one, names.get(one.audience, ""), address(project, "boodschap", one.number), one.number in late)
        for one in coming[:NEXT]
    ]


def place_lines(project: Any, facts: Facts, ratio: Any) -> list[PlaceLine]:
    lines = []
    for one in facts.places[:MOST]:
        needed = one.needed(ratio)
        where = {"locatie": one.pk} if one.pk else {}
        url = address(project, "rol_vragen", rol=str(RoleAsk.Role.AMBASSADOR), **where)
        lines.append(PlaceLine(one, needed, url if one.confirmed + one.asked < needed else ""))
    return lines


def plan_numbers(facts: Facts) -> dict[str, int]:
    cells = facts.cells
    return {
        "told": sum(one.is_told for one in facts.messages),
        "open": sum(one.is_open for one in facts.messages),
        "filled": sum(one.planned for one in cells),
        "cells": len(cells),
    }


def state_sentence(facts: Facts, numbers: dict[str, int], ratio: Any) -> str:
    """Where it stands: what was told, and whether people are there everywhere."""
    if facts.is_empty:
        return _("Er staat nog niets in het plan. Begin met wie het aanspreekpunt is.")
    told = ngettext("%(n)d boodschap is verteld", "%(n)d boodschappen zijn verteld", numbers["told"])
    coming = ngettext("%(n)d komt nog", "%(n)d komen nog", numbers["open"])
    first = _("%(told)s, %(coming)s.") % {
        "told": told % {"n": numbers["told"]},
        "coming": coming % {"n": numbers["open"]},
    }
    return f"{first} {_people_sentence(facts, ratio)}".strip()


def _people_sentence(facts: Facts, ratio: Any) -> str:
    short = sum(max(one.needed(ratio) - one.confirmed, 0) for one in facts.places)
    if not facts.places:
        return ""
    if not short:
        return _("Overal zijn er genoeg ambassadeurs.")
    return ngettext("Nog %(n)d ambassadeur te vinden.", "Nog %(n)d ambassadeurs te vinden.", short) % {"n": short}


def main_action(project: Any, facts: Facts, numbers: dict[str, int], ratio: Any) -> tuple[str, str] | None:
    """The one filled button; None when the empty state has it.

    What waits too long comes first, then people, then holes in the plan, then what is told next.
    """
    if facts.is_empty:
        return None
    if late := late_of(facts):
        return _("Bekijk %(code)s, die wacht") % {"code": code_of(late[0])}, address(
            project, "boodschap", late[0].number
        )
    if any(not one.has_backup for one in facts.places):
        return _("Kies aanspreekpunten"), address(project, "aanspreekpunten")
    asks = (line.url for line in place_lines(project, facts, ratio) if line.url)
    if (url := next(asks, None)) is not None:
        return _("Vraag een ambassadeur"), url
    if not facts.audiences:
        return _("Kies doelgroepen"), address(project, "doelgroepen")
    if numbers["filled"] < numbers["cells"]:
        return _("Vul het plan aan"), address(project, "plan")
    today = timezone.localdate()
    due = [line for line in message_lines(project, facts) if line.day <= today]
    if due:
        return _("Vertel %(code)s") % {"code": due[0].code}, due[0].url
    return _("Plan een boodschap"), address(project, "boodschap_nieuw")


PARTS = (
    "plan", "boodschappen", "boodschap_nieuw", "doelgroepen", "rollen", "aanspreekpunten", "ploeg_gezichten", "eigenaars",
    "bladzijde",
)  # fmt: skip


def links(project: Any) -> dict[str, str]:
    """Every part of this step, by its name."""
    return {name: address(project, name) for name in PARTS}
