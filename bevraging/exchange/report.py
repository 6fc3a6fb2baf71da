"""What came out of a file: the questions, and a line for each part of it that was not taken over as it stood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bevraging.exchange.plain import without_tags
from bevraging.questions import Question

LEFT_OUT, CHANGED = "left_out", "changed"
MAX_LINES = 1_000
"""More lines than anybody reads; the rest is counted."""
MAX_SHOWN = 200


@dataclass(frozen=True)
class Line:
    """One part of the file: where it stands, and what happened to it in one Dutch sentence."""

    kind: str
    sheet: str
    row: str
    """The number of the row, or the code of the question in a file without rows; empty for the whole sheet."""
    column: str
    reason: str


@dataclass
class Report:
    lines: list[Line] = field(default_factory=list)
    rows: int = 0
    """How many rows the file has that ask or tell something, technical ones not counted."""
    taken: int = 0
    """How many of them are in the questionnaire."""
    technical: int = 0
    """Rows that no respondent sees: a start time, a calculation."""
    more: int = 0
    """Lines beyond `MAX_LINES`."""

    def __post_init__(self) -> None:
        self._said = set(self.lines)

    def left_out(self, sheet: str, row: object, column: str, reason: str) -> None:
        """This part is not in the questionnaire."""
        self._add(LEFT_OUT, sheet, row, column, reason)

    def changed(self, sheet: str, row: object, column: str, reason: str) -> None:
        """This part is in the questionnaire, but otherwise."""
        self._add(CHANGED, sheet, row, column, reason)

    def _add(self, kind: str, sheet: str, row: object, column: str, reason: str) -> None:
        if len(self.lines) >= MAX_LINES:
            self.more += 1
            return
        sheet, where, column = (without_tags(one[:60]) for one in (sheet, str(row), column))
        line = Line(kind, sheet, where, column, without_tags(reason[:600]))
        if line not in self._said:  # a list of answers that three questions share is told of once
            self._said.add(line)
            self.lines.append(line)


@dataclass
class Imported:
    questions: list[Question]
    languages: list[str]
    """The languages beside Dutch in which it is written."""
    translations: Mapping[str, Mapping[str, Any]]
    """As `QuestionnaireVersion.translations`."""
    title: str
    report: Report = field(default_factory=Report)
    intro: str = ""
    easy: bool | None = None
    """None where the file says nothing of it."""


__all__ = ["CHANGED", "LEFT_OUT", "Imported", "Line", "Report"]
