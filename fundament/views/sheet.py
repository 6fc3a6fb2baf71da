"""The decision sheet: to read on screen and to print, and as PDF. For who may see results; it changes nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bevraging.views.listening import results_project
from fundament.decision_sheet import Sheet, for_sheet, sheet_html, sheet_of
from trajecten import paper
from trajecten.views.frame import frame


def _sheet(request, slug: str, pk: int) -> Sheet:
    project = results_project(request, slug)
    decision = get_object_or_404(for_sheet().filter(project=project), pk=pk)
    decision.project = project
    return sheet_of(decision, request.user)


@require_safe
@login_required
def page(request, slug: str, pk: int):
    sheet = _sheet(request, slug, pk)
    decision = sheet.decision
    context = {
        "sheet": sheet,
        "decision": decision,
        "decision_url": reverse("fundament:keuze", args=[slug, pk]),
        "state": _("Voorstel. Er is nog niets beslist.")
        if sheet.is_proposal
        else decision.get_status_display().capitalize() + ".",
    }
    return render(request, "fundament/keuze_blad.html", frame(request, decision.project, **context))


@require_safe
@login_required
def pdf(request, slug: str, pk: int):
    """The same sheet as a PDF that a screen reader can read."""
    sheet = _sheet(request, slug, pk)
    try:
        made = paper.kept(sheet_html(sheet))
    except paper.Busy:
        messages.info(request, _("We maken net een ander rapport. Probeer het over enkele tellen opnieuw."))
        return redirect("fundament:keuze_blad", slug, pk)
    name = f"{sheet.decision.code}-{slugify(sheet.decision.question)[:50].strip('-')}.pdf".lower()
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
