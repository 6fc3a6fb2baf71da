"""The inventory report of a project and the results of a survey, as PDF, for who may see results."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bevraging import report_sheets
from bevraging.report import report_of
from bevraging.results import results_of
from bevraging.views import base, listening
from bevraging.views.lead_results import group_or_404
from trajecten import paper


@require_safe
@login_required
def inventory_pdf(request, slug: str):
    """What is known after step 1. Changes nothing, so it is a link; without anything to tell it says so on a page."""
    project = listening.results_project(request, slug)
    report = report_of(project)
    if report.is_empty:
        messages.info(
            request, _("Nog niets te rapporteren. Na je eerste bevraging of gesprek vind je hier een rapport.")
        )
        return listening.to("inventaris", project)
    try:
        return _as_pdf(report_sheets.inventory_html(report), _("Inventarisrapport"), project.slug)
    except paper.Busy:
        messages.info(request, _busy())
        return listening.to("inventaris", project)


@require_safe
@login_required
def results_pdf(request, slug: str, pk: int):
    """The page with results on paper, of one group with `?groep=`; while there are none that page says why."""
    survey = base.survey_or_404(request, slug, pk)
    found = results_of(survey)
    if not found.ready:
        return base.to("resultaten", survey)
    only = group_or_404(found, request.GET["groep"]) if "groep" in request.GET else None
    html = report_sheets.group_html(found, only) if only else report_sheets.results_html(found)
    try:
        return _as_pdf(html, _("Resultaten"), survey.title, *([only.group.label] if only else []))
    except paper.Busy:
        messages.info(request, _busy())
        return base.to("resultaten", survey)


def _busy() -> str:
    return _("We maken net een ander rapport. Probeer het over enkele tellen opnieuw.")


def _as_pdf(html: str, *name: str) -> HttpResponse:
    response = HttpResponse(paper.kept(html), content_type="application/pdf")
    file = "-".join(slugify(part)[:50].strip("-") for part in name)
    response.headers["Content-Disposition"] = f'attachment; filename="{file}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response
