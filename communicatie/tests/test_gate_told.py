"""What gate 4 asks of the plan, at its edges. Empty is never met."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from communicatie.tests.factories import make_audience, make_message
from communicatie.tests.gate import outcome, state
from trajecten.steps import State
from trajecten.tests.factories import make_project

MET, NOT_MET, TOO_LITTLE = State.MET, State.NOT_MET, State.TOO_LITTLE


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4)


@pytest.fixture
def everybody(project):
    return make_audience("Iedereen", project=project)


def care(project, name="Zorgkundigen", **fields):
    return make_audience(name, project=project, functions=[name], **fields)


def days_ago(number):
    return timezone.localdate() - timedelta(days=number)


# --- Why -----------------------------------------------------------------------------------------


def test_audience_that_heard_nothing_yet_says_too_little(project, everybody):
    one = outcome(project, "why")
    assert (one.state, one.value, one.text) == (TOO_LITTLE, 0, "Nog niemand hoorde waarom.")


def test_planned_is_not_heard(project, everybody):
    make_message(audience=everybody)
    assert state(project, "why") == TOO_LITTLE


@pytest.mark.parametrize(("last", "found", "value"), [("planned", NOT_MET, 80), ("sent", MET, 100)])
def test_every_audience_heard_why(project, last, found, value):
    groups = [care(project, f"Groep {number}") for number in range(5)]
    for one in groups[:4]:
        make_message(audience=one, status="sent")
    make_message(audience=groups[4], status=last)
    one = outcome(project, "why")
    assert (one.state, one.value) == (found, Decimal(value))


def test_who_did_not_hear_why_is_named(project, everybody):
    make_message(audience=everybody, status="sent")
    make_audience("Families", project=project, kind="outside", outside_count=200)
    one = outcome(project, "why")
    assert one.text == "Doelgroepen die hoorden waarom: 1 van 2 (50%), doel 100%. Nog niet: Families."


def test_who_heard_it_in_a_larger_group_heard_it(project, everybody):
    make_message(audience=everybody, status="sent")
    care(project)
    make_audience("Sleutelfiguren", project=project, kind="role", role="key_figure", inner=True)
    assert state(project, "why") == MET


def test_what_changes_is_not_why(project, everybody):
    make_message(audience=everybody, status="sent", key="what_changes")
    assert state(project, "why") == TOO_LITTLE


def test_audience_that_is_no_part_of_the_plan_is_not_asked_about(project, everybody):
    make_message(audience=everybody, status="sent")
    make_audience("Leveranciers", project=project, kind="outside", in_matrix=False)
    assert state(project, "why") == MET


# --- The plan ------------------------------------------------------------------------------------


def fill(audience, *keys, **fields):
    for key in keys:
        make_message(audience=audience, key=key, **fields)


@pytest.mark.parametrize(("extra", "found"), [(("when",), NOT_MET), (("when", "help"), MET)])
def test_nine_of_ten_cells_are_filled(project, extra, found):
    """Two groups of four cells and a role of two: ten."""
    fill(care(project, "Zorg"), "why", "what_changes", "when", "help")
    fill(care(project, "Keuken"), "why", "what_changes", *extra)
    role = make_audience("Ambassadeurs", project=project, kind="role", role="ambassador")
    fill(role, "why")
    one = outcome(project, "matrix")
    assert (one.state, one.value) == (found, Decimal(90 if found == MET else 80))


def test_empty_cells_are_named_and_not_all_of_them(project):
    fill(care(project, "Keuken"), "why", "what_changes")
    care(project, "Zorg")
    assert outcome(project, "matrix").text == (
        "Ingevulde vakjes van het plan: 2 van 8 (25%), doel 90%. Nog leeg: Keuken (wanneer), Keuken (wie helpt mij), "
        "Zorg (waarom), Zorg (wat verandert er), en nog 2."
    )


def test_what_was_dropped_leaves_its_cell_empty(project, everybody):
    fill(everybody, "why", "what_changes", "when")
    fill(everybody, "help", status="dropped", dropped_why="Komt in stap 5.", planned_on=None)
    assert outcome(project, "matrix").value == Decimal("75.0")


def test_ideas_without_a_day_are_no_plan(project, everybody):
    fill(everybody, "why", status="idea", planned_on=None)
    assert (state(project, "matrix"), state(project, "overdue")) == (TOO_LITTLE, TOO_LITTLE)


# --- Who tells it --------------------------------------------------------------------------------


def tell(audience, key, said_by, **fields):
    return make_message(audience=audience, key=key, said_by=said_by, **fields)


@pytest.mark.parametrize(("wrong", "found"), [(1, MET), (2, NOT_MET)])
def test_four_of_five_are_told_by_who_should(project, everybody, wrong, found):
    for number in range(5):
        tell(everybody, "why", "lead" if number < wrong else "management")
    one = outcome(project, "messenger")
    assert (one.state, one.value) == (found, Decimal(100 - 20 * wrong))


def test_what_changes_is_told_by_who_leads_the_team(project, everybody):
    tell(everybody, "what_changes", "team_leader")
    assert state(project, "messenger") == MET
    tell(everybody, "what_changes", "management")
    assert outcome(project, "messenger").text.endswith("1 van 2 (50%), doel 80%. Nog niet: N02.")


def test_other_messages_may_be_told_by_anybody(project, everybody):
    tell(everybody, "success", "colleague")
    tell(everybody, "why", "lead", status="dropped", dropped_why="Dubbel")
    assert state(project, "messenger") == TOO_LITTLE


@pytest.mark.parametrize("fields", [{"kind": "role", "role": "key_figure", "inner": True}, {"kind": "outside"}])
def test_what_changes_for_leaders_and_for_outside_is_not_asked_about(project, fields):
    tell(make_audience("Kring", project=project, **fields), "what_changes", "lead")
    assert state(project, "messenger") == TOO_LITTLE


# --- What waits ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "found", "value"), [(7, MET, 0), (8, NOT_MET, 1)])
def test_a_week_of_patience(project, everybody, days, found, value):
    make_message(audience=everybody, planned_on=days_ago(days))
    one = outcome(project, "overdue")
    assert (one.state, one.value) == (found, value)


@pytest.mark.parametrize(
    "fields",
    [{"status": "sent"}, {"status": "dropped", "dropped_why": "Niet meer nodig."}],
)
def test_what_was_told_or_dropped_does_not_wait(project, everybody, fields):
    make_message(audience=everybody)
    make_message(audience=everybody, planned_on=days_ago(30), **fields)
    assert state(project, "overdue") == MET


def test_what_waits_is_named_by_its_code_the_oldest_first(project, everybody):
    for days in (10, 20):
        make_message(audience=everybody, planned_on=days_ago(days), text="Klaar", status="ready")
    one = outcome(project, "overdue")
    assert one.text == "Boodschappen die meer dan een week wachten: 2, doel 0. N02, N01."
