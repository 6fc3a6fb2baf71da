"""No observation can name a person: not in its columns, not over a road of keys, and not by the link that brought it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opvolging.actions.checks import note_check
from opvolging.actions.rhythm import plan_ahead
from opvolging.check_links import secret_of
from opvolging.models import AgreementCheck
from opvolging.tests.factories import make_holding, make_rhythm, make_step_6
from organisatie.models import Employee, User
from organisatie.tests.factories import make_employee
from trajecten.models import Event, Mail

PEOPLE = (Employee, User)
OWNER_NOW = ("rhythm", "owner")
"""The one road that leads to somebody: who gets the link of the next check. It moves on with the owner."""
PLACES = {
    ("rhythm", "agreement"), ("rhythm", "location"), ("version", "agreement"),
}  # fmt: skip
"""What a check is about; who made or owns an agreement says nothing of who looked."""


def roads(model: type[models.Model], road: tuple[str, ...] = (), seen: frozenset = frozenset()) -> Iterator[tuple]:
    """Every road of forward keys from `model`, until it comes to a person or to what the check is about."""
    for field in model._meta.get_fields():
        if not (field.is_relation and field.concrete and not field.auto_created):
            continue
        here = (*road, field.name)
        if field.related_model in PEOPLE:
            yield here
        elif here not in PLACES and field.related_model not in seen:
            yield from roads(field.related_model, here, seen | {field.related_model})


def test_only_road_from_a_check_to_a_person_is_the_owner_of_now():
    assert set(roads(AgreementCheck)) == {OWNER_NOW}


def test_walk_would_find_a_person_in_a_check():
    """The walk itself: of a model that does name somebody it says so."""
    support = apps.get_model("uitrol", "SupportLog")
    assert ("author",) in set(roads(support))


def test_nothing_that_knows_a_person_points_at_a_check():
    pointing = {relation.related_model for relation in AgreementCheck._meta.related_objects}
    assert {model._meta.label for model in pointing} <= {"opvolging.Remedy"}
    assert AgreementCheck._meta.many_to_many == ()


def test_day_of_a_check_has_no_hour():
    kinds = {field.name: type(field) for field in AgreementCheck._meta.local_fields if "on" in field.name.split("_")}
    assert kinds == {"due_on": models.DateField, "noted_on": models.DateField, "expires_on": models.DateField}
    assert [one.name for one in AgreementCheck._meta.local_fields if isinstance(one, models.DateTimeField)] == []


@pytest.fixture
def rhythm(db, linde, lies):
    owner = make_employee(linde, "Mira Eigenaar", email="mira@linde.test")
    found = make_rhythm(make_holding(make_step_6(lies), "Aalst"), "Aalst", owner=owner, first_on=timezone.localdate())
    plan_ahead([found], timezone.localdate())
    return found


def columns(check: AgreementCheck) -> dict:
    left_out = {"id", "rhythm_id", "due_on"}
    return {
        field.attname: getattr(check, field.attname)
        for field in check._meta.local_fields
        if field.attname not in left_out
    }


def test_what_came_by_link_is_the_same_row_as_what_was_noted_inside(client, rhythm, lies):
    first, second = rhythm.planned.order_by("due_on")[:2]
    body = {"seen": 20, "followed": 16, "remark": "Vlot."}
    client.post(reverse("opvolging:v_check", args=[secret_of(first)]), body)
    client.force_login(lies)
    client.post(reverse("opvolging:check", args=[rhythm.agreement.project.slug, second.pk]), body)
    by_link, inside = AgreementCheck.objects.order_by("due_on")
    assert columns(by_link) == columns(inside)


def test_link_leaves_no_trace(client, rhythm):
    planned = rhythm.planned.order_by("due_on").first()
    secret = secret_of(planned)
    before = {field.attname: getattr(planned, field.attname) for field in planned._meta.local_fields}
    answer = client.post(reverse("opvolging:v_check", args=[secret]), {"seen": 20, "followed": 16})
    planned.refresh_from_db()
    after = {field.attname: getattr(planned, field.attname) for field in planned._meta.local_fields}
    assert {name for name in after if after[name] != before[name]} == {"status", "done_on"}
    told = [str(event.data) for event in Event.objects.all()] + [str(mail.context) for mail in Mail.objects.all()]
    assert ([one for one in told if secret.partition("-")[2] in one], answer.cookies) == ([], {})
    assert set(Event.objects.filter(verb__startswith="check_").values_list("actor", flat=True)) == {None}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seen=st.integers(1, 9999),
    share=st.floats(0, 1),
    good=st.booleans(),
    back=st.integers(0, 60),
    remark=st.text(st.characters(categories=["L", "N", "P", "Z"]), max_size=60),
)
def test_whatever_is_noted_the_row_holds_numbers_words_and_days_only(rhythm, seen, share, good, back, remark):
    day = timezone.localdate() - timedelta(days=back)
    check = note_check(
        rhythm=rhythm, seen=seen, followed=int(seen * share), good_example_seen=good, remark=remark, noted_on=day
    )
    kept = {name: value for name, value in columns(check).items() if name != "version_id"}
    assert set(kept) == {"noted_on", "seen", "followed", "good_example_seen", "remark", "expires_on"}
    assert (kept["noted_on"], kept["followed"] <= kept["seen"], kept["remark"]) == (day, True, remark.strip())
    assert Event.objects.filter(verb="check_noted").exclude(actor=None).count() == 0
