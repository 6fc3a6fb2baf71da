"""Good sheets are read as people make them; bad files are refused with a sentence, fast and small."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl  # noqa: TID253  (a test makes workbooks)
import pytest

from organisatie.importing.limits import Unreadable
from organisatie.importing.reader import read

HANGS = 60  # seconds; how fast it is stands in bench/
MEGABYTES = 100


def sheet(data: bytes):
    return read(io.BytesIO(data), len(data))


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        sheet(data)
    return str(caught.value)


def workbook(rows, **parts) -> bytes:
    """A real workbook; `parts` are added to, or replace, members of the zip."""
    book = openpyxl.Workbook(write_only=True)
    tab = book.create_sheet()
    for row in rows:
        tab.append(row)
    out = io.BytesIO()
    book.save(out)
    return repacked(out.getvalue(), parts) if parts else out.getvalue()


def repacked(data: bytes, parts: dict) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


NS = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TWO = "Naam;Locatie\r\nAn Peeters;Aalst\r\nBé Öz;Ninove\r\n"
SHEET = "xl/worksheets/sheet1.xml"
DTD = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'
XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><worksheet>&b;</worksheet>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_csv_in_a_usual_encoding_is_read(encoding):
    found = sheet(TWO.encode(encoding))
    assert (found.header, found.rows) == (["Naam", "Locatie"], [(2, ["An Peeters", "Aalst"]), (3, ["Bé Öz", "Ninove"])])


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
def test_csv_with_another_separator_is_read(mark):
    assert sheet(TWO.replace(";", mark).encode()).rows[0] == (2, ["An Peeters", "Aalst"])


def test_csv_with_the_sep_line_of_excel_is_read():
    assert sheet(b"sep=,\nNaam,Locatie\nAn,Aalst\n").rows == [(3, ["An", "Aalst"])]


def test_csv_with_a_title_above_the_header_finds_the_header():
    assert sheet(b"Personeelslijst 2026\n\nNaam;E-mail\nAn;an@linde.test\n").header == ["Naam", "E-mail"]


def test_csv_with_a_line_break_in_a_cell_keeps_one_row():
    assert sheet(b'Naam;Locatie\n"An\nPeeters";Aalst\n').rows[0][1] == ["An Peeters", "Aalst"]


def test_xlsx_is_read_with_dates_and_whole_numbers_as_text():
    from datetime import datetime

    rows = sheet(workbook([["Naam", "Nummer", "Van"], ["An", 1042.0, datetime(2020, 2, 1)]])).rows
    assert rows == [(2, ["An", "1042", "2020-02-01"])]


def test_xlsx_skips_empty_rows_and_keeps_the_numbers_of_the_sheet():
    assert sheet(workbook([["Naam"], [None], ["An"]])).rows == [(3, ["An"])]


def test_xlsx_formula_is_marked_for_the_plan():
    assert sheet(workbook([["Naam", "Nummer"], ["An", "=1+1"]])).rows[0][1] == ["An", "\N{SYMBOL FOR NULL}="]


def test_xlsx_with_a_stray_cell_far_away_is_read_without_it():
    cell = b'<c r="%s2" t="inlineStr"><is><t>An</t></is></c>'
    head = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Naam</t></is></c></row>'
    rows = head + b'<row r="2">' + cell % b"A" + cell % b"XFD" + b"</row>"
    assert sheet(repacked(workbook([["Naam"]]), {SHEET: NS + rows + b"</sheetData></worksheet>"})).rows == [(2, ["An"])]


def bomb() -> bytes:
    return repacked(workbook([["Naam"]]), {SHEET: b"<worksheet>" + b" " * 140_000_000 + b"</worksheet>"})


def many_rows() -> bytes:
    row = b'<row><c t="inlineStr"><is><t>%s</t></is></c></row>'
    rows = b"".join(row % f"{n * 2654435761 % 2**32:08x}".encode() for n in range(200_000))
    return repacked(workbook([["Naam"]]), {SHEET: NS + rows + b"</sheetData></worksheet>"})


def encrypted_zip() -> bytes:
    data = bytearray(workbook([["Naam"], ["An"]]))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


def wide() -> bytes:
    return workbook([["Naam", *[f"K{n}" for n in range(16_000)]], ["An"]])


def good_start(extra: dict) -> bytes:
    return repacked(workbook([["Naam"], ["An"]]), extra)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
BAD = {
    "empty": (lambda: b"", "Dit bestand is leeg."),
    "only spaces": (lambda: b" \r\n \r\n", "Dit bestand is leeg."),
    "prose": (lambda: b"Dit is geen Excel.\r\n", "Dit is een tekstdocument, geen lijst."),
    "prose of many lines": (
        lambda: b"Beste collega\r\n\r\nHierbij de lijst\r\nGroeten\r\n",
        "Dit is een tekstdocument",
    ),
    "only a header": (lambda: b"Naam;E-mail\r\n", "Onder de titels van de kolommen staat nog niemand."),
    "empty workbook": (lambda: workbook([]), "Dit bestand is leeg."),
    "header workbook": (lambda: workbook([["Naam", "E-mail"]]), "Onder de titels van de kolommen staat nog niemand."),
    "too large": (lambda: b"a" * (5 * 1024 * 1024 + 1), "Dit bestand is groter dan 5 MB."),
    "pdf": (lambda: b"%PDF-1.7 ...", "Dit is een pdf, geen lijst."),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n...", "Dit is een afbeelding, geen lijst."),
    "web page": (lambda: b"<html><table><tr><td>Naam</td></tr></table>", "Dit is een webpagina of XML"),
    "old excel": (lambda: OLE, "Dit is een oud Excel-bestand (.xls)."),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "Dit bestand is beveiligd met een wachtwoord."),
    "encrypted zip": (encrypted_zip, "Dit bestand is beveiligd met een wachtwoord."),
    "truncated": (lambda: workbook([["Naam"], ["An"]])[:-400], "Dit Excel-bestand is beschadigd"),
    "broken member": (lambda: good_start({SHEET: b"<worksheet><sheetData><row>"}), "Dit Excel-bestand is beschadigd"),
    "word": (lambda: good_zip({"word/document.xml": b"<a/>"}), "Dit is geen Excel-bestand."),
    "zip bomb": (bomb, "Dit bestand is uitgepakt veel te groot."),
    "many members": (
        lambda: good_start({f"xl/media/{n}.bin": b"x" for n in range(60)}),
        "Dit bestand bestaat uit te veel delen.",
    ),
    "path traversal": (lambda: good_start({"../../etc/passwd": b"x"}), "Dit Excel-bestand is beschadigd"),
    "macro": (lambda: good_start({"xl/vbaProject.bin": b"x"}), "In dit bestand zitten macro's."),
    "shared strings bomb": (
        lambda: good_start({"xl/sharedStrings.xml": b"<sst>" + b"<si><t>abcdefghij</t></si>" * 400_000 + b"</sst>"}),
        "Dit bestand is uitgepakt veel te groot.",
    ),
    "billion laughs": (lambda: good_start({SHEET: DTD}), "In dit bestand staat een verwijzing"),
    "xxe": (lambda: good_start({SHEET: XXE}), "In dit bestand staat een verwijzing"),
    "xxe in utf-16": (lambda: good_start({SHEET: XXE.encode("utf-16")}), "Dit Excel-bestand is beschadigd"),
    "200,000 rows xlsx": (many_rows, "Deze lijst heeft meer dan 5.000 rijen."),
    "200,000 rows csv": (
        lambda: b"Naam;Locatie\r\n" + b"An Peeters;Aalst\r\n" * 200_000,
        "Deze lijst heeft meer dan 5.000 rijen.",
    ),
    "5,001 rows": (lambda: b"Naam\r\n" + b"An\r\n" * 5_001, "Deze lijst heeft meer dan 5.000 rijen."),
    "16,000 columns xlsx": (wide, "Deze lijst heeft meer dan 50 kolommen."),
    "16,000 columns csv": (lambda: b"Naam" + b";K" * 16_000 + b"\r\nAn\r\n", "Deze lijst heeft meer dan 50 kolommen."),
    "nul bytes": (lambda: b"Naam;Locatie\r\nAn\x00;Aalst\r\n", "Dit bestand bevat tekens die geen tekst zijn."),
    "noise": (lambda: bytes(range(256)) * 40, "Dit bestand bevat tekens die geen tekst zijn."),
    "endless cell": (
        lambda: b"Naam;Locatie\r\n" + b"a" * 900 + b";Aalst\r\n",
        "Op rij 2 staat een cel met meer dan 500 letters.",
    ),
    "open quote": (lambda: b'Naam;Locatie\r\n"' + b"a;b\r\n" * 60_000, "We kunnen rij 2 niet lezen."),
}


def good_zip(parts: dict) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("name", BAD)
def test_bad_file_is_refused_with_its_sentence(name):
    make, sentence = BAD[name]
    assert refusal(make())[: len(sentence)] == sentence


MEASURE = """
import sys
import django; django.setup()
import openpyxl, zipfile
from organisatie.importing.limits import Unreadable
from organisatie.importing.reader import read
def careless(file, size): return zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")
# Not ru_maxrss: that begins with what the parent weighed.
def peak(): return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))) / 1024
path, reader = sys.argv[1:]; size = __import__("os").path.getsize(path)
before = peak()
try:
    globals()[reader](open(path, "rb"), size); said = "read"
except Unreadable: said = "refused"
print(said, peak() - before)
"""


@pytest.mark.parametrize(
    "name",
    [
        "zip bomb",
        "200,000 rows xlsx",
        "200,000 rows csv",
        "shared strings bomb",
        "16,000 columns xlsx",
        "billion laughs",
    ],
)
def test_heavy_bad_file_costs_little(name, tmp_path):
    """In a process of its own, because memory is counted from its highest point; a file that hangs meets HANGS."""
    said, megabytes = measured(tmp_path / "lijst", BAD[name][0](), "read")
    assert said == "refused"
    assert megabytes < MEGABYTES


def test_measuring_sees_what_a_careless_reader_costs(tmp_path):
    """The negative control: unpacking the same bomb whole takes more than is allowed."""
    said, megabytes = measured(tmp_path / "lijst", bomb(), "careless")
    assert said == "read"
    assert megabytes > MEGABYTES


def measured(file: Path, data: bytes, reader: str) -> tuple[str, float]:
    """What `reader` said of this file, and by how many megabytes its process grew."""
    file.write_bytes(data)
    environment = {
        "DJANGO_SETTINGS_MODULE": "trajecten.settings",
        "SECRET_KEY": "x" * 50,
        "VAR_DIR": str(file.parent),
        "PATH": "",
    }
    command = [sys.executable, "-c", MEASURE, str(file), reader]
    done = subprocess.run(  # noqa: S603  (our own interpreter)
        command, capture_output=True, text=True, env=environment, check=True, timeout=HANGS
    )
    said, megabytes = done.stdout.split()
    return said, float(megabytes)
