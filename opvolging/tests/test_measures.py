"""What each of the nine measures counts, and above all what it does not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from opvolging.health_criteria import MEASURES, criteria
from opvolging.health_facts import facts_of
from opvolging.models import AgreementCheck, CheckRhythm, PlannedCheck, Remedy, Spotlight
from opvolging.tests.hazelaar import Hazelaar
from organisatie.models import Employee
from organisatie.tests.factories import make_employee
from trajecten.models import Project
from trajecten.steps import State
from trajecten.tests.factories import make_decider, make_project

pytestmark = pytest.mark.django_db
MET, NOT_MET, TOO_LITTLE = State.MET, State.NOT_MET, State.TOO_LITTLE


@pytest.fixture
def story(linde, lies):
    """A05 holds in Linde and Vlier; somebody owns it, and nothing was looked at yet."""
    dirk = make_decider(linde)
    return Hazelaar(make_project(linde, lies, dirk, step=6), dirk, ["Linde", "Vlier"]).agreements(["A05"])


def found(story, code):
    project = Project.objects.select_related("organisation").get(pk=story.project.pk)
    goal = next(one.default for one in criteria() if one.code == f"s6.{code}")
    return MEASURES[f"s6.{code}"](facts_of(project, timezone.localdate()), goal)


def said(story, code):
    one = found(story, code).outcome
    return one.state, one.text


def ago(days):
    return timezone.localdate() - timedelta(days=days)


@pytest.mark.parametrize("code", [one for one in MEASURES if one not in ("s6.owners", "s6.review", "s6.spotlight")])
def test_of_nothing_at_all_nothing_is_said(story, code):
    one = found(story, code[3:])
    assert (one.outcome.state, one.outcome.value, one.agreements) == (TOO_LITTLE, None, ())


# --- On time ---------------------------------------------------------------------------------------


def planned(story, due, done=None, n=1, status="done", place="Linde"):
    rhythm = story.rhythm("A05", place)
    rows = [
        {
            "due_on": ago(due + again),
            "status": status,
            "done_on": None if done is None else ago(done + again),
            "skipped_why": "Verlof" if status == "skipped" else "",
        }
        for again in range(n)
    ]
    PlannedCheck.objects.bulk_create(PlannedCheck(rhythm=rhythm, **row) for row in rows)


@pytest.mark.parametrize(("days", "done"), [(7, 6), (8, 5)])
def test_a_week_after_its_day_a_check_is_still_on_time(story, days, done):
    planned(story, 40, 40, n=5)
    planned(story, 20, 20 - days)
    assert said(story, "on_time") == (MET if done == 6 else NOT_MET, f"Checks op tijd: {done} van 6 ({SHARES[done]}%).")


SHARES = {6: "100", 5: "83,3"}


@pytest.mark.parametrize(("due", "whole"), [(7, 5), (8, 6)])
def test_check_that_may_still_be_done_in_time_does_not_count_yet(story, due, whole):
    planned(story, 40, 40, n=5)
    planned(story, due, status="planned")
    assert found(story, "on_time").outcome.denominator == whole


def test_skipped_check_and_one_of_an_ended_rhythm_were_not_due(story):
    planned(story, 40, 40, n=5)
    planned(story, 30, status="skipped")
    planned(story, 25, status="planned", place="Vlier")
    CheckRhythm.objects.filter(location=story.places["Vlier"]).update(ended_on=ago(26))
    assert found(story, "on_time").outcome.denominator == 5


@pytest.mark.parametrize(("due", "whole"), [(91, 6), (92, 5)])
def test_checks_of_thirteen_weeks_count(story, due, whole):
    planned(story, 40, 40, n=5)
    planned(story, due, due, place="Vlier")
    assert found(story, "on_time").outcome.denominator == whole


def test_four_checks_say_nothing(story):
    planned(story, 40, 40, n=4)
    assert said(story, "on_time") == (TOO_LITTLE, "Checks op tijd: nog te weinig om iets te zeggen (4).")


# --- Goes well -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("followed", "state"), [(16, MET), (15, NOT_MET)])
def test_agreement_goes_well_from_eighty_per_cent_over_its_places(story, followed, state):
    story.check("A05", "Linde", 4, 10, 10)
    story.check("A05", "Vlier", 4, 10, followed - 10)
    assert found(story, "goes_well").outcome.state == state


def test_the_latest_check_of_a_place_counts(story):
    story.check("A05", "Linde", 6, 10, 1)
    story.check("A05", "Linde", 2, 10, 9)
    assert said(story, "goes_well") == (MET, "Afspraken die goed lopen: 1 van 1 (100%).")


def test_expired_check_is_neither_good_nor_bad(story):
    story.check("A05", "Linde", 4, 10, 10)
    AgreementCheck.objects.update(expires_on=ago(1))
    assert found(story, "goes_well").outcome.state == TOO_LITTLE


def test_agreement_that_holds_nowhere_any_more_is_not_asked_about(story):
    story.check("A05", "Linde", 4, 10, 1)
    version = story.versions["A05"]
    for place in story.places.values():
        version.agreement.in_force.create(location=place, since=ago(0), version=None)
    assert found(story, "goes_well").outcome.state == TOO_LITTLE


def test_what_does_not_go_well_is_named_by_its_code(story):
    story.check("A05", "Linde", 4, 10, 5)
    one = found(story, "goes_well")
    assert (one.outcome.text, one.agreements) == ("Afspraken die goed lopen: 0 van 1 (0%). Nog niet: A05.", (5,))


# --- Remedy ----------------------------------------------------------------------------------------


def attention(story, days=20, place="Linde"):
    made = story.check("A05", place, 3, 10, 4)
    AgreementCheck.objects.filter(pk=made.pk).update(noted_on=ago(days), expires_on=ago(-30))


@pytest.mark.parametrize(("days", "state"), [(14, TOO_LITTLE), (15, NOT_MET)])
def test_two_weeks_are_given_for_an_approach(story, days, state):
    attention(story, days)
    assert found(story, "remedy").outcome.state == state


def test_place_without_an_approach_is_named_and_nobody_else(story):
    attention(story)
    assert said(story, "remedy") == (NOT_MET, "Met een aanpak en een eigenaar: 0 van 1 (0%). Nog niet: A05 in Linde.")


@pytest.mark.parametrize("place", ["", "Linde"])
def test_approach_there_or_everywhere_takes_it_up(story, place):
    attention(story)
    story.remedy(1, "A05", place, "unknown", 1, "running")
    assert found(story, "remedy").outcome.state == MET


def test_approach_in_another_place_does_not(story):
    attention(story)
    story.remedy(1, "A05", "Vlier", "unknown", 1, "running")
    assert found(story, "remedy").outcome.state == NOT_MET


def test_approach_of_nobody_does_not(story):
    attention(story)
    story.remedy(1, "A05", "", "unknown", 1, "running")
    Remedy.objects.update(owner=None)
    assert found(story, "remedy").outcome.state == NOT_MET


@pytest.mark.parametrize(("weeks", "state"), [(2, MET), (4, NOT_MET)])
def test_approach_that_helped_counts_when_it_came_after_the_check(story, weeks, state):
    attention(story)
    story.remedy(weeks, "A05", "", "unknown", 1, "helped")
    assert found(story, "remedy").outcome.state == state


def test_approach_that_helped_counts_whoever_owned_it(story):
    attention(story)
    story.remedy(2, "A05", "", "unknown", 1, "helped")
    Remedy.objects.update(owner=None)
    assert found(story, "remedy").outcome.state == MET


def test_approach_that_did_not_help_asks_for_another(story):
    attention(story)
    story.remedy(1, "A05", "", "unknown", 1, "not_enough")
    assert found(story, "remedy").outcome.state == NOT_MET


# --- Review, spotlight, owners ---------------------------------------------------------------------


@pytest.mark.parametrize(("days", "state"), [(30, MET), (31, NOT_MET)])
def test_framework_may_wait_thirty_days(story, days, state):
    story.framework.review_on = ago(days)
    story.framework.save()
    assert found(story, "review").outcome.state == state


def test_framework_without_a_day_says_nothing(story):
    story.framework.review_on = None
    story.framework.save()
    assert found(story, "review").outcome.state == TOO_LITTLE


def spotlight(story, place, days, **fields):
    values = {"what": "Loopt goed", "how": "Samen kijken", "status": "shown", "shown_on": ago(days), **fields}
    Spotlight.objects.create(project=story.project, location=story.places[place], **values)


def colleagues(story):
    for name, place in story.places.items():
        make_employee(story.project.organisation, f"Collega {name}", location=place)


@pytest.mark.parametrize(("days", "text"), [(91, "2 van 2 (100%)."), (92, "1 van 2 (50%). Nog niet: Vlier.")])
def test_spotlight_counts_for_thirteen_weeks(story, days, text):
    colleagues(story)
    spotlight(story, "Linde", 1)
    spotlight(story, "Vlier", days)
    assert found(story, "spotlight").outcome.text == f"Locaties in de kijker, de laatste 13 weken: {text}"


def test_spotlight_that_was_taken_back_or_not_shown_yet_counts_for_nothing(story):
    colleagues(story)
    spotlight(story, "Linde", 1, status="taken_back")
    spotlight(story, "Vlier", 0, status="draft", shown_on=None)
    assert found(story, "spotlight").outcome.state == NOT_MET


def test_owner_who_left_is_nobody(story):
    story.rhythm("A05", "Linde")
    Employee.objects.filter(pk=story.owner.pk).update(active_until=ago(1))
    assert found(story, "owners").outcome.text == "Zonder eigenaar of aanspreekpunt: 2 van 2. Nog niet: A05."


def test_place_without_somebody_to_turn_to_is_a_vacancy(story):
    colleagues(story)
    story.project.contact_points.create(location=story.places["Linde"], employee=story.owner)
    assert said(story, "owners") == (NOT_MET, "Zonder eigenaar of aanspreekpunt: 1 van 3. Nog niet: Vlier.")


def test_where_no_location_is_known_everybody_seeks_somebody_to_turn_to(story):
    colleagues(story)
    Employee.objects.update(location=None)
    assert said(story, "owners")[1].endswith("Nog niet: iedereen.")


# --- Recurrence and spread -------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "state"), [(4, TOO_LITTLE), (5, NOT_MET)])
def test_too_few_reports_before_are_not_compared_with(story, before, state):
    story.bundle("Familie", before, 30, ["A05"])
    assert found(story, "recurrence").outcome.state == state


@pytest.mark.parametrize(("after", "state", "value"), [(12, MET, "50.0"), (13, NOT_MET, "54.2")])
def test_half_as_often_is_the_goal(story, after, state, value):
    """16 in 8 weeks are 8 per 4 weeks; 12 in 12 weeks are 4."""
    story.bundle("Familie", 16, after, ["A05"])
    one = found(story, "recurrence").outcome
    assert (one.state, str(one.value)) == (state, value)


def test_only_a_bundle_that_rises_points_to_its_agreement(story):
    story.bundle("Familie", 16, 33, ["A05"])
    assert found(story, "recurrence").agreements == (5,)


def test_spread_says_nothing_before_sixteen_weeks(story):
    colleagues(story)
    story.spreads(["familie"])
    assert found(story, "spread").outcome.state == NOT_MET
    type(story.versions["A05"].in_force.first()).objects.update(since=ago(111))
    assert found(story, "spread").outcome.state == TOO_LITTLE


def test_two_rounds_on_the_same_side_of_the_agreement_say_nothing(story):
    colleagues(story)
    story.spreads(["familie"])
    type(story.versions["A05"].in_force.first()).objects.update(since=ago(60 * 7))
    assert found(story, "spread").outcome.state == TOO_LITTLE


def test_two_rounds_of_other_people_are_not_compared(story):
    """As on the page that stands two rounds beside each other (docs/decisions/0040)."""
    colleagues(story)
    story.spreads(["familie"])
    newest = story.project.surveys.order_by("closed_at").last()
    newest.participants.all().delete()
    assert found(story, "spread").outcome.state == TOO_LITTLE


def test_another_question_is_another_spread(story):
    colleagues(story)
    story.spreads(["familie"])
    story.round(1, 40, {"familie": "30|5|5"})
    assert found(story, "spread").extra["themes"][0]["after"] == 86


def test_support_surely_too_low_somewhere_is_missed(story):
    colleagues(story)
    story.pulse({"Linde": (80, 70), "Vlier": (30, 60)})
    state, text = said(story, "pulse")
    assert (state, "Zeker onder 50: Vlier." in text) == (NOT_MET, True)
