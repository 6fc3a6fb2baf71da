"""The pages that packages bring speak as the rest of the house: Dutch, «je», no words of their own."""

import re
import time

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.html import strip_tags

from organisatie import urls_accounts
from organisatie.tests.factories import make_user

FORMAL = re.compile(r"\b(u|uw|uzelf)\b", re.IGNORECASE)
FOREIGN = re.compile(
    r"\b(sign in|sign up|password|cancel|save|twee-factor|authenticator|inloggen|registreren)\b", re.IGNORECASE
)
ARGUMENTS = {
    "account_reset_password_from_key": ["1", "verlopen-sleutel"],
    "openid_connect_login": ["bestaat-niet"],
    "openid_connect_callback": ["bestaat-niet"],
}
PAGES = [pattern.name for pattern in urls_accounts.urlpatterns]


def words_of(response) -> str:
    body = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", response.content.decode())
    return re.sub(r"\s+", " ", strip_tags(body))


def address(name, user):
    """Where this page is; with a key of `user` where the page is about one."""
    if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"}:
        key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Mijn gsm"})
        return reverse(name, args=[key.pk])
    return reverse(name, args=ARGUMENTS.get(name))


@pytest.mark.parametrize("name", PAGES)
def test_page_of_a_stranger_speaks_our_words(client, lies, name):
    words = words_of(client.get(address(name, lies), follow=True))
    assert (FORMAL.findall(words), FOREIGN.findall(words)) == ([], [])


@pytest.mark.parametrize("name", PAGES)
def test_page_of_who_just_signed_in_speaks_our_words(client, lies, name):
    client.force_login(lies, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session.save()
    words = words_of(client.get(address(name, lies), follow=True))
    assert (FORMAL.findall(words), FOREIGN.findall(words)) == ([], [])


@pytest.mark.django_db
def test_administration_in_the_browser_says_je(client):
    client.force_login(make_user("beheer@linde.test", "Beheer", is_staff=True, is_superuser=True))
    said = client.get(reverse("admin:jsi18n")).content.decode()
    assert FORMAL.findall(" ".join(re.findall(r': "((?:[^"\\]|\\.)*)"', said))) == []
    assert "Je koos een actie" in said
