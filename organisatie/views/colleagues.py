"""Colleagues with an account: their role, and who is invited."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisatie import actions
from organisatie.access import managed_organisation
from organisatie.forms import InviteForm
from organisatie.models import Invitation, Membership


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request):
    """Everybody with an account; POST invites one more."""
    organisation = managed_organisation(request)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        try:
            actions.invite(organisation=organisation, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("email", error)
        else:
            messages.success(request, _("De uitnodiging voor %(email)s vertrekt nu.") % form.cleaned_data)
            return redirect("organisatie:collegas")
    context = {
        "form": form,
        "members": organisation.memberships.filter(is_active=True).select_related("user").order_by("user__name", "pk"),
        "invitations": organisation.invitations.waiting().order_by("-pk"),
        "roles": Membership.Role.choices,
    }
    return render(request, "organisatie/collegas.html", context)


@login_required
@require_POST
def role(request, pk):
    membership = _membership(request, pk)
    try:
        actions.change_role(membership=membership, role=request.POST.get("role", ""), by=request.user)
        messages.success(request, _("De rol van %(name)s is bewaard.") % {"name": membership.user})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("organisatie:collegas")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leaves(request, pk):
    membership = _membership(request, pk, active=request.method != "POST")
    if request.method != "POST":
        return render(request, "organisatie/collega_uit.html", {"membership": membership})
    try:
        actions.end_membership(membership=membership, by=request.user)
        messages.success(request, _("%(name)s kan niet meer bij jullie trajecten.") % {"name": membership.user})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("organisatie:collegas")


@login_required
@require_POST
def invite_again(request, pk):
    invitation = _invitation(request, pk, Invitation.objects.waiting())
    if actions.resend(invitation=invitation, by=request.user):
        messages.success(request, _("De uitnodiging voor %(email)s vertrekt opnieuw.") % {"email": invitation.email})
    else:
        messages.info(request, _("De uitnodiging is net verstuurd. Wacht even voor je ze nog eens verstuurt."))
    return redirect("organisatie:collegas")


@login_required
@require_POST
def uninvite(request, pk):
    invitation = _invitation(request, pk, Invitation.objects.all())
    if actions.withdraw(invitation=invitation, by=request.user):
        messages.success(request, _("De uitnodiging voor %(email)s is ingetrokken.") % {"email": invitation.email})
    return redirect("organisatie:collegas")


def _membership(request, pk, *, active: bool = True) -> Membership:
    """`active` False also finds a membership that was ended: a second press is no reason for an error page."""
    found = Membership.objects.select_related("user", "organisation").filter(**{"is_active": True} if active else {})
    return get_object_or_404(found, organisation=managed_organisation(request), pk=pk)


def _invitation(request, pk, among) -> Invitation:
    found = among.select_related("organisation")
    return get_object_or_404(found, organisation=managed_organisation(request), pk=pk)
