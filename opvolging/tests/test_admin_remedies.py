"""Approaches and reviews in the administration: everything to read, nothing to write, as many queries for three as for one."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from fundament.dates import months_later
from opvolging.models import ProjectReview, Review
from opvolging.tests.factories import make_holding, make_step_6
from opvolging.tests.remedies import make_remedy
from organisatie.tests.factories import make_employee, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_admin(client, linde):
    client.force_login(make_user("beheer@linde.test", "Beheer", is_staff=True, is_superuser=True))
    return client


def everything(linde, turn: int = 1) -> dict:
    """One row of each, by the name of its model."""
    today = timezone.localdate()
    days = {"held_on": today, "next_on": months_later(today, 6)}
    project = make_step_6(slug=f"traject-{turn}")
    version = make_holding(project, "Aalst")
    review = Review.objects.create(framework=version.agreement.framework, **days)
    return {
        "remedy": make_remedy(version, "Aalst", owner=make_employee(linde, f"An {turn}")),
        "review": review,
        "reviewline": review.lines.create(agreement=version.agreement, outcome="keep"),
        "projectreview": ProjectReview.objects.create(project=project, outcome="go_on", why="Ja", **days),
    }


NAMES = ["remedy", "review", "reviewline", "projectreview"]


@pytest.mark.parametrize("name", NAMES)
def test_row_is_shown_and_neither_changed_nor_wiped(in_admin, linde, name):
    row = everything(linde)[name]
    page = reverse(f"admin:opvolging_{name}_change", args=[row.pk])
    told = [
        in_admin.get(page).status_code,
        in_admin.post(page, {"why": "Iets anders", "what": "Iets anders"}).status_code,
        in_admin.get(reverse(f"admin:opvolging_{name}_add")).status_code,
        in_admin.get(reverse(f"admin:opvolging_{name}_delete", args=[row.pk])).status_code,
    ]
    assert told == [200, 403, 403, 403]


@pytest.mark.parametrize("name", NAMES)
def test_list_is_searched_in_as_many_queries_however_long(in_admin, linde, name, django_assert_max_num_queries):
    for turn in range(3):
        everything(linde, turn)
    with django_assert_max_num_queries(9):
        answer = in_admin.get(reverse(f"admin:opvolging_{name}_changelist"), {"q": "e"})
    assert answer.status_code == 200


def test_every_noun_of_approaches_is_there():
    names = {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "opvolging"}
    assert set(NAMES) - names == set()
