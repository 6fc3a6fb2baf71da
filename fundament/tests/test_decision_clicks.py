"""Twelve people press at the same moment, on real connections: exactly one wins. SQLite and PostgreSQL alike."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from fundament.actions import deciding, proposal_parts, proposing
from fundament.models import Decision
from fundament.tests.factories import RATIONALE, make_asked, make_proposal, make_taken
from trajecten.models import Event, Mail
from trajecten.tests.test_gate_clicks import twelve_times

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(decision):
    """Each person has a page of their own."""
    return Decision.objects.select_related("project__organisation").get(pk=decision.pk)


def test_twelve_decisions_at_once_are_one_decision(project, lies, dirk):
    former = make_taken("Vroeger?", project=project, decider=dirk)
    asked = make_asked(project, driver=lies, decider=dirk, supersedes=former)
    option = asked.options.first()
    answers = twelve_times(
        lambda: deciding.decide(decision=fresh(asked), by=dirk, version=1, option=option, rationale=RATIONALE)
    )
    assert answers == {"Decision": 1, "Settled": 11}
    assert Event.objects.filter(verb__in=["decision_taken", "decision_superseded"]).count() == 2
    assert Mail.objects.count() == 1


def test_twelve_different_answers_at_once_leave_one(project, lies, dirk):
    asked = make_asked(project, driver=lies, decider=dirk)
    option, turns = asked.options.first(), iter(["take", "back"] * 6)

    def press():
        about = {"decision": fresh(asked), "by": dirk, "version": 1}
        if next(turns) == "take":
            return deciding.decide(**about, option=option, rationale=RATIONALE)
        return deciding.send_back(**about, reason="Nog niet.")

    answers = twelve_times(press)
    assert (answers["Decision"], sum(answers.values())) == (1, 12)
    found = fresh(asked)
    assert (found.status == "taken") != (found.sent_back == "Nog niet.")
    assert Mail.objects.count() == 1


def test_twelve_questions_at_once_are_one_question(project, lies, dirk):
    proposal, day = make_proposal(project, driver=lies, decider=dirk), timezone.localdate() + timedelta(days=7)
    twelve_times(lambda: deciding.ask(decision=fresh(proposal), by=lies, decide_by=day))
    assert (Mail.objects.count(), Event.objects.filter(verb="decision_asked").count()) == (1, 1)


def test_twelve_changes_of_one_version_are_one_change(project, lies, dirk):
    proposal = make_proposal(project, driver=lies, decider=dirk)
    answers = twelve_times(
        lambda: proposing.change(decision=fresh(proposal), by=lies, version=1, question=f"Anders {uuid4()}?")
    )
    assert answers == {"list": 1, "ChangedMeanwhile": 11}


def test_twelve_times_the_same_form_is_one_proposal(project, lies):
    key = uuid4()
    answers = twelve_times(lambda: proposing.propose(project=project, by=lies, question="Waar?", form_key=key))
    assert (answers, Decision.objects.count()) == ({"Decision": 12}, 1)


def test_twelve_options_at_once_each_have_a_number(project, lies, dirk):
    proposal = make_proposal(project, driver=lies, decider=dirk)
    answers = twelve_times(
        lambda: proposal_parts.add_option(decision=fresh(proposal), by=lies, title=f"Optie {uuid4()}")
    )
    assert (answers, fresh(proposal).version) == ({"DecisionOption": 12}, 13)
    assert [option.number for option in proposal.options.all()] == list(range(1, 15))
