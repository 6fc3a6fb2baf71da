"""The command that makes the demo, and begins again: never where it does not belong."""

import pytest
from django.core.management import CommandError

from opvolging.demo import content
from opvolging.tests.test_demo import booked, run
from organisatie.models import Organisation
from trajecten import gate
from trajecten.models import Project


def test_demo_if_empty_makes_nothing_beside_another_organisation(linde):
    assert (run("--if-empty"), list(Organisation.objects.all())) == ("", [linde])


def test_demo_reset_begins_again_and_leaves_others_alone(db, linde):
    run("--to-step", "1")
    Project.objects.filter(slug=content.BOOKED_SLUG).update(title="Verknoeid")
    run("--reset", "--to-step", "1")
    names = sorted(Organisation.objects.values_list("name", flat=True))
    assert (names, booked().title) == (sorted([content.HAZELAAR, content.KADE, linde.name]), content.BOOKED)


def test_demo_is_refused_on_a_real_installation(db, settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="--force"):
        run()


def test_demo_forced_on_a_real_installation_has_passwords_nobody_knows(db, settings):
    settings.EMBEDDED = False
    assert content.PASSWORD not in run("--force", "--to-step", "1")


@pytest.mark.parametrize("step", ["0", "7", "drie"])
def test_demo_tells_no_further_than_there_is_to_see(step):
    with pytest.raises(CommandError, match="--to-step"):
        run("--to-step", step)


@pytest.mark.slow
@pytest.mark.parametrize("step", [2, 3, 5])
def test_demo_to_a_step_stands_there_with_all_of_it_and_its_gate_to_be_asked(db, step):
    run("--to-step", str(step))
    project = booked()
    view = gate.status_of(project)
    assert (project.step, view.readiness, view.open_request) == (step, gate.Readiness.READY, None)
    assert [one.code for one in view.results if one.is_open] == []


@pytest.mark.slow
def test_demo_to_step_4_stands_there_one_ambassador_short_and_its_gate_to_be_asked(db):
    run("--to-step", "4")
    project = booked()
    view = gate.status_of(project)
    assert (project.step, view.readiness, view.open_request) == (4, gate.Readiness.NOT_YET, None)
    assert [one.code for one in view.results if one.is_open] == ["s4.ambassadors"]
