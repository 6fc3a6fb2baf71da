"""XLSX, looked at from the outside first: the directory of the zip, then the parts as a stream, and only then parsed.

Measured: a file of 0.43 MB that unpacks to 147 MB cost openpyxl 74 s and 1.4 GB; its directory refuses it in 1 ms.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from organisatie.importing import limits
from organisatie.importing.limits import Unreadable

CHUNK = 256 * 1024
OVERLAP = 16
ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
FORMULA_MARK = "\N{SYMBOL FOR NULL}="
"""Stands in front of a cell that holds a formula: the plan refuses it with its row and column."""


def readable(cell: str) -> str:
    """A cell as a page shows it: the mark of a formula is ours, and nobody should read it."""
    return "=…" if cell.startswith(FORMULA_MARK) else cell


def rows_of(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet with their number. Raises Unreadable for whatever is not a plain, honest workbook."""
    inspect(data)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
        if sheet is None:
            raise Unreadable(_("In dit bestand staat geen blad met een lijst."))
        rows = sheet.iter_rows(max_row=limits.MAX_XML_ROWS, max_col=limits.MAX_COLUMNS + 1)
        for number, cells in enumerate(rows, start=1):
            yield number, [_text(cell) for cell in cells]
    except Unreadable:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
        raise Unreadable(broken()) from error


def broken() -> str:
    return _(
        "Dit Excel-bestand is beschadigd of niet volledig. Open het in Excel, bewaar het opnieuw en probeer nog eens."
    )


def too_large() -> str:
    return _("Dit bestand is uitgepakt veel te groot. Kopieer enkel de lijst naar een nieuw bestand.")


def inspect(data: bytes) -> None:
    """Refuse whatever is no plain, honest workbook, before it is parsed. Raises Unreadable with a sentence."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _inspect_directory(archive.infolist())
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _inspect_part(archive, part)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        raise Unreadable(broken()) from error


def _inspect_directory(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    if len(parts) > limits.MAX_MEMBERS:
        raise Unreadable(_("Dit bestand bestaat uit te veel delen. Kopieer enkel de lijst naar een nieuw bestand."))
    if any(part.flag_bits & 0x1 for part in parts):
        raise Unreadable(_("Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en probeer opnieuw."))
    if any(name.startswith(("/", "\\")) or ".." in name or ":" in name for name in names) or len(set(names)) < len(
        names
    ):
        raise Unreadable(broken())
    if sum(part.file_size for part in parts) > limits.MAX_UNPACKED or any(_too_tight(part) for part in parts):
        raise Unreadable(too_large())
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable(_("In dit bestand zitten macro's. Bewaar het als gewone Excel-werkmap (.xlsx)."))
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("Dit is geen Excel-bestand. Bewaar je lijst als Excel (.xlsx) of CSV."))


def _too_tight(part: zipfile.ZipInfo) -> bool:
    shared = part.filename.endswith("sharedStrings.xml") and part.file_size > limits.MAX_SHARED_STRINGS
    return shared or (
        part.file_size > limits.RATIO_FROM and part.file_size > limits.MAX_RATIO * max(part.compress_size, 1)
    )


def _inspect_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Count rows and cells without parsing, and refuse definitions: a workbook needs none, an attack does."""
    rows = cells = 0
    sheet = part.filename.startswith("xl/worksheets/")
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(CHUNK):
            if not tail and chunk.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
                raise Unreadable(broken())
            window = tail + chunk
            if b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                raise Unreadable(
                    _("In dit bestand staat een verwijzing die niet in een lijst hoort. We lezen het niet.")
                )
            if sheet:
                rows += len(ROW.findall(window)) - len(ROW.findall(tail))
                cells += len(CELL.findall(window)) - len(CELL.findall(tail))
                if rows > limits.MAX_XML_ROWS or cells > limits.MAX_XML_CELLS:
                    raise Unreadable(_("Deze lijst heeft meer dan 5.000 rijen. Verdeel ze over meer bestanden."))
            tail = window[-OVERLAP:]


def _text(cell) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return FORMULA_MARK
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
