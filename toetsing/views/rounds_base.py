"""What the pages of concepts and rounds share: who may come in, and the frame around them.

Who may see results reads them; who edits the project does something. Names of who said what: who leads this project.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from toetsing import uploads
from toetsing.models import Concept, ConceptVersion, TestRound
from trajecten import access
from trajecten.models import Project
from trajecten.steps import step_for
from trajecten.views.frame import frame

PER_PAGE = 50


def results_project(request, slug: str) -> Project:
    """The project for who may see results of it: 404 for strangers, 403 for a guest without that right."""
    project = access.project_or_404(request, slug)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    return project


def _part(request, parts, slug: str, *, edits: bool, **which: Any) -> Any:
    """A part of the project, for who may change it (`edits`) or see results; with the project in one query."""
    part = access.part_or_404(request, parts, slug, **which)
    allowed = access.may_edit_project if edits else access.may_see_results
    if not allowed(request.user, part.project):
        raise PermissionDenied
    return part


def concept_of(request, slug: str, pk: int, *, edits: bool) -> Concept:
    return _part(request, Concept.objects.all(), slug, edits=edits, pk=pk)


def version_of(concept: Concept, number: int) -> ConceptVersion:
    version = get_object_or_404(ConceptVersion.objects.filter(concept=concept), number=number)
    version.concept = concept
    return version


def round_of(request, slug: str, number: int, *, edits: bool) -> TestRound:
    """A round with its survey. `running`: the number of the round of this project that is open now, or None."""
    running = TestRound.objects.filter(project=OuterRef("project"), status=TestRound.Status.OPEN).values("number")
    rounds = TestRound.objects.select_related("survey").annotate(running=Subquery(running))
    found = _part(request, rounds, slug, edits=edits, number=number)
    if found.survey is not None:
        found.survey.project = found.project
    return found


def url_of(name: str, project: Project, *args: object) -> str:
    return reverse(f"toetsing:{name}", args=[project.slug, *args])


def to(name: str, project: Project, *args: object):
    return redirect(url_of(name, project, *args))


def shown(request, template: str, project: Project, **context: Any):
    around = frame(request, project, step_url=step_for(3).url(project), **context)
    return render(request, f"toetsing/{template}.html", around)


def confirm(request, project: Project, **words: Any):
    """The page that asks first; it shows as a dialog where it can. Words as in components/bevestig.html."""
    return render(request, "components/bevestig.html", frame(request, project, **words))


def sheet(request, rows):
    """One sheet of a long list."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("blad"))


def as_attachment(version: ConceptVersion, headers: Mapping[str, str] | None = None) -> FileResponse:
    """The file of a version, to keep and never to show: nothing in it can run on our pages."""
    kind = version.file.name.rpartition(".")[2]
    answer = FileResponse(
        version.file.open("rb"),
        as_attachment=True,
        filename=version.file_name,
        content_type=uploads.CONTENT_TYPES.get(kind, "application/octet-stream"),
    )
    for name, value in {"X-Content-Type-Options": "nosniff", "Cache-Control": "private", **(headers or {})}.items():
        answer.headers[name] = value
    return answer
