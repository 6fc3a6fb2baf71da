"""The results as a file: exactly what the results page tells, in the same words and as coarse.

It is made of `Results`, so nothing can stand in a file that the page does not show. Only a survey by name has rows of
people, and questions that may hold personal data stay out of those. Every cell is text that no program runs as a formula.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from defusedcsv import csv
from django.utils.translation import gettext as _

from bevraging.answer_rules import other_key
from bevraging.answer_told import said
from bevraging.languages import words_of
from bevraging.models import Survey
from bevraging.questions import Question
from bevraging.result_types import Cell, Results
from bevraging.results import named_rows
from trajecten.templatetags.huis_charts import scale_words

Table = list[list[str]]
SHEET_NAME = 31
"""A name of a sheet has at most so many letters."""


def tables_of(found: Results, asked: Sequence[Question], *, rows: bool) -> dict[str, Table]:
    """Name of the sheet → header and rows. `rows`: also who answered what, in a survey by name."""
    tables = {
        _("Cijfers"): [
            [_("Sleutel"), _("Vraag"), _("Antwoord"), _("Aandeel"), _("Aantal"), _("Plus of min")],
            *_numbers(found),
        ],
        _("Per groep"): [
            [_("Sleutel"), _("Vraag"), _("Wie antwoordt"), _("Groep"), _("Aandeel"), _("Plus of min")],
            *_groups(found),
        ],
        _("Codeboek"): [[_("Sleutel"), _("Soort vraag"), _("Vraag"), _("Code"), _("Antwoord")], *_codebook(asked)],
    }
    for table in tables.values():
        table[:] = [[*row, *[""] * (len(table[0]) - len(row))] for row in table]
    if rows and not found.survey.is_anonymous:
        tables[_("Antwoorden")] = _people(found.survey, asked)
    return tables


def _numbers(found: Results) -> Iterator[list[str]]:
    yield ["", _("Deelname"), "", *next(((number.value, number.context) for number in found.numbers), ("", ""))]
    if found.support.total:
        yield ["", _("Draagvlak"), _("op 100"), found.support.total.text, found.support.total.size]
    for row in found.statements:
        key, text = row.question.key, row.text
        yield [key, text, _("zegt ja"), row.yes_text, "", _margin(row.margin)]
        counts = [""] * len(row.percents) if found.nearly_all else [str(n) for n in row.counts]
        for word, share, n in zip(scale_words(), row.percents, counts, strict=False):
            yield [key, text, word, f"{share}%", n]
        if not found.nearly_all:
            yield [key, text, _("weet ik niet"), "", str(row.dont_know)]
    for one in found.counted:
        key, text = one.question.key, one.text
        for bar in one.bars:
            yield [key, text, bar.text, bar.told, "" if bar.n is None else str(bar.n), _margin(bar.margin)]
        if one.mean:
            yield [key, text, _("gemiddelde"), one.mean, ""]
        yield from (
            [key, text, _("gemiddelde plaats van %(o)s") % {"o": bar.text}, bar.place, ""]
            for bar in one.bars
            if bar.place
        )
        if one.dont_know is not None:
            yield [key, text, _("weet ik niet"), "", str(one.dont_know)]


def _groups(found: Results) -> Iterator[list[str]]:
    for row in found.statements:
        yield from _cells(row.question.key, row.text, _("zegt ja"), (*row.cells, *row.function_cells))
    for one in found.counted:
        yield from _cells(one.question.key, one.text, one.about, (*one.cells, *one.function_cells))
    for group in found.support.groups:
        yield ["", _("Draagvlak"), _("op 100"), group.label, group.text]


def _cells(key: str, text: str, about: str, cells: Iterable[Cell]) -> Iterator[list[str]]:
    # A group of which nothing may be told stands there like one that does not exist: not at all.
    return (
        [key, text, about, cell.group.label, cell.text, _margin(None if cell.is_band else cell.margin)]
        for cell in cells
        if cell.yes is not None
    )


def _margin(points: int | None) -> str:
    """Of a band there is none: it is wide by itself."""
    return "" if points is None else str(points)


def _codebook(asked: Iterable[Question]) -> Iterator[list[str]]:
    for question in asked:
        words = words_of(question, "nl")
        first = [question.key, question.type, question.words("nl")]
        yield [*first, "", ""]
        yield from ([*first, code, words[code]] for code in question.codes)


def _people(survey: Survey, asked: Iterable[Question]) -> Table:
    shown = [question for question in asked if question.is_asked and not question.personal]
    columns = [(question, key) for question in shown for key in _keys(question)]
    header = [_("Naam"), *(f"{question.words('nl')} ({key})" for question, key in columns)]
    return [
        header,
        *(_person(row.participant.name or row.participant.email, row.answers, columns) for row in named_rows(survey)),
    ]


def _keys(question: Question) -> list[str]:
    return [question.key, *([other_key(question.key)] if question.other else [])]


def _person(name: str, answers: Mapping[str, str], columns: Iterable[tuple[Question, str]]) -> list[str]:
    return [
        name,
        *(
            said(question, text) if key == question.key else text
            for question, key in columns
            for text in [answers.get(key, "")]
        ),
    ]


def as_csv(tables: Mapping[str, Table]) -> bytes:
    """All tables under each other, as Excel in Dutch opens it by itself: semicolons and a BOM."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    for name, table in tables.items():
        writer.writerow([name])
        # What a program trims may not hide a formula.
        writer.writerows([cell.strip() for cell in row] for row in table)
        writer.writerow([])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(tables: Mapping[str, Table]) -> bytes:
    """A sheet for each table."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    for name, table in tables.items():
        sheet = book.create_sheet(name[:SHEET_NAME])
        for row in table:
            cells = [WriteOnlyCell(sheet, value=_readable(value)) for value in row]
            for cell in cells:
                cell.data_type = "s"  # openpyxl would make a formula of what begins with «=»
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _readable(text: str) -> str:
    """Without signs that a workbook cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")
