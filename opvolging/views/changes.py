"""«Wat is er veranderd»: two pages and one PDF, for who may see results. Changes nothing."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opvolging.changes import change_html, changes_of, spread_of, spread_sentence
from trajecten.views.frame import frame
from trajecten.views.reports import as_pdf, results_project


@require_safe
@login_required
def page(request, slug: str):
    project = results_project(request, slug)
    found = changes_of(project)
    return _shown(request, project, "verandering", found=found, state=found.sentence)


@require_safe
@login_required
def spread(request, slug: str):
    """How differently people work, per theme."""
    project = results_project(request, slug)
    found = spread_of(project)
    return _shown(request, project, "spreiding", spread=found, state=spread_sentence(found))


@require_safe
@login_required
def pdf(request, slug: str):
    project = results_project(request, slug)
    return as_pdf(request, project, lambda: change_html(project), _("Verandering"))


def _shown(request, project, name: str, **context):
    parts = [
        ("verandering", _("Draagvlak en werk"), reverse("opvolging:verandering", args=[project.slug])),
        ("spreiding", _("Spreiding"), reverse("opvolging:spreiding", args=[project.slug])),
    ]
    return render(request, f"opvolging/{name}.html", frame(request, project, parts=parts, part=name, **context))
