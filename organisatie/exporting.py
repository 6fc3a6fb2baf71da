"""The list of employees as a file that can be imported again. Every cell is inert: text, never a formula."""

import io

from defusedcsv import csv
from django.utils.translation import gettext as _

from organisatie.importing.mapping import FIELDS
from organisatie.models import Employee

COLUMNS = [field for field in FIELDS if field not in ("first_name", "last_name")]


def table(employees) -> list[list[str]]:
    """The header and one row per employee."""
    return [[str(FIELDS[field]) for field in COLUMNS], *(_row(employee) for employee in employees)]


def as_csv(rows: list[list[str]]) -> bytes:
    """As Excel in Dutch opens it by itself: semicolons and a BOM."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: list[list[str]], title: str = "") -> bytes:
    """The same as a workbook of one sheet, called `title`."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils.exceptions import IllegalCharacterError

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title or _("Collega's"))
    for values in rows:
        cells = []
        for value in values:
            try:
                cell = WriteOnlyCell(sheet, value=value)
            except IllegalCharacterError:
                cell = WriteOnlyCell(sheet, value="".join(letter for letter in value if letter.isprintable()))
            cell.data_type = "s"  # openpyxl would make a formula of what begins with «=»
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(employee: Employee) -> list[str]:
    values = {
        "name": employee.name,
        "email": employee.email,
        "personnel_number": employee.personnel_number,
        "location": employee.location.name if employee.location else "",
        "function": employee.function.name if employee.function else "",
        "shift": employee.shift,
        "language": employee.language,
        "active_from": employee.active_from.isoformat() if employee.active_from else "",
        "active_until": employee.active_until.isoformat() if employee.active_until else "",
    }
    return [values[field] for field in COLUMNS]
