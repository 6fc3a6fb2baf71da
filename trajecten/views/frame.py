"""What stands around every page of one project: tabs, rights, the words in the head."""

from django.urls import reverse
from django.utils.translation import gettext as _

from trajecten import access


def frame(request, project, tab: str = "", **context) -> dict:
    """The context that `trajecten/project.html` needs, with the page's own on top."""
    edits = access.may_edit_project(request.user, project)
    member = access.may_see_team(request.user, project)
    sees_gate = access.may_see_gate(request.user, project)
    items = tabs(project, member=member, reads=sees_gate)
    return {
        "project": project,
        "edits": edits,
        "sees_gate": sees_gate,
        "member": member,
        "tab": tab,
        "tab_items": items,
    } | context


def tabs(project, *, member: bool, reads: bool) -> list[tuple[str, str, str]]:
    """(key, label, url). A guest sees the overview and what is in the spotlight; one who decides the agreements too."""
    keys = [("trajecten:overzicht", _("Overzicht"))]
    if reads:
        keys.append(("fundament:afspraken", _("Afspraken")))  # a name: the core imports no step
    if member:
        keys.append(("trajecten:ploeg", _("Ploeg")))
    keys.append(("opvolging:kijker", _("In de kijker")))
    if member:
        keys += [("trajecten:geschiedenis", _("Geschiedenis")), ("trajecten:instellingen", _("Instellingen"))]
    return [(key.partition(":")[2], label, reverse(key, args=[project.slug])) for key, label in keys]
