"""Audiences and messages in the administration: to look at."""

import pytest
from django.urls import reverse

from bevraging.tests.factories import make_project
from communicatie.tests.factories import make_audience, make_message
from organisatie.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_staff(client, linde):
    client.force_login(make_user("beheer@platform.test", "Beheer", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("model", ["audience", "message"])
def test_administration_looks_and_changes_nothing(as_staff, linde, model):
    message = make_message(audience=make_audience(project=make_project(linde)))
    row = message if model == "message" else message.audience
    answers = [
        as_staff.get(reverse(f"admin:communicatie_{model}_changelist")),
        as_staff.get(reverse(f"admin:communicatie_{model}_change", args=[row.pk])),
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [b'name="_save"' in answer.content for answer in answers] == [False, False]
    assert as_staff.get(reverse(f"admin:communicatie_{model}_add")).status_code == 403
    assert as_staff.post(reverse(f"admin:communicatie_{model}_delete", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("model", ["audience", "message"])
@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_the_same_queries_for_any_number(as_staff, linde, model, rows, django_assert_num_queries):
    for n in range(rows):
        make_message(audience=make_audience(f"G{n}", project=make_project(linde)))
    with django_assert_num_queries(8 if model == "message" else 6):
        as_staff.get(reverse(f"admin:communicatie_{model}_changelist"))
