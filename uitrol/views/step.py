"""The page of step 5: which wave started, what people learned, what holds them back, and what the gate still asks."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from trajecten import access
from trajecten.gate_page import on_step_page
from trajecten.gate_words import rows
from trajecten.steps import step_for
from trajecten.views.frame import frame
from uitrol import gate_facts
from uitrol import step_page as shown
from uitrol.gate_facts import Facts

STEP = 5


@require_safe
@login_required
def step_page(request, slug: str):
    """Everything of step 5 on one page; the lists come from what its gate reads."""
    project = access.project_or_404(request, slug, with_gate=True)
    sees = access.may_see_results(request.user, project)
    edits = access.may_edit_project(request.user, project)
    facts = gate_facts.keep(project) if sees else Facts()
    results, track = on_step_page(project, STEP, sees=sees)
    numbers = shown.numbers_of(facts)
    step = step_for(STEP)
    context = {
        "step": step,
        "sees": sees,
        "track": track,
        "state": shown.state_sentence(facts, numbers) if sees else str(step.purpose),
        "main": shown.main_action(project, facts, numbers) if edits else None,
        "waves": shown.wave_lines(project, facts),
        "tasks": shown.task_lines(project, facts),
        "numbers": numbers,
        "links": shown.links(project),
        "rows": rows(results, with_remedies=edits and project.step == STEP),
    }
    return render(request, "uitrol/stap.html", frame(request, project, **context))
