"""One shared tablet for colleagues without a mailbox: the lead switches it on, and takes it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bevraging import actions, tablets
from bevraging.views.base import editable_survey, page, page_of, to


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tablet(request, slug: str, pk: int):
    """GET shows whether it is on and where; POST switches it."""
    survey = editable_survey(request, slug, pk)
    if not survey.takes_answers:
        messages.info(request, _("Een tablet kan je aanzetten terwijl de bevraging loopt."))
        return to(page_of(survey), survey)
    if request.method == "POST":
        on = request.POST.get("zet") == "aan"
        if (on or request.POST.get("zet") == "uit") and actions.switch_tablet(survey=survey, on=on, by=request.user):
            messages.success(
                request, _("De tablet staat aan.") if on else _("De tablet staat uit. Het oude adres werkt niet meer.")
            )
        return to("tablet", survey)
    address = tablets.address_of(survey) if survey.tablet_is_on else ""
    return render(request, "bevraging/tablet.html", page(request, survey, address=address))
