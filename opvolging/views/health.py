"""How follow-up is doing: the nine measures with their trend, and what comes back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from opvolging import health_page as page
from opvolging import returning_page
from opvolging.actions.health import read_health
from opvolging.adjusting import proposal_of
from opvolging.health import reading_of
from opvolging.health_chart import trend_svg
from opvolging.returning import returning_of, total_of
from trajecten import access
from trajecten.steps import LAST_STEP
from trajecten.views.frame import frame


@require_safe
@login_required
def health(request, slug: str):
    """Nine rows with number, goal and the way to mend it; the trend; and the proposal when it asks to adjust."""
    project = _readable(request, slug)
    edits = access.may_edit_project(request.user, project)
    reading, today = reading_of(project), timezone.localdate()
    rows = page.rows_of(project, edits=edits)
    weeks = page.trend_of(project, today) if reading else []
    proposal = proposal_of(project, reading) if edits else None
    first = next((row for row in rows if row.is_missed and row.url), None)
    context = {
        "reading": reading,
        "rows": rows if reading else [],
        "state": page.state_sentence(reading),
        "means": page.what_it_means(reading),
        "when": page.measured_when(reading) if reading else "",
        "weeks": weeks,
        "chart": trend_svg(weeks) if weeks else "",
        "proposal": proposal,
        "main": _main(proposal, first),
        "may_read": edits and project.step == LAST_STEP and project.status == "running",
        "in_step": project.step == LAST_STEP,
    }
    return render(request, "opvolging/gezondheid.html", frame(request, project, **context))


def _main(proposal, first) -> tuple[str, str] | None:
    """The one filled button: what is proposed, or the first thing that was missed."""
    if proposal is not None:
        return proposal.label, proposal.url
    return (first.label, first.url) if first else None


@require_POST
@login_required
def again(request, slug: str):
    """Work it out again, now; the reading of today is replaced."""
    project = access.editable_project(request, slug)
    if read_health(project=project, by=request.user) is None:
        messages.error(request, _("Dit traject is niet in opvolging."))
    else:
        messages.success(request, _("Opnieuw nagekeken."))
    return redirect("opvolging:gezondheid", project.slug)


@require_safe
@login_required
def returning(request, slug: str):
    """Per bundle how often before and since; per theme how differently people work, before and after."""
    project = _readable(request, slug)
    edits = access.may_edit_project(request.user, project)
    bundles = returning_of(project)
    spreads = returning_page.spreads_in(reading_of(project))
    total = total_of(bundles)
    context = {
        "bundles": returning_page.lines_of(project, bundles),
        "wrong": returning_page.wrong_in(project, bundles, edits=edits),
        "spreads": spreads,
        "total": total,
        "numbers": returning_page.numbers_of(total, spreads),
        "state": returning_page.state_sentence(bundles, total),
    }
    return render(request, "opvolging/terugkeer.html", frame(request, project, **context))


def _readable(request, slug: str):
    project = access.project_or_404(request, slug, with_gate=True)
    if not access.may_see_results(request.user, project):
        raise PermissionDenied
    return project
