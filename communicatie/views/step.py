"""The page of step 4: what is told, who is there to help, and what the gate still asks."""

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communicatie import gate_facts
from communicatie import step_page as shown
from communicatie.gate_facts import Facts
from communicatie.needed import RATIO
from trajecten import access
from trajecten.gate_page import on_step_page
from trajecten.gate_words import rows
from trajecten.steps import step_for
from trajecten.views.frame import frame

STEP = 4


@require_safe
@login_required
def step_page(request, slug: str):
    """Everything of step 4 on one page; the lists come from what its gate reads."""
    project = access.project_or_404(request, slug, with_gate=True)
    sees = access.may_see_results(request.user, project)
    edits = access.may_edit_project(request.user, project)
    facts = gate_facts.facts_of(project) if sees else Facts()
    results, track = on_step_page(project, STEP, sees=sees)
    ratio = ratio_in(results)
    numbers = shown.plan_numbers(facts)
    step = step_for(STEP)
    context = {
        "step": step,
        "sees": sees,
        "track": track,
        "state": shown.state_sentence(facts, numbers, ratio) if sees else str(step.purpose),
        "main": shown.main_action(project, facts, numbers, ratio) if edits else None,
        "facts": facts,
        "numbers": numbers,
        "messages_next": shown.message_lines(project, facts),
        "places": shown.place_lines(project, facts, ratio),
        "owned": (sum(facts.agreements.values()), len(facts.agreements)),
        "links": shown.links(project),
        "rows": rows(results, with_remedies=edits and project.step == STEP),
    }
    return render(request, "communicatie/stap.html", frame(request, project, **context))


def ratio_in(results: Any) -> Decimal:
    """For how many colleagues an ambassador is here: the goal of the gate, so that page and gate never say two things."""
    goals = {one.code: one.goal for one in results}
    return goals.get("s4.ambassadors") or Decimal(RATIO)
