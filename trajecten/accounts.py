"""Accounts meet the core: their mails leave through the outbox, what happens to people stands in the log.

The room `organisatie` may not import this one; it calls through `organisatie.doors`, opened at the bottom.
"""

import uuid
from datetime import timedelta

from allauth.account import app_settings
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisatie import doors
from organisatie.adapters import AccountAdapter as BaseAdapter
from organisatie.importing import runs
from organisatie.middleware import SESSION_KEY
from organisatie.models import User, normalise_email
from trajecten import history, outbox, reminders, workspace
from trajecten.outbox import MailKind, register_kind

PURPOSES = {
    "account/email/login_code": "aanmeldcode",
    "account/email/password_reset_key": "wachtwoord-vergeten",
    "account/email/unknown_account": "geen-account",
    "account/email/account_already_exists": "account-bestaat",
    "account/email/password_changed": "wachtwoord-gewijzigd",
    "account/email/password_reset": "wachtwoord-gewijzigd",
    "account/email/password_set": "wachtwoord-gewijzigd",
    "mfa/email/totp_activated": "beveiliging-gewijzigd",
    "mfa/email/totp_deactivated": "beveiliging-gewijzigd",
    "mfa/email/webauthn_added": "beveiliging-gewijzigd",
    "mfa/email/webauthn_removed": "beveiliging-gewijzigd",
    "mfa/email/recovery_codes_generated": "beveiliging-gewijzigd",
    "socialaccount/email/account_connected": "beveiliging-gewijzigd",
    "socialaccount/email/account_disconnected": "beveiliging-gewijzigd",
}
"""Which of our mails stands for which mail of allauth."""

WHAT_CHANGED = {
    "totp_activated": _("De app met codes staat aan."),
    "totp_deactivated": _("De app met codes staat uit."),
    "webauthn_added": _("Er is een toegangssleutel bij."),
    "webauthn_removed": _("Er is een toegangssleutel weg."),
    "recovery_codes_generated": _("Er zijn nieuwe herstelcodes."),
    "account_connected": _("Je werkaccount is gekoppeld."),
    "account_disconnected": _("Je werkaccount is niet meer gekoppeld."),
}

for name in {*PURPOSES.values()}:
    # A sign-in code that nobody is sure of is sent again: better twice than never.
    register_kind(MailKind(f"account.{name}", f"account/{name}", resend_when_uncertain=True))
register_kind(MailKind("account.invitation", "account/uitnodiging", resend_when_uncertain=True))

history.register_verb("person.invited", _("{actor} nodigde {email} uit als {role}."))
history.register_verb("person.invitation_withdrawn", _("{actor} trok de uitnodiging van {email} in."))
history.register_verb("person.joined", _("{actor} kwam erbij als {role}."))
history.register_verb("person.role_changed", _("{actor} maakte {person} {after}. Voordien: {before}."))
history.register_verb("person.left", _("{actor} haalde {person} uit de organisatie."))
history.register_verb("people.imported", _("{actor} voerde een lijst in: {fresh} nieuw, {changed} gewijzigd."))


class AccountAdapter(BaseAdapter):
    """Sign-in as allauth does it, with our own mails."""

    def post_login(self, request, user, **kwargs):
        """Begin in an organisation where something runs; who chose one already stays there."""
        if SESSION_KEY not in request.session and (home := workspace.home_of(user)):
            request.session[SESSION_KEY] = home.pk
        return super().post_login(request, user, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Queue the mail. A code or link is sealed; the visitor's address and browser stay out of it."""
        purpose = PURPOSES[template_prefix]
        user = User.objects.filter(email=normalise_email(email)).first()
        secret, lasts = _secret(context)
        with transaction.atomic():
            outbox.queue(
                kind=f"account.{purpose}",
                key=f"account:{uuid.uuid4()}",
                to=email,
                name=user.name if user else "",
                context={"what": str(WHAT_CHANGED.get(template_prefix.rpartition("/")[2], ""))},
                secret=secret,
                language=user.language if user else "nl",
                expires_at=timezone.now() + lasts,
            )

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """To the one address of the account: allauth would look for a row of its own, which not every account has."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Built on SITE_URL: the Host header of a visitor never decides where a link leads."""
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=["UID", "KEY"]).replace(
            "UID-KEY", key
        )


def _secret(context: dict) -> tuple[dict[str, str] | None, timedelta]:
    """What must be sealed, and how long the mail is of use."""
    if code := context.get("code"):
        link = settings.SITE_URL + reverse("organisatie:aanmeldlink", args=[code])
        return {"code": code, "link": link}, timedelta(seconds=app_settings.LOGIN_BY_CODE_TIMEOUT)
    if reset := context.get("password_reset_url"):
        return {"link": reset}, timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    return None, timedelta(days=1)


doors.open_doors(mailer=outbox.queue, recorder=history.record)
reminders.register(reminders.Source(code="organisatie.imports", collect=runs.sweep, due=runs.due))
