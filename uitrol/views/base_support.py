"""What the pages of entries and barriers share: who may come in, and the frame around them."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from trajecten import access
from trajecten.models import Project
from trajecten.views.frame import frame
from uitrol.models import Barrier

PER_PAGE = 50


def readable_project(request, slug: str) -> Project:
    """The project for who may see results of it: 404 for strangers, 403 for a guest without that right."""
    project = access.project_or_404(request, slug)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    return project


def barrier_of(project: Project, number: int) -> Barrier:
    found = Barrier.objects.select_related("location", "task", "owner").filter(project=project)
    barrier = get_object_or_404(found, number=number)
    barrier.project = project
    return barrier


def url_of(name: str, project: Project, *args) -> str:
    return reverse(f"uitrol:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args):
    return redirect(url_of(name, project, *args))


def shown(request, template: str, project: Project, **context):
    return render(request, f"uitrol/{template}.html", frame(request, project, **context))


def sheet(request, rows, count: int):
    """One sheet of a long list; the page counted it already."""
    pages = Paginator(rows, PER_PAGE)
    pages.__dict__["count"] = count
    return pages.get_page(request.GET.get("blad"))


def csv_answer(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(content, "text/csv; charset=utf-8", headers=headers)
