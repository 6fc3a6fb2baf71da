"""Who is in an audience: counted from the employees, the same one by one as for a whole project at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie.models import Audience
from communicatie.reach import head_counts, people_of, size_of
from communicatie.tests.factories import make_audience, make_employee
from organisatie.models import JobFunction, Location
from trajecten.models import ProjectRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde):
    project = make_project(linde)
    make_employee("An Zorg", project=project, location="Aalst", function="Zorg", shift="dag")
    make_employee("Bo Nacht", project=project, location="Aalst", function="Zorg", shift="nacht")
    make_employee("Cas Keuken", project=project, location="Gent", function="Keuken", shift="dag")
    make_employee("Dina Bureau", project=project, location="Brussel", function="Bureau")
    return project


def names(audience: Audience) -> list[str]:
    return list(people_of(audience).order_by("name").values_list("name", flat=True))


def test_audience_without_choice_is_everybody(project):
    assert names(make_audience("Iedereen", project=project)) == ["An Zorg", "Bo Nacht", "Cas Keuken", "Dina Bureau"]


def test_audience_without_choice_is_everybody_the_project_touches(project):
    project.functions.set(JobFunction.objects.filter(name__in=["Zorg", "Keuken"]))
    project.locations.set(Location.objects.filter(name="Aalst"))
    assert names(make_audience("Iedereen", project=project)) == ["An Zorg", "Bo Nacht"]


def test_named_function_counts_also_when_the_project_does_not_touch_it(project):
    project.functions.set(JobFunction.objects.filter(name="Zorg"))
    assert names(make_audience("Bureau", project=project, functions=["Bureau"])) == ["Dina Bureau"]


def test_function_location_and_shift_narrow_together(project):
    nights = make_audience("Nacht", project=project, functions=["Zorg"], locations=["Aalst", "Gent"], shift="nacht")
    assert names(nights) == ["Bo Nacht"]


def test_who_is_out_of_service_does_not_count(project):
    yesterday = timezone.localdate() - timedelta(days=1)
    project.organisation.employees.filter(name="An Zorg").update(active_until=yesterday)
    assert names(make_audience("Zorg", project=project, functions=["Zorg"])) == ["Bo Nacht"]


def test_role_is_held_by_the_employee_or_by_their_account(project, bram):
    an = project.organisation.employees.get(name="An Zorg")
    ProjectRole.objects.create(project=project, role="ambassador", employee=an)
    ProjectRole.objects.create(project=project, role="ambassador", user=bram)
    ProjectRole.objects.create(project=project, role="key_figure", employee=an)
    ambassadors = make_audience("Ambassadeurs", project=project, kind="role", role="ambassador")
    assert names(ambassadors) == ["An Zorg", "Bram De Smet"]


def test_ended_role_and_role_in_another_project_do_not_count(project, linde):
    an = project.organisation.employees.get(name="An Zorg")
    ProjectRole.objects.create(project=project, role="helper", employee=an, until=timezone.now())
    ProjectRole.objects.create(project=make_project(linde, slug="ander"), role="helper", employee=an)
    assert names(make_audience("Helpers", project=project, kind="role", role="helper")) == []


def test_role_counts_wherever_somebody_works_unless_a_place_is_named(project):
    project.locations.set(Location.objects.filter(name="Gent"))
    for name in ("An Zorg", "Cas Keuken"):
        employee = project.organisation.employees.get(name=name)
        ProjectRole.objects.create(project=project, role="helper", employee=employee)
    everywhere = make_audience("Helpers", project=project, kind="role", role="helper")
    aalst = make_audience("Helpers Aalst", project=project, kind="role", role="helper", locations=["Aalst"])
    assert (names(everywhere), names(aalst)) == (["An Zorg", "Cas Keuken"], ["An Zorg"])


def test_people_outside_are_as_many_as_was_written(project):
    families = make_audience("Families", project=project, kind="outside", outside_count=120)
    unknown = make_audience("Buren", project=project, kind="outside")
    assert (names(families), size_of(families), size_of(unknown)) == ([], 120, None)


def test_counting_all_at_once_says_the_same_as_one_by_one(project, django_assert_num_queries):
    an = project.organisation.employees.get(name="An Zorg")
    ProjectRole.objects.create(project=project, role="helper", employee=an)
    project.functions.set(JobFunction.objects.filter(name__in=["Zorg", "Keuken"]))
    audiences = [
        make_audience("Iedereen", project=project),
        make_audience("Bureau", project=project, functions=["Bureau"]),
        make_audience("Zorg in Aalst", project=project, functions=["Zorg"], locations=["Aalst"]),
        make_audience("Nacht", project=project, shift="nacht"),
        make_audience("Helpers", project=project, kind="role", role="helper"),
        make_audience("Sleutelfiguren", project=project, kind="role", role="key_figure"),
        make_audience("Families", project=project, kind="outside", outside_count=120),
        make_audience("Buren", project=project, kind="outside"),
    ]
    with django_assert_num_queries(1):
        counted = head_counts(project)
    assert counted == {audience.pk: size_of(audience) for audience in audiences}
    assert [counted[audience.pk] for audience in audiences] == [3, 1, 2, 1, 1, 0, 120, None]
