"""What the pages of roles share: who may come in, and the frame around them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from communicatie.models import ContactPoint, RoleAsk
from trajecten import access
from trajecten.models import Project
from trajecten.steps import step_for
from trajecten.views.frame import frame


def readable_project(request, slug: str) -> Project:
    """The project for who may see results of it: 404 for strangers, 403 for a guest without that right."""
    project = access.project_or_404(request, slug)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    return project


def ask_of(request, slug: str, pk: int) -> RoleAsk:
    """A question with its project, for who leads it: what was agreed is between them and that colleague."""
    asks = RoleAsk.objects.select_related(
        "employee__location", "employee__function", "employee__user", "location", "given"
    )
    return _editable(request, asks, slug, pk)  # fmt: skip


def contact_of(request, slug: str, pk: int) -> ContactPoint:
    return _editable(request, ContactPoint.objects.select_related("location", "employee", "backup"), slug, pk)


def _editable(request, rows, slug: str, pk: int):
    found = access.part_or_404(request, rows, slug, pk=pk)
    if not access.may_edit_project(request.user, found.project):
        raise PermissionDenied
    return found


def url_of(name: str, project: Project, *args) -> str:
    return reverse(f"communicatie:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args):
    return redirect(url_of(name, project, *args))


def shown(request, template: str, project: Project, **context):
    around = frame(request, project, step_url=step_for(4).url(project), **context)
    return render(request, f"communicatie/{template}.html", around)


def confirm(request, project: Project, **words):
    """The page that asks first; it shows as a dialog where it can. Words as in components/bevestig.html."""
    return render(request, "components/bevestig.html", frame(request, project, **words))


def attempt(request, action, done: str, already: str) -> bool:
    """Do it, and say so: `done`, `already` when there was nothing to do, or what was refused. True when it was done."""
    try:
        changed = action()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    if changed:
        messages.success(request, done)
    else:
        messages.info(request, already)
    return bool(changed)
