"""The sheets of a workbook or a CSV as rows of text, whichever program wrote it."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from organisatie.importing.limits import Unreadable
from organisatie.importing.text import decoded

MAX_ROWS = 5_000
MAX_COLUMNS = 80
MAX_SHEETS = 20
MAX_CELL = 8_000
MAX_LETTERS = 4_000_000
"""On one sheet: four hundred questions in five languages have less than one million."""
LAST_ROW = 20_000
"""Where we stop looking: thousands of empty rows may only have a colour."""
FORMULA = "\N{SYMBOL FOR NULL}="
"""Stands in front of a cell with a formula of which the file does not hold the outcome."""
DELIMITERS = ",;\t|"
Cells = list[str]


@dataclass
class Sheet:
    name: str
    rows: list[tuple[int, Cells]] = field(default_factory=list)
    """(row number as the sheet shows it, cells); empty rows are left out."""
    letters: int = 0

    def add(self, number: int, cells: Cells) -> None:
        """Keep a row; raises Unreadable when there are too many."""
        if not any(cells):
            return
        cells = [cell[:MAX_CELL] for cell in cells[:MAX_COLUMNS]]
        self.letters += sum(map(len, cells))
        if len(self.rows) >= MAX_ROWS:
            raise Unreadable(
                _("Op het blad «%(sheet)s» staan meer dan 5.000 rijen. Dat is geen vragenlijst.") % {"sheet": self.name}
            )
        if self.letters > MAX_LETTERS:
            raise Unreadable(_("Dit bestand is veel te groot voor een vragenlijst."))
        self.rows.append((number, cells))


def from_xlsx(data: bytes) -> list[Sheet]:
    """The sheets of an .xlsx. Raises Unreadable with a sentence for a zip bomb, macros, a password, a broken file."""
    from organisatie.importing.workbook import broken, inspect

    inspect(data)
    try:
        sheets, formulas = _xlsx(data, values=False)
        if formulas:
            outcomes, _none = _xlsx(data, values=True)
            _fill_in(sheets, outcomes)
        return sheets
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise Unreadable(broken()) from error


def _xlsx(data: bytes, *, values: bool) -> tuple[list[Sheet], bool]:
    """The sheets, and whether a formula stands in them; with `values` its stored outcome."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False, data_only=values)
    found, formulas = [], False
    for source in book.worksheets[:MAX_SHEETS]:
        sheet = Sheet(source.title)
        for number, cells in enumerate(source.iter_rows(max_row=LAST_ROW, max_col=MAX_COLUMNS), start=1):
            formulas = formulas or any(cell.data_type == "f" for cell in cells)
            sheet.add(number, [FORMULA if cell.data_type == "f" else _text(cell.value) for cell in cells])
        found.append(sheet)
    return found, formulas


def _fill_in(sheets: list[Sheet], outcomes: list[Sheet]) -> None:
    for sheet, known in zip(sheets, outcomes, strict=True):
        by_number = dict(known.rows)
        for number, cells in sheet.rows:
            other = by_number.get(number, [])
            for place, cell in enumerate(cells):
                if cell == FORMULA and place < len(other) and other[place]:
                    cells[place] = other[place]


def from_xls(data: bytes) -> list[Sheet]:
    """The sheets of an old .xls. Raises Unreadable with a sentence."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, on_demand=True, logfile=io.StringIO())
        return [_xls_sheet(book, place) for place in range(min(book.nsheets, MAX_SHEETS))]
    except Unreadable:
        raise
    except Exception as error:  # xlrd raises whatever a broken part makes it stumble over, MemoryError included
        if "encrypt" in str(error).lower():
            raise Unreadable(
                _("Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en probeer opnieuw.")
            ) from error
        raise Unreadable(
            _("Dit oude Excel-bestand (.xls) kunnen we niet lezen. Bewaar het als Excel-werkmap (.xlsx).")
        ) from error


def _xls_sheet(book, place: int) -> Sheet:
    source = book.sheet_by_index(place)
    sheet = Sheet(source.name)
    for number in range(min(source.nrows, LAST_ROW)):
        values = source.row_values(number, 0, MAX_COLUMNS)
        kinds = source.row_types(number, 0, MAX_COLUMNS)
        sheet.add(number + 1, [_old(book, kind, value) for kind, value in zip(kinds, values, strict=True)])
    book.unload_sheet(place)
    return sheet


def _old(book, kind: int, value) -> str:
    import xlrd

    if kind == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind == xlrd.XL_CELL_DATE:
        try:
            return _text(xlrd.xldate_as_datetime(value, book.datemode))
        except (ValueError, OverflowError):
            return _text(value)
    return "" if kind == xlrd.XL_CELL_ERROR else _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def from_csv(data: bytes) -> list[Sheet]:
    """The sheets of a CSV: their names stand in the first column, the rows below begin with an empty one. A CSV without
    them is one sheet, «survey». Raises Unreadable with a sentence."""
    text = decoded(data)
    lines = list(_csv_lines(text))
    heads = {cells[0].strip().casefold() for _number, cells in lines if cells and not any(cells[1:])}
    if "survey" not in heads:
        return [_one_sheet("survey", lines)]
    found: dict[str, Sheet] = {}
    sheet: Sheet | None = None
    for number, cells in lines:
        if cells and cells[0].strip():
            sheet = found.setdefault(cells[0].strip().casefold(), Sheet(cells[0].strip()))
            if len(found) > MAX_SHEETS:
                raise Unreadable(_("Dit bestand bestaat uit te veel delen. Dat is geen vragenlijst."))
        elif sheet is not None:
            sheet.add(number, [cell.strip() for cell in cells[1:]])
    return list(found.values())


def _one_sheet(name: str, lines: Iterable[tuple[int, Cells]]) -> Sheet:
    sheet = Sheet(name)
    for number, cells in lines:
        sheet.add(number, [cell.strip() for cell in cells])
    return sheet


def _delimiter(text: str) -> str:
    """What stands between the columns: what makes a column «type», else what is seen most. Labels hold «;» too."""
    top = text[:5_000]
    by_count = sorted(DELIMITERS, key=lambda one: (-top.count(one), DELIMITERS.index(one)))
    for mark in by_count:
        for line in top.splitlines()[:20]:
            cells = {cell.strip(" \"'").casefold() for cell in line.split(mark)}
            if "type" in cells and len(cells) > 1:
                return mark
    return by_count[0]


def _csv_lines(text: str) -> Iterator[tuple[int, Cells]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > LAST_ROW:
                raise Unreadable(
                    _("Op het blad «%(sheet)s» staan meer dan 5.000 rijen. Dat is geen vragenlijst.")
                    % {"sheet": "survey"}
                )
            yield number, cells
    except csv.Error:
        raise Unreadable(
            _("We kunnen rij %(row)s niet lezen. Staat er een aanhalingsteken te veel of te weinig?")
            % {"row": number + 1}
        ) from None


__all__ = ["FORMULA", "Sheet", "from_csv", "from_xls", "from_xlsx"]
