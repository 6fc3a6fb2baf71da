"""The page of the decider: everything on one page, nothing chosen beforehand, two clicks for a go."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from trajecten import access, gate
from trajecten.form_errors import Parts, refuse
from trajecten.forms_gate import MAX_CONDITIONS, ConditionForm, DecisionForm
from trajecten.gate_page import decision_context, people_in, request_to_decide
from trajecten.models import GateDecision
from trajecten.views.frame import frame
from trajecten.views.gate import gate_step_or_404

WITH_CONDITIONS = GateDecision.Outcome.GO_WITH_CONDITIONS


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def beslissen(request, slug: str, step: str):
    project = access.project_or_404(request, slug)
    found = gate_step_or_404(step)
    posted = request.method == "POST"
    if not (access.may_decide if posted else access.may_see_gate)(request.user, project):
        raise PermissionDenied
    asked, replaces = request_to_decide(project, found.number)
    if asked is None or not access.may_decide(request.user, asked):
        return redirect("trajecten:poort", project.slug, found.number)
    data = request.POST if posted else None
    form = DecisionForm(data, step=found.number, running=gate.asks_of(project) if found.number > 1 else ())
    conditions = condition_forms(project, data)
    if data is not None and complete(form, conditions) and answer(request, form, conditions, asked, replaces):
        return redirect("trajecten:poort", project.slug, found.number)
    context = frame(request, project, form=form, conditions=conditions, formset=Parts([form, *conditions]))
    return render(request, "trajecten/beslissen.html", context | decision_context(project, found, asked, replaces))


def condition_forms(project, data) -> list[ConditionForm]:
    """Bound only with the choice they belong to; otherwise what was typed stays, and nothing is said about it."""
    people, counts = people_in(project), data is not None and data.get("outcome") == WITH_CONDITIONS
    forms = []
    for n in range(1, MAX_CONDITIONS + 1):
        prefix = f"afspraak-{n}"
        typed = {name: (data or {}).get(f"{prefix}-{name}") for name in ConditionForm.base_fields}
        forms.append(
            ConditionForm(data if counts else None, prefix=prefix, people=people, initial=None if counts else typed)
        )
    return forms


def complete(form: DecisionForm, conditions: list[ConditionForm]) -> bool:
    """Whether nothing is missing; all that is, is said at once. Conditions only count with a go that has them."""
    asked = [form]
    if conditions[0].is_bound:
        conditions[0].needed = not any(condition.has_changed() for condition in conditions)
        asked += conditions
    return not sum(not part.is_valid() for part in asked)


def answer(request, form, conditions, asked, replaces) -> bool:
    """Store the decision, or put in the form why that cannot be."""
    data = form.cleaned_data
    agreed = [c.cleaned_data for c in conditions if data["outcome"] == WITH_CONDITIONS and c.filled]
    values = {
        "by": request.user,
        "outcome": data["outcome"],
        "reason": data["reason"],
        "back_to": data["back_to"],
        "answers": form.answers,
        "conditions": [gate.ConditionInput(text=c["text"], owner=c["owner"], due_on=c["due_on"]) for c in agreed],
    }
    try:
        if replaces is not None:
            gate.revise(decision=replaces, **values)
        else:
            gate.decide(request=asked, **values)
    except (ValidationError, gate.GateClosed) as error:
        refuse(form, error)
        return False
    messages.success(request, _("Je beslissing is bewaard. De kernploeg krijgt ze per mail."))
    return True
