"""The dossier of a gate decision: to read and check, as PDF, and as the very text that was hashed. Changes nothing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trajecten import access, paper
from trajecten.gate_dossier import Dossier, dossier_html, dossier_of, dossiers, same_number, told
from trajecten.views.frame import frame
from trajecten.views.gate import gate_step_or_404


def _dossier(request, slug: str, step: str, pk: int) -> Dossier:
    project = access.project_or_404(request, slug)
    if not access.may_see_gate(request.user, project):
        raise PermissionDenied
    found = gate_step_or_404(step)
    decision = get_object_or_404(dossiers(), pk=pk, request__project=project, request__step=found.number)
    return dossier_of(decision, project)


@require_safe
@login_required
def page(request, slug: str, step: str, pk: int):
    """With `?controle=` it says whether a number from paper is the one of this dossier."""
    found = _dossier(request, slug, step, pk)
    typed = request.GET.get("controle", "").strip()
    context = told(found) | {
        "dossier": found,
        "typed": typed,
        "same": same_number(found, typed) if typed else None,
        "gate_step": found.decision.request.step,
    }
    return render(request, "trajecten/dossier.html", frame(request, found.decision.request.project) | context)


@require_safe
@login_required
def pdf(request, slug: str, step: str, pk: int):
    found = _dossier(request, slug, step, pk)
    try:
        made = paper.kept(dossier_html(found))
    except paper.Busy:
        messages.info(request, _("We maken net een ander rapport. Probeer het over enkele tellen opnieuw."))
        return redirect("trajecten:dossier", slug, step, pk)
    return _file(made, "application/pdf", found, "pdf")


@require_safe
@login_required
def document(request, slug: str, step: str, pk: int):
    """What was hashed, letter for letter: whoever has this file and the paper can check one against the other."""
    found = _dossier(request, slug, step, pk)
    return _file(found.document.encode(), "application/json", found, "json")


def _file(content: bytes, kind: str, found: Dossier, extension: str) -> HttpResponse:
    asked = found.decision.request
    name = f"dossier-{asked.project.slug[:50].strip('-')}-poort-{asked.step}-{found.sha256[:8]}.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
