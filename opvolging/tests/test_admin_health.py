"""The readings in the administration: to look at, and nobody changes what a day was."""

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging.models import HealthReading
from organisatie.tests.factories import make_user
from trajecten.models import Project
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_admin(client):
    client.force_login(make_user("beheer@linde.test", "Beheer", is_staff=True, is_superuser=True))
    return client


def readings(project, count):
    today = timezone.localdate()
    for number in range(count):
        other = Project.objects.create(organisation=project.organisation, slug=f"t{number}", title=f"T{number}", step=6)
        HealthReading.objects.create(
            project=other, day=today, state="healthy", met=9, measures=[{"code": "s6.on_time"}]
        )


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_one_and_for_three(in_admin, linde, lies, count, django_assert_num_queries):
    readings(make_project(linde, lies), count)
    address = reverse("admin:opvolging_healthreading_changelist")
    in_admin.get(address)
    with django_assert_num_queries(8):
        page = in_admin.get(address)
    assert page.context["cl"].result_count == count


def test_reading_is_shown_and_cannot_be_changed_or_wiped(in_admin, linde, lies):
    readings(make_project(linde, lies), 1)
    row = HealthReading.objects.get()
    change = reverse("admin:opvolging_healthreading_change", args=[row.pk])
    wipe = reverse("admin:opvolging_healthreading_delete", args=[row.pk])
    assert [in_admin.get(change).status_code, in_admin.post(change, {"state": "adjust"}).status_code] == [200, 403]
    assert (in_admin.post(wipe, {"post": "yes"}).status_code, HealthReading.objects.get().state) == (403, "healthy")
