"""Building a questionnaire: every type, conditions that keep looking back, and the pulse that stays together."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from bevraging import actions, questions, type_words
from bevraging.phone import frame_of, phone_of
from bevraging.questions import CHOICE, IS, YESNO, Condition, Option, Question
from bevraging.tests import factories
from trajecten.models import Event

pytestmark = pytest.mark.django_db

OPTIONS = (Option("a1", {"nl": "Koffie"}), Option("a2", {"nl": "Thee"}))
FIRST = Question(key="drank", type=CHOICE, text={"nl": "Wat drink je?"}, options=OPTIONS)
SECOND = Question(key="suiker", type=YESNO, text={"nl": "Met suiker?"}, show_if=Condition("drank", IS, ("a1",)))
THIRD = Question(key="slot", type="open", text={"nl": "Nog iets?"})


@pytest.fixture
def draft(linde, lies):
    return factories.make_draft(factories.make_project(linde), people=(), created_by=lies)


@pytest.fixture
def drinks(draft):
    """A draft of three questions, of which the second depends on the first."""
    draft.versions.update(content=questions.dump([FIRST, SECOND, THIRD]))
    return draft


def keys(survey):
    return [question.key for question in actions.questions_of(survey)]


def one(survey, key):
    return next(question for question in actions.questions_of(survey) if question.key == key)


# --- Add and change ----------------------------------------------------------------------------


def test_create_question_stands_last_under_a_key_of_its_own(drinks, lies):
    made = actions.create_question(survey=drinks, question=replace(FIRST, key="nieuw"), by=lies)
    assert (made.key, keys(drinks)) == ("eigen1", ["drank", "suiker", "slot", "eigen1"])


def test_create_question_in_an_empty_survey_is_the_first(draft, lies):
    draft.versions.update(content=[])
    actions.create_question(survey=draft, question=FIRST, by=lies)
    assert keys(draft) == ["eigen1"]


def test_create_choice_with_one_answer_is_refused_and_changes_nothing(drinks, lies):
    with pytest.raises(ValidationError, match="minstens 2 antwoorden"):
        actions.create_question(survey=drinks, question=replace(FIRST, options=OPTIONS[:1]), by=lies)
    assert keys(drinks) == ["drank", "suiker", "slot"]


def test_save_question_keeps_its_type(drinks, lies):
    actions.save_question(survey=drinks, question=replace(THIRD, type="short", required=True), by=lies)
    assert (one(drinks, "slot").type, one(drinks, "slot").required) == ("open", True)


def test_save_question_of_the_pulse_is_refused(draft, lies):
    with pytest.raises(ValidationError, match="elke keer dezelfde"):
        actions.save_question(survey=draft, question=replace(one(draft, "waarom"), text={"nl": "Anders"}), by=lies)


def test_answer_on_which_a_condition_depends_can_not_be_taken_away(drinks, lies):
    fewer = (OPTIONS[1], Option("a3", {"nl": "Water"}))
    with pytest.raises(ValidationError, match="Vraag 2 hangt af van het antwoord «Koffie»"):
        actions.save_question(survey=drinks, question=replace(FIRST, options=fewer), by=lies)
    assert one(drinks, "drank").options == OPTIONS


def test_other_words_for_an_answer_keep_the_condition(drinks, lies):
    renamed = (Option("a1", {"nl": "Sterke koffie"}), OPTIONS[1])
    actions.save_question(survey=drinks, question=replace(FIRST, options=renamed), by=lies)
    assert one(drinks, "suiker").show_if == SECOND.show_if


def test_duplicate_stands_behind_the_first_with_its_condition(drinks, lies):
    made = actions.duplicate_question(survey=drinks, key="suiker", by=lies)
    assert (keys(drinks), made.show_if) == (["drank", "suiker", "eigen1", "slot"], SECOND.show_if)


def test_duplicate_of_a_pulse_question_is_refused(draft, lies):
    with pytest.raises(ValidationError, match="elke keer dezelfde"):
        actions.duplicate_question(survey=draft, key="waarom", by=lies)


def test_pulse_question_from_the_shelf_brings_the_other_four(drinks, lies):
    actions.add_question(survey=drinks, key="waarom", by=lies)
    assert [key for key in keys(drinks) if key in questions.PULSE_KEYS] == list(questions.PULSE_KEYS)


# --- Remove and move ---------------------------------------------------------------------------


def test_question_on_which_another_depends_is_not_removed(drinks, lies):
    with pytest.raises(ValidationError, match="Vraag 2 hangt van deze vraag af"):
        actions.remove_question(survey=drinks, key="drank", by=lies)
    assert keys(drinks) == ["drank", "suiker", "slot"]


@pytest.mark.parametrize(("key", "up"), [("suiker", True), ("drank", False)])
def test_question_never_moves_before_the_one_it_depends_on(drinks, lies, key, up):
    with pytest.raises(ValidationError, match="«Met suiker\\?» hangt af van «Wat drink je\\?»"):
        actions.move_question(survey=drinks, key=key, by=lies, up=up)
    assert keys(drinks) == ["drank", "suiker", "slot"]


def test_order_questions_is_the_order_given(drinks, lies):
    actions.order_questions(survey=drinks, keys=["slot", "drank", "suiker"], by=lies)
    assert keys(drinks) == ["slot", "drank", "suiker"]


def test_order_against_a_condition_is_refused(drinks, lies):
    with pytest.raises(ValidationError, match="moet dus eerst komen"):
        actions.order_questions(survey=drinks, keys=["suiker", "drank", "slot"], by=lies)


@pytest.mark.parametrize(
    "given", [["drank", "suiker"], ["drank", "suiker", "slot", "slot"], ["drank", "x", "slot"], []]
)
def test_order_of_other_questions_is_refused_and_changes_nothing(drinks, lies, given):
    with pytest.raises(ValidationError, match="intussen veranderd"):
        actions.order_questions(survey=drinks, keys=given, by=lies)
    assert keys(drinks) == ["drank", "suiker", "slot"]


def test_move_down_passes_the_whole_pulse(draft, lies):
    actions.move_question(survey=draft, key="zelfde", by=lies, up=False)
    assert keys(draft) == ["vinden", *questions.PULSE_KEYS, "zelfde", "loopt_goed"]


def test_pulse_moves_as_one(draft, lies):
    actions.move_question(survey=draft, key="kunnen", by=lies, up=True)
    assert keys(draft) == ["vinden", *questions.PULSE_KEYS, "zelfde", "loopt_goed"]


def test_order_that_splits_the_pulse_puts_it_together_again(draft, lies):
    split = ["steun", "vinden", "waarom", "goesting", "zelfde", "weten", "kunnen", "loopt_goed"]
    actions.order_questions(survey=draft, keys=split, by=lies)
    assert keys(draft) == [*questions.PULSE_KEYS, "vinden", "zelfde", "loopt_goed"]


def test_order_as_it_was_leaves_no_event(drinks, lies):
    actions.order_questions(survey=drinks, keys=keys(drinks), by=lies)
    assert Event.objects.count() == 0


# --- In words, and on the phone ----------------------------------------------------------------


def test_line_under_a_question_says_type_duty_and_condition():
    asked = [replace(FIRST, required=True), SECOND, THIRD]
    assert [type_words.described(question, asked) for question in asked] == [
        "Eén keuze, 2 antwoorden · verplicht",
        "Ja of nee · mag leeg blijven · alleen als vraag 1 is: Koffie",
        "Open vraag · mag leeg blijven",
    ]


def test_every_type_has_words_and_a_phone():
    asked = factories_of_every_type()
    assert [bool(type_words.TYPES[question.type]) and bool(frame_of(question)) for question in asked] == [True] * 12


def factories_of_every_type() -> list[Question]:
    return [
        Question(key=f"v{n}", type=kind, text={"nl": kind}, options=OPTIONS if kind in questions.WITH_OPTIONS else ())
        for n, kind in enumerate(questions.TYPES)
    ]


def test_phone_shows_the_chosen_question_and_the_first_when_it_is_gone():
    asked = [FIRST, SECOND, THIRD]
    shown = [phone_of(asked, key)["number"] for key in ("", "suiker", "bestaat_niet")]
    assert (shown, phone_of([], "suiker")) == ([1, 2, 1], None)


def test_phone_counts_what_is_to_be_answered_and_no_text_block():
    asked = [FIRST, Question(key="uitleg", type=questions.INFO, text={"nl": "Eerst dit."}), SECOND]
    found = [(phone["number"], phone["total"]) for phone in (phone_of(asked, one.key) for one in asked)]
    assert found == [(1, 2), (0, 2), (2, 2)]


def test_condition_on_several_answers_names_them():
    both = replace(SECOND, show_if=Condition("drank", IS, ("a1", "a2")))
    assert type_words.described(both, [FIRST, both]).endswith("alleen als vraag 1 is: Koffie of Thee")
