"""A list with titles above its columns, from a file or pasted out of one. The columns decide who is who.

Nothing is put together from pieces: what stands in the column of addresses is an address as a whole, or it is a problem.
"""

import csv
import re
from collections.abc import Iterable
from typing import BinaryIO

from django.utils.translation import gettext as _

from bevraging.people_list import (
    ADDRESS,
    LONGEST_LIST,
    Entry,
    Problem,
    Reading,
    keep,
    read_list,
    read_one,
    tidy_name,
    trouble,
)  # fmt: skip
from organisatie.models import normalise_email

UNKEPT = ("location", "function", "shift", "language", "personnel_number", "active_from", "active_until")
"""Only an employee has these; somebody who is just on the list of one survey has not."""
WITH_NAME = re.compile(r"[^<>@]*<([^<>]*)>")


def read_sheet(file: BinaryIO, size: int) -> Reading:
    """Read the columns of a CSV or XLSX. Raises Unreadable (a sentence) when that cannot be done."""
    from organisatie.importing.limits import Unreadable
    from organisatie.importing.mapping import guess, missing
    from organisatie.importing.reader import read

    sheet = read(file, size)
    columns = guess(sheet.header)
    if missing(columns) and "email" not in columns:
        raise Unreadable(_("We vinden geen kolom met namen of mailadressen. Zet er Naam en Mailadres boven."))
    return _read_rows(sheet.header, columns, sheet.rows)


def read_pasted(text: str) -> Reading:
    """Read what was pasted: as a table when its first line names the columns, and else line by line. Never raises."""
    from organisatie.importing.mapping import guess, missing

    lines = [(n, line) for n, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)]
    lines = [(n, line) for n, line in lines if line.strip()]
    top = lines[0][1] if lines else ""
    mark = next((mark for mark in "\t;," if mark in top), "")
    header = _cells(top, mark) if mark and "@" not in top else []
    columns = guess(header)
    if len(columns) < 2 or (missing(columns) and "email" not in columns) or len(lines) - 1 > LONGEST_LIST:
        return read_list(text)
    return _read_rows(header, columns, [(n, _cells(line, mark)) for n, line in lines[1:]], pasted=dict(lines))


def _cells(line: str, mark: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=mark), [])]
    except csv.Error:  # a cell without end
        return [cell.strip() for cell in line.split(mark)]


def _read_rows(
    header: list[str],
    columns: dict[str, int],
    rows: Iterable[tuple[int, list[str]]],
    pasted: dict[int, str] | None = None,
) -> Reading:
    """`rows`: (row as the sheet counts it, cells). `pasted`: {line: as it was typed}, for lines that are no row of it."""
    reading = Reading()
    seen: dict[str, str] = {}
    unkept = [columns[field] for field in UNKEPT if field in columns]
    for number, cells in rows:
        typed = pasted[number] if pasted else ""
        if typed and not 1 < len(cells) <= len(header):
            read_one(reading, seen, number, typed)
            continue
        entry = _read_row(reading, seen, number, cells, (header, columns))
        filled = [header[column] for column in unkept if _cell(cells, column)]
        if entry and filled:
            reading.placed.append(entry)
            reading.unkept += [title for title in filled if title not in reading.unkept]
    return reading


def _read_row(
    reading: Reading, seen: dict[str, str], number: int, cells: list[str], titles: tuple[list[str], dict[str, int]]
) -> Entry | None:
    """Add the person of one row, or say what is wrong with it and in which column."""
    header, columns = titles
    named = [(field, _cell(cells, columns.get(field))) for field in ("first_name", "name", "last_name")]
    name = " ".join(words for _field, words in named if words)
    mail = _cell(cells, columns.get("email"))
    if not re.search(r"\w", name + mail):
        return None
    typed = "; ".join(part for part in (name, mail) if part)
    for field, words in named:
        if "@" in words and "email" in columns:
            sentence = _("Hier staat een mailadres tussen de namen. Zet het in de kolom van de mailadressen.")
            reading.problems.append(Problem(number, typed, sentence, header[columns[field]]))
            return None
    if "email" not in columns:
        had = len(reading.entries)
        read_one(reading, seen, number, name)
        return reading.entries[-1] if len(reading.entries) > had else None
    email, sentence = _address(mail)
    sentence = sentence or trouble(email, tidy_name(name), mail)
    if sentence:
        reading.problems.append(Problem(number, typed, sentence, header[columns["email"]]))
        return None
    return keep(reading, seen, Entry(number, tidy_name(name), email))


def _address(cell: str) -> tuple[str, str]:
    """The address of a cell, and what is wrong with it. «-» is an empty cell."""
    if not re.search(r"\w", cell):
        return "", ""
    if len(ADDRESS.findall(cell)) > 1:
        return "", _("Hier staan twee adressen. Zet elke collega op een eigen regel.")
    within = WITH_NAME.fullmatch(cell)
    bare = re.sub(r"^mailto:", "", (within[1] if within else cell).strip(), flags=re.IGNORECASE)
    if "@" in bare and re.search(r"\s", bare):
        return "", _("In dit mailadres staat een spatie. Haal ze weg.")
    return normalise_email(bare), ""


def _cell(cells: list[str], column: int | None) -> str:
    return cells[column].strip() if column is not None and column < len(cells) else ""
