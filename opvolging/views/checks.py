"""Checks inside: what is due, noting one (planned or in between), and skipping one with a reason."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from opvolging.actions import checks as actions
from opvolging.actions.rhythm import GUARD
from opvolging.addresses import address
from opvolging.check_words import meaning_of
from opvolging.forms_checks import BetweenForm, CheckForm, SkipForm
from opvolging.holding import holding_there
from opvolging.models import AgreementCheck, CheckRhythm, PlannedCheck
from opvolging.views.base import (
    LOOKS_OR_ACTS,
    may_note,
    must_note,
    planned_of,
    readable_project,
    rhythm_of,
    sheet,
    shown,
    to,
)
from trajecten import access, gate
from trajecten.form_errors import refuse
from trajecten.models import Project

AHEAD = timedelta(weeks=8)


@require_safe
@login_required
def due(request, slug: str):
    """What is past its day and what comes in eight weeks, place by place; never whose it is that was not done."""
    project = readable_project(request, slug)
    today = timezone.localdate()
    rows = PlannedCheck.objects.filter(
        rhythm__agreement__project=project,
        rhythm__ended_on=None,
        status=PlannedCheck.Status.PLANNED,
        due_on__lte=today + AHEAD,
    )
    rows = rows.select_related("rhythm__agreement", "rhythm__location", "rhythm__owner").order_by("due_on", "pk")
    page = sheet(request, rows)
    for one in page.object_list:
        one.rhythm.agreement.project = project
        one.may_note = may_note(request.user, one.rhythm)
    late = rows.filter(due_on__lt=today).count()
    context = {"page": page, "today": today, "state": _how_many(late, page.paginator.count), "begun": _begun(project)}
    context["stopped"] = project.status == Project.Status.STOPPED
    return shown(request, "checks", project, **context)


def _begun(project: Project) -> bool:
    return project.step >= 6 and project.status != Project.Status.STOPPED


def _how_many(late: int, count: int) -> str:
    if late:
        words = ngettext("%(n)d check is over haar dag. Ze kan nog altijd.", "%(n)d checks zijn over hun dag. Ze kunnen nog altijd.", late)  # fmt: skip
        return words % {"n": late}
    if not count:
        return _("De komende 8 weken staat er niets.")
    return ngettext("%(n)d check in de komende 8 weken.", "%(n)d checks in de komende 8 weken.", count) % {"n": count}


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def note(request, slug: str, pk: int):
    """The answer to a planned check."""
    project = access.project_or_404(request, slug)
    planned = planned_of(project, pk)
    must_note(request, planned.rhythm)
    form = CheckForm(request.POST or None, organisation=project.organisation)
    if request.method == "POST" and form.is_valid():
        return _noted(request, form, planned.rhythm, planned) or _form(request, planned.rhythm, form, planned)
    return _form(request, planned.rhythm, form, planned)


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def between(request, slug: str, pk: int):
    """Somebody looked on another day than the plan says."""
    project = access.project_or_404(request, slug)
    rhythm = rhythm_of(project, pk)
    must_note(request, rhythm)
    form = BetweenForm(request.POST or None, organisation=project.organisation)
    if request.method == "POST" and form.is_valid():
        return _noted(request, form, rhythm, None) or _form(request, rhythm, form, None)
    return _form(request, rhythm, form, None)


@require_http_methods(LOOKS_OR_ACTS)
@login_required
def skip(request, slug: str, pk: int):
    project = access.project_or_404(request, slug)
    planned = planned_of(project, pk)
    must_note(request, planned.rhythm)
    form = SkipForm(request.POST or None, organisation=project.organisation)
    if request.method == "POST" and form.is_valid():
        if actions.skip_check(planned=planned, why=form.cleaned_data["why"]):
            messages.success(request, _("Overgeslagen. De volgende check blijft op haar dag."))
        else:
            messages.info(request, _already())
        return _back(request, project, planned.rhythm)
    context = {"form": form, "planned": planned, "rhythm": planned.rhythm, "back": _home(request, project)}
    return shown(request, "check_overslaan", project, **context)


def _noted(request, form, rhythm: CheckRhythm, planned: PlannedCheck | None):
    """Keeps it and leads back; None when the action refuses, and then the form says why."""
    try:
        check = actions.note_check(rhythm=rhythm, planned=planned, **form.cleaned_data)
    except (ValidationError, gate.GateClosed) as error:
        refuse(form, error)
        return None
    said = form.cleaned_data
    if (check.seen, check.followed, check.remark) == (said["seen"], said["followed"], said["remark"].strip()):
        messages.success(request, _thanks(check))
    else:  # somebody was first, with another answer: that one stays
        messages.info(request, _already())
    return _back(request, rhythm.agreement.project, rhythm)


def _already() -> str:
    return _("Deze check is al ingevuld of overgeslagen. Noteer er een tussendoor.")


def _thanks(check: AgreementCheck) -> str:
    return f"{_('Genoteerd.')} {meaning_of(check)}"


def _form(request, rhythm: CheckRhythm, form, planned: PlannedCheck | None):
    project = rhythm.agreement.project
    context = {
        "form": form,
        "rhythm": rhythm,
        "planned": planned,
        "holding": holding_there(rhythm.agreement_id, rhythm.location_id, timezone.localdate()).first(),
        "stopped": project.status == Project.Status.STOPPED,
        "closed": not gate.may(project, GUARD),
        "back": _home(request, project),
    }
    return shown(request, "check_form", project, **context)


def _home(request, project: Project) -> str:
    """Where who notes came from: a guest who owns an agreement does not see the list."""
    return address(project, "checks") if access.may_see_results(request.user, project) else address(project, "stap")


def _back(request, project: Project, rhythm: CheckRhythm):
    if access.may_see_results(request.user, project):
        return to("afspraak", project, rhythm.agreement.number)
    return to("stap", project)
