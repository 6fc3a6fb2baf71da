"""XLSForms as people and programs write them: what is taken over, and what is said about the rest."""

import pytest

from bevraging.exchange.headings import heading
from bevraging.exchange.kinds import kind_of
from bevraging.exchange.reading import read
from bevraging.questions import (
    CHOICE,
    CHOICES,
    DATE,
    INFO,
    IS,
    NUMBER,
    OPEN,
    RANKING,
    RATING,
    SCORE,
    SHORT,
    YESNO,
    Condition,
)
from bevraging.tests.exchange_files import DOG_AND_CAT, form, old_workbook, workbook
from organisatie.importing.limits import Unreadable


def first(data: bytes):
    return read(data).questions[0]


def reasons(data: bytes) -> list[tuple[str, str, str]]:
    return [(line.row, line.column, line.reason) for line in read(data).report.lines]


# --- Types -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "what", "detail"),
    [
        ("select_one dier", CHOICE, "dier"),
        ("select one from dier", CHOICE, "dier"),
        ("select1 dier", CHOICE, "dier"),
        ("add select one prompt using dier", CHOICE, "dier"),
        ("Select_Multiple dier", CHOICES, "dier"),
        ("select all that apply from dier", CHOICES, "dier"),
        ("rank dier", RANKING, "dier"),
        ("q int", NUMBER, "int"),
        ("add note prompt", INFO, "note"),
        ("acknowledge", YESNO, "acknowledge"),
        ("begin group", "begin", "group"),
        ("begin_repeat", "begin", "repeat"),
        ("end  group", "end", "group"),
        ("calculate", "technical", "calculate"),
        ("geopoint", "media", "spot"),
        ("dateTime", "moment", "datetime"),
        ("tovenarij", "unknown", "tovenarij"),
    ],
)
def test_spelling_of_a_type_is_understood(cell, what, detail):
    assert (kind_of(cell).what, kind_of(cell).detail) == (what, detail)


@pytest.mark.parametrize(
    ("cell", "type_"),
    [
        ("text", OPEN),
        ("integer", NUMBER),
        ("decimal", NUMBER),
        ("date", DATE),
        ("time", SHORT),
        ("acknowledge", YESNO),
        ("select_one dier", CHOICE),
        ("select_multiple dier", CHOICES),
        ("rank dier", RANKING),
    ],
)
def test_type_becomes_our_type(cell, type_):
    assert first(form([[cell, "v", "Vraag?"]], DOG_AND_CAT)).type == type_


@pytest.mark.parametrize(
    ("parameters", "type_", "limits"),
    [
        ("start=0 end=10 step=1", SCORE, ("", "")),
        ("start=1;end=5;step=1", RATING, ("", "")),
        ("start=0 end=100 step=5", NUMBER, ("0", "100")),
        ("start=5 end=-5", NUMBER, ("-5", "5")),
    ],
)
def test_range_becomes_a_scale_or_a_number(parameters, type_, limits):
    found = first(form([["type", "name", "label", "parameters"], ["range", "v", "Vraag?", parameters]]))
    assert (found.type, (found.minimum, found.maximum)) == (type_, limits)


def test_or_other_offers_something_else():
    assert first(form([["select_one dier or_other", "v", "Welk?"]], DOG_AND_CAT)).other


@pytest.mark.parametrize("cell", ["geopoint", "image", "barcode", "tovenarij", "select_one nergens"])
def test_row_that_cannot_be_asked_is_reported_with_its_place(cell):
    found = reasons(form([["text", "a", "Vraag?"], [cell, "b", "Nog?"]]))
    assert [(row, column) for row, column, _reason in found] == [("3", "type")]


def test_technical_rows_are_only_counted():
    report = read(form([["start", "s", ""], ["calculate", "c", ""], ["text", "a", "Vraag?"]])).report
    assert (report.technical, report.rows, report.taken, report.lines) == (2, 1, 1, [])


def test_question_without_words_is_reported():
    assert "geen vraag" in reasons(form([["text", "a", "Vraag?"], ["text", "b", ""]]))[0][2]


def test_choice_without_a_second_answer_is_reported():
    assert "geen 2 antwoorden" in reasons(form([["select_one dier", "a", "Welk?"]], DOG_AND_CAT[:1]))[0][2]


def test_choice_with_too_many_answers_becomes_a_text():
    many = [["dorp", f"d{number}", f"Dorp {number}"] for number in range(70)]
    assert first(form([["select_one dorp", "a", "Waar?"]], many)).type == SHORT


# --- Titles, languages and words ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "field", "language"),
    [
        ("label::English (en)", "label", "English (en)"),
        ("label:English", "label", "English"),
        ("label_en", "label", "en"),
        ("Label (Nederlands)", "label", "Nederlands"),
        ("bind: relevant", "relevant", ""),
        ("bind::relevant", "relevant", ""),
        ("relevance", "relevant", ""),
        ("list name", "list_name", ""),
        ("media::image::fr", "media", "fr"),
        ("bind:jr:constraintMsg", "constraint_message", ""),
        ("caption", "label", ""),
    ],
)
def test_spelling_of_a_title_is_understood(title, field, language):
    assert (heading(title).field, heading(title).language) == (field, language)


def test_languages_stand_beside_each_other():
    found = first(
        form([["type", "name", "label::Nederlands (nl)", "label::Français (fr)"], ["text", "v", "Wat?", "Quoi ?"]])
    )
    assert found.text == {"nl": "Wat?", "fr": "Quoi ?"}


def test_form_without_dutch_keeps_its_words_as_dutch_and_says_so():
    found = read(form([["type", "name", "label::English (en)"], ["text", "v", "What?"]]))
    assert (found.questions[0].text, found.languages) == ({"nl": "What?", "en": "What?"}, ["en"])
    assert "geen Nederlands" in found.report.lines[0].reason


def test_default_language_decides_which_words_become_dutch():
    rows = [["type", "name", "label::Français (fr)", "label::English (en)"], ["text", "v", "Quoi ?", "What?"]]
    assert first(form(rows, default_language="English (en)")).text["nl"] == "What?"


def test_missing_dutch_in_one_row_is_said():
    rows = [["type", "name", "label::nl", "label::fr"], ["text", "a", "Wat?", "Quoi ?"], ["text", "b", "", "Où ?"]]
    found = read(form(rows))
    assert (found.questions[1].text["nl"], [line.row for line in found.report.lines]) == ("Où ?", ["3"])


def test_unknown_language_is_reported():
    rows = [["type", "name", "label::nl", "label::Klingon"], ["text", "a", "Wat?", "nuqneH"]]
    assert "Klingon" in reasons(form(rows))[0][2]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("<b>Wat</b> doe je?<script>alert(1)</script>", "Wat doe je?"),
        ("&lt;script&gt;alert(1)&lt;/script&gt; Wat?", "Wat?"),
        ("**Wat** doe *je* [hier](https://x.example)?", "Wat doe je hier?"),
        ("# Kop", "Kop"),
        ("Kies a < b", "Kies a < b"),
        ("snake_case_blijft", "snake_case_blijft"),
        ("Verplicht *", "Verplicht *"),
        ('<span style="color:red">Wat?</span>', "Wat?"),
        ("<img src=x onerror=alert(1)>Wat?", "Wat?"),
    ],
)
def test_mark_up_becomes_plain_text(label, text):
    assert first(form([["text", "v", label]])).text == {"nl": text}


def test_piped_answer_becomes_dots_and_is_said():
    data = form([["text", "naam", "Naam?"], ["text", "b", "Dag ${naam}, hoe gaat het?"]])
    assert (read(data).questions[1].text["nl"], reasons(data)[0][0]) == ("Dag …, hoe gaat het?", "3")


def test_too_long_question_is_cut_and_said():
    data = form([["text", "v", "woord " * 200]])
    assert (len(first(data).text["nl"]) <= 500, "te lang" in reasons(data)[0][2]) == (True, True)


def test_group_gives_its_theme():
    assert (
        first(form([["begin group", "g", "Toestel"], ["text", "v", "Wat?"], ["end group", "", ""]])).theme == "Toestel"
    )


def test_column_that_we_do_not_hold_is_reported_once():
    rows = [["type", "name", "label", "default"], ["text", "a", "A?", "1"], ["text", "b", "B?", "2"]]
    assert reasons(form(rows)) == [("1", "default", "Deze kolom nemen we niet over.")]


def test_keys_and_codes_are_valid_and_unique():
    choices = [["l", "Ja!", "Ja"], ["l", "ja?", "Ja hoor"], ["l", "x", "Kruis"], ["l", "-99", "Geen"]]
    found = read(form([["select_one l", "1 Vraag", "A?"], ["text", "1_vraag", "B?"]], choices)).questions
    assert [question.key for question in found] == ["v_1_vraag", "v_1_vraag_2"]
    assert [option.code for option in found[0].options] == ["ja", "ja_2", "x_2", "99"]


# --- Other shapes of the same ------------------------------------------------------------------

SECTIONS = "survey,,,\n,type,name,label\n,select_one dier,d,Welk dier?\nchoices,,,\n,list_name,name,label\n,dier,hond,Hond\n,dier,kat,Kat\n"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_with_its_sheets_in_the_first_column(mark, encoding):
    data = SECTIONS.replace("Welk dier?", "Wélk dier?").replace(",", mark).encode(encoding)
    assert (first(data).text["nl"], len(first(data).options)) == ("Wélk dier?", 2)


def test_csv_of_one_sheet():
    assert first(b"type;name;label\ntext;v;Wat?\n").text == {"nl": "Wat?"}


def test_old_workbook_is_read():
    first_one, second, third = read(old_workbook()).questions
    assert (first_one.text["nl"], first_one.required) == ("Wélk dier?", True)
    assert (second.show_if, third.key) == (Condition("dier", IS, ("1",)), "v_3")


def test_titles_may_stand_under_a_heading():
    assert first(workbook(Survey=[["Mijn vragen"], [], ["Type", "Name", "Label"], ["text", "v", "Wat?"]])).key == "v"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"   ", "leeg"),
        (b"%PDF-1.7 ...", "een pdf"),
        (b"naam;mail\nAn;an@x.example\n", "geen vragenlijst"),
        (b"\x00\x01\x02\x03\xff\xfe\x00", "geen tekst"),
        (b"PK\x03\x04 kapot", "beschadigd"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "oude Excel"),
        (b"<html><body>hallo</body></html>", "LimeSurvey"),
        (b"<" * 4_000, "LimeSurvey"),
    ],
)
def test_other_file_gets_a_sentence(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(data)


@pytest.mark.parametrize("sheets", [{"survey": [["type", "name", "label"]]}, {"survey": [["wat"]]}, {"Blad1": []}])
def test_workbook_without_questions_gets_a_sentence(sheets):
    with pytest.raises(Unreadable):
        read(workbook(**sheets))


def test_formula_without_outcome_is_reported():
    assert "formule" in reasons(form([["text", "a", "Wat?"], ["text", "b", '=CONCATENATE("a","b")']]))[0][2]
