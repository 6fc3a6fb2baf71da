"""Instellingen: what a project is about, for whom, and the goals of its gates."""

from copy import copy
from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trajecten import access, actions
from trajecten.form_errors import refuse
from trajecten.forms_project import ProjectForm, ThresholdForm, plain
from trajecten.reach import reach_of
from trajecten.steps import all_steps, criteria_of
from trajecten.views.frame import frame


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def instellingen(request, slug: str):
    project = access.project_or_404(request, slug)
    edits = access.may_edit_project(request.user, project)
    if not edits and (request.method == "POST" or not access.may_see_team(request.user, project)):
        raise PermissionDenied
    # A copy: validating fills in the instance, and the action needs to see what it was before.
    form = ProjectForm(request.POST or None, instance=copy(project)) if edits else None
    if request.method == "POST" and form.is_valid():
        actions.update_project(project=project, by=request.user, **form.cleaned_data)
        messages.success(request, _("Bewaard."))
        return redirect("trajecten:instellingen", project.slug)
    context = {"form": form, "reach": reach_of(project), "thresholds": threshold_rows(project)}
    return render(request, "trajecten/instellingen.html", frame(request, project, "instellingen", **context))


def tunable() -> list:
    """Every criterion with a goal that may be set, in the order of the steps."""
    return [criterion for step in all_steps() for criterion in criteria_of(step) if criterion.tunable]


def threshold_rows(project) -> list[dict]:
    """Each goal with its default, its range, and who chose another one and why."""
    newest: dict = {}
    for threshold in project.thresholds.select_related("changed_by"):
        newest.setdefault(threshold.code, threshold)
    return [threshold_row(criterion, newest.get(criterion.code)) for criterion in tunable()]


def threshold_row(criterion, own) -> dict:
    value = own.value if own else criterion.default
    unit = criterion.unit if criterion.unit == "%" else f" {criterion.unit}"
    return {
        "criterion": criterion,
        "own": own,
        "value": value,
        "shown": f"{plain(value)}{unit}",
        "standard": f"{plain(criterion.default)}{unit}",
        "range": f"{plain(criterion.minimum)} – {plain(criterion.maximum)}{unit}",
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def drempel(request, slug: str, code: str):
    """Choose another goal for one criterion, with a reason. The old one stays in the history."""
    project = access.editable_project(request, slug)
    row = next((row for row in threshold_rows(project) if row["criterion"].code == code), None)
    if row is None:
        raise Http404
    initial = {"value": Decimal(row["value"]).normalize()}
    form = ThresholdForm(request.POST or None, criterion=row["criterion"], initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_threshold(project=project, by=request.user, code=code, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("De drempelwaarde is bewaard."))
            return redirect("trajecten:instellingen", project.slug)
    return render(request, "trajecten/drempel.html", frame(request, project, "instellingen", form=form, row=row))
