"""What the pages of findings share: who may come in, and the frame around them."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from toetsing.models import Finding, TestRound
from trajecten import access
from trajecten.models import Project
from trajecten.views.frame import frame

PER_PAGE = 50


def readable_project(request, slug: str) -> Project:
    """The project for who may see results of it: 404 for strangers, 403 for a guest without that right."""
    project = access.project_or_404(request, slug)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    return project


def finding_of(project: Project, pk: int) -> Finding:
    found = Finding.objects.select_related("concept", "version", "round", "adjusted_in", "owner")
    finding = get_object_or_404(found.filter(project=project), pk=pk)
    finding.project = project
    return finding


def round_of(project: Project, number: int) -> TestRound:
    found = get_object_or_404(TestRound.objects.filter(project=project), number=number)
    found.project = project
    return found


def url_of(name: str, project: Project, *args) -> str:
    return reverse(f"toetsing:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args):
    return redirect(url_of(name, project, *args))


def shown(request, template: str, project: Project, *, status: int = 200, **context):
    return render(request, f"toetsing/{template}.html", frame(request, project, **context), status=status)


def sheet(request, rows, size: int = PER_PAGE, count: int | None = None):
    """One sheet of a long list; `count` when the page knows it already, which saves a query."""
    pages = Paginator(rows, size)
    if count is not None:
        pages.__dict__["count"] = count
    return pages.get_page(request.GET.get("blad"))
