"""From an uploaded file to a header and rows of text. Whatever it is, a clear sentence comes back within a second."""

from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _

from organisatie.importing.limits import MAX_CELL, MAX_COLUMNS, MAX_FILE, MAX_ROWS, TOO_LARGE, Unreadable
from organisatie.importing.mapping import guess

PROSE = "een tekstdocument"
"""Words below each other, in one column without a title that we know, whatever the file is called."""
HEADER_WITHIN = 10
"""A title or a date may stand above the header."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_KINDS = {
    b"%PDF": "een pdf",
    b"\x89PNG": "een afbeelding",
    b"\xff\xd8\xff": "een afbeelding",
    b"GIF8": "een afbeelding",
    b"{\\rtf": "een tekstdocument",
    b"\x1f\x8b": "een ingepakt bestand",
    b"7z\xbc\xaf": "een ingepakt bestand",
    b"Rar!": "een ingepakt bestand",
}


@dataclass(frozen=True)
class Sheet:
    header: list[str]
    rows: list[tuple[int, list[str]]]
    """(row number as the sheet shows it, cells); empty rows are left out."""


def read(file: BinaryIO, size: int) -> Sheet:
    """Read a CSV or XLSX. Raises Unreadable with a sentence for everything that cannot be used."""
    if size > MAX_FILE:
        raise Unreadable(TOO_LARGE)
    data = file.read(MAX_FILE + 1)
    if not data.strip():
        raise Unreadable(_("Dit bestand is leeg."))
    if data.startswith(OLE):
        raise Unreadable(_ole_sentence(data))
    for start, kind in OTHER_KINDS.items():
        if data.startswith(start):
            raise Unreadable(no_list(kind))
    if data.startswith(b"PK"):
        from organisatie.importing.workbook import rows_of
    else:
        from organisatie.importing.text import rows_of
    return _sheet(rows_of(data))


def _sheet(lines) -> Sheet:
    rows: list[tuple[int, list[str]]] = []
    for number, cells in lines:
        cells = _trimmed(cells)
        if len(cells) > MAX_COLUMNS:
            raise Unreadable(
                _("Deze lijst heeft meer dan 50 kolommen. Laat enkel de kolommen staan die je nodig hebt.")
            )
        if not cells:
            continue
        if any(len(cell) > MAX_CELL for cell in cells):
            raise Unreadable(
                _("Op rij %(row)s staat een cel met meer dan 500 letters. Is dit de juiste lijst?") % {"row": number}
            )
        rows.append((number, cells))
        if len(rows) > MAX_ROWS + HEADER_WITHIN:
            raise Unreadable(too_many_rows())
    if not rows:
        raise Unreadable(_("Dit bestand is leeg."))
    place = _header_place(rows)
    header, rows = rows[place][1], rows[place + 1 :]
    if not guess(header) and not (rows and any(len(cells) > 1 for _number, cells in [(0, header), *rows])):
        raise Unreadable(no_list(PROSE))
    if not rows:
        raise Unreadable(_("Onder de titels van de kolommen staat nog niemand."))
    if len(rows) > MAX_ROWS:
        raise Unreadable(too_many_rows())
    width = max(len(header), *(len(cells) for _number, cells in rows))
    return Sheet(header + [""] * (width - len(header)), rows)


def no_list(kind: str) -> str:
    return _("Dit is %(kind)s, geen lijst. Bewaar je lijst als Excel (.xlsx) of CSV.") % {"kind": kind}


def too_many_rows() -> str:
    return _("Deze lijst heeft meer dan 5.000 rijen. Verdeel ze over meer bestanden.")


def _trimmed(cells: list[str]) -> list[str]:
    cells = [" ".join(cell.split()) for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _header_place(rows: list[tuple[int, list[str]]]) -> int:
    """The first of the top rows with the most titles that we know."""
    known = [len(guess(cells)) for _number, cells in rows[:HEADER_WITHIN]]
    return known.index(max(known))


def _ole_sentence(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _("Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en probeer opnieuw.")
    return _("Dit is een oud Excel-bestand (.xls). Open het, kies «Opslaan als» en dan Excel-werkmap (.xlsx).")
