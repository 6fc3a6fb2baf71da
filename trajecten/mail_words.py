"""The facts that the mails around a decision lead with. Reads the snapshot: a mail says what was asked, not what is so later."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trajecten import support
from trajecten.models import GateDecision, GateRequest
from trajecten.steps import Kind, State
from trajecten.wording import ended


def facts_of(request: GateRequest) -> str:
    """«3 van 5 punten zijn in orde. Nele stelt voor om zonder de andere 2 verder te gaan. Het draagvlak is 64 op 100, …»"""
    met, total = points_of(request)
    return " ".join(filter(None, [_points(request.requested_by.first_name, met, total), _support(request)]))


def points_of(request: GateRequest) -> tuple[int, int]:
    """How many points were in order when it was asked, of how many that count."""
    from trajecten import gate  # the gate sends these mails

    counted = [
        r for r in gate.results_of(request.snapshot) if r.kind != Kind.SHOULD and r.state != State.NOT_APPLICABLE
    ]
    return sum(r.state == State.MET for r in counted), len(counted)


def _points(name: str, met: int, total: int) -> str:
    left = total - met
    values = {"name": name, "met": met, "total": total, "left": left}
    if not left:
        said = ngettext("Het enige punt is in orde.", "Alle %(total)d punten zijn in orde.", total) % values
        return said + " " + _("%(name)s stelt voor om door te gaan.") % values
    in_order = (
        ngettext(
            "%(met)d van %(total)d punten is in orde.",
            "%(met)d van %(total)d punten zijn in orde.",
            met,
        )
        % values
    )
    proposal = (
        ngettext(
            "%(name)s stelt voor om zonder het andere punt verder te gaan.",
            "%(name)s stelt voor om zonder de andere %(left)d verder te gaan.",
            left,
        )
        % values
    )
    return f"{in_order} {proposal}"


def _support(request: GateRequest) -> str:
    points = [p for p in support.points_for([request.project]).get(request.project_id, []) if p.n >= 5]
    if not points:
        return ""
    values = {"value": points[-1].words, "trend": support.trend(points)}
    if values["trend"]:
        return _("Het draagvlak is %(value)s op 100, %(trend)s.") % values
    return _("Het draagvlak is %(value)s op 100.") % values


def waivers_of(decision: GateDecision) -> list[dict[str, Any]]:
    """What one goes on without: the point, what is done in its place, who watches over it, until when."""
    from trajecten import gate  # as above

    titles = {result.code: str(result.title) for result in gate.results_of(decision.request.snapshot)}
    return [
        {
            "title": titles.get(waiver.code, waiver.code),
            "measure": ended(waiver.measure),
            "owner": str(waiver.owner),
            "until": date_format(waiver.expires_on, "j F"),
        }
        for waiver in decision.request.snapshot.waivers.select_related("owner")
    ]
