"""Locations without a spotlight in a calendar quarter."""

from datetime import date, timedelta

import pytest

from bevraging.tests.factories import make_project
from opvolging import spotlight_quarter
from opvolging.tests.spotlight_world import make_spotlight, works_at
from organisatie.tests.factories import make_function, make_location

DAY = date(2026, 5, 20)


@pytest.fixture
def project(lies):
    project = make_project()
    for number, place in enumerate(("Gent", "Aalst", "Brugge")):
        works_at(project, place, f"Collega {number}")
    return project


def left(project, day=DAY):
    return spotlight_quarter.without([project.pk], day)[project.pk]


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_has_three_calendar_months(day, first, last):
    assert spotlight_quarter.quarter_around(day) == (first, last)


def test_a_location_without_a_spotlight_is_named(project):
    make_spotlight(place="Gent", project=project, shown_on=date(2026, 4, 1))
    assert left(project) == ["Aalst", "Brugge"]
    assert spotlight_quarter.share([project.pk], DAY) == {project.pk: (1, 3)}


def test_a_spotlight_of_the_quarter_before_counts_no_more(project):
    make_spotlight(place="Gent", project=project, shown_on=date(2026, 3, 31))
    assert left(project) == ["Aalst", "Brugge", "Gent"]


def test_what_is_a_draft_or_was_taken_back_counts_for_nothing(project):
    make_spotlight(place="Gent", project=project, status="draft")
    make_spotlight(place="Aalst", project=project, status="taken_back", shown_on=DAY)
    make_spotlight(project=project, shown_on=DAY)
    assert left(project) == ["Aalst", "Brugge", "Gent"]


def test_only_where_the_project_touches_somebody_is_asked(project):
    home = project.organisation
    project.locations.set([make_location(home, "Gent"), make_location(home, "Aalst"), make_location(home, "Leeg")])
    assert left(project) == ["Aalst", "Gent"]
    works_at(project, "Aalst", "Kok Een", function="Keuken")
    project.functions.set([make_function(home, "Keuken")])
    assert left(project) == ["Aalst"]


def test_who_left_the_house_makes_no_location(project):
    works_at(project, "Deinze", "Oud Collega", active_until=DAY - timedelta(days=1))
    assert left(project) == ["Aalst", "Brugge", "Gent"]


def test_many_projects_are_one_query(project, django_assert_num_queries):
    other = make_project(slug="ander")
    make_spotlight(place="Gent", project=other, shown_on=DAY)
    with django_assert_num_queries(1):
        found = spotlight_quarter.without([project.pk, other.pk], DAY)
    assert found == {project.pk: ["Aalst", "Brugge", "Gent"], other.pk: ["Aalst", "Brugge"]}


def test_an_organisation_of_somebody_else_lends_no_location(project, vik):
    make_spotlight(place="Gent", project=project, shown_on=DAY)
    theirs = make_project(vik.memberships.get().organisation, slug="hun-traject")
    assert spotlight_quarter.without([theirs.pk], DAY) == {theirs.pk: []}
