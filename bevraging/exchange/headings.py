"""The titles above the columns of an XLSForm, in all the ways people and programs write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bevraging.exchange.names import language_of
from bevraging.exchange.sheets import FORMULA, Sheet

HEADER_WITHIN = 10
TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message", "media")
ALIASES = {
    "caption": "label", "list": "list_name", "listname": "list_name", "relevance": "relevant", "bind:relevant": "relevant",
    "constraint_msg": "constraint_message", "constraintmsg": "constraint_message", "image": "media", "audio": "media",
    "video": "media", "big-image": "media", "calculate": "calculation", "filter": "choice_filter",
    "readonly": "read_only", "jr:requiredmsg": "required_message", "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message", "skip_logic": "relevant", "parameter": "parameters", "question": "label", "text": "label",
}  # fmt: skip
PREFIXES = ("bind", "control", "body", "jr", "instance")
SUFFIXED = re.compile(r"(label|hint)[_ ]([A-Za-z]{2,3}(?:[-_][A-Za-z]{2,8})?)", re.IGNORECASE)
BRACKETED = re.compile(r"(label|hint)\s*\((.+)\)", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    field: str
    """«label», «relevant», or the title itself when we do not know it."""
    language: str = ""
    """As it was written: «English (en)»; empty for none."""
    title: str = ""


def heading(title: str) -> Heading:
    """What a column holds: «label::English (en)», «bind: relevant», «label_nl», «list name»."""
    text = " ".join(title.split())
    if known := (SUFFIXED.fullmatch(text) or BRACKETED.fullmatch(text)):
        if language_of(known.group(2)):
            return Heading(known.group(1).lower(), known.group(2), text)
    parts = [part.strip() for part in (text.split("::") if "::" in text else text.split(":"))]
    head = _field(parts[0])
    if head in PREFIXES and len(parts) > 1:
        return Heading(_field(parts[-1]), "", text)
    if head == "media" and len(parts) > 2:
        return Heading(head, parts[2], text)
    if head in TRANSLATED and len(parts) > 1:
        return Heading(head, parts[-1] if head != "media" or len(parts) > 1 else "", text)
    return Heading(head if len(parts) == 1 else text.lower(), "", text)


def _field(word: str) -> str:
    name = re.sub(r"[\s_]+", "_", word.strip().lower())
    return ALIASES.get(name, name)


@dataclass
class Table:
    """A sheet with its columns known."""

    sheet: str
    headings: list[Heading]
    header_row: int
    rows: list[tuple[int, dict[Heading, str]]]

    def languages(self, field: str = "label") -> list[str]:
        """The languages of a field, as written, in the order of the columns."""
        return [one.language for one in self.headings if one.field == field]


def table_of(sheet: Sheet, needed: str) -> Table | None:
    """The sheet as a table; None when no row near the top has the column `needed`."""
    for place, (number, cells) in enumerate(sheet.rows[:HEADER_WITHIN]):
        headings = [heading(cell) for cell in cells]
        if any(one.field == needed for one in headings):
            rows = [(row, _filled(headings, found)) for row, found in sheet.rows[place + 1 :]]
            return Table(sheet.name, headings, number, rows)
    return None


def _filled(headings: list[Heading], cells: list[str]) -> dict[Heading, str]:
    """Only what is filled in; of two columns with one title the first one counts."""
    found: dict[Heading, str] = {}
    for one, cell in zip(headings, cells, strict=False):
        if cell.strip() and one.title:
            found.setdefault(one, cell.strip())
    return found


def first(row: Mapping[Heading, str], field: str) -> str:
    """The first filled column with this field."""
    return next((value for one, value in row.items() if one.field == field), "")


def raw_words(row: Mapping[Heading, str], field: str, codes: Mapping[str, str]) -> dict[str, str]:
    """The words of a translated field per language code; those in a language that nobody knows are left out."""
    found: dict[str, str] = {}
    for one, value in row.items():
        if one.field == field and one.language in codes and value != FORMULA:
            found.setdefault(codes[one.language], value)
    return found


__all__ = ["Heading", "Table", "first", "heading", "raw_words", "table_of"]
