"""What the page of step 2 shows: the state in words, the one next thing, and the lines of its lists. No query here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fundament.chain import Chain
from fundament.gate_remedies import first_label, points_url
from fundament.models import AgreementVersion, Decision
from fundament.rows import DecisionRow, Reading

SHOWN = 8
"""So many choices stand on the page; the others are a press away."""
Status = AgreementVersion.Status


@dataclass(frozen=True)
class Line:
    """One choice or decision in the list."""

    code: str
    question: str
    moment: str
    """With whom it lies, as a role."""
    label: str
    tone: str
    url: str


def state_sentence(reading: Reading, *, sees: bool) -> str:
    """«3 keuzes wachten op een besluit, 5 besluiten staan vast en 2 afspraken zijn van kracht.»"""
    if not sees:
        return _("Denk na en kies samen: van losse oplossingen naar vaste afspraken.")
    if not reading.reports and not reading.decisions:
        return _("Er is nog geen keuze voorgelegd.")
    waiting, taken = sum(one.is_open for one in reading.decisions), len(reading.holding)
    live = sum(one.status == Status.IN_FORCE for one in reading.agreements)
    parts = [
        (waiting, ngettext("%(n)d keuze wacht op een besluit", "%(n)d keuzes wachten op een besluit", waiting)),
        (taken, ngettext("%(n)d besluit staat vast", "%(n)d besluiten staan vast", taken)),
        (live, ngettext("%(n)d afspraak is van kracht", "%(n)d afspraken zijn van kracht", live)),
    ]
    told = [text % {"n": n} for n, text in parts if n]
    if not told:
        n = reading.reports
        text = ngettext("%(n)d knelpunt is genoteerd", "%(n)d knelpunten zijn genoteerd", n) % {"n": n}
        told = [text, _("er is nog geen keuze voorgelegd")]
    return ", ".join(told) + "."


def main_action(project: Any, reading: Reading, chain: Chain, user: Any, *, edits: bool) -> tuple[str, str] | None:
    """The one filled button. Who decides: what lies with them. Who leads: the next useful thing.

    None when it is empty: then the empty state has it.
    """
    mine = next((one for one in reading.decisions if one.is_open and one.asked and one.decider == user.pk), None)
    if mine:
        url = reverse("fundament:beslis", args=[project.slug, mine.pk])
        return _("Bekijk en beslis over %(code)s") % {"code": mine.code}, url
    if not edits or is_empty(reading):
        return None
    return next(iter(_useful(project, reading, chain)), None)


def _useful(project: Any, reading: Reading, chain: Chain) -> Iterable[tuple[str, str]]:
    """What helps on, in this order: finish a choice, propose one, write what follows from it, bundle, ask the gate."""
    slug = project.slug
    for one in reading.decisions:
        if one.is_open and not one.asked:
            yield _("Werk %(code)s af") % {"code": one.code}, reverse("fundament:keuze", args=[slug, one.pk])
    for step in chain.links:
        if not step.decisions and not step.open:
            url = reverse("fundament:keuze_nieuw", args=[slug])
            yield _("Leg de keuze vast"), f"{url}?bundel={step.bundle.pk}"
    for one in reading.holding:
        if one.lacks_agreement:
            url = reverse("fundament:afspraak_nieuw", args=[slug])
            yield _("Schrijf de afspraak bij %(code)s") % {"code": one.code}, f"{url}?besluit={one.pk}"
    if reading.loose:
        yield _("Bundel de knelpunten"), reverse("fundament:bundels", args=[slug])
    if project.step == 2:
        yield _("Bekijk de poort"), reverse("trajecten:poort", args=[slug, 2])


def is_empty(reading: Reading) -> bool:
    return not reading.reports and not reading.decisions and not reading.agreements


def first_action(project: Any) -> tuple[str, str]:
    return first_label(), points_url(project)


def report_action(project: Any) -> tuple[str, str]:
    """For who came to tell what went wrong."""
    return _("Meld een knelpunt"), reverse("fundament:knelpunt_nieuw", args=[project.slug])


def lines_of(project: Any, reading: Reading) -> list[Line]:
    """Open first; of the others the newest first, and those that ended last."""
    ordered = sorted(reading.decisions, key=lambda one: (not one.is_open, not one.holds, -one.number))
    return [_line(project, one) for one in ordered[:SHOWN]]


def _line(project: Any, one: DecisionRow) -> Line:
    tone = "ok" if one.holds else "" if not one.is_open else "poort" if one.asked else "nu"
    return Line(
        one.code,
        one.question,
        _waits_for(one) if one.is_open else "",
        str(Decision.Status(one.status).label).capitalize(),
        tone,
        reverse("fundament:keuze", args=[project.slug, one.pk]),
    )


def _waits_for(one: DecisionRow) -> str:
    if one.asked:
        return _("ligt bij wie beslist")
    if one.sent_back:
        return _("wie beslist vroeg nog iets, de trekker vult aan")
    return _("de trekker bereidt voor")


def agreement_counts(reading: Reading) -> list[tuple[str, str]]:
    """(«3 van kracht», its tone) for each status that some agreement has."""
    tones = {Status.IN_FORCE: "ok", Status.TESTED: "nu", Status.CONCEPT: "", Status.REPLACED: ""}
    counted = [(status, sum(one.status == status for one in reading.agreements)) for status in tones]
    return [(f"{n} {status.label}", tones[status]) for status, n in counted if n]
