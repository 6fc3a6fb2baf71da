"""Rhythms in the administration: everything to read, nothing to write."""

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging.actions.rhythm import plan_ahead
from opvolging.tests.factories import make_check, make_holding, make_rhythm, make_step_6
from organisatie.tests.factories import make_user

pytestmark = pytest.mark.django_db
MODELS = ["checkrhythm", "plannedcheck", "agreementcheck"]


@pytest.fixture
def in_admin(client, linde):
    client.force_login(make_user("beheer@linde.test", "Beheer", is_staff=True, is_superuser=True))
    return client


def everything(turn: int = 1) -> dict:
    rhythm = make_rhythm(make_holding(make_step_6(), f"Huis {turn}"), f"Huis {turn}")
    plan_ahead([rhythm], timezone.localdate())
    return {"checkrhythm": rhythm, "plannedcheck": rhythm.planned.first(), "agreementcheck": make_check(rhythm, 10, 9)}


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_listed_found_and_read_but_never_written(in_admin, model):
    row = everything()[model]
    listed, changed = (
        reverse(f"admin:opvolging_{model}_changelist"),
        reverse(f"admin:opvolging_{model}_change", args=[row.pk]),
    )
    answers = [in_admin.get(path) for path in (listed, f"{listed}?q=huis", changed)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert b'name="_save"' not in answers[2].content
    assert in_admin.get(reverse(f"admin:opvolging_{model}_add")).status_code == 403
    assert in_admin.post(changed, {"remark": "Anders"}).status_code == 403
    assert in_admin.post(reverse(f"admin:opvolging_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("model", MODELS)
def test_list_takes_no_query_per_row(in_admin, model, rows, django_assert_max_num_queries):
    for turn in range(rows):
        everything(turn)
    path = reverse(f"admin:opvolging_{model}_changelist")
    in_admin.get(path)
    with django_assert_max_num_queries(9):
        in_admin.get(path)
