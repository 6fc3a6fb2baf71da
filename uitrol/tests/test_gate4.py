"""What gate 4 asks about waves: every location in one, with a start moment."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from trajecten.steps import Kind, State, criteria_of, step_for
from uitrol.gate4 import waves
from uitrol.tests.factories import make_moment, make_place, make_wave
from uitrol.tests.wave_world import make_step_5

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde, lies):
    project = make_step_5(lies)
    for name in ("Aalst", "Gent", "Ninove"):
        make_place(project, name)
    return project


def test_gate_4_asks_it_once_and_it_can_be_waived_not_tuned():
    (found,) = [one for one in criteria_of(step_for(4)) if one.code == "s4.waves"]
    assert (found.kind, found.tunable, found.default) == (Kind.MUST, False, 100)


def test_nothing_planned_is_not_met_and_leads_to_the_waves(project):
    found = waves(project)
    assert (found.state, found.value) == (State.NOT_MET, 0)
    assert "Nog geen golf: Aalst, Gent, Ninove." in found.text
    assert found.remedy_url == reverse("uitrol:golven", args=[project.slug])


def test_organisation_without_locations_says_too_little(linde, lies):
    assert waves(make_step_5(lies)).state == State.TOO_LITTLE


def test_each_location_counts_when_it_has_a_wave_and_a_start(project, django_assert_num_queries):
    make_wave("Aalst", "Gent", project=project)
    third = make_wave("Ninove", project=project)
    for name in ("Aalst", "Gent"):
        make_moment(project=project, location=make_place(project, name))
    with django_assert_num_queries(1):
        found = waves(project)
    assert (found.state, found.value, found.denominator) == (State.NOT_MET, Decimal("66.7"), 3)
    assert (found.text.endswith("Nog geen startmoment: Ninove."), "soort=start" in found.remedy_url) == (True, True)
    make_moment(wave=third, location=make_place(project, "Ninove"))
    assert waves(project).state == State.MET


def test_drop_in_and_a_cancelled_start_are_no_start(project):
    project.locations.add(make_place(project))
    make_wave("Aalst", project=project)
    make_moment("drop_in", project=project)
    gone = make_moment(project=project)
    type(gone).objects.filter(pk=gone.pk).update(
        status="cancelled", cancelled_at=gone.starts_at - timedelta(days=1), cancelled_why="Griep"
    )
    assert waves(project).state == State.NOT_MET


def test_only_the_locations_of_the_project_count_and_no_start_of_another_project(project):
    other = make_step_5(slug="ander")
    project.locations.add(make_place(project, "Aalst"))
    make_wave("Aalst", project=project)
    make_moment(project=other, location=make_place(project, "Aalst"))
    assert waves(project).state == State.NOT_MET
    make_moment(project=project, location=make_place(project, "Aalst"))
    assert (waves(project).state, waves(project).denominator) == (State.MET, 1)
