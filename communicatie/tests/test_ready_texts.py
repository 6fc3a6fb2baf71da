"""Ready-made texts: for each step, in plain words, and never sent with a blank in them."""

import pytest

from communicatie.models import Message
from communicatie.ready_texts import TEXTS, blanks_of, ready_text, texts_for

ONE = [pytest.param(one, id=one.code) for one in TEXTS]


def test_each_step_and_each_key_has_a_text():
    assert sorted({one.step for one in TEXTS}) == [1, 2, 3, 4, 5, 6]
    assert {one.key for one in TEXTS} == set(Message.Key)
    assert len({one.code for one in TEXTS}) == len(TEXTS)


@pytest.mark.parametrize("text", ONE)
def test_text_is_short_and_fits_in_a_message(text):
    values = text.values()
    for name in ("title", "text", "in_it_for_me"):
        assert len(values[name]) <= Message._meta.get_field(name).max_length
    sentences = [one for one in values["text"].replace("?", ".").replace("!", ".").split(".") if one.strip()]
    assert max(len(one.split()) for one in sentences) <= 25
    assert len(values["text"].split()) <= 70


def test_reason_comes_from_the_management_and_what_changes_from_the_own_leader():
    assert {one.said_by for one in TEXTS if one.key == "why"} == {"management"}
    assert {one.said_by for one in TEXTS if one.key == "what_changes"} == {"team_leader"}


def test_texts_of_this_step_come_first_then_the_later_ones():
    assert [one.step for one in texts_for(3)] == sorted([one.step for one in TEXTS], key=lambda n: (n != 3, n < 3, n))
    assert [one.code for one in texts_for(4, "help")] == ["4-hulp"]
    assert len(texts_for(4, "niets")) == len(TEXTS)


def test_unknown_text_is_none():
    assert (ready_text("4-hulp").key, ready_text("nee"), ready_text("")) == ("help", None, None)


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("Ga op [dag] naar [naam], op [dag].", ["[dag]", "[naam]"]),
        ("Geen enkele.", []),
        ("Een [lijst\nover twee lijnen] is geen vakje.", []),
        ("[" + "x" * 41 + "]", []),
    ],
)
def test_blanks_are_found_each_once(text, blanks):
    assert blanks_of(text) == blanks
