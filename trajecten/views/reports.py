"""«Rapporten»: what can be taken along of a project, for who may see results. Changes nothing."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trajecten import access, paper, report, report_page
from trajecten.decisions import decisions_of
from trajecten.models import Project
from trajecten.views.frame import frame


def results_project(request, slug: str, *, with_gate: bool = False) -> Project:
    """404 for strangers, 403 for who takes part without seeing results."""
    project = access.project_or_404(request, slug, with_gate=with_gate)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    return project


def as_pdf(request, project: Project, html: Callable[[], str], name: str) -> HttpResponse:
    """Made while one waits; while another one is being made it says so on «Rapporten»."""
    try:
        made = paper.kept(html())
    except paper.Busy:
        messages.info(request, _("We maken net een ander rapport. Probeer het over enkele tellen opnieuw."))
        return redirect("trajecten:rapporten", project.slug)
    file = f"{slugify(name)}-{project.slug[:50].strip('-')}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_safe
@login_required
def rapporten(request, slug: str):
    project = results_project(request, slug)
    found = [
        {
            "title": one.title,
            "about": one.about,
            "pdf": reverse(one.pdf, args=[project.slug]),
            "page": reverse(one.page, args=[project.slug]) if one.page else "",
        }
        for one in report.papers()
    ]
    decided = report_page.decided(decisions_of(project))
    return render(request, "trajecten/rapporten.html", frame(request, project, papers=found, decided=decided))


@require_safe
@login_required
def traject_pdf(request, slug: str):
    """The whole project, step by step."""
    project = results_project(request, slug)
    return as_pdf(request, project, lambda: report_page.project_html(project), _("Rapport"))


@require_safe
@login_required
def bestuur(request, slug: str):
    """One page for who decides about the organisation."""
    project = results_project(request, slug, with_gate=True)
    return render(request, "trajecten/bestuur.html", frame(request, project, **report_page.board_context(project)))


@require_safe
@login_required
def bestuur_pdf(request, slug: str):
    project = results_project(request, slug, with_gate=True)
    return as_pdf(request, project, lambda: report_page.board_html(project), _("Bestuur"))
