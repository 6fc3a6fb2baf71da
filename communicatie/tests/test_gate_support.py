"""What gate 4 asks of support: the index, and whether people know whom to turn to."""

from decimal import Decimal

import pytest

from bevraging.actions import close
from bevraging.tests import factories as surveys
from communicatie.tests.gate import outcome, state
from trajecten.steps import State
from trajecten.tests.factories import make_project

MET, NOT_MET, TOO_LITTLE = State.MET, State.NOT_MET, State.TOO_LITTLE


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4)


def measured(project, *answers, people=40):
    """(how many, what they answer to everything but «steun», what to «steun»), in that order."""
    survey = surveys.make_open(project, people=(("Aalst", "Zorg", people),))
    first = 0
    for count, option, help_ in answers:
        surveys.answer(survey, count, option, first=first, steun=help_)
        first += count
    close(survey=survey)
    return survey


def test_not_measured_yet_is_too_little(project):
    one = outcome(project, "support")
    assert (one.state, one.remedy_label, one.remedy_url) == (
        TOO_LITTLE, "Meet het draagvlak", f"/trajecten/{project.slug}/draagvlak/meet/"
    )  # fmt: skip


def test_measurement_of_an_earlier_step_does_not_count(project):
    survey = measured(project, (40, "4", "4"))
    type(survey).objects.filter(pk=survey.pk).update(step=3)
    assert (state(project, "pulse"), state(project, "support")) == (TOO_LITTLE, TOO_LITTLE)


@pytest.mark.parametrize(("fours", "found", "value"), [(16, MET, "3.4"), (8, NOT_MET, "3.2")])
def test_mean_of_three_point_four(project, fours, found, value):
    """(Nearly) all of forty answered: next to nothing is left to chance."""
    measured(project, (fours, "4", "4"), (40 - fours, "4", "3"))
    one = outcome(project, "support")
    assert (one.state, one.value) == (found, Decimal(value))


def test_mean_near_the_goal_is_not_sure_when_few_answered(project):
    measured(project, (4, "4", "4"), (11, "4", "3"))
    one = outcome(project, "support")
    assert (one.state, one.text) == (
        TOO_LITTLE,
        "Op «Ik weet bij wie ik terechtkan met een vraag» antwoorden collega's gemiddeld 3,3 op 5, doel 3,4. "
        "Dat ligt te dicht bij het doel om het zeker te zeggen.",
    )


def test_mean_at_an_end_is_told_vaguely(project):
    """«5 op 5» would say what each of them answered."""
    measured(project, (40, "4", "5"))
    one = outcome(project, "support")
    assert (one.value, "gemiddeld minstens 4,6 op 5" in one.text) == (Decimal("4.6"), True)


def test_no_opinion_is_no_answer(project):
    measured(project, (36, "4", "x"), (4, "4", "5"))
    assert state(project, "support") == TOO_LITTLE


@pytest.mark.parametrize(("fours", "found"), [(28, NOT_MET), (40, MET)])
def test_index_of_sixty(project, fours, found):
    measured(project, *[(fours, "4", "4"), (40 - fours, "1", "1")][: 1 if fours == 40 else 2])
    assert state(project, "pulse") == found


def test_location_surely_under_its_floor_keeps_the_point_open(project):
    survey = surveys.make_open(project, people=(("Aalst", "Zorg", 60), ("Gent", "Zorg", 20)))
    surveys.answer(survey, 60, "4")
    surveys.answer(survey, 20, "2", first=60)
    close(survey=survey)
    one = outcome(project, "pulse")
    assert (one.state, one.text) == (NOT_MET, "Het draagvlak is 62 op 100, doel 60. Zeker onder 45: Gent.")
