"""The link in an invitation. GET looks, POST acts; unknown, wrong, used and expired all get the same calm page."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from organisatie import actions
from organisatie.adapters import PENDING_KEY, outside_providers
from organisatie.forms import NewAccountForm
from organisatie.middleware import SESSION_KEY
from organisatie.models import Invitation, User

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    found = (
        Invitation.objects.usable()
        .select_related("organisation", "invited_by")
        .filter(token_hash=actions.token_hash(token))
    )
    invitation = found.first()
    if invitation is None:
        return _calm(render(request, "organisatie/uitnodiging_weg.html", status=404))
    if request.user.is_authenticated:
        return _calm(_signed_in(request, invitation))
    known = User.objects.filter(email=invitation.email).first()
    if known and not actions.never_used(known):
        return _calm(render(request, "organisatie/uitnodiging.html", _context(request, invitation, stage="aanmelden")))
    return _calm(_newcomer(request, invitation, token))


def _signed_in(request, invitation):
    if request.user.email != invitation.email:
        return render(request, "organisatie/uitnodiging.html", _context(request, invitation, stage="ander"))
    if request.method == "POST":
        try:
            actions.accept(invitation=invitation, user=request.user)
        except ValidationError:
            return render(request, "organisatie/uitnodiging_weg.html", status=404)
        return _welcome(request, invitation)
    return render(request, "organisatie/uitnodiging.html", _context(request, invitation, stage="klaar"))


def _newcomer(request, invitation, token):
    if "extern" in request.POST:
        return _outside(request, token)
    form = NewAccountForm(request.POST or None, email=invitation.email)
    if form.is_valid():
        try:
            user = actions.accept_as_new(invitation=invitation, **form.cleaned_data)
        except ValidationError:
            return render(request, "organisatie/uitnodiging_weg.html", status=404)
        login(request, user, backend=BACKEND)
        record_authentication(request, user, method="password", email=user.email)
        return _welcome(request, invitation)
    return render(request, "organisatie/uitnodiging.html", _context(request, invitation, stage="nieuw", form=form))


def _outside(request, token):
    """On to the organisation's own sign-in; `SocialAccountAdapter` reads the invitation back from the session."""
    provider = next((one for one in outside_providers(request) if one.app.provider_id == request.POST["extern"]), None)
    if provider is None:
        return redirect("organisatie:uitnodiging", token)
    request.session[PENDING_KEY] = token
    return provider.redirect(request, process="login", next_url=request.path)


def _welcome(request, invitation):
    request.session[SESSION_KEY] = invitation.organisation_id
    messages.success(request, _("Welkom bij %(organisation)s!") % {"organisation": invitation.organisation})
    return redirect("/vandaag/")


def _context(request, invitation, **more):
    return {"invitation": invitation, "providers": outside_providers(request), **more}


def _calm(response):
    # No stricter Referrer-Policy than the rest of the house (same-origin): with no-referrer a browser posts the form
    # with `Origin: null`, and the CSRF check refuses it.
    response["X-Robots-Tag"] = "noindex"
    return response
