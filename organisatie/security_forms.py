"""Forms of allauth in our own words."""

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class _NoPlaceholder(forms.Form):
    """The labels stand above the fields already; a placeholder would say them twice, and go away while typing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(_NoPlaceholder, LoginForm):
    pass


class CodeByMailForm(_NoPlaceholder, RequestLoginCodeForm):
    pass


class AppForm(ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code uit de app")
        self.fields["code"].widget.attrs.pop("placeholder", None)


class KeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam van de sleutel")
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Met deze sleutel heb ik geen wachtwoord meer nodig")
            self.fields["passwordless"].help_text = ""


class KeyNameForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam van de sleutel")


class _PasswordWords(forms.Form):
    """One short line instead of the four rules of Django, which speak formally. The rules themselves stay."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Kies een wachtwoord")
        self.fields["password1"].help_text = _(
            "Minstens 12 tekens. Een zin is makkelijker te onthouden dan losse tekens."
        )
        self.fields["password2"].label = _("Typ het nog eens")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ChangeForm(_PasswordWords, ChangePasswordForm):
    pass


class FirstForm(_PasswordWords, SetPasswordForm):
    pass


class AskForm(_NoPlaceholder, ResetPasswordForm):
    pass


class ForgottenForm(_PasswordWords, ResetPasswordKeyForm):
    pass
