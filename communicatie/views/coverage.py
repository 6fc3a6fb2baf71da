"""Rollen: how many ambassadors each location needs and has, who does what, and the faces of the team."""

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from communicatie import coverage
from communicatie.models import RoleAsk
from communicatie.needed import AT_LEAST
from communicatie.role_list import asks_of, by_role, grouped, missing_of, terms_of
from communicatie.views.roles_base import readable_project, shown
from trajecten import access
from trajecten.criteria import number
from trajecten.steps import criterion_for


@require_safe
@login_required
def overview(request, slug: str):
    project = readable_project(request, slug)
    edits = access.may_edit_project(request.user, project)
    found = coverage.of(project, ratio=coverage.ratio_of(project))
    asks = asks_of(project, with_asked=edits)
    for ask in asks:
        ask.terms, ask.missing = terms_of(ask), missing_of(ask) if edits and ask.does_it else ""
    context = {
        "coverage": found,
        "roles": by_role(grouped(asks)),
        "figures": figures(found) if found.ambassadors else [],
        "state": state_sentence(found),
        "rule": rule_sentence(found),
        "tunable": criterion_for(coverage.CRITERION) is not None,
        "unprepared": any(ask.does_it and not ask.prepared_on for ask in asks),
    }
    return shown(request, "rollen", project, **context)


def state_sentence(found: coverage.Coverage) -> str:
    if not found.rows:
        return _("Er staan nog geen collega's in de lijst.")
    open_places = sum(row.gap for row in found.rows)
    if open_places:
        words = ngettext("Er is nog %(n)d ambassadeur nodig.", "Er zijn nog %(n)d ambassadeurs nodig.", open_places)
        return words % {"n": open_places}
    return _("Elke locatie heeft genoeg ambassadeurs.")


def rule_sentence(found: coverage.Coverage) -> str:
    values = {"ratio": number(found.ratio), "least": AT_LEAST}
    return _("Reken één ambassadeur per %(ratio)s collega's, en minstens %(least)d per locatie.") % values


def figures(found: coverage.Coverage) -> list[tuple]:
    """The numbers on top, each with what it is a part of."""
    reached, shifts = found.shifts
    rows = [
        (_("Zeiden ja"), found.confirmed, _("van %(of)d plaatsen") % {"of": found.needed}),
        (_("Gevraagd"), found.asked, _("nog geen antwoord")),
        (_("Klaar om te helpen"), found.ready, _("van %(of)d: uren en voorbereiding") % {"of": found.ambassadors}),
    ]
    if shifts:
        rows.append((_("Diensten bereikt"), reached, _("van %(of)d, over alle locaties") % {"of": shifts}))
    return rows


@require_safe
@login_required
def faces(request, slug: str):
    """Who can help me? For everybody with a part in the project, also who is no member."""
    project = access.project_or_404(request, slug)
    asks = [ask for ask in asks_of(project, with_asked=False) if ask.role == RoleAsk.Role.AMBASSADOR]
    state = ngettext("%(n)d ambassadeur helpt mee.", "%(n)d ambassadeurs helpen mee.", len(asks)) % {"n": len(asks)}
    return shown(request, "gezichten", project, groups=grouped(asks), state=state if asks else "")
