"""Who hears what: the cells of audience × key message, filled or empty. Pure: rows in, rows out, no database.

Who is told in a larger group has heard it as well. So a message to everybody fills the cell of the nurses too, and
nobody has to write the same thing eight times for a plan without holes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from communicatie.models import Audience, Message

Key, Kind, Status = Message.Key, Audience.Kind, Message.Status
ASKED = {
    Kind.GROUP: (Key.WHY, Key.WHAT_CHANGES, Key.WHEN, Key.HELP),
    Kind.ROLE: (Key.WHY, Key.WHAT_CHANGES),
    Kind.OUTSIDE: (Key.WHY,),
}
"""What each kind of audience has to hear before the rollout. Who has a role hears when and who helps as a colleague of a
group; for people outside, the work does not change."""


@dataclass(frozen=True)
class Heard:
    """An audience, as far as it matters for what reaches it."""

    pk: int
    name: str
    kind: str
    shift: str = ""
    inner: bool = False
    in_matrix: bool = True
    functions: frozenset[int] = frozenset()
    locations: frozenset[int] = frozenset()

    def contains(self, other: "Heard") -> bool:
        """Whether everybody of `other` is surely in this group as well."""
        if self.pk == other.pk:
            return True
        if self.kind != Kind.GROUP or other.kind == Kind.OUTSIDE:
            return False
        return (
            _within(other.functions, self.functions)
            and _within(other.locations, self.locations)
            and self.shift.casefold() in ("", other.shift.casefold())
        )


def _within(part: frozenset[int], whole: frozenset[int]) -> bool:
    """Nothing chosen is everybody."""
    return not whole or (bool(part) and part <= whole)


@dataclass(frozen=True)
class Said:
    """A message, as far as it matters for who hears what."""

    number: int
    title: str
    audience: int
    key: str
    status: str
    said_by: str
    day: int
    """20260112; 0 without a day."""

    @property
    def is_told(self) -> bool:
        return self.status == Status.SENT

    @property
    def is_open(self) -> bool:
        return self.status in Message.OPEN

    @property
    def is_planned(self) -> bool:
        """Told, or not dropped and with a day: an idea without a day tells nobody anything."""
        return self.is_told or (self.is_open and self.day > 0)


@dataclass(frozen=True)
class Cell:
    audience: Heard
    key: str
    planned: bool
    told: bool


def cells_of(audiences: Iterable[Heard], messages: Iterable[Said]) -> list[Cell]:
    """A cell for each audience of the plan and each message that it has to hear, in the order of both."""
    known = {one.pk: one for one in audiences}
    said = [one for one in messages if one.is_planned and one.audience in known]
    found = []
    for audience in known.values():
        if not audience.in_matrix:
            continue
        heard = [one for one in said if known[one.audience].contains(audience)]
        for key in ASKED[Kind(audience.kind)]:
            mine = [one for one in heard if one.key == key]
            found.append(Cell(audience, str(key), bool(mine), any(one.is_told for one in mine)))
    return found
