"""The register of decisions, and one proposal or decision: look, make, change, say where it comes from."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bevraging.views.listening import results_project, sheet
from fundament.actions import proposing
from fundament.actions.refusals import Refused
from fundament.decision_list import counts_of, decisions_of, table
from fundament.decision_page import page_context
from fundament.decision_words import label, list_sentence
from fundament.filters_decisions import DecisionFilter
from fundament.forms_decisions import CausesForm, NewProposalForm, ProposalForm
from fundament.models import Decision
from fundament.views.decision_frame import (
    back_to,
    decision_or_404,
    editable_decision,
    form_page,
    refused,
    settled,
    shown,
)
from trajecten import access
from trajecten.form_errors import refuse
from trajecten.list_file import list_file

CAUSES_IN_ADDRESS = {"bundles": "bundel", "themes": "thema", "items": "item"}


@require_safe
@login_required
def register(request, slug: str):
    project = results_project(request, slug)
    found = DecisionFilter(request.GET, project=project, queryset=decisions_of(project))
    counts = counts_of(found.qs)
    page = sheet(request, found.qs, counts["total"])
    for decision in page.object_list:
        decision.label, decision.tone = label(decision)
    state = list_sentence(counts, filtered=found.is_used)
    return shown(request, "keuzes", project, filter=found, page=page, state=state)


@require_safe
@login_required
def export(request, slug: str, kind: str):
    project = results_project(request, slug)
    found = DecisionFilter(request.GET, project=project, queryset=decisions_of(project))
    return list_file(table(found.qs), kind, f"besluiten-{project.slug}", _("Besluiten"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request, slug: str):
    """From a bundle, a theme or an item (in the address), or from a decision that it will replace."""
    project = access.editable_project(request, slug)
    former = _former(request, project)
    if former is not None and not former.holds and request.method != "POST":
        messages.info(request, _("%(code)s geldt niet meer. Je hoeft het niet te vervangen.") % {"code": former.code})
        return back_to(former)
    form = NewProposalForm(request.POST or None, project=project, initial=_prefilled(request, former))
    if request.method == "POST" and form.is_valid():
        try:
            made = proposing.propose(project=project, by=request.user, supersedes=former, **form.cleaned_data)
        except (ValidationError, Refused) as error:
            refuse(form, error)
        else:
            return back_to(made)
    return shown(request, "keuze_nieuw", project, form=form, former=former, causes=_carried(form))


def _former(request, project) -> Decision | None:
    asked = request.GET.get("vervangt", "")
    if not asked:
        return None
    return get_object_or_404(Decision.objects.filter(project=project), pk=asked if asked.isdecimal() else 0)


def _prefilled(request, former: Decision | None) -> dict:
    """What the address brings along, or what the decision came from that is replaced."""
    found = {name: request.GET.getlist(key) for name, key in CAUSES_IN_ADDRESS.items()}
    if former is not None:
        found |= {name: [row.pk for row in getattr(former, name).all()] for name in CAUSES_IN_ADDRESS}
        found["kind"] = former.kind
    return found


def _carried(form) -> list[str]:
    """The names of the causes that come along: only those of this project."""
    names = []
    for name in CAUSES_IN_ADDRESS:
        chosen = [value for value in form[name].value() or [] if str(value).isdecimal()]
        if chosen:
            names += map(str, form.fields[name].queryset.filter(pk__in=chosen))
    return names


@require_safe
@login_required
def decision_page(request, slug: str, pk: int):
    decision = decision_or_404(request, slug, pk)
    edits = access.may_edit_project(request.user, decision.project)
    return shown(request, "keuze", decision.project, **page_context(decision, request.user, edits=edits))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change(request, slug: str, pk: int):
    decision = editable_decision(request, slug, pk)
    if away := settled(request, decision):
        return away
    form, newer = ProposalForm(request.POST or None, instance=decision), []
    if request.method == "POST" and form.is_valid():
        try:
            proposing.change(decision=decision, by=request.user, **form.cleaned_data)
        except (ValidationError, Refused) as error:
            newer = refused(form, decision, error)
        else:
            messages.success(request, _("Bewaard."))
            return back_to(decision)
    return form_page(
        request, decision, form, newer=newer, title=_("Werk het voorstel uit"), save=_("Bewaar het voorstel"),
        state=_("Alles kan nog wijzigen tot je het voorlegt."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def causes(request, slug: str, pk: int):
    """Also after it was taken: links may still be added then."""
    decision = editable_decision(request, slug, pk)
    if decision.is_asked and (away := settled(request, decision)):
        return away
    linked = {
        "bundles": decision.bundle_rows, "themes": decision.theme_rows, "items": decision.item_rows,
    }  # fmt: skip
    initial = {name: [row["pk"] for row in rows or []] for name, rows in linked.items()}
    form = CausesForm(request.POST or None, project=decision.project, linked=initial["items"], initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            proposing.set_causes(decision=decision, by=request.user, **form.cleaned_data)
        except (ValidationError, Refused) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Bewaard."))
            return back_to(decision)
    return form_page(
        request, decision, form, title=_("Waar komt deze keuze vandaan?"), save=_("Bewaar de aanleidingen"),
        state=_("Kies wat collega’s zeiden, of wat telkens misloopt. Eén is genoeg."),
        nothing=_nothing_to_choose(form),
    )  # fmt: skip


def _nothing_to_choose(form) -> bool:
    return not any(form.fields[name].queryset.exists() for name in CAUSES_IN_ADDRESS)
