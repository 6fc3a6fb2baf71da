"""Audience × key message: what was told, what is planned, and which cells are still empty.

A message to a wider audience also reaches the narrower ones inside it: what everybody heard, the kitchen heard.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, JSONField, OuterRef, QuerySet, Subquery

from communicatie.cells import ASKED
from communicatie.models import Audience, Message
from communicatie.reach import with_size
from trajecten.models import Project
from trajecten.reading import Rows

Kind, Status = Audience.Kind, Message.Status
NEEDED = (Message.Key.WHY, Message.Key.WHAT_CHANGES, Message.Key.WHEN, Message.Key.HELP)
"""What everybody has to hear; the gate asks for these."""
FREE = tuple(key for key in Message.Key if key not in NEEDED)
KEYS = (*NEEDED, *FREE)


@dataclass(frozen=True)
class Cell:
    """One audience and one key. `own` are its messages, the newest day last; `via` the wider audience that hears it."""

    audience: Audience
    key: Message.Key
    own: tuple[Message, ...] = ()
    via: Message | None = None

    @property
    def shown(self) -> Message | None:
        """The one to show: what is told, else what is planned first, else what a wider audience hears."""
        told = (message for message in self.own if message.status == Status.SENT)
        return next(told, None) or next(iter(self.own), None) or self.via

    @property
    def is_needed(self) -> bool:
        """As the gate asks it: who has a role hears when and who helps as a colleague, and who is outside hears why."""
        return self.key in ASKED[Kind(self.audience.kind)]

    @property
    def is_filled(self) -> bool:
        """Told, or with a day: an idea without a day tells nobody anything."""
        heard = (*self.own, self.via) if self.via else self.own
        return any(map(_has_day, heard))

    @property
    def is_told(self) -> bool:
        return self.shown is not None and self.shown.status == Status.SENT


@dataclass(frozen=True)
class Row:
    audience: Audience
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    rows: tuple[Row, ...]
    """Audiences that count in the plan, everybody first."""
    aside: tuple[Audience, ...]
    """Those that are told once and asked nothing about."""

    @property
    def needed(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells if cell.is_needed]

    @property
    def filled(self) -> int:
        return sum(cell.is_filled for cell in self.needed)

    @property
    def first_empty(self) -> Cell | None:
        """The one to fill next: for the first audience, in the order in which people need to hear it."""
        return next((cell for cell in self.needed if not cell.is_filled), None)


def audiences_of(project: Project) -> list[Any]:
    """Each with its `size`, the keys of its functions and locations, and how many messages it has. One query.

    Everybody first, people outside last.
    """
    found = with_places(with_size(Audience.objects.filter(project=project)))
    messages = Message.objects.filter(audience=OuterRef("pk")).order_by().values("audience").annotate(n=Count("pk"))
    return sorted(found.annotate(message_n=Subquery(messages.values("n"))), key=_broadest_first)


def _broadest_first(audience: Any) -> tuple[bool, bool, str]:
    narrowed = audience.function_keys or audience.location_keys or audience.shift or audience.kind != Kind.GROUP
    return audience.kind == Kind.OUTSIDE, bool(narrowed), audience.name.lower()


def with_places(audiences: QuerySet[Any]) -> QuerySet[Any]:
    """Each with `function_keys` and `location_keys`, lists or None."""
    found = {}
    for name, table, column in (
        ("function_keys", Audience.functions.through, "jobfunction"),
        ("location_keys", Audience.locations.through, "location"),
    ):
        rows: Any = table.objects.filter(audience=OuterRef("pk")).order_by().values("audience")
        found[name] = Subquery(rows.annotate(rows=Rows(column)).values("rows"), output_field=JSONField())
    return audiences.annotate(**found)


def matrix_of(project: Project) -> Matrix:
    """Two queries, whatever the data."""
    audiences = audiences_of(project)
    messages = list(Message.objects.alive().filter(project=project))
    return draw(audiences, messages)


def draw(audiences: list[Any], messages: Iterable[Message]) -> Matrix:
    """The matrix of what was read before: audiences as `audiences_of` gives them, and the messages that are alive."""
    by_cell: dict[tuple[int, str], list[Message]] = {}
    for message in sorted(messages, key=_in_order):
        by_cell.setdefault((message.audience_id, message.key), []).append(message)
    rows = []
    for audience in audiences:
        if audience.in_matrix:
            wider = [one for one in audiences if holds(one, audience)]
            cells = tuple(_cell(audience, key, by_cell, wider) for key in KEYS)
            rows.append(Row(audience, cells))
    return Matrix(tuple(rows), tuple(one for one in audiences if not one.in_matrix))


def _cell(
    audience: Audience, key: Message.Key, by_cell: dict[tuple[int, str], list[Message]], wider: list[Audience]
) -> Cell:
    own = tuple(by_cell.get((audience.pk, key), ()))
    heard = [message for one in wider for message in by_cell.get((one.pk, key), ())]
    heard.sort(key=lambda message: (message.status != Status.SENT, *_in_order(message)))
    return Cell(audience, key, own, heard[0] if heard and not any(map(_has_day, own)) else None)


def holds(wide: Any, narrow: Any) -> bool:
    """Whether everybody of `narrow` is also in `wide`. Who has a role is only surely in an audience of all colleagues."""
    if wide.pk == narrow.pk or wide.kind != Kind.GROUP or narrow.kind == Kind.OUTSIDE:
        return False
    if wide.shift and wide.shift != narrow.shift:
        return False
    return all(_inside(wide, narrow, name) for name in ("function_keys", "location_keys")) and not same(wide, narrow)


def same(one: Any, other: Any) -> bool:
    """Two names for the same people: neither is the wider one."""
    names = ("kind", "role", "shift")
    return all(getattr(one, name) == getattr(other, name) for name in names) and all(
        set(getattr(one, name) or ()) == set(getattr(other, name) or ()) for name in ("function_keys", "location_keys")
    )


def _inside(wide: Any, narrow: Any, name: str) -> bool:
    chosen, asked = set(getattr(wide, name) or ()), set(getattr(narrow, name) or ())
    return not chosen or (bool(asked) and asked <= chosen)


def _has_day(message: Message) -> bool:
    return message.status == Status.SENT or message.planned_on is not None


def _in_order(message: Message) -> tuple[date, int]:
    return (message.planned_on or date.max, message.number)
