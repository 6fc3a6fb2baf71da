"""Whatever comes in: a questionnaire or a sentence, never a crash, never a tag; and a bad file costs next to nothing.

`FUZZ_TIMES=50 pytest bevraging/tests/test_exchange_fuzz.py` tries fifty times as much as the suite does.
"""

import contextlib
import io
import json
import os
import tracemalloc
import zipfile
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bevraging.exchange.expressions import NotAnExpression, parse
from bevraging.exchange.meaning_words import described
from bevraging.exchange.own import Whole, as_json
from bevraging.exchange.plain import TAG_LIKE, plain, without_tags
from bevraging.exchange.reading import read
from bevraging.exchange.sheets import Sheet
from bevraging.exchange.xlsform_in import read_form
from bevraging.exchange.xlsform_out import as_xlsx
from bevraging.questions import dump
from bevraging.questions import parse as parse_questions
from bevraging.tests.exchange_files import every_type, form, lss, old_workbook
from organisatie.importing.limits import Unreadable
from trajecten.tests.ends import ends

TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
TYPES = st.sampled_from([
    "text", "integer", "decimal", "date", "note", "select_one l", "select_multiple l", "rank l", "select_one l or_other",
    "begin group", "end group", "begin repeat", "end repeat", "range", "time", "acknowledge", "calculate", "geopoint", "", "x",
    "<b>tekst", "select_one <i>",
])  # fmt: skip
WORDS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "&lt;script&gt;",
            "&amp;lt;script&amp;gt;x",
            "<scr<script>ipt>",
            "<",
            "${a}",
            "**a**",
            "<img src=x onerror=y",
        ]
    ),
)
NAMES = st.one_of(st.sampled_from(["a", "b", "c"]), WORDS)
EXPRESSIONS = st.one_of(
    st.text(alphabet="${}abc'\"=<>!&|()., 019andortselected./", max_size=60),
    st.sampled_from(
        [
            "${a} = '1'",
            "selected(${a}, 'b')",
            "not(${b} > 3)",
            ". > 0 and . < 9",
            "${a} >= 2 and ${b} != 'x'",
            "'1' = ${c}",
        ]
    ),
)
ROWS = st.lists(st.tuples(TYPES, NAMES, WORDS, EXPRESSIONS, EXPRESSIONS, WORDS), max_size=12)
CHOICES = st.lists(st.tuples(st.sampled_from(["l", "m"]), NAMES, WORDS), max_size=8)
TITLES = ["type", "name", "label", "relevant", "constraint", "label::fr"]


@given(rows=ROWS, choices=CHOICES)
@settings(max_examples=60 * TIMES, deadline=None)
def test_any_sheet_gives_valid_questions_without_a_tag(rows, choices):
    sheets = [
        Sheet("survey", [(1, TITLES), (2, ["text", "eerst", "Eerst?", "", "", ""]), *((number, list(row)) for number, row in enumerate(rows, 3))]),
        Sheet("choices", [(1, ["list_name", "name", "label"]), *((number, list(row)) for number, row in enumerate(choices, 2))]),
    ]  # fmt: skip
    found = read_form(sheets)
    stored = dump(found.questions)
    assert dump(parse_questions(stored)) == stored
    assert not TAG_LIKE.search(json.dumps([stored, [asdict(line) for line in found.report.lines]]))


@given(rows=ROWS, choices=CHOICES)
@settings(max_examples=25 * TIMES, deadline=None)
def test_what_was_read_comes_back_the_same_from_our_own_files(rows, choices):
    sheets = [
        Sheet("survey", [(1, TITLES), (2, ["text", "eerst", "Eerst?", "", "", ""]), *((number, list(row)) for number, row in enumerate(rows, 3))]),
        Sheet("choices", [(1, ["list_name", "name", "label"]), *((number, list(row)) for number, row in enumerate(choices, 2))]),
    ]  # fmt: skip
    asked = read_form(sheets).questions
    assert read(as_json(Whole(asked))).questions == asked
    assert read(as_xlsx(Whole(asked))).questions == asked


LETTERS = st.sampled_from([*"LMPOR!TUSNDXYG5FHABCEKQ*I:;1|", "", "zz"])
ASKED = st.lists(st.tuples(LETTERS, WORDS, WORDS, EXPRESSIONS, st.sampled_from(["Y", "N", "S", ""])), max_size=6)
PARTS = st.lists(st.tuples(st.integers(0, 6), NAMES, WORDS, EXPRESSIONS), max_size=8)


@given(asked=ASKED, parts=PARTS, newer=st.booleans(), language=st.sampled_from(["nl", "en", "de-informal", "??"]))
@settings(max_examples=40 * TIMES, deadline=None)
def test_any_limesurvey_file_gives_valid_questions_without_a_tag(asked, parts, newer, language):
    """Words as XML may hold them: what it may not hold makes it a broken file, and gets a sentence."""
    questions = [
        {"qid": str(number), "gid": "2", "parent_qid": "0", "type": letter, "title": title, "question": text, "other": flag,
         "relevance": relevance, "mandatory": flag, "language": language}
        for number, (letter, title, text, relevance, flag) in enumerate(asked)
    ]  # fmt: skip
    rows = [
        {"qid": str(100 + number), "gid": "2", "parent_qid": str(of), "title": name, "question": text,
         "relevance": relevance, "language": language}
        for number, (of, name, text, relevance) in enumerate(parts)
    ]  # fmt: skip
    answers = [
        {"qid": row["parent_qid"], "code": row["title"], "answer": row["question"], "language": language}
        for row in rows
    ]
    words = {"question_l10ns": [*questions, *rows]} if newer else {}
    data = lss(
        (language,), surveys=[{"language": language}], groups=[{"gid": "2", "group_name": "G", "language": language}],
        questions=questions, subquestions=rows, answers=answers, **words,
    )  # fmt: skip
    try:
        found = read(data)
    except Unreadable:
        return
    assert not TAG_LIKE.search(json.dumps([dump(found.questions), [asdict(line) for line in found.report.lines]]))
    if any(question.is_asked for question in found.questions):
        assert read(as_json(Whole(found.questions))).questions == found.questions


def outcome(data: bytes) -> str:
    """The sentence, or «read» when there is a questionnaire in it."""
    try:
        read(data)
    except Unreadable as error:
        return str(error)
    return "read"


@given(
    data=st.binary(max_size=400),
    start=st.sampled_from(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<document>", b"{", b"survey,,\n,type\n"]
    ),
)
@settings(max_examples=100 * TIMES, deadline=None)
def test_any_bytes_give_a_questionnaire_or_a_sentence(data, start):
    assert outcome(start + data)


@given(place=st.integers(0, 5_000), byte=st.integers(0, 255), whole=st.sampled_from(["xlsx", "xls", "json", "lss"]))
@settings(max_examples=60 * TIMES, deadline=None)
def test_a_broken_byte_gives_a_questionnaire_or_a_sentence(place, byte, whole):
    data = bytearray(WHOLE_FILES[whole])
    data[place % len(data)] = byte
    assert outcome(bytes(data))


@given(source=EXPRESSIONS, lime=st.booleans())
@settings(max_examples=150 * TIMES, deadline=None)
def test_any_expression_is_read_or_refused(source, lime):
    with contextlib.suppress(NotAnExpression):
        assert described(parse(source, lime=lime)) is not None


@pytest.mark.parametrize(
    "source",
    ["(" * 5_000, "not(" * 2_000, "1" + "+1" * 3_000, "a or " * 3_000, "-" * 5_000, "${a" * 3_000, "'" * 5_001],
)
@pytest.mark.parametrize("lime", [False, True])
def test_hostile_expression_is_refused(source, lime):
    with ends(), pytest.raises(NotAnExpression):
        parse(source, lime=lime)


@given(text=WORDS)
@settings(max_examples=150 * TIMES, deadline=None)
def test_plain_text_holds_no_tag_and_stays_as_it_is(text):
    once = without_tags(text)
    assert (TAG_LIKE.search(once), without_tags(once)) == (None, once)


@pytest.mark.parametrize(
    "text", ["*" * 20_000, "[" * 20_000, "_a" * 10_000, "<" * 20_000, "&lt;" * 5_000, "**a" * 7_000, "{a" * 9_000]
)
def test_hostile_text_becomes_plain(text):
    with ends():
        plain(text)


# --- Bad files cost next to nothing ------------------------------------------------------------


def crowded_lss() -> bytes:
    """Within the limits: one table of 9,000 rows with 60 answers in mark-up."""
    here = {"gid": "2", "language": "nl", "question": "Rij"}
    return lss(
        surveys=[{"language": "nl"}],
        groups=[{"gid": "2", "group_name": "Groep", "language": "nl"}],
        questions=[{**here, "qid": "1", "parent_qid": "0", "type": "F", "title": "Q"}],
        subquestions=[{**here, "qid": str(9 + row), "parent_qid": "1", "title": f"S{row}"} for row in range(9_000)],
        answers=[{"qid": "1", "code": f"A{n}", "answer": "<b>x" * 30, "language": "nl"} for n in range(60)],
    )


def crowded_sheet() -> bytes:
    """Within the limits: 490 different conditions of 200 parts each."""
    parts = " and ".join(["not(selected(${q1}, 'a'))"] * 200)
    rows = "".join(f'text,q{number},Wat?,"{parts} or {number}"\n' for number in range(490))
    return f"type,name,label,relevant\n{rows}".encode()


@pytest.mark.slow
@pytest.mark.parametrize("make", [crowded_lss, crowded_sheet])
def test_hostile_file_within_the_limits_holds_nobody_up(make):
    data = make()
    with ends():
        assert len(read(data).questions) == 400


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 8_000_000)
    return out.getvalue()


def with_macro() -> bytes:
    out = io.BytesIO(form([["text", "a", "Wat?"]]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


def many_rows() -> bytes:
    out = io.BytesIO()
    row = "<row><c t='inlineStr'><is><t>text</t></is></c></row>"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{row * 200_000}</sheetData></worksheet>")
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [
        zip_bomb,
        many_rows,
        with_macro,
        lambda: b"type,name,label\n" + b"text,a,Wat?\n" * 200_000,
        lambda: b"a,b\n" * 1_000_000,
        lambda: b"<document>" + b"<a>" * 1_500_000,
        lambda: b"[" * 3_000_000,
        lambda: b'{"a":' * 900_000,
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4_000_000,
        lambda: "Wélk dier? ☃".encode("utf-16-be"),
        lambda: bytes(range(256)) * 4_000,
    ],
)
def test_bad_file_gets_its_sentence_within_a_hundred_megabytes(make):
    data = make()
    with ends(), pytest.raises(Unreadable):
        read(data)
    tracemalloc.start()
    with pytest.raises(Unreadable):
        read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000_000


WHOLE_FILES = {
    "xls": old_workbook(),
    "xlsx": as_xlsx(Whole(every_type())),
    "json": as_json(Whole(every_type())),
    "lss": lss(
        surveys=[{"language": "nl"}],
        groups=[{"gid": "2", "group_name": "Groep", "language": "nl"}],
        questions=[
            {
                "qid": "1",
                "gid": "2",
                "type": "T",
                "title": "Q1",
                "question": "Wat?",
                "language": "nl",
                "parent_qid": "0",
            }
        ],
    ),
}
