"""What is an answer to which type of question, and which questions are asked at all."""

import pytest

from bevraging.answer_rules import SEEN, clean_answer, is_whole, missing, other_key, shown, split
from bevraging.languages import is_rtl, language_name, words_of
from bevraging.questions import NotAQuestionnaire, Question, dump, parse


def made(key: str, kind: str, **more) -> dict:
    """One question of a kind, as a lead would make it."""
    if kind in ("choice", "choices", "ranking"):
        names = ("koffie", "thee", "water")
        more.setdefault("options", [{"code": name, "text": {"nl": name.capitalize()}} for name in names])
    return {"key": key, "type": kind, "text": {"nl": f"Vraag {key}"}, **more}


def questions(*items) -> list[Question]:
    return parse(list(items))


@pytest.mark.parametrize(
    ("kind", "raw", "kept"),
    [
        ("choice", "thee", "thee"),
        ("choice", "cola", ""),
        ("choices", "water koffie cola", "koffie water"),
        ("rating", "5", "5"),
        ("rating", "0", ""),
        ("rating", "x", ""),
        ("score", "10", "10"),
        ("score", "11", ""),
        ("yesno", "ja", "ja"),
        ("yesno", "x", "x"),
        ("number", "1.250,50", "1250.5"),
        ("number", "-3", "-3"),
        ("number", "1 000", "1000"),
        ("number", "tien", ""),
        ("number", "NaN", ""),
        ("number", "1e9", "1000000000"),
        ("date", "2026-01-31", "2026-01-31"),
        ("date", "31/1/2026", "2026-01-31"),
        ("date", "31-02-2026", ""),
        ("short", "  Anna\x00 ", "Anna"),
        ("ranking", "thee koffie", "thee koffie"),
        ("ranking", "thee thee cola", "thee"),
        ("info", "verder", SEEN),
        ("info", "", ""),
    ],
)
def test_answer_of_each_type_is_kept_in_one_form(kind, raw, kept):
    assert clean_answer(questions(made("a", "open"), made("b", kind))[1], raw) == kept


@pytest.mark.parametrize(("raw", "kept"), [("17", ""), ("18", "18"), ("65.5", "65.5"), ("66", "")])
def test_number_stays_within_its_limits(raw, kept):
    assert clean_answer(questions(made("a", "number", minimum="18", maximum="65.5"))[0], raw) == kept


def test_dont_know_is_an_answer_only_where_it_is_offered():
    plain, doubting = questions(made("a", "rating"), made("b", "rating", dont_know=True))
    assert [clean_answer(one, "x") for one in (plain, doubting)] == ["", "x"]


def test_ranking_is_whole_when_everything_has_its_place():
    ranking = questions(made("a", "ranking"))[0]
    assert [is_whole(ranking, answer) for answer in ("", "thee", "thee water koffie")] == [True, False, True]


def test_question_is_asked_only_after_the_answer_that_calls_for_it():
    asked = questions(
        made("drank", "choices"),
        made("suiker", "yesno", show_if={"key": "drank", "operator": "is", "values": ["koffie", "thee"]}),
        made("lepels", "number", show_if={"key": "suiker", "operator": "is", "values": ["ja"]}),
        made("waarom", "open", show_if={"key": "lepels", "operator": "above", "values": ["2"]}),
    )
    keys = [
        [one.key for one in shown(asked, answers)]
        for answers in (
            {},
            {"drank": "water"},
            {"drank": "thee water"},
            {"drank": "koffie", "suiker": "ja"},
            {"drank": "koffie", "suiker": "ja", "lepels": "3"},
            {"drank": "water", "suiker": "ja", "lepels": "3"},  # the first answer was changed afterwards
        )
    ]
    assert keys == [
        ["drank"],
        ["drank"],
        ["drank", "suiker"],
        ["drank", "suiker", "lepels"],
        ["drank", "suiker", "lepels", "waarom"],
        ["drank"],
    ]


def test_answer_to_a_hidden_question_is_dropped():
    asked = questions(
        made("drank", "choice"),
        made("suiker", "yesno", show_if={"key": "drank", "operator": "is_not", "values": ["water"]}),
        made("waarom", "open", show_if={"key": "suiker", "operator": "is", "values": ["ja"]}),
    )
    given = {"suiker": "ja", "waarom": "Lekker"}
    assert split(asked, {"drank": "thee", **given}) == ({"drank": "thee", "suiker": "ja"}, {"waarom": "Lekker"})
    assert split(asked, {"drank": "water", **given}) == ({"drank": "water"}, {})


def test_own_words_at_something_else_are_kept_with_the_texts():
    asked = questions(made("drank", "choices", other=True))
    given = {"drank": "anders thee", other_key("drank"): " Chocomelk "}
    assert split(asked, given) == ({"drank": "thee anders"}, {"drank.anders": "Chocomelk"})
    assert split(asked, {**given, "drank": "thee"}) == ({"drank": "thee"}, {})


def test_half_a_ranking_and_a_text_block_are_no_answers():
    asked = questions(made("uitleg", "info"), made("volgorde", "ranking"))
    assert split(asked, {"uitleg": SEEN, "volgorde": "thee"}) == ({}, {})


def test_required_question_is_missing_only_while_it_is_shown():
    asked = questions(
        made("drank", "choice", required=True),
        made("suiker", "number", required=True, show_if={"key": "drank", "operator": "is", "values": ["thee"]}),
    )
    answers = ({}, {"drank": "water"}, {"drank": "thee"}, {"drank": "thee", "suiker": "2"})
    assert [[one.key for one in missing(asked, given)] for given in answers] == [["drank"], [], ["suiker"], []]


@pytest.mark.parametrize(
    "item",
    [
        made("a", "choice", options=[{"code": "een", "text": {"nl": "Een"}}]),
        made("a", "choice", options=[{"code": "een", "text": {"nl": "Een"}}] * 2),
        made("a", "choice", options=[{"code": "een", "text": {"fr": "Un"}}, {"code": "twee", "text": {"nl": "Twee"}}]),
        made("a", "choice", options="koffie"),
        made("a", "rating", options=[{"code": "9", "text": {"nl": "Negen"}}]),
        made("a", "number", minimum="5", maximum="2"),
        made("a", "number", minimum="veel"),
        made("a", "date", maximum="gisteren"),
        made("a", "choice", show_if={"key": "later", "operator": "is", "values": ["ja"]}),
        made("a", "info"),
        {"key": "a", "type": "open", "text": "Vraag"},
    ],
)
def test_nonsense_question_is_refused(item):
    with pytest.raises(NotAQuestionnaire):
        parse([item])


@pytest.mark.parametrize(
    "show_if",
    [
        {"key": "drank", "operator": "is", "values": ["cola"]},
        {"key": "drank", "operator": "above", "values": ["1"]},
        {"key": "drank", "operator": "lijkt", "values": ["thee"]},
        {"key": "drank", "operator": "is", "values": []},
        {"key": "open", "operator": "is", "values": ["tekst"]},
    ],
)
def test_condition_that_can_never_hold_is_refused(show_if):
    with pytest.raises(NotAQuestionnaire, match="Vraag 3: de voorwaarde"):
        questions(made("drank", "choice"), made("open", "open"), made("a", "yesno", show_if=show_if))


def test_every_type_survives_storing():
    kinds = ("choice", "choices", "rating", "score", "yesno", "number", "date", "short", "open", "ranking", "info")
    asked = questions(
        made("a", "statement"),
        *(made(f"v_{kind}", kind, personal=True, required=True, dont_know=True, other=True) for kind in kinds),
        made("z", "rating", faces=True, options=[{"code": "1", "text": {"nl": "Nooit"}, "picture": "wolk"}]),
        made("zz", "date", minimum="2026-01-01", show_if={"key": "z", "operator": "below", "values": ["3"]}),
    )
    assert parse(dump(asked)) == asked


def test_words_of_options_are_own_words_first():
    rating, choice = questions(
        made("a", "rating", dont_know=True, options=[{"code": "1", "text": {"nl": "Nooit", "ar": "أبدا"}}]),
        made("b", "choice", other=True),
    )
    assert list(words_of(rating, "ar").values()) == ["أبدا", "Bad", "Fair", "Good", "Very good", "I don't know"]
    assert words_of(rating, "nl")["1"] == "Nooit"
    assert words_of(choice, "fr") == {"koffie": "Koffie", "thee": "Thee", "water": "Water", "anders": "Autre chose"}


def test_language_has_its_own_name_and_direction():
    assert [(language_name(code), is_rtl(code)) for code in ("fr", "ar", "xx")] == [
        ("Français", False),
        ("العربيّة", True),
        ("Xx", False),
    ]
