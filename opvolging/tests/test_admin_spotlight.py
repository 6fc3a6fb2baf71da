"""The spotlight in the administration: to look at, and without names."""

import pytest
from django.contrib import admin
from django.urls import reverse

from opvolging.models import Spotlight, SpotlightName
from opvolging.tests.spotlight_world import make_spotlight, works_at
from organisatie.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_admin(client, linde):
    client.force_login(make_user("beheer@linde.test", "Beheer", is_staff=True, is_superuser=True))
    return client


def page(client, name: str, *args):
    return client.get(
        reverse(f"admin:opvolging_spotlight_{name}", args=args), {"q": "briefing"} if name == "changelist" else {}
    )


def test_it_is_found_and_read(in_admin, lies):
    row = make_spotlight(place="Aalst")
    pages = [page(in_admin, "changelist"), page(in_admin, "change", row.pk)]
    assert [(answer.status_code, "Nachtbriefing" in answer.content.decode()) for answer in pages] == [(200, True)] * 2


def test_nothing_is_made_changed_or_wiped(in_admin, lies):
    row = make_spotlight()
    statuses = [page(in_admin, "add").status_code, page(in_admin, "delete", row.pk).status_code]
    body = {"what": "Iets anders", "how": "Zo."}
    statuses.append(in_admin.post(reverse("admin:opvolging_spotlight_change", args=[row.pk]), body).status_code)
    assert (statuses, Spotlight.objects.get().what) == ([403, 403, 403], row.what)


def test_whose_name_was_asked_stands_nowhere(in_admin, lies):
    row = make_spotlight()
    row.names.create(employee=works_at(row.project, "Aalst", "Fatima Akin"), asked_at="2026-01-05T10:00Z")
    assert "Fatima" not in page(in_admin, "change", row.pk).content.decode()
    assert SpotlightName not in admin.site._registry


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(in_admin, lies, count, django_assert_max_num_queries):
    for number in range(count):
        make_spotlight(f"Nachtbriefing {number}", f"Plaats {number}")
    with django_assert_max_num_queries(9):
        page(in_admin, "changelist")
