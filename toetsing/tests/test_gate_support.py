"""What gate 3 asks of agreements and of support."""

import pytest

from bevraging.actions import close
from bevraging.tests import factories as surveys
from fundament.tests.factories import make_agreement, mark_tested, put_in_force
from toetsing.step import Toetsing
from trajecten.models import Project
from trajecten.steps import State
from trajecten.tests.factories import make_project

MET, NOT_MET, TOO_LITTLE = State.MET, State.NOT_MET, State.TOO_LITTLE


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=3)


def outcome(project, code):
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    asked = next(one for one in Toetsing().criteria() if one.code == f"s3.{code}")
    return asked.compute(project, asked.default)


def state(project, code):
    return outcome(project, code).state


# --- Agreements ----------------------------------------------------------------------------------


def test_agreement_that_is_a_draft_is_not_tested(project):
    mark_tested(make_agreement(project=project))
    make_agreement(project=project)
    one = outcome(project, "agreements_tested")
    assert (one.state, one.text) == (
        NOT_MET, "Afspraken die getoetst zijn: 1 van 2 (50%), doel 100%. Nog niet: A02."
    )  # fmt: skip


def test_agreement_in_force_was_tested_until_it_gets_other_words(project):
    version = put_in_force(make_agreement(project=project))
    assert state(project, "agreements_tested") == MET
    version.agreement.versions.create(number=2, sentence="Anders.", changed="Kort", changed_why="Te lang")
    assert state(project, "agreements_tested") == NOT_MET


def test_agreement_that_was_withdrawn_is_not_asked_about(project):
    version = make_agreement(project=project)
    type(version).objects.filter(pk=version.pk).update(status="withdrawn", withdrawn_why="Niet nodig")
    assert state(project, "agreements_tested") == TOO_LITTLE


# --- Support -------------------------------------------------------------------------------------


def measured(project, option):
    survey = surveys.make_open(project, people=(("Aalst", "Zorg", 20), ("Gent", "Zorg", 20)))
    surveys.answer(survey, 40, option)
    close(survey=survey)
    return survey


def test_support_of_an_earlier_step_is_not_that_of_this_one(project):
    survey = measured(project, "4")
    type(survey).objects.filter(pk=survey.pk).update(step=2)
    assert state(project, "pulse") == TOO_LITTLE


def test_enough_support(project):
    measured(project, "4")
    one = outcome(project, "pulse")
    assert (one.state, one.value) == (MET, 75)


def test_support_that_is_surely_too_low(project):
    measured(project, "2")
    one = outcome(project, "pulse")
    assert (one.state, one.text) == (
        NOT_MET, "Het draagvlak is 25 op 100, doel 55. Zeker onder 40: Aalst, Gent."
    )  # fmt: skip


def test_support_near_the_goal_is_not_sure(project):
    survey = surveys.make_open(project, people=(("Aalst", "Zorg", 40),))
    surveys.answer(survey, 10, "4")
    surveys.answer(survey, 12, "2", first=10)
    close(survey=survey)
    one = outcome(project, "pulse")
    assert (one.state, one.text) == (
        TOO_LITTLE,
        "Het draagvlak is 48 op 100, doel 55. Dat ligt te dicht bij het doel om het zeker te zeggen.",
    )
