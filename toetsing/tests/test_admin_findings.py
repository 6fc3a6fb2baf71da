"""Findings in the administration: to look at, never to change."""

import pytest
from django.urls import reverse

from organisatie.tests.factories import make_user
from toetsing.tests.factories import make_concept, make_finding


@pytest.fixture
def staff(client, linde):
    client.force_login(make_user("beheer@linde.test", "Beheer", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("count", [1, 3])
def test_list_is_shown_with_the_same_queries(staff, count, django_assert_num_queries):
    concept = make_concept()
    for _turn in range(count):
        make_finding(concept=concept)
    path = reverse("admin:toetsing_finding_changelist")
    staff.get(path)
    with django_assert_num_queries(8):
        assert "Bekijk op de site" in staff.get(path).content.decode()


def test_finding_is_read_only(staff):
    made = make_finding()
    path = reverse("admin:toetsing_finding_change", args=[made.pk])
    assert (staff.get(path).status_code, staff.post(path, {"text": "Anders"}).status_code) == (200, 403)
