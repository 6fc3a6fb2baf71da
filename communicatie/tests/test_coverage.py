"""How many people each location needs and has, in two queries."""

from decimal import Decimal

import pytest
from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie import coverage
from communicatie.needed import needed
from communicatie.tests.factories import make_ask, make_contact_point, make_employee
from organisatie.models import Employee
from organisatie.tests.factories import make_employees, make_function, make_location
from trajecten.models import ProjectRole, Threshold


@pytest.fixture
def project(linde):
    return make_project()


def staff(project, location: str, count: int, shift: str = "") -> list[Employee]:
    place = make_location(project.organisation, location)
    return make_employees(
        project.organisation, count, location=place, prefix=f"{location} {shift} {count}", shift=shift
    )


def row_of(project, location: str = "Aalst", ratio=20) -> coverage.Row:
    return {row.location: row for row in coverage.of(project, ratio=ratio).rows}[location]


@pytest.mark.parametrize(
    ("ratio", "total"), [(15, 31), (20, 24), (25, 20), (40, 14), (50, 12)], ids=lambda value: str(value)
)
def test_needed_for_the_houses_of_the_example(ratio, total):
    houses = [96, 84, 78, 66, 54, 42]
    assert sum(needed(people, ratio) for people in houses) == total


def test_needed_is_two_at_least_and_none_for_nobody():
    assert [needed(people) for people in (0, 1, 40, 41)] == [0, 2, 2, 3]


def test_needed_with_a_ratio_that_is_no_whole_number():
    assert needed(50, Decimal("12.50")) == 4
    assert needed(51, Decimal("12.50")) == 5


def test_coverage_without_anybody_is_empty(project):
    found = coverage.of(project)
    assert (found.rows, found.needed, found.unplaced) == ((), 0, 0)


def test_rows_per_location_by_name(project):
    staff(project, "Gent", 41)
    staff(project, "Aalst", 3)
    assert [(row.location, row.people, row.needed) for row in coverage.of(project).rows] == [
        ("Aalst", 3, 2),
        ("Gent", 41, 3),
    ]


def test_only_locations_that_the_project_touches(project):
    staff(project, "Aalst", 3)
    staff(project, "Gent", 3)
    project.locations.set([make_location(project.organisation, "Gent")])
    assert [row.location for row in coverage.of(project).rows] == ["Gent"]


@pytest.mark.parametrize(("cleaners", "people"), [(2, 5), (3, 3), (4, 3)])
def test_wide_change_counts_everybody_in_the_house(project, cleaners, people):
    """Organisation-wide is more than half; then who is not touched needs somebody to turn to as well."""
    carers, place = staff(project, "Aalst", 3), make_location(project.organisation, "Aalst")
    care, cleaning = (make_function(project.organisation, name) for name in ("Zorg", "Poets"))
    Employee.objects.filter(pk__in=[one.pk for one in carers]).update(function=care)
    make_employees(project.organisation, cleaners, location=place, prefix="poets", function=cleaning)
    project.functions.set([care])
    assert row_of(project).people == people


def test_wide_change_leaves_out_a_house_that_it_does_not_touch(project):
    staff(project, "Aalst", 5)
    staff(project, "Gent", 2)
    project.locations.set([make_location(project.organisation, "Aalst")])
    assert [row.location for row in coverage.of(project).rows] == ["Aalst"]


def test_organisation_without_locations_is_one_row(project):
    make_employees(project.organisation, 5)
    found = coverage.of(project)
    assert [(row.pk, row.location, row.people, row.needed) for row in found.rows] == [(None, "", 5, 2)]
    assert found.unplaced == 0


def test_ambassador_of_an_organisation_without_locations_counts(project):
    employee = make_employees(project.organisation, 5)[0]
    make_ask(employee, project=project, status="accepted", location=None)
    assert coverage.of(project).rows[0].confirmed == 1


def test_people_without_a_location_are_told_apart(project):
    staff(project, "Aalst", 3)
    make_employees(project.organisation, 2, prefix="los")
    found = coverage.of(project)
    assert ([row.location for row in found.rows], found.unplaced) == (["Aalst"], 2)


def test_confirmed_and_asked_count_apart(project):
    one, two, three, four = staff(project, "Aalst", 4)
    make_ask(one, project=project, status="accepted")
    make_ask(two, project=project)
    make_ask(three, project=project, status="declined")
    make_ask(four, project=project, status="withdrawn")
    row = row_of(project)
    assert (row.needed, row.confirmed, row.asked, row.gap, row.to_ask) == (2, 1, 1, 1, 0)


def test_other_roles_are_no_ambassadors(project):
    one, _two = staff(project, "Aalst", 2)
    make_ask(one, project=project, status="accepted", role="helper")
    assert row_of(project).confirmed == 0


def test_ambassador_counts_where_asked_for(project):
    staff(project, "Gent", 3)
    employee = staff(project, "Aalst", 3)[0]
    make_ask(employee, project=project, status="accepted", location=make_location(project.organisation, "Gent"))
    assert (row_of(project, "Aalst").confirmed, row_of(project, "Gent").confirmed) == (0, 1)


def test_ambassador_for_the_whole_project_counts_where_they_work(project):
    employee = staff(project, "Aalst", 3)[0]
    make_ask(employee, project=project, status="accepted", location=None)
    assert row_of(project).confirmed == 1


def test_ambassador_of_two_places_is_one_person(project):
    staff(project, "Gent", 3)
    employee = staff(project, "Aalst", 3)[0]
    gent = make_location(project.organisation, "Gent")
    for place in (employee.location, gent):
        make_ask(employee, project=project, status="accepted", location=place)
    found = coverage.of(project)
    assert (found.confirmed, found.ambassadors) == (2, 1)


def test_who_was_asked_twice_for_one_place_counts_once(project):
    employee = staff(project, "Aalst", 3)[0]
    make_ask(employee, project=project, status="accepted")
    make_ask(employee, project=project, location=None)
    row = row_of(project)
    assert (row.confirmed, row.asked) == (1, 0)


def test_role_that_was_ended_counts_no_more(project):
    ask = make_ask(staff(project, "Aalst", 3)[0], project=project, status="accepted")
    ProjectRole.objects.filter(pk=ask.given_id).update(until=timezone.now())
    assert row_of(project).confirmed == 0


def test_who_left_counts_no_more(project):
    employee = staff(project, "Aalst", 3)[0]
    make_ask(employee, project=project, status="accepted")
    make_contact_point(employee, project=project, backup_note="de dagverantwoordelijke")
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    Employee.objects.filter(pk=employee.pk).update(active_until=yesterday)
    row = row_of(project)
    assert (row.people, row.confirmed, row.has_contact) == (2, 0, False)


def test_ready_asks_for_hours_and_preparation(project):
    one, two, three = staff(project, "Aalst", 3)
    today = timezone.localdate()
    make_ask(one, project=project, status="accepted", hours=2, prepared_on=today)
    make_ask(two, project=project, status="accepted", hours=2)
    make_ask(three, project=project, status="accepted", prepared_on=today)
    found = coverage.of(project)
    assert (found.ambassadors, found.ready, found.rows[0].ready) == (3, 1, 1)


@pytest.mark.parametrize("ready_first", [True, False])
def test_ready_asks_for_terms_at_each_place(project, ready_first):
    staff(project, "Gent", 3)
    employee = staff(project, "Aalst", 3)[0]
    terms = [{"hours": 2, "prepared_on": timezone.localdate()}, {}]
    places = [employee.location, make_location(project.organisation, "Gent")]
    for place, fields in zip(places, terms if ready_first else terms[::-1], strict=True):
        make_ask(employee, project=project, status="accepted", location=place, **fields)
    assert coverage.of(project).ready == 0


def test_shifts_reached_by_own_shift(project):
    employee = staff(project, "Aalst", 2, "vroeg")[0]
    staff(project, "Aalst", 2, "nacht")
    make_ask(employee, project=project, status="accepted")
    row = row_of(project)
    assert (row.shifts_reached, row.shifts_missing) == (("vroeg",), ("nacht",))
    assert coverage.of(project).shifts == (1, 2)


def test_shifts_named_in_the_ask_take_the_place_of_the_own_one(project):
    employee = staff(project, "Aalst", 2, "vroeg")[0]
    staff(project, "Aalst", 2, "nacht")
    make_ask(employee, project=project, status="accepted", shifts=["Nacht "])
    row = row_of(project)
    assert (row.shifts_reached, row.shifts_missing) == (("nacht",), ("vroeg",))


def test_shift_is_not_reached_by_who_did_not_answer(project):
    make_ask(staff(project, "Aalst", 2, "nacht")[0], project=project)
    assert row_of(project).shifts_missing == ("nacht",)


def test_shift_is_not_reached_from_another_location(project):
    employee = staff(project, "Gent", 2, "nacht")[0]
    staff(project, "Aalst", 2, "nacht")
    make_ask(employee, project=project, status="accepted")
    assert row_of(project, "Aalst").shifts_missing == ("nacht",)


def test_contact_point_and_backup_reach_their_shifts(project):
    day, _ = staff(project, "Aalst", 2, "vroeg")
    night, _ = staff(project, "Aalst", 2, "nacht")
    make_contact_point(day, project=project, backup=night)
    row = row_of(project)
    assert (row.shifts_reached, row.has_contact, row.contact_with_backup) == (("nacht", "vroeg"), True, True)


def test_shift_written_in_two_ways_is_one(project):
    staff(project, "Aalst", 2, "Nacht")
    staff(project, "Aalst", 3, "nacht ")
    assert len(row_of(project).shifts_missing) == 1


def test_contact_point_without_backup(project):
    make_contact_point(staff(project, "Aalst", 2)[0], project=project)
    row = row_of(project)
    assert (row.has_contact, row.contact_with_backup) == (True, False)


def test_contact_point_with_a_backup_who_left_has_none(project):
    one, two = staff(project, "Aalst", 2)
    Employee.objects.filter(pk=two.pk).update(active_until=timezone.localdate() - timezone.timedelta(days=1))
    make_contact_point(one, project=project, backup=two)
    assert row_of(project).contact_with_backup is False


def test_contact_point_for_everybody_counts_everywhere(project):
    employee = staff(project, "Aalst", 2)[0]
    staff(project, "Gent", 2)
    make_contact_point(employee, project=project, location=None, backup_note="de nachtverantwoordelijke")
    assert [row.contact_with_backup for row in coverage.of(project).rows] == [True, True]


def test_contact_point_without_a_person_is_none(project):
    staff(project, "Aalst", 2)
    place = make_location(project.organisation, "Aalst")
    make_contact_point(None, project=project, location=place, backup_note="de dagverantwoordelijke")
    assert row_of(project).has_contact is False


def test_key_figures_by_employee_and_by_account(project, lies):
    employee = staff(project, "Aalst", 2)[0]
    mine = make_employee("Lies Maes", project=project, user=lies, email=lies.email)
    ProjectRole.objects.create(project=project, role="key_figure", employee=employee)
    ProjectRole.objects.create(project=project, role="key_figure", user=lies)
    assert mine.location.name == "Aalst"
    assert row_of(project).key_figures == 2


def test_key_figure_with_account_and_employee_is_one_person(project, lies):
    mine = make_employee("Lies Maes", project=project, user=lies, email=lies.email)
    ProjectRole.objects.create(project=project, role="key_figure", employee=mine)
    ProjectRole.objects.create(project=project, role="key_figure", user=lies)
    assert row_of(project).key_figures == 1


def test_key_figure_whose_role_ended_is_none(project):
    employee = staff(project, "Aalst", 2)[0]
    ProjectRole.objects.create(project=project, role="key_figure", employee=employee, until=timezone.now())
    assert row_of(project).key_figures == 0


def test_another_project_counts_for_nothing(project):
    employee = staff(project, "Aalst", 2)[0]
    other = make_project(slug="ander")
    make_ask(employee, project=other, status="accepted")
    make_contact_point(employee, project=other, backup_note="iemand")
    ProjectRole.objects.create(project=other, role="key_figure", employee=employee)
    row = row_of(project)
    assert (row.confirmed, row.has_contact, row.key_figures) == (0, False, 0)


@pytest.mark.parametrize("locations", [1, 3])
def test_coverage_asks_two_queries_whatever_its_size(project, django_assert_num_queries, locations):
    for number in range(locations):
        one, two, three = staff(project, f"Huis {number}", 3, "nacht")
        make_ask(one, project=project, status="accepted")
        make_ask(two, project=project)
        make_contact_point(three, project=project, backup=one)
        ProjectRole.objects.create(project=project, role="key_figure", employee=three)
    with django_assert_num_queries(2):
        found = coverage.of(project)
    assert len(found.rows) == locations


@pytest.mark.parametrize(("chosen", "expected"), [(None, 20), ("15", 15), ("5", 10), ("80", 50)])
def test_ratio_is_the_goal_of_the_gate(project, lies, chosen, expected, django_assert_num_queries):
    if chosen:
        for value in ("30", chosen):
            Threshold.objects.create(
                project=project, code="s4.ambassadors", value=value, before=20, reason="Kleine huizen", changed_by=lies
            )
    with django_assert_num_queries(1):
        assert coverage.ratio_of(project) == expected
