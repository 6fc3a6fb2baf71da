"""How allauth behaves in this house: nobody signs up by themselves, and an outside account is never matched on e-mail."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from organisatie.actions import token_hash
from organisatie.models import Invitation, User

PENDING_KEY = "invitation"
"""The session holds the token of an invitation that is being accepted with an outside account."""


def outside_providers(request) -> list:
    """The organisations' own sign-in services (OIDC) that this installation knows."""
    return get_social_adapter().list_providers(request)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        return False

    def post_login(self, request, user, **kwargs):
        from organisatie.views.profile import remember_taste

        return remember_taste(super().post_login(request, user, **kwargs), user)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """An outside account is known by issuer and number, nothing else.

    It becomes known in two ways: somebody who is signed in links it (Mijn gegevens, Beveiliging), or somebody new
    accepts an invitation with it. An e-mail address that the service mentions proves nothing and is not used.
    """

    def pre_social_login(self, request, sociallogin) -> None:
        if sociallogin.is_existing:
            return
        sociallogin.email_addresses = []
        if sociallogin.state.get("process") == "connect":
            return
        invitation = _pending(request)
        if invitation is None or User.objects.filter(email=invitation.email).exists():
            text = _(
                "Dit werkaccount kennen we nog niet. Meld je aan met je mailadres en koppel het bij Mijn gegevens."
            )
            messages.error(request, text)
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.user.email = invitation.email
        sociallogin.email_addresses = [EmailAddress(email=invitation.email, verified=True, primary=True)]

    def is_open_for_signup(self, request, sociallogin) -> bool:
        return _pending(request) is not None

    def is_auto_signup_allowed(self, request, sociallogin) -> bool:
        return True

    def populate_user(self, request, sociallogin, data) -> User:
        """Only the name comes from outside."""
        parts = (data.get("first_name"), data.get("last_name"))
        sociallogin.user.name = (data.get("name") or " ".join(part for part in parts if part))[:120]
        return sociallogin.user


def _pending(request) -> Invitation | None:
    token = request.session.get(PENDING_KEY, "")
    return Invitation.objects.usable().filter(token_hash=token_hash(token)).first() if token else None
