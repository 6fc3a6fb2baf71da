"""What the page of one proposal or decision shows."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from fundament.actions.deciding import DECIDE
from fundament.decision_reading import consulted, informed
from fundament.decision_words import label, line_of, sentence
from fundament.missing import missing
from fundament.models import Decision
from fundament.targeted_list import ask_url, targeted_rows
from trajecten import access, gate


def page_context(decision: Any, user: Any, *, edits: bool) -> dict[str, Any]:
    """`decision` as `decision_reading.whole` reads it."""
    left = missing(decision) if decision.is_open and not decision.is_asked else []
    may_take = access.may_take_decision(user, decision)
    word, tone = label(decision)
    return {
        "decision": decision,
        "label": word,
        "tone": tone,
        "state": sentence(decision, len(left), user, edits=edits),
        "missing": left if edits else [],
        "primary": primary(decision, left, edits=edits, may_take=may_take),
        "changes": edits and decision.is_open and not decision.is_asked,
        "follows": decision.holds and (edits or may_take),
        "may_withdraw": edits if decision.is_open else decision.holds and (edits or may_take),
        "closed_gate": closed_gate(decision) if edits or may_take else "",
        "targeted_rows": targeted_rows(decision, user, answers=True),
        "ask_url": ask_url(decision, user),
        "line": line_of(decision),
        **parts(decision),
    }


def parts(decision: Any) -> dict[str, Any]:
    """The lists that belong to it."""
    return {
        "options": decision.options.all(),
        "consulted": consulted(decision),
        "informed": informed(decision),
        "tasks": decision.tasks.all(),
        "causes": causes(decision),
        "agreements": sorted(decision.agreement_rows or [], key=lambda row: row["number"]),
    }


def causes(decision: Any) -> list[tuple[str, str, str]]:
    """(kind, name, address) of everything that it comes from."""
    slug = decision.project.slug
    found = [
        (_("Bundel"), row["name"], reverse("fundament:bundel", args=[slug, row["pk"]]))
        for row in _sorted(decision.bundle_rows)
    ]
    for row in _sorted(decision.theme_rows):
        found.append((_("Thema"), row["name"], reverse("bevraging:thema", args=[slug, row["pk"]])))
    for row in _sorted(decision.item_rows):
        found.append((_("Inventaris"), row["name"], reverse("bevraging:inventaris", args=[slug]) + f"#i{row['pk']}"))
    return found


def _sorted(rows: list[dict] | None) -> list[dict]:
    return sorted(rows or [], key=lambda row: row["name"].lower())


def primary(decision: Any, left: list, *, edits: bool, may_take: bool) -> tuple[str, str] | None:
    """The one filled button: (what, where)."""
    place = [decision.project.slug, decision.pk]
    if decision.is_asked and may_take:
        return _("Bekijk en beslis"), reverse("fundament:beslis", args=place)
    if edits and decision.is_open and not decision.is_asked:
        if left:
            return left[0].label, left[0].url
        return _("Leg voor aan %(name)s") % {"name": decision.decider.first_name}, reverse(
            "fundament:keuze_voorleggen", args=place
        )
    if decision.holds and (edits or may_take) and decision.review_on <= localdate():
        return _("Bekijk het opnieuw"), reverse("fundament:keuze_herzien", args=place)
    if edits and decision.lacks_agreement:
        return _("Schrijf de afspraak"), agreement_url(decision)
    return None


def agreement_url(decision: Any) -> str:
    """Where an agreement is written that follows from it."""
    return reverse("fundament:afspraak_nieuw", args=[decision.project.slug]) + f"?besluit={decision.pk}"


def closed_gate(decision: Decision) -> str:
    """Why a foundation decision cannot be taken yet; empty when it can, or is."""
    if not decision.is_open or decision.kind != Decision.Kind.FOUNDATION:
        return ""
    try:
        gate.require(decision.project, DECIDE)
    except gate.GateClosed as error:
        return str(error)
    return ""
