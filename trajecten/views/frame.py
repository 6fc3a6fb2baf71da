"""What stands around every page of one project: tabs, rights, the words in the head."""

from django.urls import reverse
from django.utils.translation import gettext as _

from trajecten import access


def frame(request, project, tab: str = "", **context) -> dict:
    """The context that `trajecten/project.html` needs, with the page's own on top."""
    edits = access.may_edit_project(request.user, project)
    member = access.may_see_team(request.user, project)
    sees_gate = access.may_see_gate(request.user, project)
    items = tabs(project, member=member)
    return {
        "project": project,
        "edits": edits,
        "sees_gate": sees_gate,
        "member": member,
        "tab": tab,
        "tab_items": items,
    } | context


def tabs(project, *, member: bool) -> list[tuple[str, str, str]]:
    """(key, label, url). A guest, such as a decider of elsewhere, sees the overview and what it leads to."""
    keys = [("overzicht", _("Overzicht"))]
    if member:
        keys += [("ploeg", _("Ploeg")), ("geschiedenis", _("Geschiedenis")), ("instellingen", _("Instellingen"))]
    return [(key, label, reverse(f"trajecten:{key}", args=[project.slug])) for key, label in keys]
