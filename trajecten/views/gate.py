"""The gate of a step: the checklist, asking for a decision, what was agreed, and opening a step again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from trajecten import access, gate
from trajecten.form_errors import Parts, refuse
from trajecten.forms_gate import FulfilForm, ReopenForm, RequestForm, WaiverForm
from trajecten.gate_page import gate_context, people_in
from trajecten.models import Condition, GateRequest
from trajecten.steps import LAST_STEP, Kind, State
from trajecten.views.frame import frame
from trajecten.views.projects import step_or_404


def gate_step_or_404(value: str):
    """The step whose gate this is; step 6 has none."""
    step = step_or_404(value)
    if step.number == LAST_STEP:
        raise Http404
    return step


@require_safe
@login_required
def poort(request, slug: str, step: str):
    project = access.project_or_404(request, slug, with_gate=True)
    if not access.may_see_gate(request.user, project):
        raise PermissionDenied
    found = gate_step_or_404(step)
    if step != str(found.number):
        return redirect("trajecten:poort", project.slug, found.number)
    return show(request, project, found)


def show(request, project, step, *, form=None, waivers=None, status: int = 200):
    """The gate page, with the form that was just sent when it has errors."""
    context = frame(request, project)
    context |= gate_context(project, step, request.user, edits=context["edits"])
    if context["may_request"]:
        context["form"] = form or RequestForm()
        context["waivers"] = waivers if waivers is not None else waiver_forms(project, context["results"])
        # The checklist leads here with the point that is to be solved in another way.
        context["without"] = request.GET.get("zonder", "")
        context["formset"] = Parts([context["form"], *(part for _result, part in context["waivers"])])
    return render(request, "trajecten/poort.html", context, status=status)


def waiver_forms(project, results, data=None) -> list:
    """One form for each open point that may be waived; a hard point never."""
    open_states = (State.NOT_MET, State.TOO_LITTLE)
    waivable = [r for r in results if r.kind == Kind.MUST and r.state in open_states]
    people = people_in(project)
    names = [(one.pk, str(one)) for one in people] if waivable else []  # read once for all these forms
    return [
        (result, WaiverForm(data, prefix=f"zonder-{result.code}", people=people, names=names, title=result.title))
        for result in waivable
    ]


@require_POST
@login_required
def vragen(request, slug: str, step: str):
    """Ask the decider. The snapshot is made inside the action; a second press finds the first request."""
    project = access.editable_project(request, slug)
    found = gate_step_or_404(step)
    form = RequestForm(request.POST)
    waivers = waiver_forms(project, gate.evaluate(project, found.number), request.POST)
    everything = [form, *(waiver for _result, waiver in waivers)]
    if sum(not part.is_valid() for part in everything):
        return show(request, project, found, form=form, waivers=waivers)
    try:
        gate.request_decision(
            project=project,
            by=request.user,
            note=form.cleaned_data["note"],
            decide_by=form.cleaned_data["decide_by"],
            waivers=[as_waiver(result, waiver) for result, waiver in waivers if waiver.wanted],
            step=found.number,
        )
    except gate.AlreadyDecided as error:  # there is no form any more to say it in
        messages.error(request, str(error))
        return redirect("trajecten:poort", project.slug, found.number)
    except (ValidationError, gate.GateClosed) as error:
        if not (isinstance(error, gate.NotReady) and point_out(waivers)):
            refuse(form, error)
        return show(request, project, found, form=form, waivers=waivers)
    messages.success(request, _("Je vraag is vertrokken."))
    return redirect("trajecten:poort", project.slug, found.number)


def point_out(waivers) -> bool:
    """Put what is still needed at each point itself; False when nothing here can be waived."""
    missing = [waiver for _result, waiver in waivers if not waiver.wanted]
    for waiver in missing:
        waiver.say("reason", _("«%(title)s» is nog nodig. Breng het in orde, of leg uit waarom het zonder kan"))
    return bool(missing)


@require_POST
@login_required
def intrekken(request, slug: str, step: str):
    """Take the question back. Pressed twice, or just decided: the page says how it stands."""
    project = access.editable_project(request, slug)
    found = gate_step_or_404(step)
    asked = project.gate_requests.filter(step=found.number, status=GateRequest.Status.OPEN).first()
    try:
        if asked is not None:
            gate.withdraw_request(request=asked, by=request.user)
            messages.success(request, _("Je vraag is ingetrokken."))
    except gate.GateClosed as error:
        messages.error(request, str(error))
    return redirect("trajecten:poort", project.slug, found.number)


def as_waiver(result, form):
    data = form.cleaned_data
    return gate.WaiverInput(
        code=result.code,
        reason=data["reason"],
        measure=data["measure"],
        owner=data["owner"],
        expires_on=data["expires_on"],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def afspraak(request, slug: str, step: str, pk: int):
    """Say that what was agreed is done, and where one can see it."""
    project = access.project_or_404(request, slug)
    found = gate_step_or_404(step)
    condition = get_object_or_404(
        Condition.objects.select_related("owner"),
        pk=pk, decision__request__project=project, decision__request__step=found.number,
    )  # fmt: skip
    if not (access.may_edit_project(request.user, project) or condition.owner_id == request.user.pk):
        raise PermissionDenied
    if condition.fulfilled_on:  # pressed twice, or somebody else was first
        return redirect("trajecten:poort", project.slug, found.number)
    form = FulfilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            gate.fulfil_condition(condition=condition, by=request.user, evidence=form.cleaned_data["evidence"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard. Die afspraak is gedaan."))
            return redirect("trajecten:poort", project.slug, found.number)
    return render(
        request, "trajecten/afspraak.html", frame(request, project, form=form, condition=condition, step=found)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def heropenen(request, slug: str):
    """Open an earlier step again. All data stays."""
    project = access.editable_project(request, slug)
    if project.step == 1:
        raise Http404
    # Who comes from a proposal finds its step chosen; it is still theirs to change or to leave.
    running = gate.asks_of(project)
    chosen = {"to_step": request.GET.get("stap", "")}
    form = ReopenForm(request.POST or None, step=project.step, running=running, initial=chosen)
    if request.method == "POST" and form.is_valid():
        try:
            gate.reopen(
                project=project,
                to_step=form.cleaned_data["to_step"],
                by=request.user,
                reason=form.cleaned_data["reason"],
                answers=form.answers,
            )
        except (ValidationError, gate.GateClosed) as error:
            refuse(form, error)
        else:
            messages.success(request, _("De stap staat weer open. Wat jullie later al deden, blijft bewaard."))
            return redirect("trajecten:overzicht", project.slug)
    return render(request, "trajecten/heropenen.html", frame(request, project, form=form))
