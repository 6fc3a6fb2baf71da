"""What the database itself refuses about questions for a role and contact points."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie.models import ContactPoint, RoleAsk
from communicatie.tests.factories import make_ask, make_contact_point, make_employee


@pytest.fixture
def project(linde):
    return make_project()


@pytest.fixture
def fatima(project):
    return make_employee("Fatima Akin", project=project)


def refused(change) -> str:
    """The sentence of the database; fails when it let `change` through."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        change()
    return str(error.value)


@pytest.mark.parametrize("running", ["asked", "accepted"])
@pytest.mark.parametrize("place", [True, False])
def test_same_question_never_runs_twice(project, fatima, running, place):
    where = {"location": fatima.location if place else None}
    make_ask(fatima, project=project, status=running, **where)
    refused(lambda: RoleAsk.objects.create(project=project, employee=fatima, role="ambassador", **where))


@pytest.mark.parametrize("over", ["declined", "withdrawn"])
@pytest.mark.parametrize("place", [True, False])
def test_question_may_come_again_when_the_earlier_one_is_over(project, fatima, over, place):
    where = {"location": fatima.location if place else None}
    make_ask(fatima, project=project, status=over, **where)
    assert make_ask(fatima, project=project, **where).status == "asked"


def test_other_roles_and_places_stand_beside_it(project, fatima):
    make_ask(fatima, project=project)
    make_ask(fatima, project=project, role="helper")
    make_ask(fatima, project=project, location=None)
    assert RoleAsk.objects.count() == 3


@pytest.mark.parametrize(("hours", "allowed"), [("0.5", True), ("40", True), ("0", False), ("-1", False), ("40.5", False)])  # fmt: skip
def test_hours_fit_in_a_week(project, fatima, hours, allowed):
    ask = make_ask(fatima, project=project)
    change = RoleAsk.objects.filter(pk=ask.pk)
    if allowed:
        assert change.update(hours=Decimal(hours)) == 1
    else:
        assert "role_ask_hours_in_a_week" in refused(lambda: change.update(hours=Decimal(hours)))


STATES = {"asked": (0, 0), "withdrawn": (0, 0), "accepted": (1, 0), "declined": (1, 0), "stopped": (1, 1)}


@pytest.mark.parametrize("status", STATES)
@pytest.mark.parametrize("moments", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_status_has_its_moments(project, fatima, status, moments):
    ask = make_ask(fatima, project=project)
    answered, stopped = (timezone.now() if one else None for one in moments)
    change = RoleAsk.objects.filter(pk=ask.pk)
    values = {"status": status, "answered_at": answered, "stopped_at": stopped}
    if moments == STATES[status]:
        assert change.update(**values) == 1
    else:
        assert "role_ask_status_has_moments" in refused(lambda: change.update(**values))


def test_status_that_does_not_exist_is_refused(project, fatima):
    ask = make_ask(fatima, project=project)
    refused(lambda: RoleAsk.objects.filter(pk=ask.pk).update(status="misschien"))


def test_link_belongs_to_one_question(project, fatima):
    ask = make_ask(fatima, project=project)
    other = make_ask(make_employee("Mo Haddad", project=project), project=project)
    refused(lambda: RoleAsk.objects.filter(pk=other.pk).update(token_hash=ask.token_hash))


def test_role_has_one_set_of_terms(project, fatima):
    ask = make_ask(fatima, project=project, status="accepted")
    other = make_ask(fatima, project=project, role="helper", status="accepted")
    refused(lambda: RoleAsk.objects.filter(pk=other.pk).update(given=ask.given))


@pytest.mark.parametrize("place", [True, False])
def test_contact_point_stands_once_for_its_hours(project, fatima, place):
    where = {"location": fatima.location if place else None, "hours": "overdag"}
    make_contact_point(fatima, project=project, **where)
    refused(lambda: ContactPoint.objects.create(project=project, employee=fatima, **where))
    assert make_contact_point(fatima, project=project, **(where | {"hours": "'s nachts"})).pk is not None


def test_backup_is_somebody_else(project, fatima):
    point = make_contact_point(fatima, project=project)
    change = ContactPoint.objects.filter(pk=point.pk)
    assert "contact_point_backup_is_another" in refused(lambda: change.update(backup=fatima))
    assert change.update(backup=make_employee("Mo Haddad", project=project)) == 1


def test_backup_stays_when_the_contact_is_no_longer_known(project, fatima):
    point = make_contact_point(make_employee("Mo Haddad", project=project), project=project, backup=fatima)
    point.employee.delete()
    point.refresh_from_db()
    assert (point.employee, point.backup, point.has_backup) == (None, fatima, True)


def test_project_goes_with_its_questions_and_contact_points(project, fatima):
    make_ask(fatima, project=project, status="accepted")
    make_contact_point(fatima, project=project)
    project.delete()
    assert (RoleAsk.objects.count(), ContactPoint.objects.count()) == (0, 0)


def test_strangers_see_none_of_them(project, fatima, noor, vik):
    make_ask(fatima, project=project)
    make_contact_point(fatima, project=project)
    seen = {user: [model.objects.visible_to(user).count() for model in (RoleAsk, ContactPoint)] for user in (noor, vik)}
    assert seen == {noor: [1, 1], vik: [0, 0]}
