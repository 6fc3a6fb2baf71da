"""Our own files: out and in again without losing anything."""

import json

import pytest

from bevraging import question_bank
from bevraging.exchange.own import Whole, as_json
from bevraging.exchange.reading import read
from bevraging.exchange.xlsform_out import as_xlsx
from bevraging.tests.exchange_files import every_type
from organisatie.importing.limits import Unreadable

WHOLE = Whole(
    every_type(),
    "Hoe loopt het?",
    "Over dieren.",
    ["fr"],
    {"fr": {"title": "Comment ça va ?", "options": {"1": "Non"}}},
    True,
)
CHANGED_PULSE = [
    {**question, "text": {"nl": "Iets anders."}} if question["key"] == "steun" else question
    for question in question_bank.start_content()
]


@pytest.mark.parametrize("write", [as_json, as_xlsx])
def test_every_type_comes_back_the_same(write):
    assert read(write(WHOLE)).questions == WHOLE.questions


@pytest.mark.parametrize("write", [as_json, as_xlsx])
def test_start_survey_comes_back_the_same(write):
    asked = list(question_bank.START_SURVEY)
    assert read(write(Whole(asked))).questions == asked


@pytest.mark.parametrize("write", [as_json, as_xlsx])
def test_what_stands_around_the_questions_comes_back(write):
    found = read(write(WHOLE))
    assert (found.title, found.intro, found.easy, found.languages) == ("Hoe loopt het?", "Over dieren.", True, ["fr"])


def test_json_keeps_the_translations():
    assert read(as_json(WHOLE)).translations == WHOLE.translations


@pytest.mark.parametrize("write", [as_json, as_xlsx])
def test_own_file_has_nothing_to_report(write):
    assert read(write(WHOLE)).report.lines == []


def test_newer_schema_gets_a_sentence():
    newer = json.dumps({"format": "trajecten-bevraging", "schema": 2, "questions": []}).encode()
    with pytest.raises(Unreadable, match="nieuwere Trajecten"):
        read(newer)


@pytest.mark.parametrize(
    "text", ["{", "{}", '{"format": "anders"}', '{"format": "trajecten-bevraging"}', '{"a":' * 5_000]
)
def test_other_json_gets_a_sentence(text):
    with pytest.raises(Unreadable, match=r"Trajecten|beschadigd"):
        read(text.encode())


def test_pulse_question_in_other_words_no_longer_counts():
    stored = {"format": "trajecten-bevraging", "schema": 1, "questions": CHANGED_PULSE}
    found = read(json.dumps(stored).encode())
    assert [question.key for question in found.questions if question.pulse] == ["waarom", "goesting", "weten", "kunnen"]


def test_workbook_holds_no_formula():
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(WHOLE)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
