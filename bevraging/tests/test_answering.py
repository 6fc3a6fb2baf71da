"""A tap is saved, two tabs lose nothing, and sending happens once."""

import pytest
from django.utils import timezone

from bevraging import hotpath
from bevraging.actions import answering, launch, submit
from bevraging.actions.answering import Outcome, draft_of, find_visit, save_draft
from bevraging.ballots import BLOCK, open_ballot, seal_ballot
from bevraging.links import draft_key, token_of
from bevraging.models import Draft, NamedResponse, Participant, SealedBallot, Survey
from bevraging.tests.factories import answers_like, make_draft, make_open, tokens_of
from organisatie.tests.factories import make_lies
from trajecten.tokens import token_hash

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey():
    return make_open()


@pytest.fixture
def token(survey):
    return tokens_of(survey)[0]


def test_link_finds_its_person(survey, token):
    assert find_visit(token).participant.pk == survey.participants.order_by("pk").first().pk


def test_hotpath_reads_what_the_models_say(survey, token):
    save_draft(survey=survey, token=token, answers={"waarom": "4"})
    person, moment, draft = hotpath.visit(token_hash(token), draft_key(token))
    row = survey.participants.get(pk=person.pk)
    assert (person.survey_id, person.language, person.answered, person.may_answer) == (survey.pk, "nl", False, True)
    assert (row.answered, row.may_answer) == (False, True)
    assert (moment.status, moment.closes_on) == (survey.status, survey.closes_on)
    assert draft == bytes(Draft.objects.get().payload)


def test_kept_survey_shows_a_later_end_at_once(survey, token):
    find_visit(token)
    Survey.objects.filter(pk=survey.pk).update(closes_on="2031-05-01")
    assert str(find_visit(token).survey.closes_on) == "2031-05-01"


def test_unknown_link_finds_nobody(survey):
    assert find_visit("a" * 32) is None


def test_next_generation_makes_the_old_link_worthless():
    survey = make_draft()
    survey.participants.update(generation=2)
    launch(survey=survey, by=make_lies())
    first = find_visit(token_of(survey.participants.first().pk, 1))
    assert first is None


def test_no_table_holds_a_usable_link(survey, token):
    columns = Participant.objects.filter(survey=survey).values_list()
    assert token not in str(list(columns))


def test_draft_is_found_again_with_the_link(survey, token):
    save_draft(survey=survey, token=token, answers={"waarom": "4"})
    assert draft_of(token) == {"waarom": "4"}


def test_draft_cannot_be_found_by_another_link(survey, token):
    save_draft(survey=survey, token=token, answers={"waarom": "4"})
    assert draft_of(tokens_of(survey)[1]) == {}


def test_draft_holds_nothing_readable(survey, token):
    save_draft(survey=survey, token=token, answers={"loopt_goed": "De letters zijn klein"})
    draft = Draft.objects.get()
    assert b"letters" not in bytes(draft.payload) + draft.key.encode()


def test_draft_of_a_word_is_as_long_as_one_of_a_page(survey, token):
    save_draft(survey=survey, token=token, answers={"loopt_goed": "Ja"})
    short = len(bytes(Draft.objects.get().payload))
    save_draft(survey=survey, token=token, answers={"loopt_goed": "x" * 900})
    assert len(bytes(Draft.objects.get().payload)) == short


def test_second_tap_on_a_question_replaces_the_first(survey, token):
    save_draft(survey=survey, token=token, answers={"waarom": "4"})
    save_draft(survey=survey, token=token, answers={"waarom": "2"})
    assert draft_of(token) == {"waarom": "2"}


def test_two_tabs_on_different_questions_keep_both(survey, token, monkeypatch):
    save_draft(survey=survey, token=token, answers={"waarom": "4"})
    real, turns = answering._payload, []

    def read_then_lose_the_race(key):
        payload = real(key)
        if not turns:
            turns.append(1)
            save_draft(survey=survey, token=token, answers={"weten": "5"})
        return payload

    monkeypatch.setattr(answering, "_payload", read_then_lose_the_race)
    save_draft(survey=survey, token=token, answers={"kunnen": "1"})
    assert draft_of(token) == {"waarom": "4", "weten": "5", "kunnen": "1"}


def test_submit_marks_answered_and_brings_a_ballot(survey, token):
    outcome = submit(survey=survey, token=token, answers=answers_like("4"))
    assert (outcome, survey.participants.filter(answered=True).count(), SealedBallot.objects.count()) == (
        Outcome.SENT,
        1,
        1,
    )


def test_submit_takes_the_draft(survey, token):
    save_draft(survey=survey, token=token, answers={"waarom": "4"})
    submit(survey=survey, token=token)
    ballot = open_ballot(SealedBallot.objects.get().payload, bytes(survey.salt))
    assert (ballot["a"], Draft.objects.count()) == ({"waarom": "4"}, 0)


def test_submit_twice_is_one_ballot_and_the_same_thanks(survey, token):
    submit(survey=survey, token=token, answers=answers_like("4"))
    assert submit(survey=survey, token=token, answers=answers_like("1")) is Outcome.ALREADY
    assert SealedBallot.objects.count() == 1


@pytest.mark.parametrize("answers", [{}, {"waarom": ""}, {"waarom": "9"}, {"onbekend": "4"}, {"loopt_goed": "   "}])
def test_submit_without_a_real_answer_spends_nothing(survey, token, answers):
    outcome = submit(survey=survey, token=token, answers=answers)
    assert (outcome, survey.participants.filter(answered=True).count()) == (Outcome.EMPTY, 0)


def test_submit_after_the_last_day_is_refused(survey, token):
    Survey.objects.filter(pk=survey.pk).update(closes_on=timezone.localdate() - timezone.timedelta(days=1))
    survey.refresh_from_db()
    assert submit(survey=survey, token=token, answers=answers_like()) is Outcome.CLOSED


def test_submit_after_the_rows_were_shut_is_refused(survey, token):
    """The close comes between the look and the UPDATE: the row itself says no."""
    Participant.objects.filter(survey=survey).update(may_answer=False)
    assert submit(survey=survey, token=token, answers=answers_like()) is Outcome.CLOSED
    assert SealedBallot.objects.count() == 0


def test_link_of_another_survey_is_refused(survey):
    other = make_open(title="Andere")
    assert submit(survey=survey, token=tokens_of(other)[0], answers=answers_like()) is Outcome.CLOSED


def test_named_answers_stand_beside_the_name():
    survey = make_open(mode="named")
    submit(survey=survey, token=tokens_of(survey)[0], answers=answers_like("4", "Prima"))
    assert NamedResponse.objects.get().answers["loopt_goed"] == "Prima"
    assert SealedBallot.objects.count() == 0


def test_ballot_of_a_word_is_as_long_as_one_of_a_page():
    sizes = {
        len(seal_ballot(location="l1", function="", closed={"a": "1"}, texts={"b": "x" * n}, salt=b"s" * 32))
        for n in (1, 100, 900)
    }
    assert len(sizes) == 1
    assert sizes.pop() < BLOCK + 64
