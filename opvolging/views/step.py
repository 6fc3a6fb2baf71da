"""The page of step 6: how the agreements live, what is due, and what the other parts of follow-up add."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from opvolging import step_parts, step_rhythm
from trajecten import access
from trajecten.gate_page import on_step_page
from trajecten.models import Project
from trajecten.steps import step_for
from trajecten.views.frame import frame

STEP = 6


@require_safe
@login_required
def step_page(request, slug: str):
    """Everything of step 6 on one page; all parts read in one statement."""
    project = access.project_or_404(request, slug, with_gate=True)
    sees = access.may_see_results(request.user, project)
    edits = access.may_edit_project(request.user, project)
    parts = _parts(project) if sees else {}
    rhythm = parts.get("rhythm", (None, None))[1]
    _results, track = on_step_page(project, STEP, sees=sees)
    step = step_for(STEP)
    context = {
        "step": step,
        "sees": sees,
        "track": track,
        "state": step_rhythm.state_sentence(rhythm) if sees else str(step.purpose),
        "main": step_rhythm.main_action(project, rhythm) if edits else None,
        "parts": [one for one in parts.values() if one[1] is not None],
        "rhythm": rhythm,
        "may_edit": edits,
    }
    return render(request, "opvolging/stap.html", frame(request, project, **context))


def _parts(project):
    """{code: (template, what it shows or None)}, in the order in which people read. One query."""
    today = timezone.localdate()
    names = step_parts.columns_on(today)
    facts = Project.objects.filter(pk=project.pk).annotate(**names).values(*names).get()
    return {code: (part.template, part.build(project, facts, today)) for code, part in step_parts.all_parts()}
