"""What the database itself refuses, and what each of us may see."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from organisatie.models import Employee, JobFunction, Location, Membership, Organisation, User
from organisatie.tests.factories import make_employee, make_function, make_location, make_membership, make_user

pytestmark = pytest.mark.django_db


def refused(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_address_of_an_account_is_kept_in_small_letters():
    assert make_user(" Lies@Linde.TEST ").email == "lies@linde.test"


def test_account_with_the_same_address_in_capitals_is_refused(lies):
    assert refused(lambda: User.objects.bulk_create([User(email="LIES@linde.test")]))


def test_organisation_cannot_lower_its_smallest_group():
    assert refused(lambda: Organisation.objects.create(name="X", slug="x", min_group=4))


def test_location_once_per_organisation_whatever_the_capitals(linde):
    make_location(linde, "Aalst")
    assert refused(lambda: Location.objects.create(organisation=linde, name="AALST"))


def test_function_once_per_organisation_whatever_the_capitals(linde):
    make_function(linde, "Zorg")
    assert refused(lambda: JobFunction.objects.create(organisation=linde, name="zorg"))


def test_employee_address_once_per_organisation(linde, anker):
    make_employee(linde, "An", email="an@linde.be")
    assert refused(lambda: Employee.objects.bulk_create([Employee(organisation=linde, name="X", email="AN@linde.be")]))
    assert not refused(lambda: make_employee(anker, "An", email="an@linde.be"))


def test_employees_without_address_or_number_may_be_many(linde):
    make_employee(linde, "An")
    assert not refused(lambda: make_employee(linde, "An"))


def test_personnel_number_once_per_organisation(linde):
    make_employee(linde, "An", personnel_number="7")
    assert refused(lambda: make_employee(linde, "Bea", personnel_number="7"))


def test_last_day_before_the_first_is_refused(linde):
    days = {"active_from": date(2026, 2, 1), "active_until": date(2026, 1, 1)}
    assert refused(lambda: make_employee(linde, "An", **days))


def test_role_that_does_not_exist_is_refused(linde, lies):
    assert refused(lambda: Membership.objects.filter(user=lies).update(role="baas"))


def test_one_account_is_one_employee_per_organisation(linde, bram):
    assert refused(lambda: make_employee(linde, "Nog eens", user=bram))


@pytest.mark.parametrize(
    ("first", "last", "active"), [(None, None, True), (0, 0, True), (1, None, False), (None, -1, False), (-5, 5, True)]
)
def test_employee_is_active_from_the_first_day_through_the_last(linde, first, last, active):
    today = timezone.localdate()
    days = [None if shift is None else today + timedelta(days=shift) for shift in (first, last)]
    make_employee(linde, "An", active_from=days[0], active_until=days[1])
    assert linde.employees.active().exists() is active


def test_visible_to_a_member_is_only_the_own_organisation(linde, anker, lies, vik):
    make_employee(linde, "An")
    make_employee(anker, "Bea")
    assert list(Employee.objects.visible_to(lies).values_list("name", flat=True)) == ["An"]


def test_visible_to_who_left_is_nothing(linde, noor):
    make_employee(linde, "An")
    Membership.objects.filter(user=noor).update(is_active=False)
    assert Employee.objects.visible_to(noor).count() == 0


def test_visible_to_a_member_of_two_is_both_and_nothing_twice(linde, anker, noor):
    make_membership(noor, anker, Membership.Role.READER)
    assert list(Organisation.objects.visible_to(noor).order_by("name")) == [linde, anker]


def test_employee_at_a_place_of_another_organisation_is_refused(linde, anker):
    employee = make_employee(linde, "An")
    employee.location = make_location(anker, "Gent")
    with pytest.raises(ValidationError, match="hoort niet bij jullie organisatie"):
        employee.full_clean()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("time_zone", "Brussel", "Kies een tijdzone zoals Europe/Brussels."),
        ("office_until", time(8), "De kantooruren eindigen later dan ze beginnen."),
    ],
)
def test_organisation_with_an_impossible_clock_is_refused(linde, field, value, said):
    linde.refresh_from_db()
    setattr(linde, field, value)
    with pytest.raises(ValidationError) as refusal:
        linde.full_clean()
    assert refusal.value.message_dict == {field: [said]}
