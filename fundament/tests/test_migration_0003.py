"""Rows of before 0003, that it refuses now: brought to what they meant. The refusals are taken away for the length of a test."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from fundament.models import Decision, InForce
from fundament.tests.factories import make_agreement, make_taken, put_in_force
from organisatie.tests.factories import make_location

pytestmark = pytest.mark.django_db
migration = import_module("fundament.migrations.0003_only_what_can_be")


@pytest.fixture
def as_before():
    """The test's own transaction brings them back."""
    on_table = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for one in migration.REFUSALS:
            cursor.execute(f"DROP TRIGGER {one.name}" + (f" ON {one.table}" if on_table else ""))


def test_what_held_everywhere_holds_at_each_place_that_had_its_own(as_before, linde):
    aalst, gent = make_location(linde, "Aalst"), make_location(linde, "Gent")
    today = timezone.localdate()
    version = put_in_force(make_agreement(), aalst, gent, since=today - timedelta(days=9))
    for since in (today - timedelta(days=9), today):
        put_in_force(version, since=since)
    alone = put_in_force(make_agreement("We bellen terug."))
    migration.spread_what_held_everywhere(apps, None)
    rows = InForce.objects.filter(agreement=version.agreement).order_by("since", "location__name")
    assert list(rows.values_list("location__name", "since")) == [
        ("Aalst", today - timedelta(days=9)), ("Gent", today - timedelta(days=9)), ("Aalst", today), ("Gent", today),
    ]  # fmt: skip
    assert list(InForce.objects.filter(agreement=alone.agreement).values_list("location", flat=True)) == [None]


def test_who_took_what_they_drove_stays_the_decider_alone(as_before, lies, noor):
    own, other = make_taken(decider=lies, driver=lies), make_taken("Wie noteert?", decider=lies, driver=noor)
    migration.leave_alone_to_the_decider(apps, None)
    assert dict(Decision.objects.values_list("pk", "driver")) == {own.pk: None, other.pk: noor.pk}
    assert set(Decision.objects.values_list("decider", flat=True)) == {lies.pk}
