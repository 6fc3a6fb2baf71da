"""What questionnaires of real people turned out to hold: read, or said in words that a lead understands."""

import zipfile
from io import BytesIO

import pytest

from bevraging.exchange.names import language_of
from bevraging.exchange.own import Whole
from bevraging.exchange.reading import read
from bevraging.exchange.xlsform_out import as_xlsx
from bevraging.questions import (
    ABOVE,
    CHOICE,
    CHOICES,
    DATE,
    INFO,
    IS,
    NUMBER,
    OPEN,
    RANKING,
    RATING,
    SHORT,
    YESNO,
    Condition,
)
from bevraging.tests.exchange_files import DOG_AND_CAT, form, lss
from bevraging.tests.test_exchange_lss import ANSWERS, GROUP, ROWS, SURVEY, older, part, question
from organisatie.importing.limits import Unreadable


def said(data: bytes) -> list[tuple[str, str, str]]:
    return [(line.row, line.column, line.reason) for line in read(data).report.lines]


def in_newer(asked: list[dict], **more: list[dict]) -> bytes:
    """The same file as the newer generation writes it: words in tables of their own."""
    bare = [{key: value for key, value in row.items() if key not in ("question", "help", "language")} for row in asked]
    words = [{"qid": row["qid"], "question": row["question"], "help": "", "language": "nl"} for row in asked]
    answers = [{key: value for key, value in row.items() if key not in ("answer", "language")} for row in ANSWERS]
    return lss(
        version=498, surveys=SURVEY, groups=[{"gid": "2", "group_order": "0", "grelevance": ""}], question_l10ns=words,
        group_l10ns=[{"gid": "2", "group_name": "Toestel", "description": "", "language": "nl"}],
        questions=[row for row in bare if row["parent_qid"] == "0"], subquestions=[row for row in bare if row["parent_qid"] != "0"],
        answers=[{**row, "aid": str(number)} for number, row in enumerate(answers)],
        answer_l10ns=[{"aid": str(number), "answer": row["answer"], "language": "nl"} for number, row in enumerate(ANSWERS)],
        **more,
    )  # fmt: skip


# --- LimeSurvey --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("letter", "types"),
    [
        ("L", [CHOICE]), ("!", [CHOICE]), ("O", [CHOICE]), ("M", [CHOICES]), ("P", [CHOICES]), ("R", [RANKING]),
        ("T", [OPEN]), ("U", [OPEN]), ("S", [SHORT]), ("N", [NUMBER]), ("D", [DATE]), ("X", [INFO]), ("Y", [YESNO]),
        ("G", [CHOICE]), ("5", [RATING]), ("F", [CHOICE] * 2), ("H", [CHOICE] * 2), ("A", [RATING] * 2),
        ("B", [CHOICE] * 2), ("C", [YESNO] * 2), ("E", [CHOICE] * 2), ("K", [NUMBER] * 2), ("Q", [SHORT] * 2),
    ],
)  # fmt: skip
def test_letter_becomes_our_type_in_the_newer_generation_too(letter, types):
    asked = read(in_newer([question(1, letter), *ROWS, question(3, "T")])).questions
    assert [one.type for one in asked[:-1]] == types


@pytest.mark.parametrize(
    ("relevance", "condition"),
    [
        ('((Q1.NAOK == "A1"))', Condition("dier", IS, ("a1",))),
        ('((Q2_S21.NAOK == "Y"))', Condition("hokken", IS, ("sq1",))),
        ('((Q3_S31.NAOK == "A2"))', Condition("rij_sq1", IS, ("a2",))),
        ("count(that.hokken.NAOK) > 0", Condition("hokken", IS, ("sq1", "sq2"))),
        ("((!is_empty(Q4.NAOK) && (Q4.NAOK > 18)))", Condition("jaren", ABOVE, ("18",))),
        ('(dier.NAOK == "A2") && !is_empty(dier.NAOK)', Condition("dier", IS, ("a2",))),
    ],
)  # fmt: skip
def test_condition_of_the_newest_version_is_kept(relevance, condition):
    rows = [
        question(1, "L", "dier"), question(2, "M", "hokken"), part(21, 2, "SQ1", "Een"), part(22, 2, "SQ2", "Twee"),
        question(3, "F", "rij"), part(31, 3, "SQ1", "Rij"), question(4, "N", "jaren"), question(9, "T", relevance=relevance),
    ]  # fmt: skip
    answers = [*ANSWERS, *({**row, "qid": "3"} for row in ANSWERS)]
    found = read(older(rows, answers=answers))
    assert (found.questions[-1].show_if, found.report.lines) == (condition, [])


def test_older_condition_by_the_newest_address_is_kept():
    row = {"qid": "9", "cqid": "1", "cfieldname": "Q1", "method": "==", "value": "A1", "scenario": "1"}
    asked = [question(1, "L", "dier"), question(9, "T", relevance="")]
    assert read(older(asked, answers=ANSWERS, conditions=[row])).questions[1].show_if == Condition("dier", IS, ("a1",))


def test_code_of_a_question_goes_before_the_address_of_another():
    """A question that is itself called Q9 is meant, not the one with the number 9."""
    rows = [question(9, "L", "dier"), question(1, "Y", "Q9"), question(10, "T", relevance='Q9 == "Y"')]
    asked = read(older(rows, answers=[{**row, "qid": "9"} for row in ANSWERS])).questions
    assert next(one.show_if for one in asked if one.key == "q10") == Condition("q9", IS, ("ja",))


def test_at_least_of_a_number_with_a_fraction_is_kept_and_said():
    found = read(older([question(1, "N"), question(2, "T", relevance="Q1 >= 18")]))
    assert found.questions[1].show_if == Condition("q1", ABOVE, ("17",))
    assert "hele getallen: Q1 is minstens 18" in found.report.lines[0].reason


def test_condition_of_a_row_stands_on_its_question():
    rows = [
        question(1, "L"),
        question(2, "F"),
        part(21, 2, "SQ1", "Rij", relevance='Q1 == "A1"'),
        part(22, 2, "SQ2", "Nog"),
    ]
    answers = [*ANSWERS, *({**row, "qid": "2"} for row in ANSWERS)]
    assert [one.show_if for one in read(older(rows, answers=answers)).questions[1:]] == [
        Condition("q1", IS, ("a1",)),
        None,
    ]


def test_condition_of_a_box_is_said():
    rows = [
        question(1, "N"),
        question(2, "M"),
        part(21, 2, "SQ1", "Een", relevance="Q1 > 3"),
        part(22, 2, "SQ2", "Twee"),
    ]
    assert [(row, column) for row, column, _reason in said(older(rows))] == [("Q2_SQ1", "relevance")]


def test_address_in_the_report_is_the_name_of_the_question():
    rows = [question(1, "M", "hokken"), *ROWS, question(9, "T", relevance='1X2X1SQ1 == "Y" || 7 > 8')]
    assert "hokken (sq1) is «Y»" in said(older(rows))[0][2]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Je woont in {12X3X45}.", "Je woont in …."),
        ("{if(Q1 < 2,\n'één',\n'meer')} dieren", "… dieren"),
        ("Som: {(a * b)/2}", "Som: …"),
        ("Kies { een } vak", "Kies { een } vak"),
        ("<table><tr><th>Dag</th><th>Uur</th></tr></table>", "Dag Uur"),
    ],
)
def test_words_of_limesurvey_become_plain(text, plain):
    assert read(older([question(1, "T", text=text)])).questions[0].text["nl"] == plain


def test_braces_of_a_script_are_no_filled_in_answer():
    text = "Dag<script>x = {INSERTANS:1X2X3}; $(f(){y})</script>"
    found = read(older([question(1, "T", text=text)]))
    assert (found.questions[0].text["nl"], found.report.lines) == ("Dag", [])


@pytest.mark.parametrize("words", ["/upload/hond.png", '<img src="/upload/hond.png">'])
def test_answer_that_is_a_picture_is_said(words):
    answers = [{**ANSWERS[0], "answer": words}, ANSWERS[1]]
    found = read(older([question(1, "L")], answers=answers))
    assert found.questions[0].options[0].text["nl"] in ("hond", "A1")
    assert "plaatje" in found.report.lines[0].reason


@pytest.mark.parametrize(
    ("letter", "setting", "value", "words"),
    [
        ("N", "suffix", "cm", "«cm»"),
        ("M", "max_answers", "3", "beperkt"),
        ("M", "exclude_all_others", "SQ2", "sloot"),
        ("F", "array_filter", "Q9", "staan ze er allemaal"),
        ("K", "equals_num_value", "100", "som"),
        ("S", "numbers_only", "1", "alleen een getal"),
        ("T", "em_validation_q", "strlen(this) > 3", "eigen controle"),
    ],
)
def test_setting_that_is_lost_is_said_in_words(letter, setting, value, words):
    attributes = [{"qid": "1", "attribute": setting, "value": value}]
    rows = [question(1, letter), *ROWS]
    found = said(older(rows, answers=ANSWERS, question_attributes=attributes))
    assert [(row, column, words in reason) for row, column, reason in found] == [("Q1", setting, True)]


def test_own_words_of_other_are_said():
    attributes = [{"qid": "1", "attribute": "other_replace_text", "value": "Een ander dier"}]
    found = said(older([question(1, "L", other="Y")], answers=ANSWERS, question_attributes=attributes))
    assert "«Een ander dier»" in found[0][2]


def test_soft_reminder_does_not_make_a_question_obligatory():
    found = read(older([question(1, "T", mandatory="S")]))
    assert (found.questions[0].required, found.report.lines[0].column) == (False, "mandatory")


def test_limits_of_several_numbers_are_kept():
    attributes = [{"qid": "1", "attribute": "max_num_value_n", "value": "9"}]
    found = read(older([question(1, "K"), *ROWS], question_attributes=attributes)).questions
    assert [one.maximum for one in found] == ["9", "9"]


@pytest.mark.parametrize("table", ["quota", "assessments", "defaultvalues"])
def test_what_stands_beside_the_questions_is_said(table):
    assert [column for _row, column, _reason in said(older([question(1, "T")], **{table: [{"id": "1"}]}))] == [table]


def test_words_before_and_after_the_questions_are_said():
    settings = [{"surveyls_language": "nl", "surveyls_welcometext": "<p>Welkom</p>", "surveyls_endtext": "Dank"}]
    found = said(older([question(1, "T")], surveys_languagesettings=settings))
    assert [column for _row, column, _reason in found] == ["welcometext", "endtext"]


def test_question_without_a_group_is_said():
    found = said(older([question(1, "T"), question(2, "T", gid="77")]))
    assert [(row, column) for row, column, _reason in found] == [("Q2", "gid")]


def test_answers_of_a_question_that_has_none_are_passed_over():
    assert read(older([question(1, "T")], answers=ANSWERS)).questions[0].options == ()


@pytest.mark.parametrize(("shown", "count"), [("B", 2), ("D", 2), ("N", 1), ("X", 1)])
def test_description_of_a_group_is_read_where_respondents_see_it(shown, count):
    data = lss(
        surveys=[{**SURVEY[0], "showgroupinfo": shown}],
        groups=[{**GROUP, "description": "Over je toestel."}],
        questions=[question(1, "T")],
    )
    assert len(read(data).questions) == count


@pytest.mark.parametrize(
    ("letter", "words"), [(":", "getallen"), (";", "tekstvakken"), ("1", "twee schalen"), ("|", "bestand")]
)
def test_type_that_we_do_not_have_is_named(letter, words):
    assert words in said(older([question(1, letter), question(2, "T")]))[0][2]


@pytest.mark.parametrize("code", ["nl-informal", "zh-Hant-HK", "es-419", "de-easy"])
def test_code_of_a_language_with_more_parts_is_known(code):
    data = lss((code,), surveys=[{"language": code}], groups=[GROUP], questions=[question(1, "T", language=code)])
    assert set(read(data).questions[0].text) == {"nl"} | ({code[:2]} if code[:2] != "zh" else {"zh-Hant"})


def test_file_in_sixteen_bits_is_read():
    data = older([question(1, "T", text="Wélk dier?")]).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    assert read(data).questions[0].text["nl"] == "Wélk dier?"


# --- XLSForm -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Nederlands (BE)", "nl"),
        ("English (en_GB)", "en-GB"),
        ("العربية", "ar"),
        ("Pashto", "ps"),
        ("Flemish", "nl"),
        ("Chinese (zh-Hant-HK)", "zh-Hant"),
    ],
)
def test_name_of_a_language_is_known(name, code):
    assert language_of(name) == code


def test_answers_may_stand_in_another_language_than_the_questions():
    choices = [["list_name", "name", "label::Français (fr)"], ["dier", "hond", "Chien"], ["dier", "kat", "Chat"]]
    found = read(form([["select_one dier", "dier", "Welk dier?"]], choices))
    assert found.questions[0].options[0].text == {"nl": "Chien", "fr": "Chien"}
    assert "ontbreekt een taal" in found.report.lines[0].reason
    assert read(as_xlsx(Whole(found.questions))).questions == found.questions


def test_answer_without_words_is_said():
    found = said(form([["select_one dier", "dier", "Welk?"]], [["dier", "hond", ""], ["dier", "kat", "Kat"]]))
    assert [(row, "«hond»" in reason) for row, _column, reason in found] == [("2", True)]


def test_column_of_the_answers_that_we_do_not_hold_is_said():
    choices = [["list_name", "name", "label", "media::image"], *([*row, "x.png"] for row in DOG_AND_CAT)]
    assert said(form([["select_one dier", "dier", "Welk?"]], choices)) == [
        ("1", "media::image", "Deze kolom nemen we niet over.")
    ]


def test_unknown_type_is_named_as_it_was_written():
    assert "«yes_no»" in said(form([["text", "a", "Wat?"], ["yes_no", "b", "Heb je een gsm?"]]))[0][2]


@pytest.mark.parametrize(
    ("relevant", "words"),
    [
        ("${dier} = ''", "dier is leeg"),
        ("count-selected(${dieren}) > 2", "het aantal antwoorden bij dieren is meer dan 2"),
        ("string-length(${naam}) > 2", "het aantal tekens van naam is meer dan 2"),
        ("regex(${naam}, '^[A-Z]')", "naam past bij het patroon «^[A-Z]»"),
        ("${naam} != ''", "naam is ingevuld"),
        ("${naam} > today()", "naam is meer dan vandaag"),
        ("if(${naam} = 'a', 1, 2) = 1", "als naam is «a» dan 1, anders 2"),
    ],
)
def test_condition_is_told_in_dutch(relevant, words):
    rows = [
        ["type", "name", "label", "relevant"], ["text", "naam", "Naam?", ""], ["select_one dier", "dier", "Welk?", ""],
        ["select_multiple dier", "dieren", "Welke?", ""], ["text", "later", "Later?", relevant],
    ]  # fmt: skip
    assert words in said(form(rows, DOG_AND_CAT))[0][2]


def test_filled_in_and_compared_is_one_condition():
    rows = [
        ["type", "name", "label", "relevant"],
        ["integer", "jaren", "Jaren?", ""],
        ["text", "a", "A?", "${jaren} != '' and ${jaren} >= 18"],
    ]
    found = read(form(rows))
    assert (found.questions[1].show_if, found.report.lines) == (Condition("jaren", ABOVE, ("17",)), [])


def test_semicolons_in_the_words_do_not_change_the_columns():
    words = "één; twee; drie; vier; vijf; zes; zeven"
    assert read(f'type,name,label\ntext,v,"{words}"\n'.encode()).questions[0].text["nl"] == words


# --- Other files -------------------------------------------------------------------------------


def lime_archive() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("survey_12.lss", older([question(1, "T")]))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<document><LimeSurveyDocType>Question</LimeSurveyDocType></document>", "maar een deel"),
        (b'<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head/></h:html>', "XForm"),
        (lime_archive(), "archief van LimeSurvey"),
        (b"<document " + b" ".join(b'a%d="x"' % number for number in range(310_000)) + b"/>", "te groot"),
    ],
)
def test_file_that_is_nearly_one_gets_its_own_sentence(data, sentence):
    with pytest.raises(Unreadable, match=sentence):
        read(data)
