"""The list of employees back out: nothing is left behind."""

import io

import openpyxl  # noqa: TID253  (a test reads a workbook)
import pytest

from organisatie import exporting
from organisatie.importing import runs
from organisatie.importing.reader import Sheet, read
from organisatie.models import Employee

pytestmark = pytest.mark.django_db
MANY = 5_000


@pytest.fixture
def many(linde, ines):
    """Imported as one sheet of five thousand rows, the most that one sheet may hold."""
    rows = [(n, [f"Collega {n}", f"collega{n}@linde.test", f"P{n}", f"Huis {n % 12}"]) for n in range(2, MANY + 2)]
    run = runs.start(
        organisation=linde, by=ines, file_name="lijst.csv", sheet=Sheet(["Naam", "E-mail", "Nummer", "Locatie"], rows)
    )
    for verb in (lambda: runs.check(run=run, mapping=run.mapping), lambda: runs.confirm(run=run)):
        verb()
        runs.sweep()
    assert Employee.objects.count() == MANY
    return rows


def cells_of(lines) -> list[list[str]]:
    """Name, address, number, place of each row, as they went in."""
    at = [exporting.COLUMNS.index(name) for name in ("name", "email", "personnel_number", "location")]
    return sorted([line[place] for place in at] for line in lines)


def test_export_holds_every_one_of_five_thousand_employees(as_ines, many):
    wanted = sorted(cells for _number, cells in many)
    csv = as_ines.get("/mensen/lijst.csv").content
    back = read(io.BytesIO(csv), len(csv))
    assert cells_of(cells for _number, cells in back.rows) == wanted
    xlsx = as_ines.get("/mensen/lijst.xlsx").content
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx), read_only=True).active
    assert cells_of([[cell or "" for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]) == wanted
