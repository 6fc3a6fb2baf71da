"""Contact points: made once, changed when something changed, and only with people and places of the house."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from bevraging.tests.factories import make_project
from communicatie.actions import contacts
from communicatie.models import ContactPoint
from communicatie.tests.factories import make_contact_point, make_employee
from communicatie.tests.role_pages import led_by
from organisatie.models import Employee
from organisatie.tests.factories import make_location


@pytest.fixture
def project(linde, lies):
    return led_by(lies)


@pytest.fixture
def fatima(project):
    return make_employee("Fatima Akin", project=project)


def verbs(project) -> list[str]:
    return list(project.events.order_by("pk").values_list("verb", flat=True))


def test_same_form_twice_is_one_contact_point(project, lies, fatima):
    key = uuid4()
    made = [contacts.add_contact(project=project, by=lies, employee=fatima, form_key=key) for _turn in range(2)]
    assert (made[0], ContactPoint.objects.count(), verbs(project)) == (made[1], 1, ["contact_point_added"])


def test_form_of_another_project_makes_nothing(project, lies, fatima):
    key = uuid4()
    ContactPoint.objects.create(project=make_project(slug="ander"), form_key=key)
    with pytest.raises(ValidationError, match="Laad de bladzijde opnieuw"):
        contacts.add_contact(project=project, by=lies, employee=fatima, form_key=key)


@pytest.mark.parametrize("what", ["employee", "backup", "location"])
def test_who_or_what_is_of_elsewhere_is_refused(project, lies, anker, fatima, what):
    strange = make_location(anker) if what == "location" else Employee.objects.create(organisation=anker, name="Vreemd")
    with pytest.raises(ValidationError, match="hoort niet bij jullie"):
        contacts.add_contact(project=project, by=lies, **({"employee": fatima} | {what: strange}))


def test_change_is_told_once(project, lies, fatima):
    point = make_contact_point(fatima, project=project)
    changed = [contacts.change_contact(point=point, by=lies, how="bel 4512") for _turn in range(2)]
    assert (changed, verbs(project)) == ([True, False], ["contact_point_changed"])


def test_removing_twice_is_told_once(project, lies, fatima):
    point = make_contact_point(fatima, project=project)
    gone = [contacts.remove_contact(point=ContactPoint(pk=point.pk, project=project), by=lies) for _turn in range(2)]
    assert (gone, verbs(project)) == ([True, False], ["contact_point_removed"])


def test_contact_points_are_for_who_leads(project, noor, fatima):
    point = make_contact_point(fatima, project=project)
    for action in (
        lambda: contacts.add_contact(project=project, by=noor, employee=fatima),
        lambda: contacts.change_contact(point=point, by=noor, how="x"),
        lambda: contacts.remove_contact(point=point, by=noor),
    ):
        with pytest.raises(PermissionDenied):
            action()
