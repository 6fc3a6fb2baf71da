"""Signing in and security: the pages of allauth that we use, at Dutch addresses, under the names that allauth expects."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.usersessions import views as sessions
from django.urls import path, re_path

urlpatterns = [
    path("aanmelden/", account.login, name="account_login"),
    path("aanmelden/nieuw/", account.signup, name="account_signup"),
    path("aanmelden/code/", account.request_login_code, name="account_request_login_code"),
    path("aanmelden/code/invullen/", account.confirm_login_code, name="account_confirm_login_code"),
    path("aanmelden/bevestigen/", mfa.authenticate, name="mfa_authenticate"),
    path("aanmelden/sleutel/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("aanmelden/niet-actief/", account.account_inactive, name="account_inactive"),
    path("aanmelden/extern/geannuleerd/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("aanmelden/extern/mislukt/", social.login_error, name="socialaccount_login_error"),
    path("aanmelden/extern/nieuw/", social.signup, name="socialaccount_signup"),
    path("aanmelden/extern/<str:provider_id>/", oidc.login, name="openid_connect_login"),
    path("aanmelden/extern/<str:provider_id>/terug/", oidc.callback, name="openid_connect_callback"),
    path("afmelden/", account.logout, name="account_logout"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/klaar/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    # Mine, for who is signed in.
    path("mijn/wachtwoord/", account.password_change, name="account_change_password"),
    path("mijn/wachtwoord/kiezen/", account.password_set, name="account_set_password"),
    path("mijn/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("mijn/beveiliging/", mfa.index, name="mfa_index"),
    path("mijn/beveiliging/bevestigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("mijn/beveiliging/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("mijn/beveiliging/app/uit/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("mijn/beveiliging/herstelcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("mijn/beveiliging/herstelcodes/nieuw/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "mijn/beveiliging/herstelcodes/bestand/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("mijn/beveiliging/sleutels/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("mijn/beveiliging/sleutels/nieuw/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("mijn/beveiliging/sleutels/bevestigen/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("mijn/beveiliging/sleutels/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("mijn/beveiliging/sleutels/<int:pk>/wis/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("mijn/beveiliging/toestellen/", sessions.list_usersessions, name="usersessions_list"),
    path("mijn/beveiliging/werkaccount/", social.connections, name="socialaccount_connections"),
]
