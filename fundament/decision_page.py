"""What the page of one proposal or decision shows."""

from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from fundament.actions.deciding import DECIDE
from fundament.decision_words import label, line_of, sentence
from fundament.missing import missing
from fundament.models import Decision, DecisionParty
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
        "line": line_of(decision),
        **parts(decision),
    }


def parts(decision: Any) -> dict[str, Any]:
    """The lists that belong to it."""
    asked = DecisionParty.Part.CONSULTED
    found = list(decision.parties.all())
    return {
        "options": decision.options.all(),
        "consulted": [party for party in found if party.part == asked],
        "informed": [party for party in found if party.part != asked],
        "tasks": decision.tasks.all(),
        "causes": causes(decision),
        "agreements": sorted(decision.agreement_rows or [], key=lambda row: row["number"]),
    }


def causes(decision: Any) -> list[tuple[str, str, str]]:
    """(kind, name, address or nothing) of everything that it comes from."""
    slug = decision.project.slug
    found = [(_("Bundel"), row["name"], "") for row in _sorted(decision.bundle_rows)]
    for row in _sorted(decision.theme_rows):
        found.append((_("Thema"), row["name"], reverse("bevraging:thema", args=[slug, row["pk"]])))
    for row in _sorted(decision.item_rows):
        found.append((_("Inventaris"), row["name"], reverse("bevraging:inventaris", args=[slug]) + f"#i{row['pk']}"))
    return found


def _sorted(rows: list[dict] | None) -> list[dict]:
    return sorted(rows or [], key=lambda row: row["name"].lower())


def primary(decision: Decision, left: list, *, edits: bool, may_take: bool) -> tuple[str, str] | None:
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
    return None


def closed_gate(decision: Decision) -> str:
    """Why a foundation decision cannot be taken yet; empty when it can, or is."""
    if not decision.is_open or decision.kind != Decision.Kind.FOUNDATION:
        return ""
    try:
        gate.require(decision.project, DECIDE)
    except gate.GateClosed as error:
        return str(error)
    return ""
