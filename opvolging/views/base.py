"""What the pages of step 6 share: who may come in, and the frame around them."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from opvolging.addresses import address
from opvolging.models import CheckRhythm, PlannedCheck
from trajecten import access
from trajecten.models import Project
from trajecten.views.frame import frame

PER_PAGE = 50
LOOKS_OR_ACTS = ["GET", "HEAD", "POST"]


def readable_project(request, slug: str) -> Project:
    """The project for who may see results of it: 404 for strangers, 403 for a guest without that right."""
    project = access.project_or_404(request, slug)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    return project


def rhythm_of(project: Project, pk: int) -> CheckRhythm:
    rows = CheckRhythm.objects.filter(agreement__project=project).select_related("agreement", "location", "owner")
    rhythm = get_object_or_404(rows, pk=pk)
    rhythm.agreement.project = project  # with the rights that were read
    return rhythm


def planned_of(project: Project, pk: int) -> PlannedCheck:
    rows = PlannedCheck.objects.filter(rhythm__agreement__project=project)
    planned = get_object_or_404(rows.select_related("rhythm__agreement", "rhythm__location", "rhythm__owner"), pk=pk)
    planned.rhythm.agreement.project = project
    return planned


def owns(user, rhythm: CheckRhythm) -> bool:
    return rhythm.owner is not None and rhythm.owner.user_id == user.pk


def may_note(user, rhythm: CheckRhythm) -> bool:
    """Who leads the project, and who owns the agreement there and has an account."""
    return access.may_edit_project(user, rhythm.agreement.project) or owns(user, rhythm)


def must_note(request, rhythm: CheckRhythm) -> None:
    """Raises PermissionDenied for everybody else."""
    if not may_note(request.user, rhythm):
        raise PermissionDenied


def to(name: str, project: Project, *args, **query):
    return redirect(address(project, name, *args, **query))


def shown(request, template: str, project: Project, **context):
    return render(request, f"opvolging/{template}.html", frame(request, project, **context))


def sheet(request, rows):
    """One sheet of a long list."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("blad"))
