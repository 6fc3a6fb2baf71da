"""One question to a few people: write it, look it over and send it; then read what came back and sum it up."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import FilteredRelation, Q
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bevraging import fatigue
from bevraging.actions import AskedLately, NotReady
from bevraging.languages import words_of
from bevraging.models import Survey
from fundament.actions import targeted as actions
from fundament.forms_targeted import FindForm, SummaryForm, TargetedForm
from fundament.models import Decision, TargetedQuestion
from fundament.targeted_answers import answers_of
from fundament.targeted_list import asked_words, counts, state_words, took_part
from organisatie.models import Employee
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.views.frame import frame

FIND, ADD_ALL, CHANGE, SEND = "zoek", "erbij", "wijzig", "verstuur"
NOT_TYPED = {"csrfmiddlewaretoken", "doe", "rust", "reden", "q", "function", "location"}
SHOWN = actions.MOST_PEOPLE


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str, pk: int):
    """Write the question and choose who to ask; «Kijk het na» shows it once more, only then it goes."""
    decision = access.part_or_404(request, Decision.objects.all(), slug, pk)
    if not access.may_edit_project(request.user, decision.project):
        raise PermissionDenied
    if not decision.is_open:
        messages.info(request, _("Dit besluit ligt vast. Stel je vraag bij een nieuw voorstel."))
        return redirect("fundament:keuze_blad", slug, pk)
    does = request.POST.get("doe", "")
    if request.method != "POST":
        return _write(request, decision, TargetedForm(decision=decision))
    if does in (FIND, ADD_ALL, CHANGE):
        return _write(request, decision, TargetedForm(decision=decision, initial=typed(request.POST)))
    form = TargetedForm(request.POST, decision=decision)
    if not form.is_valid():
        return _write(request, decision, form)
    return _send(request, decision, form) if does == SEND else _look_over(request, decision, form)


def typed(data: QueryDict) -> dict:
    """What was typed up to now, to go on with: nothing is refused yet."""
    given = {name: data[name] for name in TargetedForm.base_fields if name in data and name not in ("people", "why")}
    return given | {"why": "why" in data}


def _write(request, decision: Decision, form: TargetedForm):
    organisation = decision.project.organisation
    find = FindForm(request.POST if request.method == "POST" else {}, organisation=organisation)
    chosen = _chosen(request, decision)
    matches = list(find.found().exclude(pk__in=[one.pk for one in chosen])[: SHOWN + 1])
    if request.POST.get("doe") == ADD_ALL:
        chosen, matches = chosen + matches[: SHOWN - len(chosen)], []
    context = {
        "decision": decision,
        "form": form,
        "find": find,
        "chosen": chosen,
        "matches": matches[:SHOWN],
        "more": len(matches) > SHOWN,
        "looked": request.POST.get("doe") == FIND,
        "most": SHOWN,
        "decision_url": reverse("fundament:keuze", args=[decision.project.slug, decision.pk]),
    }
    return render(request, "fundament/vraag_nieuw.html", frame(request, decision.project, **context))


def _chosen(request, decision: Decision) -> list[Employee]:
    """Who was ticked, as far as they work here."""
    keys = [key for key in request.POST.getlist("people") if key.isascii() and key.isdigit() and len(key) < 10]
    staff = decision.project.organisation.employees.active().filter(pk__in=keys)
    return list(staff.select_related("function", "location")) if keys else []


def _look_over(request, decision: Decision, form: TargetedForm, *, error: str = "", reason_error: str = ""):
    data = form.cleaned_data
    people = list(data["people"].select_related("function", "location"))
    tired = fatigue.employees_asked_lately(decision.project.organisation_id)
    lately = sum(1 for one in people if one.pk in tired)
    context = {
        "decision": decision,
        "asked": [(one, list(words_of(one, "nl").values()) if one.codes else []) for one in form.asked()],
        "data": data,
        "people": people,
        "without_mail": sum(1 for one in people if not one.email),
        "anonymous": data["mode"] == Survey.Mode.ANONYMOUS,
        "min_group": form.smallest,
        "lately": lately,
        "rest_options": rest_options(lately),
        "rest": request.POST.get("rust", ""),
        "reason": request.POST.get("reden", ""),
        "error": error,
        "reason_error": reason_error,
        "longest_reason": fatigue.LONGEST_REASON,
        "decision_url": reverse("fundament:keuze", args=[decision.project.slug, decision.pk]),
        "kept": [
            (name, value) for name in request.POST if name not in NOT_TYPED for value in request.POST.getlist(name)
        ],
        "send_label": ngettext("Stel de vraag aan %(n)d collega", "Stel de vraag aan %(n)d collega's", len(people))
        % {"n": len(people)},
    }
    return render(request, "fundament/vraag_nakijken.html", frame(request, decision.project, **context))


def rest_options(count: int) -> list[tuple[str, str, str]]:
    return [
        (fatigue.LEAVE_OUT, _("Laat hen deze keer met rust"), _("Zij krijgen deze vraag niet.")),
        (
            fatigue.SEND_ANYWAY,
            ngettext("Vraag het toch ook aan die collega", "Vraag het toch ook aan die %(n)d collega's", count)
            % {"n": count},
            _("Schrijf kort waarom. Je reden komt in de geschiedenis."),
        ),
    ]


def _send(request, decision: Decision, form: TargetedForm):
    data, choice, reason = form.cleaned_data, request.POST.get("rust", ""), request.POST.get("reden", "")
    if choice == fatigue.SEND_ANYWAY and not reason.strip():
        return _look_over(request, decision, form, reason_error=_("Schrijf kort waarom."))
    try:
        made = actions.ask(
            decision=decision,
            by=request.user,
            asked=form.asked(),
            intro=data["intro"],
            employees=list(data["people"]),
            mode=data["mode"],
            until=data["until"],
            lately=choice,
            reason=reason,
        )
    except AskedLately as error:
        return _look_over(request, decision, form, error=str(error))
    except NotReady as error:
        messages.error(request, str(error))
        return _look_over(request, decision, form)
    count = made.survey.invited
    told = ngettext("De vraag vertrekt naar %(n)d collega.", "De vraag vertrekt naar %(n)d collega's.", count)
    messages.success(request, told % {"n": count})
    return redirect("fundament:vraag", decision.project.slug, decision.pk, made.pk)


def _targeted_or_404(request, slug: str, pk: int, question: int) -> Any:
    """The question with its decision, survey and project, in one query, for who may see results."""
    wanted = FilteredRelation("targeted", condition=Q(targeted__pk=question))
    decisions = Decision.objects.annotate(wanted=wanted).select_related("wanted__survey").annotate(**counts("wanted__"))
    decision = access.part_or_404(request, decisions, slug, pk)
    one = getattr(decision, "wanted", None)
    if one is None:
        raise Http404
    if not access.may_see_results(request.user, decision.project):
        raise PermissionDenied
    one.decision, one.survey.project = decision, decision.project
    one.done, one.counted = decision.done, decision.counted
    return one


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question(request, slug: str, pk: int, question: int):
    """What was asked, what came back, and what we take from it."""
    one = _targeted_or_404(request, slug, pk, question)
    project = one.decision.project
    edits = access.may_edit_project(request.user, project)
    if request.method == "POST" and not edits:
        raise PermissionDenied
    summary, form = one.summary, None  # a form that is refused leaves what was typed on the row
    if edits and one.survey.closed_at is not None and (not summary or one.decision.is_open):
        form = SummaryForm(request.POST or None, instance=one)
    if request.method == "POST" and _summed_up(request, one, form):
        return redirect("fundament:vraag", slug, pk, question)
    names = not one.survey.is_anonymous and access.may_see_names(request.user, project)
    context = {
        "decision": one.decision,
        "targeted": one,
        "survey": one.survey,
        "form": form,
        "summary": summary,
        "answers": answers_of(one.survey, names=names),
        "names": names,
        "is_open": one.survey.closed_at is None,
        "asked_words": asked_words(one.survey),
        "state": _("Samengevat. Deelname: %(told)s.") % {"told": took_part(one)}
        if summary
        else state_words(one.survey, took_part(one)),
        "decision_url": reverse("fundament:keuze", args=[slug, pk]),
    }
    return render(request, "fundament/vraag.html", frame(request, project, **context))


def _summed_up(request, one: TargetedQuestion, form: SummaryForm | None) -> bool:
    """Whether the summary stands; otherwise the page shows what is still needed."""
    if form is None:
        messages.error(request, _("Deze vraag loopt nog, of haar samenvatting ligt vast."))
        return True
    if not form.is_valid():
        return False
    try:
        actions.summarise(targeted=one, summary=form.cleaned_data["summary"], by=request.user)
    except ValidationError as error:
        refuse(form, error)
        return False
    messages.success(request, _("Bewaard. De samenvatting staat bij het besluit."))
    return True
