"""Ploeg: who does what in a project."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from trajecten import access, actions
from trajecten.form_errors import refuse
from trajecten.forms_project import RoleForm
from trajecten.models import ProjectRole
from trajecten.views.frame import frame

ORDER = [choice.value for choice in ProjectRole.Role]
FIXED = {ProjectRole.Role.DECIDER}
"""Replaced by naming another one, never just ended: every project has a decider."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ploeg(request, slug: str):
    project = access.project_or_404(request, slug)
    edits = access.may_edit_project(request.user, project)
    if not edits and (request.method == "POST" or not access.may_see_team(request.user, project)):
        raise PermissionDenied
    form = RoleForm(request.POST or None, organisation=project.organisation) if edits else None
    if request.method == "POST" and form.is_valid() and add(request, project, form):
        return redirect("trajecten:ploeg", project.slug)
    roles = sorted(project.roles.current().select_related("user", "employee", "location"), key=in_order)
    context = {
        "form": form,
        "groups": grouped(roles),
        "state": state_sentence(roles),
        "alone": len(roles) <= 2,
        "fixed": FIXED,
    }
    return render(request, "trajecten/ploeg.html", frame(request, project, "ploeg", **context))


def in_order(role: ProjectRole) -> tuple:
    return (ORDER.index(role.role), str(role.person))


def grouped(roles: list[ProjectRole]) -> list[tuple[str, list[ProjectRole]]]:
    labels = [(role.value, role.label) for role in ProjectRole.Role]
    groups = [(label, [r for r in roles if r.role == value]) for value, label in labels]
    return [group for group in groups if group[1]]


def state_sentence(roles: list[ProjectRole]) -> str:
    people = {(role.user_id, role.employee_id) for role in roles}
    helpers = [r for r in roles if r.role not in (ProjectRole.Role.DECIDER, ProjectRole.Role.LEAD)]
    if not helpers:
        return _("Je staat er nog bijna alleen voor. Nodig minstens 1 collega van de werkvloer uit.")
    return ngettext("%(n)d persoon werkt mee.", "%(n)d mensen werken mee.", len(people)) % {"n": len(people)}


def add(request, project, form: RoleForm) -> bool:
    data = form.cleaned_data
    try:
        actions.set_role(
            project=project,
            by=request.user,
            role=data["role"],
            user=data["user"],
            employee=data["employee"],
            location=data["location"],
        )
    except ValidationError as error:
        refuse(form, error)
        return False
    messages.success(request, _("%(name)s zit nu in de ploeg.") % {"name": data["user"] or data["employee"]})
    return True


@require_POST
@login_required
def einde(request, slug: str, pk: int):
    """End a role. The row stays, with its end; a second press finds it ended."""
    project = access.editable_project(request, slug)
    role = get_object_or_404(project.roles, pk=pk)
    try:
        actions.end_role(role=role, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("%(name)s heeft die rol niet meer.") % {"name": role.person})
    return redirect("trajecten:ploeg", project.slug)
