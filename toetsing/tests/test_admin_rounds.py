"""Concepts and rounds in the administration: to look at, and never an answer."""

import pytest
from django.urls import reverse

from organisatie.tests.factories import make_user
from toetsing.tests.factories import make_concept, make_ready_project, make_round, make_testers, open_now, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_staff(client, linde):
    client.force_login(make_user("beheer@platform.test", "Beheer", is_staff=True, is_superuser=True))
    return client


@pytest.fixture
def opened(linde, lies):
    project = make_ready_project()
    testers = make_testers(project, ("Aalst", "Zorg", 5))
    found = open_now(make_round(concepts=[make_concept(project=project)], people=testers), lies)
    tell(found, 1, barrier="Te veel velden.")
    return found


@pytest.mark.parametrize("model", ["concept", "testround"])
def test_administration_looks_and_changes_nothing(as_staff, opened, model):
    row = opened if model == "testround" else opened.concepts.get().concept
    answers = [
        as_staff.get(reverse(f"admin:toetsing_{model}_changelist")),
        as_staff.get(reverse(f"admin:toetsing_{model}_change", args=[row.pk])),
    ]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert [b"Te veel velden." in answer.content or b'name="_save"' in answer.content for answer in answers] == [
        False
    ] * 2
    assert as_staff.get(reverse(f"admin:toetsing_{model}_add")).status_code == 403
    assert as_staff.post(reverse(f"admin:toetsing_{model}_delete", args=[row.pk])).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_rounds_takes_the_same_queries_for_any_number(as_staff, linde, rows, django_assert_num_queries):
    project = make_ready_project()
    for _number in range(rows):
        make_round(project=project, concepts=[make_concept(f"Concept {_number}", project=project)])
    with django_assert_num_queries(8):
        as_staff.get(reverse("admin:toetsing_testround_changelist"))
