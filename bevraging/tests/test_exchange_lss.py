"""LimeSurvey files of both generations: the 22 types, tables as one question a row, both kinds of conditions."""

import pytest

from bevraging.exchange.reading import read
from bevraging.questions import (
    ABOVE,
    CHOICE,
    CHOICES,
    DATE,
    INFO,
    IS,
    IS_NOT,
    NUMBER,
    OPEN,
    RANKING,
    RATING,
    SHORT,
    YESNO,
    Condition,
)
from bevraging.tests.exchange_files import lss
from organisatie.importing.limits import Unreadable

SURVEY = [{"sid": "1", "language": "nl", "additional_languages": "fr"}]
GROUP = {"gid": "2", "sid": "1", "group_order": "0", "group_name": "Toestel", "language": "nl", "grelevance": ""}


def question(qid: int, letter: str, title: str = "", text: str = "Vraag?", **more: str) -> dict:
    """A row of the older generation."""
    return {
        "qid": str(qid), "parent_qid": "0", "sid": "1", "gid": "2", "type": letter, "title": title or f"Q{qid}",
        "question": text, "help": "", "other": "N", "mandatory": "N", "question_order": str(qid), "language": "nl",
        "scale_id": "0", "relevance": "1", "preg": "", **more,
    }  # fmt: skip


def part(qid: int, parent: int, title: str, text: str, **more: str) -> dict:
    return {**question(qid, "T", title, text), "parent_qid": str(parent), **more}


def answer(qid: int, code: str, text: str, language: str = "nl") -> dict:
    return {"qid": str(qid), "code": code, "answer": text, "sortorder": "1", "language": language, "scale_id": "0"}


def older(questions: list[dict], **more: list[dict]) -> bytes:
    parts = [row for row in questions if row["parent_qid"] != "0"]
    asked = [row for row in questions if row["parent_qid"] == "0"]
    return lss(surveys=SURVEY, groups=[GROUP], questions=asked, subquestions=parts, version=177, **more)


ANSWERS = [answer(1, "A1", "Hond"), answer(1, "A2", "Kat")]
ROWS = [part(11, 1, "SQ1", "Het loket"), part(12, 1, "SQ2", "De website")]


def newer() -> bytes:
    """The newer generation: words in tables of their own."""
    asked = [
        {key: value for key, value in question(1, "L", "dier").items() if key not in ("question", "help", "language")},
        {
            key: value
            for key, value in question(2, "T", "naam", relevance='((dier.NAOK == "A1"))').items()
            if key not in ("question", "language")
        },
    ]
    words = [
        {"qid": "1", "question": "Welk dier?", "help": "Kies één", "language": "nl"},
        {"qid": "1", "question": "Quel animal ?", "help": "", "language": "fr"},
        {"qid": "2", "question": "Hoe heet het?", "help": "", "language": "nl"},
        {"qid": "2", "question": "Son nom ?", "help": "", "language": "fr"},
    ]
    answers = [{"aid": str(n), "qid": "1", "code": f"A{n}", "sortorder": str(n), "scale_id": "0"} for n in (1, 2)]
    texts = [
        {"aid": "1", "answer": "Hond", "language": "nl"}, {"aid": "1", "answer": "Chien", "language": "fr"},
        {"aid": "2", "answer": "Kat", "language": "nl"}, {"aid": "2", "answer": "Chat", "language": "fr"},
    ]  # fmt: skip
    return lss(
        ("nl", "fr"), 498, surveys=SURVEY, questions=asked, question_l10ns=words, answers=answers, answer_l10ns=texts,
        groups=[{"gid": "2", "sid": "1", "group_order": "0", "grelevance": "1"}],
        group_l10ns=[{"gid": "2", "group_name": "Dieren", "description": "", "language": "nl"}],
        surveys_languagesettings=[{"surveyls_title": "<b>Dieren</b>", "surveyls_language": "nl"}],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("letter", "types"),
    [
        ("L", [CHOICE]), ("!", [CHOICE]), ("O", [CHOICE]), ("M", [CHOICES]), ("P", [CHOICES]), ("R", [RANKING]),
        ("T", [OPEN]), ("U", [OPEN]), ("S", [SHORT]), ("N", [NUMBER]), ("D", [DATE]), ("X", [INFO]), ("Y", [YESNO]),
        ("G", [CHOICE]), ("5", [RATING]), ("F", [CHOICE] * 2), ("H", [CHOICE] * 2), ("A", [RATING] * 2),
        ("B", [CHOICE] * 2), ("C", [YESNO] * 2), ("E", [CHOICE] * 2), ("K", [NUMBER] * 2), ("Q", [SHORT] * 2),
    ],
)  # fmt: skip
def test_letter_becomes_our_type(letter, types):
    asked = read(older([question(1, letter), *ROWS, question(3, "T")], answers=ANSWERS)).questions
    assert [one.type for one in asked[:-1]] == types


def test_newer_generation_is_read_with_its_languages():
    found = read(newer())
    first, second = found.questions
    assert (first.text, first.hint, first.theme) == (
        {"nl": "Welk dier?", "fr": "Quel animal ?"},
        {"nl": "Kies één"},
        "Dieren",
    )
    assert [option.text["fr"] for option in first.options] == ["Chien", "Chat"]
    assert second.show_if == Condition("dier", IS, ("a1",))
    assert (found.title, found.languages) == ("Dieren", ["fr"])


def test_table_becomes_one_question_a_row_with_a_shared_scale():
    found = read(older([question(1, "F", "tevreden", "Hoe tevreden ben je over"), *ROWS], answers=ANSWERS)).questions
    assert [one.key for one in found] == ["tevreden_sq1", "tevreden_sq2"]
    assert [one.text["nl"] for one in found] == [
        "Hoe tevreden ben je over: Het loket",
        "Hoe tevreden ben je over: De website",
    ]
    assert found[0].options == found[1].options


def test_boxes_become_answers():
    found = read(older([question(1, "M", other="Y"), *ROWS])).questions[0]
    assert ([option.text["nl"] for option in found.options], found.other) == (["Het loket", "De website"], True)


@pytest.mark.parametrize(
    ("relevance", "condition"),
    [
        ('Q1 == "A1"', Condition("q1", IS, ("a1",))),
        ('((Q1.NAOK == "A1"))', Condition("q1", IS, ("a1",))),
        ("Q1.NAOK=='A1' || Q1.NAOK=='A2'", Condition("q1", IS, ("a1", "a2"))),
        ('Q1.NAOK eq "-oth-"', Condition("q1", IS, ("anders",))),
        ('1X2X1.NAOK != "A1"', Condition("q1", IS_NOT, ("a1",))),
        ('!is_empty(Q1.NAOK)', Condition("q1", IS, ("a1", "a2", "anders"))),
        ('!(Q1 == "A1")', Condition("q1", IS_NOT, ("a1",))),
        ('Q2_SQ1.NAOK == "Y"', Condition("q2", IS, ("sq1",))),
        ('1X2X2SQ1 == "Y"', Condition("q2", IS, ("sq1",))),
        ('Q3_SQ1.NAOK == "A1"', Condition("q3_sq1", IS, ("a1",))),
        ("Q4.NAOK > 5", Condition("q4", ABOVE, ("5",))),
        ('Q5 == "N"', Condition("q5", IS, ("nee",))),
        ("1", None),
    ],
)  # fmt: skip
def test_relevance_becomes_our_condition(relevance, condition):
    rows = [
        question(1, "L", other="Y"), question(2, "M"), part(21, 2, "SQ1", "Een"), part(22, 2, "SQ2", "Twee"),
        question(3, "F"), part(31, 3, "SQ1", "Rij"), question(4, "N"), question(5, "Y"), question(9, "T", relevance=relevance),
    ]  # fmt: skip
    answers = [*ANSWERS, answer(3, "A1", "Goed"), answer(3, "A2", "Slecht")]
    found = read(older(rows, answers=answers))
    assert (found.questions[-1].show_if, found.report.lines) == (condition, [])


@pytest.mark.parametrize(
    "relevance", ["count(self.sq) > 3", 'substr(Q1, 0, 1) == "A"', "Q1 ==", "))", "Q1 + 1", "{Q1}"]
)
def test_relevance_that_does_not_fit_is_reported(relevance):
    found = read(older([question(1, "L"), question(9, "T", relevance=relevance)], answers=ANSWERS))
    assert [(line.row, line.column) for line in found.report.lines] == [("Q9", "relevance")]


def test_older_conditions_are_read():
    rows = [
        {"qid": "9", "cqid": "1", "cfieldname": "1X2X1", "method": "==", "value": value, "scenario": "1"}
        for value in ("A1", "A2")
    ]
    found = read(older([question(1, "L"), question(9, "T", relevance="")], answers=ANSWERS, conditions=rows))
    assert found.questions[1].show_if == Condition("q1", IS, ("a1", "a2"))


def test_condition_of_a_group_stands_on_its_questions():
    groups = [GROUP, {**GROUP, "gid": "3", "group_order": "1", "grelevance": 'Q1 == "A1"'}]
    data = lss(surveys=SURVEY, groups=groups, questions=[question(1, "L"), question(2, "T", gid="3")], answers=ANSWERS)
    assert read(data).questions[1].show_if == Condition("q1", IS, ("a1",))


@pytest.mark.parametrize("letter", [";", ":", "1", "|"])
def test_type_that_we_do_not_have_is_reported(letter):
    found = read(older([question(1, letter), question(2, "T")]))
    assert [(line.row, line.column) for line in found.report.lines] == [("Q1", "type")]


def test_hidden_question_and_calculation_are_only_counted():
    hidden = [{"qid": "1", "attribute": "hidden", "value": "1"}]
    report = read(older([question(1, "T"), question(2, "*"), question(3, "T")], question_attributes=hidden)).report
    assert (report.technical, report.taken, report.lines) == (2, 1, [])


def test_limits_of_a_number_are_kept():
    limits = [
        {"qid": "1", "attribute": "min_num_value_n", "value": "1"},
        {"qid": "1", "attribute": "max_num_value_n", "value": "9.5"},
    ]
    found = read(older([question(1, "N")], question_attributes=limits)).questions[0]
    assert (found.minimum, found.maximum) == ("1", "9.5")


def test_file_without_dutch_says_so():
    data = lss(
        ("en",), surveys=[{"language": "en"}], groups=[GROUP], questions=[question(1, "T", text="What?", language="en")]
    )
    found = read(data)
    assert (found.questions[0].text, found.languages) == ({"en": "What?", "nl": "What?"}, ["en"])
    assert "geen Nederlands" in found.report.lines[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>Wat?",
        '<p onclick="x()">Wat?</p>',
        "&lt;script&gt;x&lt;/script&gt;Wat?",
        "<svg/onload=x>Wat?",
    ],
)
def test_mark_up_becomes_plain_text(text):
    assert read(older([question(1, "T", text=text)])).questions[0].text == {"nl": "Wat?"}


def test_filled_in_answer_becomes_dots():
    found = read(older([question(1, "T", text="Dag {TOKEN:FIRSTNAME}, hoe gaat het?")]))
    assert (found.questions[0].text["nl"], len(found.report.lines)) == ("Dag …, hoe gaat het?", 1)


ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><groups>&x;</groups></document>"
)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (ENTITY, "verwijzing"),
        ("<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", "maar een deel"),
        ("<document><LimeSurveyDocType>Iets</LimeSurveyDocType></document>", "geen LimeSurvey"),
        ("<document>", "beschadigd"),
        ("<a/>" * 500_000, "te groot"),
        ('<?xml version="1.0" encoding="onzin"?><document/>', "beschadigd"),
    ],
)
def test_other_xml_gets_a_sentence(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(data.encode())


def test_file_without_questions_says_nothing_can_be_taken_over():
    assert read(lss(surveys=SURVEY)).questions == []
