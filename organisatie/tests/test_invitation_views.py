"""The link in an invitation: looking changes nothing, and a wrong link tells nothing."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisatie import actions
from organisatie.models import Invitation, Membership, User
from organisatie.tests.factories import PASSWORD, make_user
from trajecten.models import Mail
from trajecten.outbox.queueing import secret_of

pytestmark = pytest.mark.django_db
NEW = {"name": "Nele Vos", "password": "een-heel-lang-wachtwoord"}


@pytest.fixture
def link(linde, ines):
    actions.invite(organisation=linde, email="nele@linde.test", role="lead", by=ines)
    return secret_of(Mail.objects.get())["link"].removeprefix("http://localhost:8000")


def gone(response) -> bool:
    return response.status_code == 404 and response.templates[0].name == "organisatie/uitnodiging_weg.html"


def shown(response) -> str:
    """The page without the token against forged forms, which is new in every answer."""
    return re.sub(r'csrf\w*"[^>]*|hx-headers=\S+ \S+', "", response.content.decode())


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(client, link, method):
    assert getattr(client, method)(link).status_code == 200
    assert Invitation.objects.get().accepted_at is None
    assert not User.objects.filter(email="nele@linde.test").exists()


def test_newcomer_gets_an_account_is_signed_in_and_is_a_member(client, link, linde):
    assert client.post(link, NEW).url == "/vandaag/"
    nele = User.objects.get(email="nele@linde.test")
    assert client.session["_auth_user_id"] == str(nele.pk)
    assert Membership.objects.get(user=nele).role == "lead"


def test_newcomer_with_a_weak_password_gets_a_sentence(client, link):
    form = client.post(link, {"name": "Nele", "password": "123456789"}).context["form"]
    assert list(form.errors) == ["password"]
    assert Invitation.objects.get().accepted_at is None


def test_second_post_with_the_same_link_gets_the_calm_page(client, link):
    client.post(link, NEW)
    client.logout()
    assert gone(client.post(link, NEW))


def test_known_address_must_sign_in_first_and_a_post_changes_nothing(client, link):
    nele = make_user("nele@linde.test", "Nele")
    page = client.post(link, NEW)
    assert f"/aanmelden/?next={link}" in page.content.decode()
    nele.refresh_from_db()
    assert nele.check_password(PASSWORD)
    assert nele.memberships.count() == 0


def test_known_address_signed_in_joins_with_a_press(client, link, linde):
    client.force_login(make_user("nele@linde.test", "Nele"))
    client.post(link)
    assert linde.memberships.filter(user__email="nele@linde.test").count() == 1


def test_somebody_else_signed_in_cannot_use_it(client, link, vik, linde):
    client.force_login(vik)
    client.post(link)
    assert linde.memberships.filter(user=vik).count() == 0
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize(
    "change",
    [
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"withdrawn_at": timezone.now()},
        {"accepted_at": timezone.now()},
    ],
)
def test_link_that_no_longer_works_gets_the_same_page_as_a_wrong_one(client, link, change):
    wrong = client.get(reverse("organisatie:uitnodiging", args=["0" * 40]))
    Invitation.objects.update(**change)
    response = client.get(link)
    assert gone(response)
    assert shown(response) == shown(wrong)


def test_link_page_tells_no_other_site_where_it_came_from(client, link):
    response = client.get(link)
    assert (response["Referrer-Policy"], response["X-Robots-Tag"]) == ("same-origin", "noindex")


def test_wrong_method_is_refused(client, link):
    assert client.put(link).status_code == 405


def test_account_that_was_made_beforehand_gets_its_password_here(client, link, linde):
    nele = make_user("nele@linde.test", "", password=None)
    client.post(link, NEW)
    nele.refresh_from_db()
    assert (nele.name, nele.check_password(NEW["password"])) == ("Nele Vos", True)
    assert linde.memberships.get(user=nele).role == "lead"


@pytest.mark.parametrize("change", [{"last_login": timezone.now()}, {"is_staff": True}, {"is_active": False}])
def test_account_without_password_that_is_used_or_closed_keeps_none(client, link, change):
    nele = make_user("nele@linde.test", "", password=None)
    User.objects.filter(pk=nele.pk).update(**change)
    client.post(link, NEW)
    nele.refresh_from_db()
    assert nele.has_usable_password() is False
