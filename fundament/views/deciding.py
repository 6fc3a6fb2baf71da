"""On the way to a decision and after it: put it before the decider, take it back, look at it again, withdraw it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fundament.actions import deciding, proposing
from fundament.actions.refusals import Refused
from fundament.decision_page import closed_gate
from fundament.forms_deciding import AskForm, NoAgreementForm, ReviewForm, WithdrawForm
from fundament.missing import missing
from fundament.models import Decision
from fundament.views.decision_frame import back_to, decision_or_404, editable_decision, form_page
from trajecten import access
from trajecten.form_errors import refuse


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request, slug: str, pk: int):
    """Only a proposal that misses nothing has this page; otherwise its own page says what is needed."""
    decision = editable_decision(request, slug, pk)
    if decision.decider_id == request.user.pk:
        raise PermissionDenied
    if not decision.is_open or decision.is_asked or missing(decision):
        return back_to(decision)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.ask(decision=decision, by=request.user, **form.cleaned_data)
        except (ValidationError, Refused) as error:
            refuse(form, error)
        else:
            said = _("%(name)s krijgt een mail. Je hoort het zodra er beslist is.")
            messages.success(request, said % {"name": decision.decider.first_name})
            return back_to(decision)
    name = {"name": decision.decider}
    return form_page(
        request, decision, form, title=_("Leg voor aan %(name)s") % name, save=_("Leg het voor"),
        state=_("%(name)s krijgt een mail en beslist op één bladzijde. Tot dan blijft het voorstel zoals het is.") % name,
        closed_gate=closed_gate(decision),
    )  # fmt: skip


@require_POST
@login_required
def take_back(request, slug: str, pk: int):
    decision = editable_decision(request, slug, pk)
    if deciding.take_back(decision=decision, by=request.user):
        messages.success(request, _("Je kan het voorstel weer aanpassen."))
    return back_to(decision)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request, slug: str, pk: int):
    """A proposal by who edits; a decision by them or by who took it."""
    decision = _ours(request, slug, pk)
    if not (decision.is_open or decision.holds):
        return back_to(decision)
    state = (
        _(
            "Het geldt dan niet meer. Het blijft te lezen. Liever iets anders beslissen? Maak een voorstel dat het vervangt."
        )
        if decision.holds
        else _("Het blijft te lezen, maar er wordt niets meer over beslist.")
    )
    title = _("Trek dit besluit in") if decision.holds else _("Trek dit voorstel in")
    form = WithdrawForm(request.POST or None)
    if _sent(request, form, deciding.withdraw, decision):
        messages.success(request, _("Ingetrokken."))
        return back_to(decision)
    return form_page(request, decision, form, title=title, state=state, save=title)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review(request, slug: str, pk: int):
    decision = _ours(request, slug, pk)
    if not decision.holds:
        return back_to(decision)
    form = ReviewForm(request.POST or None, organisation=decision.project.organisation)
    if _sent(request, form, deciding.review, decision):
        messages.success(request, _("Genoteerd. Het besluit blijft gelden."))
        return back_to(decision)
    return form_page(
        request, decision, form, title=_("Klopt dit besluit nog?"), save=_("Het blijft gelden"),
        state=_("Kijk samen of het nog werkt. Werkt iets anders beter? Maak dan een voorstel dat het vervangt."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def no_agreement(request, slug: str, pk: int):
    decision = editable_decision(request, slug, pk)
    if not decision.holds:
        return back_to(decision)
    form = NoAgreementForm(request.POST or None, initial={"reason": decision.no_agreement})
    if _sent(request, form, proposing.go_without_agreement, decision):
        messages.success(request, _("Bewaard."))
        return back_to(decision)
    return form_page(
        request, decision, form, title=_("Er volgt geen afspraak"), save=_("Bewaar"),
        state=_("Uit een besluit volgt meestal een afspraak. Schrijf op waarom dat hier niet hoeft."),
    )  # fmt: skip


def _ours(request, slug: str, pk: int) -> Decision:
    """For who edits, and for who took it."""
    decision = decision_or_404(request, slug, pk)
    if not (access.may_edit_project(request.user, decision.project) or _took(request, decision)):
        raise PermissionDenied
    return decision


def _took(request, decision: Decision) -> bool:
    return decision.taken_at is not None and access.may_take_decision(request.user, decision)


def _sent(request, form, action, decision: Decision) -> bool:
    """Whether the form was sent and the action done; what it refuses stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        action(decision=decision, by=request.user, **form.cleaned_data)
    except (ValidationError, Refused) as error:
        refuse(form, error)
        return False
    return True
