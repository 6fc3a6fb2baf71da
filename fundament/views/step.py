"""Step 2 for who leads, reads and decides: the page of the step."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fundament import step_page as page
from fundament.chain import Chain, chain_of
from fundament.reading import read
from fundament.rows import Reading
from trajecten import access
from trajecten.gate_page import on_step_page
from trajecten.gate_words import rows
from trajecten.steps import step_for
from trajecten.views.frame import frame


@require_safe
@login_required
def step_page(request, slug: str):
    """Bottlenecks, choices, agreements, the chain from one to the other, and what the gate of step 2 still asks."""
    project = access.project_or_404(request, slug, with_gate=True)
    sees = access.may_see_results(request.user, project)
    edits = access.may_edit_project(request.user, project)
    reading = read(project) if sees else Reading()
    # The gate looks at the same rows.
    project.foundation_read = reading  # type: ignore[attr-defined]
    chain = chain_of(project) if sees else Chain()
    results, track = on_step_page(project, 2, sees=sees)
    may_report = access.may_report_bottleneck(request.user, project)
    main = page.main_action(project, reading, chain, request.user, edits=edits)
    if main is None and may_report and not edits:
        main = page.report_action(project)
    context = {
        "step": step_for(2),
        "sees": sees,
        # Once, where it is the one filled button.
        "may_report": may_report and main != page.report_action(project),
        "track": track,
        "state": page.state_sentence(reading, sees=sees),
        "main": main,
        "first": page.first_action(project) if edits else None,
        "is_empty": page.is_empty(reading),
        "reading": reading,
        "lines": page.lines_of(project, reading),
        "counts": page.agreement_counts(reading),
        "chain": chain,
        "rows": rows(results, with_remedies=edits and project.step == 2),
    }
    return render(request, "fundament/stap.html", frame(request, project, **context))
