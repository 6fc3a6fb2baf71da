"""Signing in with the account of an organisation (OIDC): known by issuer and number, never by e-mail."""

import time
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount

from organisatie import actions, checks
from organisatie.models import User
from organisatie.tests.factories import PASSWORD
from trajecten.models import Mail
from trajecten.outbox.queueing import secret_of

pytestmark = pytest.mark.django_db
ISSUER = "https://werk.example"
START, BACK = "/aanmelden/extern/werk/", "/aanmelden/extern/werk/terug/"
APP = {
    "provider_id": "werk", "name": "het werkaccount", "client_id": "trajecten", "secret": "geheim",
    "settings": {"server_url": ISSUER + "/.well-known/openid-configuration"},
}  # fmt: skip


class FakeService:
    """The organisation's sign-in service: says who somebody is, and that the address is verified (which proves nothing)."""

    sub, email = "nummer-1", "lies@linde.test"

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def get(self, url, headers=None):
        return self.request("GET", url)

    def request(self, method, url, **options):
        claims = {"sub": self.sub, "email": self.email, "email_verified": True, "name": "Lies van buiten"}
        if url.endswith("openid-configuration"):
            names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            return Answer({"issuer": ISSUER, **{name: f"{ISSUER}/{name}" for name in names}})
        if url.endswith("token_endpoint"):
            now = int(time.time())
            signed = jwt.encode({**claims, "iss": ISSUER, "aud": "trajecten", "iat": now, "exp": now + 60}, "k" * 32)
            return Answer({"access_token": "x", "token_type": "Bearer", "id_token": signed})
        return Answer(claims)


class Answer:
    status_code = 200
    headers = {"content-type": "application/json"}
    text = "{}"

    def __init__(self, content):
        self.content = content

    def json(self):
        return self.content

    def raise_for_status(self):
        return None


@pytest.fixture
def service(settings, monkeypatch):
    settings.OIDC_PROVIDERS = [APP]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [APP]}}
    service = FakeService()
    monkeypatch.setattr("organisatie.adapters.SocialAccountAdapter.get_requests_session", lambda self: service)
    return service


def come_back(client, redirect):
    """What the browser does at the service: come back with a code and the state."""
    state = parse_qs(urlsplit(redirect.url).query)["state"][0]
    return client.get(BACK, {"code": "c", "state": state})


def signed_in(client) -> str:
    return client.session.get("_auth_user_id", "")


@pytest.fixture
def invitation_link(linde, ines):
    actions.invite(organisation=linde, email="nele@linde.test", role="lead", by=ines)
    return secret_of(Mail.objects.get())["link"].removeprefix("http://localhost:8000")


def test_unknown_outside_account_with_a_known_address_gets_nothing(client, service, lies):
    response = come_back(client, client.post(START))
    assert (response.url, signed_in(client)) == ("/aanmelden/", "")
    assert SocialAccount.objects.count() == 0


def test_linked_outside_account_signs_in(client, service, lies):
    SocialAccount.objects.create(user=lies, provider="werk", uid="nummer-1")
    come_back(client, client.post(START))
    assert signed_in(client) == str(lies.pk)


def test_number_of_another_service_is_somebody_else(client, service, lies):
    SocialAccount.objects.create(user=lies, provider="ander", uid="nummer-1")
    come_back(client, client.post(START))
    assert signed_in(client) == ""


def test_who_is_signed_in_links_the_outside_account_whatever_its_address(client, service, lies):
    service.email = "iemand@elders.test"
    client.post("/aanmelden/", {"login": lies.email, "password": PASSWORD})
    come_back(client, client.post(START + "?process=connect"))
    assert list(SocialAccount.objects.values_list("user", "provider", "uid")) == [(lies.pk, "werk", "nummer-1")]
    assert list(lies.emailaddress_set.exclude(email=lies.email)) == []


def test_invitation_is_accepted_with_an_outside_account(client, service, invitation_link, linde):
    back = come_back(client, client.post(invitation_link, {"extern": "werk"}))
    nele = User.objects.get(email="nele@linde.test")
    assert (back.url, signed_in(client), nele.name) == (invitation_link, str(nele.pk), "Lies van buiten")
    client.post(invitation_link)
    assert linde.memberships.get(user=nele).role == "lead"


def test_address_from_outside_is_not_used_for_the_new_account(client, service, invitation_link, lies):
    come_back(client, client.post(invitation_link, {"extern": "werk"}))
    assert SocialAccount.objects.get().user.email == "nele@linde.test"


def test_invitation_for_a_known_address_is_not_taken_by_an_outside_account(client, service, linde, ines, vik):
    actions.invite(organisation=linde, email=vik.email, role="lead", by=ines)
    session = client.session
    session["invitation"] = secret_of(Mail.objects.get())["link"].rstrip("/").rpartition("/")[2]
    session.save()
    come_back(client, client.post(START))
    assert (signed_in(client), SocialAccount.objects.count()) == ("", 0)


def test_looking_at_the_start_page_does_not_leave_the_house(client, service):
    assert client.get(START).status_code == 200


def test_service_that_is_not_configured_does_not_exist(client, db):
    assert client.post("/aanmelden/extern/onbekend/").status_code == 404


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"settings": {"server_url": "https://login.microsoftonline.com/common/v2.0"}}, "organisatie.E001"),
        ({"settings": {"server_url": "https://login.microsoftonline.com/organizations/v2.0"}}, "organisatie.E001"),
        ({"settings": {"server_url": "http://werk.example"}}, "organisatie.E002"),
        ({"provider_id": ""}, "organisatie.E003"),
        ({"settings": {**APP["settings"], "uid_field": "email"}}, "organisatie.E004"),
    ],
)
def test_unsafe_configuration_is_refused_at_start_up(settings, change, code):
    settings.OIDC_PROVIDERS = [APP | change]
    assert [problem.id for problem in checks.oidc_is_pinned(None)] == [code]


def test_safe_configuration_is_accepted(settings):
    settings.OIDC_PROVIDERS = [APP]
    assert checks.oidc_is_pinned(None) == []
