"""What the pages of the spotlight share: who may come in, and the frame around them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from opvolging.models import Spotlight, SpotlightName
from opvolging.spotlight_list import dressed, with_names
from trajecten import access
from trajecten.models import Project
from trajecten.views.frame import frame


def spotlight_of(request, slug: str, pk: int, *, edits: bool) -> Spotlight:
    """A spotlight with its project: everybody in the project sees what is shown, who leads sees all of them.

    404 for strangers, and for what is not shown to who may not change it; 403 for who reads along and would change it.
    """
    rows = with_names(Spotlight.objects.select_related("location", "agreement"))
    found = access.part_or_404(request, rows, slug, pk=pk)
    may_edit = access.may_edit_project(request.user, found.project)
    if edits and not may_edit:
        raise PermissionDenied
    if not found.is_shown and not may_edit:
        raise Http404
    return dressed(found)


def name_of(spotlight: Spotlight, pk: int) -> SpotlightName:
    """A question to a colleague that still runs; 404 for any other."""
    found = spotlight.names.filter(pk=pk, status__in=SpotlightName.RUNNING).select_related("employee").first()
    if found is None:
        raise Http404
    found.spotlight = spotlight
    return found


def url_of(name: str, project: Project, *args) -> str:
    return reverse(f"opvolging:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args):
    return redirect(url_of(name, project, *args))


def shown(request, template: str, project: Project, **context):
    return render(request, f"opvolging/{template}.html", frame(request, project, "kijker", **context))
