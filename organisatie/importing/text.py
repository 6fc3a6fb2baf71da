"""CSV as it really comes: from Excel in Dutch, from other programs, with or without a BOM."""

import csv
import io
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from organisatie.importing.limits import Unreadable

DELIMITERS = ";\t,|"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
MARKUP = re.compile(r"\s*<(\?xml|!doctype|html|table)", re.IGNORECASE)


def rows_of(data: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows with their number. Raises Unreadable when this is no text, or no table."""
    text = decoded(data)
    if MARKUP.match(text):
        raise Unreadable(_("Dit is een webpagina of XML, geen lijst. Bewaar je lijst als Excel (.xlsx) of CSV."))
    text, delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error:
        raise Unreadable(
            _("We kunnen rij %(row)s niet lezen. Staat er een aanhalingsteken te veel of te weinig?")
            % {"row": number + 1}
        ) from None


def decoded(data: bytes) -> str:
    """The text, whichever of the usual encodings it has. Raises Unreadable for anything else."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif _looks_wide(data[:400]):
        encodings = ["utf-16-le"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            break
        return text
    raise Unreadable(_("Dit bestand bevat tekens die geen tekst zijn. Bewaar je lijst als Excel (.xlsx) of CSV UTF-8."))


def _looks_wide(top: bytes) -> bool:
    """UTF-16 without its mark: nearly every second byte is zero, and none of the others."""
    return top[1::2].count(0) > 0.8 * len(top[1::2]) > 0 and 0 not in top[0::2]


def _delimiter(text: str) -> tuple[str, str]:
    """The text without Excel's own `sep=` line, and what stands between the columns."""
    first, _rest, after = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return "\n" + after, first[4]
    top = "\n".join(text.splitlines()[:20])
    return text, max(DELIMITERS, key=lambda mark: (top.count(mark), -DELIMITERS.index(mark)))
