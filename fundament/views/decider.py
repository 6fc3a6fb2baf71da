"""The page of who decides: everything on one page, nothing chosen beforehand, two clicks when the proposal is right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fundament.actions import deciding
from fundament.actions.refusals import Refused, Settled
from fundament.decider_page import decider_context
from fundament.forms_deciding import DecideForm
from fundament.views.decision_frame import back_to, decision_or_404, refused, shown
from trajecten import access, gate


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide(request, slug: str, pk: int):
    decision = decision_or_404(request, slug, pk)
    if not access.may_take_decision(request.user, decision):
        if request.method == "POST":
            raise PermissionDenied
        return back_to(decision)
    if not decision.is_asked:  # answered or taken back: its page says how it stands
        return back_to(decision)
    form = DecideForm(request.POST or None, decision=decision)
    if request.method == "POST" and form.is_valid():
        try:
            return answer(request, decision, form)
        except Settled as error:
            messages.error(request, str(error))
            return back_to(decision)
        except (ValidationError, Refused, gate.GateClosed) as error:
            refused(form, decision, error)
    return shown(request, "beslis", decision.project, form=form, **decider_context(decision, request.user))


def answer(request, decision, form: DecideForm):
    data = form.cleaned_data
    about = {"decision": decision, "by": request.user, "version": data["version"]}
    if form.option is None:
        deciding.send_back(**about, reason=data["reason"])
        messages.success(request, _("Bewaard. Wie het voorstel trekt, gaat ermee aan de slag."))
    else:
        deciding.decide(**about, option=form.option, rationale=data["rationale"])
        messages.success(request, _("Je beslissing is bewaard. Dank je wel."))
    return back_to(decision)
