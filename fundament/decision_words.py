"""Decisions in words: how they stand, in one sentence; and the line of what replaced what."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fundament.models import Decision
from trajecten.templatetags.getallen import datum

Status = Decision.Status
TONES = {Status.TAKEN: "ok", Status.REVIEWED: "ok"}


def label(decision: Decision) -> tuple[str, str]:
    """(word, tone) of the status label."""
    if decision.is_asked:
        return _("Ligt bij de beslisser"), "poort"
    if decision.is_open:
        return (_("Nog iets nodig"), "nog") if decision.sent_back else (_("Voorstel"), "nu")
    return str(decision.get_status_display()).capitalize(), TONES.get(Status(decision.status), "")


def sentence(decision: Any, left: int, user: Any, *, edits: bool) -> str:
    """How it stands, for who reads it. `left`: how many things miss before it can be asked."""
    if decision.is_asked:
        return asked_sentence(decision, user)
    if decision.is_open and not edits:
        return _("Dit is nog een voorstel. Er is nog niets beslist.")
    if decision.is_open and left:
        return ngettext(
            "Dit is een voorstel. Nog %(n)d ding en je kan het voorleggen.",
            "Dit is een voorstel. Nog %(n)d dingen en je kan het voorleggen.",
            left,
        ) % {"n": left}
    if decision.is_open and decision.sent_back:
        return _("%(name)s vroeg nog iets. Aangevuld? Leg het dan opnieuw voor.") % {"name": decision.decider}
    if decision.is_open:
        return _("Alles staat klaar. Leg het nu voor aan %(name)s.") % {"name": decision.decider}
    return closed_sentence(decision)


def asked_sentence(decision: Decision, user: Any) -> str:
    values = {"day": datum(decision.decide_by), "name": decision.decider}
    if decision.decider_id == user.pk:
        return _("Dit ligt bij jou. Je beslissing wordt gevraagd tegen %(day)s.") % values
    return _("Dit ligt bij %(name)s. De beslissing volgt tegen %(day)s.") % values


def closed_sentence(decision: Any) -> str:
    if decision.status == Status.WITHDRAWN and decision.taken_at is None:
        return _("Dit voorstel is ingetrokken.")
    taken = _("%(name)s besliste op %(day)s: %(option)s.") % {
        "name": decision.decider, "day": datum(decision.taken_at), "option": decision.chosen,
    }  # fmt: skip
    if decision.status == Status.WITHDRAWN:
        return _("%(taken)s Het is intussen ingetrokken.") % {"taken": taken}
    if decision.status == Status.SUPERSEDED:
        return _("%(taken)s Het is intussen vervangen.") % {"taken": taken}
    if decision.status == Status.REVIEWED:
        return _("%(taken)s Jullie bekeken het opnieuw op %(day)s: het geldt nog.") % {
            "taken": taken, "day": datum(decision.reviewed_on),
        }  # fmt: skip
    return taken


def list_sentence(counts: dict[str, int], *, filtered: bool) -> str:
    """«10 keuzes: 8 genomen, 1 ligt bij een beslisser, 1 voorstel.»"""
    total = counts["total"]
    if filtered:
        return ngettext("%(n)d keuze gevonden.", "%(n)d keuzes gevonden.", total) % {"n": total}
    if not total:
        return _("Er staat nog geen keuze op de lijst.")
    parts = []
    if n := counts["holding"]:
        parts.append(ngettext("%(n)d besluit geldt", "%(n)d besluiten gelden", n) % {"n": n})
    if n := counts["asked"]:
        parts.append(ngettext("%(n)d ligt bij een beslisser", "%(n)d liggen bij een beslisser", n) % {"n": n})
    if n := counts["prepared"]:
        parts.append(ngettext("%(n)d is nog een voorstel", "%(n)d zijn nog een voorstel", n) % {"n": n})
    if n := counts["closed"]:
        parts.append(ngettext("%(n)d geldt niet meer", "%(n)d gelden niet meer", n) % {"n": n})
    return ", ".join(parts) + "."


@dataclass(frozen=True)
class Link:
    """One decision in the line of what replaced what."""

    pk: int
    code: str
    word: str
    current: bool


def line_of(decision: Any) -> list[Link]:
    """From the first to the last; empty when nothing was replaced. One query, none without a link."""
    if decision.supersedes_id is None and not decision.successor_row:
        return []
    found = {one.pk: one for one in Decision.objects.filter(project=decision.project_id).only(
        "number", "status", "supersedes", "asked_at", "sent_back",
    )}  # fmt: skip
    after = {one.supersedes_id: one for one in found.values() if one.status != Status.WITHDRAWN}
    first = found[decision.pk]
    while first.supersedes_id is not None:
        first = found[first.supersedes_id]
    line: list[Link] = []
    here: Decision | None = first
    while here is not None:
        line.append(Link(here.pk, here.code, label(here)[0], here.pk == decision.pk))
        here = after.get(here.pk)
    if decision.pk not in {link.pk for link in line}:  # withdrawn, beside the line
        line.append(Link(decision.pk, decision.code, label(decision)[0], current=True))
    return line
