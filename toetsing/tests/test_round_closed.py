"""What a round leaves behind: agreements that are tested, what people told, and nothing lost."""

import pytest
from django.core.exceptions import ValidationError

from bevraging.models import Survey
from bevraging.tests import factories as survey_factories
from fundament.actions.agreements import change_words
from fundament.models import AgreementVersion
from fundament.tests.factories import make_agreement, mark_tested
from toetsing.actions import rounds
from toetsing.feedback import feedback_of, totals
from toetsing.models import RoundConcept, TestRound
from toetsing.tests.factories import (
    finished,
    make_concept,
    open_now,
    small,
    tell,
)
from trajecten import gate
from trajecten.models import Event

pytestmark = pytest.mark.django_db


# --- Closing -------------------------------------------------------------------------------------


def test_round_closes_once_and_its_survey_with_it(project, concept, lies):
    opened = open_now(small(project, concept), lies)
    tell(opened, 2)
    done = [rounds.close_round(test_round=opened, by=lies) for _turn in range(2)]
    assert (done, Survey.objects.get().status) == ([True, False], "published")


def test_round_closes_after_its_survey_did(project, concept, lies):
    opened = open_now(small(project, concept), lies)
    survey_factories.close(survey=opened.survey)
    assert rounds.close_round(test_round=opened, by=lies) is True


def test_agreement_that_was_tried_along_is_tested(project, concept, lies):
    version = make_agreement(project=project)
    concept.agreements.add(version.agreement)
    finished(project, concept, by=lies)
    version.refresh_from_db()
    assert (version.status, version.tested_how) == ("tested", "Uitgeprobeerd in ronde 1.")
    assert Event.objects.get(verb="agreement_tested").data["agreement"] == "A01"


def test_words_stay_while_they_are_tried(project, concept, lies):
    version = make_agreement(project=project)
    concept.agreements.add(version.agreement)
    open_now(small(project, concept), lies)
    with pytest.raises(ValidationError, match="worden nu uitgeprobeerd"):
        change_words(version=version, by=lies, functions=[], locations=[], sentence="We doen het anders.")


def test_round_to_which_nobody_came_tests_no_agreement(project, concept, lies):
    version = make_agreement(project=project)
    concept.agreements.add(version.agreement)
    finished(project, concept, by=lies, told=0)
    version.refresh_from_db()
    assert version.status == AgreementVersion.Status.CONCEPT


def test_agreement_of_a_concept_that_nobody_tried_stays_untested(project, concept, lies):
    version = make_agreement(project=project)
    concept.agreements.add(version.agreement)
    opened = open_now(small(project, concept), lies)
    tell(opened, 3, tried="a4")
    rounds.close_round(test_round=opened, by=lies)
    version.refresh_from_db()
    assert version.status == AgreementVersion.Status.CONCEPT


def test_agreement_that_was_tested_before_keeps_its_own_sentence(project, concept, lies):
    version = mark_tested(make_agreement(project=project), "Op de kar van Gent.")
    concept.agreements.add(version.agreement)
    assert finished(project, concept, by=lies).agreements.get().version == version
    version.refresh_from_db()
    assert version.tested_how == "Op de kar van Gent."


# --- What people told ----------------------------------------------------------------------------


def test_feedback_counts_what_each_said(project, concept, lies):
    opened = open_now(small(project, concept), lies)
    tell(opened, 2, tried="a1", ready="5")
    tell(opened, 1, first=2, tried="a2", ready="3", barrier="Te veel velden.")
    tell(opened, 1, first=3, tried="a3", ready="4")
    tell(opened, 1, first=4, tried="a4", ready="2")
    (found,) = feedback_of(opened)
    assert (found.without_help, found.with_help, found.failed, found.not_tried) == (2, 1, 1, 1)
    assert (found.attempts, found.without_help_percent) == (4, 50)
    assert (found.verdicts, found.ready, found.ready_percent) == (5, 3, 60)
    assert found.barriers == []
    assert vars(totals([found, found])) == {"attempts": 8, "without_help": 4, "verdicts": 10, "ready": 6}


def test_feedback_gives_words_and_names_only_when_asked_to(project, concept, lies):
    opened = open_now(small(project, concept), lies)
    tell(opened, 1, barrier="Te veel velden.")
    (found,) = feedback_of(opened, with_names=True)
    name = opened.survey.participants.order_by("pk").first().name
    assert [(one.text, one.who) for one in found.barriers] == [("Te veel velden.", name)]


def test_feedback_of_nobody_is_no_percentage(project, concept, lies):
    (found,) = feedback_of(open_now(small(project, concept), lies))
    assert (found.without_help_percent, found.ready_percent) == (None, None)


@pytest.mark.parametrize("count", [1, 3])
def test_feedback_takes_two_queries(project, lies, count, django_assert_num_queries):
    tried = [make_concept(f"Concept {number}", project=project) for number in range(count)]
    opened = open_now(small(project, *tried), lies)
    tell(opened, count)
    with django_assert_num_queries(2):
        assert len(feedback_of(opened)) == count


def test_reopening_step_2_keeps_rounds_and_answers(project, concept, lies):
    finished(project, concept, by=lies)
    gate.reopen(project=project, to_step=2, by=lies, reason="Er is geen netwerk op het gelijkvloers.")
    closed = TestRound.objects.get()
    assert (closed.status, feedback_of(closed)[0].attempts, RoundConcept.objects.count()) == ("closed", 3, 1)
