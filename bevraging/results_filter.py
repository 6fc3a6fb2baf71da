"""The results of one group alone: the very cells that stand on the whole page, and not one number more.

A group that is not shown, and one that does not exist, are the same here: there is nothing under that name.
"""

from dataclasses import dataclass

from bevraging.margins import in_words
from bevraging.result_types import Cell, Group, Results


@dataclass(frozen=True)
class Line:
    """What this group says to one question, beside everybody."""

    text: str
    about: str
    cell: Cell
    whole: str
    beside: str = ""
    """«ongeveer gelijk», «12 punten meer»: this group beside everybody."""


@dataclass(frozen=True)
class OfGroup:
    group: Group
    lines: tuple[Line, ...]
    support: str
    """The support index as it may be told; empty for none."""


def choices_of(found: Results) -> list[tuple[str, str]]:
    """(value of the parameter, name) of each group that may be looked at alone."""
    return [(name_of("locatie", group), group.label) for group in found.groups] + [
        (name_of("functie", group), group.label) for group in found.functions
    ]


def of_group(found: Results, wanted: str, says_yes: str) -> OfGroup | None:
    """The lines of the group that is called `wanted` in the address; None when no such group is shown."""
    for dimension, groups in (("locatie", found.groups), ("functie", found.functions)):
        for group in groups:
            if name_of(dimension, group) == wanted:
                return _lines(found, group, says_yes, location=dimension == "locatie")
    return None


def name_of(dimension: str, group: Group) -> str:
    return f"{dimension}-{group.code}"


def _lines(found: Results, group: Group, says_yes: str, *, location: bool) -> OfGroup:
    rows = [
        (row.text, says_yes, row.measure, row.cells if location else row.function_cells) for row in found.statements
    ]
    rows += [
        (one.text, one.about, one.side, one.cells if location else one.function_cells)
        for one in found.counted
        if one.side
    ]
    lines = tuple(
        Line(text, about, cell, whole.text, in_words(whole, cell.measure))
        for text, about, whole, cells in rows
        for cell in cells
        if cell.group.code == group.code and cell.measure
    )
    support = [value.text for value in found.support.groups if location and value.code == group.code]
    return OfGroup(group, lines, support[0] if support else "")
