"""What gate 4 asks of people, at its edges. Empty is never met."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from communicatie.needed import needed
from communicatie.step import Communicatie
from communicatie.tests.factories import make_ask, make_audience, make_contact_point, make_employee, make_message
from communicatie.tests.gate import ambassadors, outcome, outcomes, people, state
from fundament.tests.factories import make_agreement, put_in_force
from organisatie.models import Employee
from organisatie.tests.factories import make_user
from trajecten import gate
from trajecten.actions import change_threshold
from trajecten.models import Project, ProjectRole
from trajecten.steps import Kind, State
from trajecten.tests.factories import make_project

MET, NOT_MET, TOO_LITTLE, NOT_APPLICABLE = State.MET, State.NOT_MET, State.TOO_LITTLE, State.NOT_APPLICABLE
DAY = timedelta(days=1)


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4)


@pytest.fixture
def aalst(project):
    """Forty people: one location for which two ambassadors are enough."""
    return people(project, 40)


def key_figure(project, employee=None, **fields):
    return ProjectRole.objects.create(project=project, role="key_figure", employee=employee, **fields)


def leave(employee):
    Employee.objects.filter(pk=employee.pk).update(active_until=timezone.localdate() - DAY)


# --- All of it -----------------------------------------------------------------------------------


def test_nothing_at_all_is_never_met(project):
    assert {code: found.state for code, found in outcomes(project).items()} == {
        "s4.key_figure": TOO_LITTLE,
        "s4.contact": TOO_LITTLE,
        "s4.ambassadors": TOO_LITTLE,
        "s4.hours": TOO_LITTLE,
        "s4.shifts": TOO_LITTLE,
        "s4.why": TOO_LITTLE,
        "s4.matrix": TOO_LITTLE,
        "s4.messenger": TOO_LITTLE,
        "s4.overdue": TOO_LITTLE,
        "s4.owners": TOO_LITTLE,
        "s4.pulse": TOO_LITTLE,
        "s4.support": TOO_LITTLE,
    }


def test_people_and_nothing_else_is_never_met(project):
    """Only who has no shift in the list has no shift to reach."""
    people(project, 3, shift="nacht")
    assert {found.state for found in outcomes(project).values()} == {TOO_LITTLE}


def test_weights_goals_and_what_a_project_may_choose():
    told = {
        one.code[3:]: (one.kind, one.default, one.minimum, one.maximum, one.tunable)
        for one in Communicatie().criteria()
    }
    assert told == {
        "key_figure": (Kind.MUST, 100, 80, 100, True),
        "contact": (Kind.MUST, 100, 80, 100, True),
        "ambassadors": (Kind.MUST, 20, 10, 50, True),
        "hours": (Kind.MUST, 90, 50, 100, True),
        "shifts": (Kind.SHOULD, 100, 50, 100, True),
        "why": (Kind.MUST, 100, 80, 100, True),
        "matrix": (Kind.MUST, 90, 60, 100, True),
        "messenger": (Kind.SHOULD, 80, 50, 100, True),
        "overdue": (Kind.SHOULD, 0, 0, 10, True),
        "owners": (Kind.MUST, 100, None, None, False),
        "pulse": (Kind.SHOULD, 60, None, None, False),
        "support": (Kind.SHOULD, Decimal("3.4"), None, None, False),
    }


@pytest.mark.parametrize("count", [1, 3])
def test_all_criteria_take_two_queries(project, count, django_assert_num_queries):
    """One about plan and people, one for the surveys in which support was measured."""
    for number in range(count):
        found = people(project, 2, f"Huis {number}", shift="nacht")
        ambassadors(project, found)
        make_contact_point(found[0], project=project, backup=found[1])
        make_agreement(project=project)
        group = {"functions": ["Zorg"], "locations": [f"Huis {number}"]}
        make_message(audience=make_audience(f"Groep {number}", project=project, **group))
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    with django_assert_num_queries(2):
        for one in Communicatie().criteria():
            one.compute(project, one.default)


# --- Key figures ---------------------------------------------------------------------------------


def test_each_location_has_a_key_figure(project, aalst):
    people(project, 2, "Gent")
    key_figure(project, aalst[0], location=aalst[0].location)
    one = outcome(project, "key_figure")
    assert (one.state, one.text) == (
        NOT_MET, "Locaties met een sleutelfiguur: 1 van 2 (50%), doel 100%. Nog te vinden: Gent."
    )  # fmt: skip


def test_key_figure_without_a_location_counts_where_they_work(project, aalst):
    key_figure(project, aalst[0])
    account = make_user("els@de-linde.test", "Els Claes")
    people(project, 1, "Gent", user=account)
    key_figure(project, user=account)
    assert state(project, "key_figure") == MET


def test_key_figure_who_said_yes_counts(project, aalst):
    make_ask(aalst[0], project=project, role="key_figure", status="accepted")
    assert state(project, "key_figure") == MET


def test_key_figure_who_stopped_or_left_is_none(project, aalst):
    key_figure(project, aalst[0], until=timezone.now())
    key_figure(project, aalst[1])
    leave(aalst[1])
    assert state(project, "key_figure") == TOO_LITTLE


def test_key_figure_of_elsewhere_helps_no_location_that_is_touched(project, aalst):
    people(project, 1, "Gent")
    key_figure(project, aalst[0])
    key_figure(project, aalst[1])
    assert outcome(project, "key_figure").value == Decimal("50.0")


# --- Contact points ------------------------------------------------------------------------------


def test_each_location_has_somebody_to_turn_to_with_a_backup(project, aalst):
    ghent, brussels = people(project, 1, "Gent")[0], people(project, 1, "Brussel")[0]
    make_contact_point(aalst[0], project=project, backup=aalst[1])
    make_contact_point(ghent, project=project)
    one = outcome(project, "contact")
    assert (one.state, one.text) == (
        NOT_MET,
        "Locaties met een aanspreekpunt en een vervanger: 1 van 3 (33,3%), doel 100%. "
        "Nog te vinden: Brussel, Gent (zonder vervanger).",
    )
    make_contact_point(brussels, project=project, location=None, backup_note="de nachtverantwoordelijke")
    assert state(project, "contact") == MET


def test_contact_point_of_whom_nobody_is_known_is_none(project, aalst):
    make_contact_point(project=project, backup_note="de dagverantwoordelijke")
    assert state(project, "contact") == TOO_LITTLE


def test_backup_who_left_is_no_backup(project, aalst):
    make_contact_point(aalst[0], project=project, backup=aalst[1])
    leave(aalst[1])
    assert state(project, "contact") == NOT_MET


# --- Ambassadors ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "ratio", "found"),
    [
        (0, 20, 0),
        (1, 20, 2),
        (40, 20, 2),
        (41, 20, 3),
        (96, 20, 5),
        (42, 50, 2),
        (101, 50, 3),
        (30, Decimal("12.5"), 3),
    ],
)
def test_needed_is_a_rule_of_thumb_with_a_least(number, ratio, found):
    assert needed(number, ratio) == found


def test_houses_of_the_demo_need_twenty_four():
    assert [needed(n) for n in (96, 84, 78, 66, 54, 42)] == [5, 5, 4, 4, 3, 3]


@pytest.mark.parametrize(("yes", "found", "value"), [(1, NOT_MET, 40), (2, MET, 20)])
def test_two_for_forty(project, aalst, yes, found, value):
    ambassadors(project, aalst[:yes])
    one = outcome(project, "ambassadors")
    assert (one.state, one.value, one.denominator) == (found, Decimal(value), 2)


def test_forty_one_people_need_a_third(project, aalst):
    people(project, 1)
    ambassadors(project, aalst[:2])
    one = outcome(project, "ambassadors")
    assert (one.state, one.value, one.text) == (
        NOT_MET,
        Decimal("20.5"),
        "2 van 3 ambassadeurs zeiden ja, met hoogstens 20 collega's voor elk en minstens 2 per locatie. "
        "Nog te vinden: Aalst (2/3).",
    )


def test_project_may_ask_for_fewer_and_says_so(project, aalst):
    people(project, 1)
    ambassadors(project, aalst[:2])
    assert outcome(project, "ambassadors", Decimal(21)).state == MET


def test_two_is_the_least_in_a_small_house(project, aalst):
    ghent = people(project, 4, "Gent")
    ambassadors(project, [*aalst[:2], ghent[0]])
    one = outcome(project, "ambassadors")
    assert (one.state, one.value, one.text[-26:]) == (NOT_MET, Decimal(20), "Nog te vinden: Gent (1/2).")


def test_more_than_enough_in_one_house_is_not_more_in_another(project, aalst):
    ambassadors(project, aalst[:9])
    people(project, 4, "Gent")
    one = outcome(project, "ambassadors")
    assert (one.state, one.value, one.text[:7]) == (NOT_MET, None, "2 van 4")


def test_asked_is_not_yes(project, aalst):
    for one in aalst[:2]:
        make_ask(one, project=project)
    one = outcome(project, "ambassadors")
    assert (one.state, one.text) == (
        TOO_LITTLE,
        "Nog niemand zei ja. Nodig: 2 ambassadeurs. 2 collega's antwoordden nog niet.",
    )


def test_no_is_told_of_nobody(project, aalst):
    make_ask(aalst[0], project=project, status="declined")
    assert outcome(project, "ambassadors").text == "Nog niemand zei ja. Nodig: 2 ambassadeurs."


def test_role_that_was_ended_is_a_yes_no_more(project, aalst):
    _first, second = ambassadors(project, aalst[:2])
    ProjectRole.objects.filter(pk=second.given_id).update(until=timezone.now())
    assert outcome(project, "ambassadors").value == 40


def test_ambassador_for_the_whole_project_counts_where_they_work(project, aalst):
    ambassadors(project, aalst[:2], location=None)
    assert state(project, "ambassadors") == MET


def test_organisation_without_locations_is_one_place(project):
    found = people(project, 5)
    Employee.objects.filter(organisation=project.organisation).update(location=None)
    for one in found[:2]:
        one.refresh_from_db()
    ambassadors(project, found[:2])
    key_figure(project, found[2])
    assert (state(project, "ambassadors"), state(project, "key_figure")) == (MET, MET)


def test_who_has_no_location_is_no_place_of_its_own(project, aalst):
    lost = people(project, 1, "Gent")[0]
    Employee.objects.filter(pk=lost.pk).update(location=None)
    ambassadors(project, aalst[:2])
    assert state(project, "ambassadors") == MET


def test_goal_that_was_made_easier_is_seen(project, aalst, lies):
    change_threshold(project=project, code="s4.ambassadors", value=Decimal(25), reason="Kleine teams.", by=lies)
    found = next(one for one in gate.evaluate(project, 4) if one.code == "s4.ambassadors")
    assert (found.lowered, found.detail) == (
        True,
        "Het doel is hier 25 collega's per ambassadeur in plaats van 20 collega's per ambassadeur. Waarom: Kleine teams.",
    )


# --- Time, and shifts ----------------------------------------------------------------------------


def ready(project, found, **fields):
    return ambassadors(project, found, **{"hours": 2, "prepared_on": timezone.localdate(), **fields})


@pytest.mark.parametrize(("left", "found"), [(1, MET), (2, NOT_MET)])
def test_nine_of_ten_have_time_and_are_prepared(project, aalst, left, found):
    ready(project, aalst[left:10])
    ready(project, aalst[:left], hours=None)
    one = outcome(project, "hours")
    assert (one.state, one.value) == (found, Decimal(100 - 10 * left))


@pytest.mark.parametrize("fields", [{"hours": None}, {"prepared_on": None}, {"prepared_on": "morgen"}])
def test_hours_and_a_day_that_was_are_both_needed(project, aalst, fields):
    if fields.get("prepared_on") == "morgen":
        fields = {"prepared_on": timezone.localdate() + DAY}
    ready(project, aalst[:1], **fields)
    assert state(project, "hours") == NOT_MET


def test_ambassador_at_two_places_is_one_and_ready_at_both_or_not_yet(project, aalst):
    ready(project, aalst[:1])
    ready(project, aalst[:1], location=people(project, 1, "Gent")[0].location, hours=None)
    one = outcome(project, "hours")
    assert (one.state, one.denominator) == (NOT_MET, 1)


def test_every_shift_is_reached(project):
    day = people(project, 2, shift="Dag")
    people(project, 1, shift="nacht")
    ambassadors(project, day[:1])
    one = outcome(project, "shifts")
    assert (one.state, one.text) == (
        NOT_MET,
        "Diensten met een ambassadeur of aanspreekpunt: 1 van 2 (50%), doel 100%. Nog niemand: Aalst (nacht).",
    )
    ambassadors(project, day[1:], shifts=["Nacht", "dag "])
    assert state(project, "shifts") == MET


def test_shift_of_another_house_is_another_shift(project):
    night = people(project, 1, shift="nacht")
    people(project, 1, "Gent", shift="nacht")
    ambassadors(project, night)
    assert outcome(project, "shifts").value == Decimal("50.0")


def test_contact_point_and_backup_reach_their_own_shifts(project):
    day, night = people(project, 1, shift="dag") + people(project, 1, shift="nacht")
    make_contact_point(day, project=project, backup=night)
    assert state(project, "shifts") == MET


def test_contact_point_for_everybody_reaches_a_shift_everywhere(project):
    night = people(project, 1, shift="nacht")
    people(project, 1, "Gent", shift="nacht")
    make_contact_point(night[0], project=project, location=None)
    assert state(project, "shifts") == MET


def test_where_nobody_has_a_shift_there_is_none_to_reach(project, aalst):
    assert state(project, "shifts") == NOT_APPLICABLE


# --- Owners --------------------------------------------------------------------------------------


def owned(project, owner):
    version = make_agreement(project=project)
    type(version.agreement).objects.filter(pk=version.agreement_id).update(owner=owner)
    return version


def test_agreement_without_owner_keeps_the_gate_closed(project):
    owner = make_employee("An Owner", project=project)
    owned(project, owner)
    owned(project, None)
    one = outcome(project, "owners")
    assert (one.state, one.text) == (NOT_MET, "Afspraken met een eigenaar: 1 van 2 (50%), doel 100%. Nog niet: A02.")


def test_agreement_with_two_versions_in_use_is_one(project):
    version = owned(project, make_employee("An Owner", project=project))
    put_in_force(version)
    version.agreement.versions.create(number=2, sentence="Anders.", changed="Kort", changed_why="Te lang")
    one = outcome(project, "owners")
    assert (one.state, one.denominator) == (MET, 1)


def test_withdrawn_agreement_needs_no_owner(project):
    version = owned(project, None)
    type(version).objects.filter(pk=version.pk).update(status="withdrawn", withdrawn_why="Niet nodig")
    assert state(project, "owners") == TOO_LITTLE


def test_owner_who_left_is_none(project):
    owner = make_employee("An Owner", project=project)
    owned(project, owner)
    leave(owner)
    assert state(project, "owners") == NOT_MET
