"""Audiences: made once, changed, and taken away only while nothing is planned for them."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from bevraging.tests.factories import make_project
from communicatie.actions.audiences import add_audience, change_audience, remove_audience, start_audiences
from communicatie.models import Audience
from communicatie.tests.factories import make_audience, make_message
from organisatie.models import Location
from organisatie.tests.factories import make_function, make_location

pytestmark = pytest.mark.django_db


@pytest.fixture
def project(linde):
    return make_project(linde)


def test_form_sent_twice_makes_one_audience(project, lies, linde):
    key, zorg = uuid4(), make_function(linde)
    for _turn in range(2):
        made = add_audience(project=project, by=lies, name="Zorg  kundigen", functions=[zorg], form_key=key)
    assert Audience.objects.get() == made
    assert (made.name, list(made.functions.all())) == ("Zorg kundigen", [zorg])
    assert project.events.filter(verb="audience_added").count() == 1


def test_name_that_is_taken_is_refused_in_capitals_too(project, lies):
    make_audience("Iedereen", project=project)
    with pytest.raises(ValidationError, match="Deze doelgroep staat er al"):
        add_audience(project=project, by=lies, name="IEDEREEN")


def test_place_of_another_organisation_is_refused(project, lies, anker):
    with pytest.raises(ValidationError, match="hoort niet bij jullie organisatie"):
        add_audience(project=project, by=lies, name="Ginder", locations=[make_location(anker)])
    assert not Audience.objects.exists()


def test_what_does_not_belong_to_the_kind_is_left_out(project, lies, linde):
    made = add_audience(
        project=project,
        by=lies,
        name="Families",
        kind="outside",
        role="lead",
        shift="nacht",
        inner=True,
        outside_count=80,
        locations=[make_location(linde)],
    )
    assert (made.role, made.shift, made.inner, made.outside_count) == ("", "", False, 80)
    assert not made.locations.exists()
    change_audience(audience=made, by=lies, kind="role", role="helper")
    assert (made.role, made.outside_count) == ("helper", None)


def test_role_without_a_choice_is_refused(project, lies):
    with pytest.raises(ValidationError, match="Kies welke rol"):
        add_audience(project=project, by=lies, name="Ambassadeurs", kind="role")


def test_audience_with_messages_stays_and_says_why(project, lies):
    audience = make_audience(project=project)
    make_message(audience=audience)
    with pytest.raises(ValidationError, match="staan er boodschappen"):
        remove_audience(audience=audience, by=lies)
    assert Audience.objects.filter(pk=audience.pk).exists()


def test_removed_twice_is_told_once(project, lies):
    audience = make_audience(project=project)
    again = Audience.objects.get(pk=audience.pk)
    assert [remove_audience(audience=audience, by=lies), remove_audience(audience=again, by=lies)] == [True, False]
    assert project.events.filter(verb="audience_removed").count() == 1


def test_first_audiences_are_everybody_the_inner_circle_and_each_function(project, lies, linde):
    make_function(linde, "Keuken"), make_function(linde, "Zorg")
    made = start_audiences(project=project, by=lies)
    assert [one.name for one in made] == ["Iedereen", "Sleutelfiguren", "Keuken", "Zorg"]
    assert [(one.inner, one.in_matrix) for one in made] == [(False, True), (True, False), (False, True), (False, True)]
    assert [list(one.functions.values_list("name", flat=True)) for one in made] == [[], [], ["Keuken"], ["Zorg"]]
    assert start_audiences(project=project, by=lies) == []


def test_first_audiences_hold_only_functions_of_the_project(project, lies, linde):
    project.functions.add(make_function(linde, "Keuken"))
    make_function(linde, "Zorg")
    assert [one.name for one in start_audiences(project=project, by=lies)] == ["Iedereen", "Sleutelfiguren", "Keuken"]


def test_audience_that_is_changed_keeps_only_what_is_chosen_now(project, lies):
    audience = make_audience("Aalst", project=project, locations=["Aalst", "Gent"])
    gent = Location.objects.get(name="Gent")
    change_audience(audience=audience, by=lies, name="Gent", locations=[gent])
    audience.refresh_from_db()
    assert (audience.name, list(audience.locations.all())) == ("Gent", [gent])
