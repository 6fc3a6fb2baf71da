"""An organisation keeps an administrator, also when somebody of the platform changes memberships."""

import pytest
from django.urls import reverse

from organisatie.models import Membership, User
from organisatie.tests.factories import make_ines, make_membership, make_user

pytestmark = pytest.mark.django_db
SENTENCE = "Er is minstens één beheerder nodig. Maak eerst iemand anders beheerder."


@pytest.fixture
def petra(client):
    petra = make_user("petra@trajecten.test", "Petra", is_staff=True, is_superuser=True)
    client.force_login(petra, backend="django.contrib.auth.backends.ModelBackend")
    return petra


@pytest.fixture
def ines(linde):
    """The only administrator of De Linde."""
    return Membership.objects.get(user=make_ines())


def change(client, one, **values):
    body = {"organisation": one.organisation_id, "user": one.user_id, "role": one.role, "is_active": "on"} | values
    body = {name: value for name, value in body.items() if value != ""}
    return client.post(reverse("admin:organisatie_membership_change", args=[one.pk]), body).content.decode()


def rows(*memberships, **extra):
    """The inline of an organisation, as the browser sends it."""
    body = {"memberships-TOTAL_FORMS": len(memberships), "memberships-INITIAL_FORMS": len(memberships)}
    for number, (one, values) in enumerate(memberships):
        row = {"id": one.pk, "organisation": one.organisation_id, "user": one.user_id, "role": one.role} | values
        row.setdefault("is_active", "on")
        body |= {f"memberships-{number}-{name}": value for name, value in row.items() if value != ""}
    return body | extra


def save_organisation(client, linde, body):
    fields = {"name": linde.name, "slug": linde.slug, "min_group": 5, "time_zone": "Europe/Brussels"}
    fields |= {"office_from": "08:00", "office_until": "17:00"}
    return client.post(reverse("admin:organisatie_organisation_change", args=[linde.pk]), fields | body)


def is_admin(one):
    return Membership.objects.filter(pk=one.pk, role="admin", is_active=True).exists()


@pytest.mark.parametrize("values", [{"role": "reader"}, {"is_active": ""}])
def test_last_administrator_is_not_demoted(client, petra, ines, values):
    assert (SENTENCE in change(client, ines, **values), is_admin(ines)) == (True, True)


def test_administrator_is_not_moved_away_from_an_organisation_that_has_no_other(client, petra, ines, anker):
    assert (SENTENCE in change(client, ines, organisation=anker.pk), is_admin(ines)) == (True, True)


def test_administrator_beside_another_is_demoted(client, petra, ines, linde):
    make_membership(make_user("tweede@linde.test"), linde, "admin")
    change(client, ines, role="reader")
    assert is_admin(ines) is False


@pytest.mark.parametrize("method", ["get", "post"])
def test_last_administrator_is_not_deleted(client, petra, ines, method):
    address = reverse("admin:organisatie_membership_delete", args=[ines.pk])
    page = getattr(client, method)(address, {"post": "yes"}, follow=True).content.decode()
    assert (SENTENCE in page, is_admin(ines)) == (True, True)


def test_account_of_the_last_administrator_is_not_deleted(client, petra, ines):
    address = reverse("admin:organisatie_user_delete", args=[ines.user_id])
    page = client.post(address, {"post": "yes"}, follow=True).content.decode()
    assert (SENTENCE in page, User.objects.filter(pk=ines.user_id).exists()) == (True, True)


@pytest.mark.parametrize("name", ["membership", "user"])
def test_several_at_once_are_not_deleted(client, petra, ines, name):
    key = ines.pk if name == "membership" else ines.user_id
    body = {"action": "delete_selected", "_selected_action": [key], "post": "yes"}
    client.post(reverse(f"admin:organisatie_{name}_changelist"), body)
    assert is_admin(ines) is True


@pytest.mark.parametrize("values", [{"role": "reader"}, {"is_active": ""}, {"DELETE": "on"}])
def test_last_administrator_stays_in_the_rows_of_the_organisation(client, petra, ines, linde, values):
    page = save_organisation(client, linde, rows((ines, values))).content.decode()
    assert (SENTENCE in page, is_admin(ines)) == (True, True)


def test_two_administrators_do_not_leave_in_one_form(client, petra, ines, linde):
    second = make_membership(make_user("tweede@linde.test"), linde, "admin")
    page = save_organisation(client, linde, rows((ines, {"role": "reader"}), (second, {"DELETE": "on"})))
    assert (SENTENCE in page.content.decode(), is_admin(ines), is_admin(second)) == (True, True, True)


def test_administrators_change_places_in_one_form(client, petra, ines, linde):
    second = make_membership(make_user("tweede@linde.test"), linde, "reader")
    answer = save_organisation(client, linde, rows((ines, {"role": "reader"}), (second, {"role": "admin"})))
    assert (answer.status_code, is_admin(ines), is_admin(second)) == (302, False, True)
