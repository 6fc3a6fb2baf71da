"""The command that makes the demo, and begins again: never where it does not belong."""

import pytest
from django.core.management import CommandError

from opvolging.demo import content
from opvolging.tests.test_demo import booked, run
from organisatie.models import Organisation
from trajecten.models import Project


def test_demo_if_empty_makes_nothing_beside_another_organisation(linde):
    assert (run("--if-empty"), list(Organisation.objects.all())) == ("", [linde])


def test_demo_reset_begins_again_and_leaves_others_alone(db, linde):
    run()
    Project.objects.filter(slug=content.BOOKED_SLUG).update(title="Verknoeid")
    run("--reset")
    names = sorted(Organisation.objects.values_list("name", flat=True))
    assert (names, booked().title) == (sorted([content.HAZELAAR, content.KADE, linde.name]), content.BOOKED)


def test_demo_is_refused_on_a_real_installation(db, settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="--force"):
        run()


def test_demo_forced_on_a_real_installation_has_passwords_nobody_knows(db, settings):
    settings.EMBEDDED = False
    assert content.PASSWORD not in run("--force")
