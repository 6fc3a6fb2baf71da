"""A questionnaire as an XLSForm that other programs can use. What such a form cannot say stands in columns of ours
(`trajecten_…`), which our own reader takes back and others pass over."""

import io
from collections.abc import Iterable, Mapping

from bevraging.exchange.building import written_languages
from bevraging.exchange.own import SCHEMA, Whole
from bevraging.exchange.xlsform_words import constraint_of, relevant_of
from bevraging.languages import language_name, other_languages, words_of
from bevraging.questions import (
    CHOICE,
    CHOICES,
    DATE,
    INFO,
    NUMBER,
    OPEN,
    OTHER,
    RANKING,
    RATING,
    SCORE,
    SHORT,
    STATEMENT,
    YESNO,
    Question,
)

LISTED = {CHOICE: "select_one", STATEMENT: "select_one", RATING: "select_one", SCORE: "select_one", YESNO: "select_one",
          CHOICES: "select_multiple", RANKING: "rank"}  # fmt: skip
PLAIN = {NUMBER: "decimal", DATE: "date", SHORT: "text", OPEN: "text", INFO: "note"}
SHARED_LISTS = {STATEMENT: "stelling", YESNO: "ja_nee"}
Cells = dict[str, str]


def as_xlsx(whole: Whole) -> bytes:
    """The workbook: survey, choices, settings. Reading it again gives the same questions."""
    some = other_languages(whole.questions)
    # Also one in which only answers or hints are written: nothing may be lost.
    languages = ["nl", *some, *(code for code in written_languages(whole.questions) if code not in some)]
    sheets = [
        ("survey", _survey_titles(languages), list(_survey(whole.questions, languages))),
        ("choices", _choice_titles(languages), list(_choices(whole.questions, languages))),
        ("settings", [], [_settings(whole)]),
    ]
    return _written(sheets)


def heading(field: str, code: str) -> str:
    return f"{field}::{language_name(code)} ({code})"


def _survey_titles(languages: list[str]) -> list[str]:
    words = [heading(field, code) for field in ("label", "hint") for code in languages]
    own = ["trajecten_type", "trajecten_flags"]
    return ["type", "name", *words, "required", "relevant", "constraint", "appearance", *own]


def _choice_titles(languages: list[str]) -> list[str]:
    words = [heading("label", code) for code in languages]
    return ["list_name", "name", *words, "trajecten_picture", "trajecten_house"]


def _survey(questions: list[Question], languages: list[str]) -> Iterable[Cells]:
    theme, groups = "", 0
    keys = {question.key for question in questions}
    by_key = {question.key: question for question in questions}
    for question in questions:
        if question.theme != theme:
            if theme:
                yield {"type": "end_group"}
            theme, groups = question.theme, groups + 1
            if theme:
                name = _free(f"groep_{groups}", keys)
                yield {"type": "begin_group", "name": name, heading("label", "nl"): theme}
        yield _question(question, languages, by_key)
        if question.other:
            yield _own_words(question, languages, keys)
    if theme:
        yield {"type": "end_group"}


def _question(question: Question, languages: list[str], by_key: Mapping[str, Question]) -> Cells:
    kind = question.type
    named = f"{LISTED[kind]} {list_name(question)}" if kind in LISTED else PLAIN[kind]
    return {
        "type": named,
        "name": question.key,
        **{heading("label", code): question.text.get(code, "") for code in languages},
        **{heading("hint", code): question.hint.get(code, "") for code in languages},
        "required": "yes" if question.required else "",
        "relevant": relevant_of(question, by_key),
        "constraint": constraint_of(question),
        "appearance": "multiline" if kind == OPEN else "",
        "trajecten_type": kind,
        "trajecten_flags": " ".join(
            name for name in ("pulse", "other", "dont_know", "faces", "personal") if getattr(question, name)
        ),
    }


def _own_words(question: Question, languages: list[str], keys: set[str]) -> Cells:
    """Another program asks the words behind «iets anders» in a row of their own."""
    chosen = f"selected(${{{question.key}}}, '{OTHER}')"
    return {
        "type": "text",
        "name": _free(f"{question.key}_{OTHER}", keys),
        **{heading("label", code): words_of(question, code)[OTHER] for code in languages},
        "relevant": chosen,
        "trajecten_type": "own_words",
    }


def _free(name: str, keys: set[str]) -> str:
    while name in keys:
        name += "_"
    keys.add(name)
    return name


def list_name(question: Question) -> str:
    return SHARED_LISTS.get(question.type, f"l_{question.key}")


def _choices(questions: list[Question], languages: list[str]) -> Iterable[Cells]:
    done: set[str] = set()
    for question in questions:
        name = list_name(question)
        if question.type not in LISTED or name in done:
            continue
        done.add(name)
        words = {code: words_of(question, code) for code in languages}
        own = {option.code: option for option in question.options}
        for code in question.codes:
            option = own.get(code)
            yield {
                "list_name": name,
                "name": code,
                **{
                    heading("label", one): (option.text.get(one, "") if option else words[one][code])
                    for one in languages
                },
                "trajecten_picture": option.picture if option else "",
                "trajecten_house": "" if option else "ja",
            }


def _settings(whole: Whole) -> Cells:
    return {
        "form_title": whole.title,
        "form_id": "bevraging",
        "default_language": f"{language_name('nl')} (nl)",
        "trajecten": str(SCHEMA),
        "trajecten_intro": whole.intro,
        "trajecten_easy": "1" if whole.easy else "0",
        "trajecten_languages": " ".join(whole.languages),
    }


def _written(sheets: list[tuple[str, list[str], list[Cells]]]) -> bytes:
    import openpyxl
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, titles, rows in sheets:
        sheet = book.create_sheet(name)
        titles = titles or list(rows[0])
        for number, row in enumerate([dict(zip(titles, titles, strict=True)), *rows], start=1):
            for place, title in enumerate(titles, start=1):
                if text := ILLEGAL_CHARACTERS_RE.sub("", row.get(title, "")):
                    cell = sheet.cell(number, place, text)
                    cell.data_type = "s"  # openpyxl would make a formula of what begins with «=»
                    cell.font = Font(bold=number == 1)
        sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


__all__ = ["as_xlsx"]
