"""Questions, links and the survey itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bevraging import question_bank, questions
from bevraging.answer_rules import clean_answer
from bevraging.languages import languages_of, option_words
from bevraging.links import code_of, draft_key, envelope, link_of, open_envelope, token_of
from bevraging.models import Survey
from bevraging.questions import NotAQuestionnaire, Question, dump, parse
from bevraging.tests.factories import make_draft, make_open, make_project


def test_start_survey_has_seven_statements_and_one_open_question():
    assert [question.is_statement for question in question_bank.START_SURVEY] == [True] * 7 + [False]


def test_start_survey_holds_the_five_pulse_items_in_order():
    assert tuple(question.key for question in question_bank.START_SURVEY if question.pulse) == questions.PULSE_KEYS


def test_start_survey_is_written_in_three_languages():
    assert languages_of(question_bank.START_SURVEY) == ["nl", "fr", "en"]


def test_questionnaire_in_dutch_only_offers_dutch():
    assert languages_of([Question(key="a", type="statement", text={"nl": "Ik"})]) == ["nl"]


def test_questions_survive_storing():
    assert tuple(parse(dump(question_bank.START_SURVEY))) == question_bank.START_SURVEY


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([], "minstens één vraag"),
        ("tekst", "minstens één vraag"),
        ([{"key": "a", "type": "matrix", "text": {"nl": "Ik"}}], "Vraag 1 kunnen we niet lezen"),
        ([{"key": "A b", "type": "open", "text": {"nl": "Ik"}}], "Vraag 1 kunnen we niet lezen"),
        ([{"key": "a", "type": "open", "text": {"fr": "Je"}}], "Schrijf vraag 1 in het Nederlands"),
        ([{"key": "a", "type": "open", "text": {"nl": "x" * 501}}], "Maak vraag 1 korter"),
        ([{"key": "a", "type": "open", "text": {"nl": "Ik"}}] * 2, "dezelfde sleutel"),
        ([{"key": f"a{n}", "type": "open", "text": {"nl": "Ik"}} for n in range(401)], "Hooguit 400 vragen"),
    ],
)
def test_nonsense_questionnaire_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(NotAQuestionnaire, match=sentence):
        parse(content)


@pytest.mark.parametrize(("raw", "kept"), [("1", "1"), ("x", "x"), ("6", ""), ("", ""), ("ja", "")])
def test_statement_keeps_only_its_options(raw, kept):
    assert clean_answer(question_bank.FINDING, raw) == kept


def test_open_answer_loses_control_characters_and_keeps_lines():
    assert clean_answer(question_bank.GOES_WELL, "  Eén\r\ntwee\x00\x1b ") == "Eén\ntwee"


def test_options_are_written_in_every_language():
    assert [len(set(option_words(language).values())) for language in questions.LANGUAGES] == [6, 6, 6]


def test_digest_changes_with_one_word():
    changed = [Question(**{**vars(question_bank.FINDING), "text": {"nl": "Anders."}})]
    assert questions.digest([question_bank.FINDING]) != questions.digest(changed)


def test_link_is_the_same_every_time_and_other_for_each_generation():
    assert (token_of(7, 1) == token_of(7, 1), token_of(7, 1) == token_of(7, 2), len(token_of(7, 1))) == (
        True,
        False,
        32,
    )


def test_link_stands_under_v():
    assert link_of(7, 1) == f"http://localhost:8000/v/{token_of(7, 1)}/"


def test_code_on_paper_differs_from_the_link():
    assert code_of(7, 1) != token_of(7, 1)


def test_draft_key_does_not_hold_the_link():
    assert token_of(7, 1) not in draft_key(token_of(7, 1))


def test_envelope_gives_back_its_link_and_nothing_else():
    assert open_envelope(envelope("abc")) == "abc"
    assert [open_envelope(text) for text in ("", "abc", "é", envelope("abc")[:-4] + "AAAA")] == [None] * 4


@pytest.mark.django_db
def test_survey_is_invisible_to_another_organisation(vik):
    make_draft()
    assert list(Survey.objects.visible_to(vik)) == []


@pytest.mark.django_db
def test_survey_is_visible_to_its_own_reader():
    from organisatie.tests.factories import make_noor

    survey = make_draft()
    assert list(Survey.objects.visible_to(make_noor())) == [survey]


@pytest.mark.django_db
@pytest.mark.parametrize("field", [{"min_group": 4}, {"min_text": 9}, {"reminders": 3}])
def test_survey_refuses_less_protection(field):
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.create(project=make_project(), title="x", **field)


@pytest.mark.django_db
def test_survey_takes_answers_until_the_end_of_its_last_day():
    survey = make_open()
    survey.closes_on = timezone.localdate()
    last_day = survey.takes_answers
    survey.closes_on -= timedelta(days=1)
    assert (last_day, survey.takes_answers) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "takes"), [("America/New_York", True), ("Europe/Brussels", False), ("Asia/Tokyo", False)]
)
def test_survey_takes_answers_on_the_day_of_its_organisation(time_machine, zone, takes):
    survey = make_open()
    survey.closes_on = date(2027, 3, 9)
    survey.project.organisation.time_zone = zone
    time_machine.move_to(datetime(2027, 3, 9, 23, 30, tzinfo=UTC))  # half past midnight in Brussels
    assert survey.takes_answers is takes
