"""What gate 5 asks about follow-up: every agreement has, everywhere it holds, an owner, a way to look and a first check."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from opvolging.actions import preparing
from opvolging.actions.rhythm import plan_ahead
from opvolging.gate5 import follow_up
from opvolging.models import CheckRhythm
from opvolging.tests.factories import make_check, make_holding, make_rhythm, make_step_6
from organisatie.tests.factories import make_employee
from trajecten.models import Project
from trajecten.steps import Kind, State, criteria_of, step_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = make_step_6(lies)
    Project.objects.filter(pk=project.pk).update(step=5)
    return project


@pytest.fixture
def owner(project):
    return make_employee(project.organisation, "Eigenaar van A01")


def asked(project):
    return follow_up(Project.objects.select_related("organisation").get(pk=project.pk), 100)


def planned(version, place=None, weeks=8, **fields) -> CheckRhythm:
    rhythm = make_rhythm(version, place, first_on=timezone.localdate() + timedelta(weeks=weeks), **fields)
    plan_ahead([rhythm], timezone.localdate())
    return rhythm


def test_gate_5_asks_it_once_hard_and_not_to_be_tuned():
    (found,) = [one for one in criteria_of(step_for(5)) if one.code == "s5.follow_up"]
    assert (found.kind, found.tunable, found.default) == (Kind.HARD, False, 100)


def test_empty_is_never_met(project):
    assert asked(project).state == State.TOO_LITTLE


def test_agreement_counts_once_it_is_ready_in_every_place(project, owner, django_assert_num_queries):
    version = make_holding(project, "Aalst", "Gent", owner=owner)
    planned(version, "Aalst", weeks=4, owner=owner)
    found = asked(project)
    assert (found.state, found.value, found.denominator) == (State.NOT_MET, 0, 1)
    assert (found.text.endswith("Nog niet: A01."), found.remedy_label) == (True, "Zet het ritme klaar")
    planned(version, "Gent", weeks=4, owner=owner)
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    with django_assert_num_queries(1):
        assert follow_up(project, 100).state == State.MET


def test_rhythm_for_everywhere_counts_in_each_place(project, owner):
    planned(make_holding(project, "Aalst", "Gent"), weeks=4, owner=owner)
    assert asked(project).state == State.MET


def test_rhythm_without_owner_is_not_ready_and_leads_to_the_list(project):
    planned(make_holding(project, "Aalst"), "Aalst", weeks=4)
    found = asked(project)
    assert (found.state, found.remedy_label, found.remedy_url.endswith("?toon=vraagt")) == (
        State.NOT_MET, "Bekijk de ritmes", True,
    )  # fmt: skip


def test_owner_who_left_is_no_owner(project, owner):
    planned(make_holding(project, "Aalst"), "Aalst", weeks=4, owner=owner)
    type(owner).objects.filter(pk=owner.pk).update(active_until=timezone.localdate() - timedelta(days=1))
    assert asked(project).state == State.NOT_MET


def test_first_check_after_eight_weeks_is_too_late_unless_somebody_looked_already(project, owner):
    rhythm = planned(make_holding(project, "Aalst"), "Aalst", weeks=9, owner=owner)
    assert asked(project).state == State.NOT_MET
    make_check(rhythm, 10, 9)
    assert asked(project).state == State.MET


def test_ended_rhythm_does_not_count(project, owner):
    planned(make_holding(project, "Aalst"), "Aalst", weeks=4, owner=owner, ended_on=timezone.localdate())
    assert asked(project).state == State.NOT_MET


def test_one_press_meets_it(project, owner, lies):
    """What the demo does: every agreement that holds has an owner, so its rhythm can be prepared at once."""
    for _number in range(3):
        make_holding(project, "Aalst", "Gent", owner=owner)
    assert asked(project).value == 0
    assert preparing.prepare(project=project, by=lies) == 6
    assert (asked(project).state, asked(project).value) == (State.MET, 100)


def test_page_of_gate_5_asks_it_within_its_queries(client, lies, project, owner, django_assert_max_num_queries):
    for _number in range(3):
        make_holding(project, "Aalst", "Gent", owner=owner)
    client.force_login(lies)
    path = reverse("trajecten:poort", args=[project.slug, 5])
    assert "Elke afspraak wordt opgevolgd" in client.get(path).content.decode()
    with django_assert_max_num_queries(8):
        client.get(path)
