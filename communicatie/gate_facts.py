"""What gate 4 knows, read once for all its criteria. Of people only numbers: how many, where and in which shift."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from communicatie import gate_reading
from communicatie.cells import Cell, Heard, Said, cells_of
from communicatie.models import RoleAsk
from communicatie.needed import RATIO, needed
from trajecten.reach import Reach
from trajecten.reading import ahead_of

EVERYWHERE = 0
"""Stands in place of a location: for everybody, or nobody said where."""


@dataclass(frozen=True)
class Ambassador:
    """Somebody who was asked at one place. `who` is a number, to count people and not questions."""

    who: int
    place: int
    said_yes: bool
    ready: bool
    """Hours agreed, and prepared."""
    shifts: frozenset[str]


@dataclass(frozen=True)
class Contact:
    place: int
    has_backup: bool
    shifts: frozenset[str]


@dataclass(frozen=True)
class Place:
    """A location that the project touches; in an organisation without any, everybody together."""

    pk: int
    name: str
    people: int
    shifts: tuple[str, ...]
    """As people write them."""
    key_figures: int
    confirmed: int
    asked: int
    """Did not answer yet."""
    has_contact: bool
    has_backup: bool
    reached: frozenset[str]
    """The shifts of an ambassador or a contact point, as compared."""

    def needed(self, ratio: Any = RATIO) -> int:
        return needed(self.people, ratio)

    @property
    def missing_shifts(self) -> list[str]:
        return [one for one in self.shifts if compared(one) not in self.reached]


@dataclass(frozen=True)
class Facts:
    audiences: tuple[Heard, ...] = ()
    messages: tuple[Said, ...] = ()
    places: tuple[Place, ...] = ()
    ambassadors: tuple[Ambassador, ...] = ()
    agreements: dict[int, bool] = field(default_factory=dict)
    """Per number of an agreement: whether it has an owner."""
    helped: dict[int, dict[str, int]] = field(default_factory=dict)
    """Per survey: how many chose which answer to «ik weet bij wie ik terechtkan»."""
    has_page: bool = False
    page_is_open: bool = False
    has_contacts: bool = False
    joined: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    """What a later room reads along (`gate_reading.join_rows`), by its name."""

    @property
    def cells(self) -> list[Cell]:
        return cells_of(self.audiences, self.messages)

    @property
    def team(self) -> dict[int, bool]:
        """Everybody who said yes, and whether they are ready. Asked for two places, they are ready at both or not yet."""
        found: dict[int, bool] = {}
        for one in self.ambassadors:
            if one.said_yes:
                found[one.who] = found.get(one.who, True) and one.ready
        return found

    @property
    def is_empty(self) -> bool:
        """Nothing stands in this step yet."""
        return not (self.audiences or self.messages or self.ambassadors or self.has_contacts)


def facts_of(project: Any) -> Facts:
    """One query; on a page that only looks (`trajecten.reading`) once for everything that asks, its lists as well."""
    kept = getattr(project, "_told_and_asked", None)
    if kept is not None:
        return kept
    found = _facts(gate_reading.read(project))
    if ahead_of(project) is not None:
        project._told_and_asked = found
    return found


def compared(shift: str) -> str:
    """«Nacht» and «nacht » are one shift."""
    return " ".join(str(shift).split()).casefold()


Rows = dict[str, list[tuple[Any, ...]]]


def _facts(rows: Rows) -> Facts:
    ambassadors = tuple(_ambassador(row) for row in rows.get(gate_reading.AMBASSADOR, ()))
    contacts = [
        Contact(place, bool(backup), _shifts(own, other))
        for own, other, _c, _d, place, backup, _z, _w in rows.get(gate_reading.CONTACT, ())
    ]
    helped: dict[int, dict[str, int]] = defaultdict(dict)
    for option, _b, _c, _d, survey, count, *_rest in rows.get(gate_reading.HELPED, ()):
        helped[survey][option] = count
    page = rows.get(gate_reading.PAGE, [])
    return Facts(
        audiences=_audiences(rows),
        messages=_messages(rows),
        places=_places(rows, ambassadors, contacts),
        ambassadors=ambassadors,
        agreements={row[4]: bool(row[5]) for row in rows.get(gate_reading.AGREEMENT, ())},
        helped=dict(helped),
        has_page=bool(page),
        page_is_open=any(row[4] for row in page),
        has_contacts=bool(contacts),
        joined={kind: rows.get(kind, []) for kind in gate_reading.joined_kinds()},
    )


def _ambassador(row: tuple[Any, ...]) -> Ambassador:
    status, chosen, own, _d, place, who, ready, _w = row
    shifts = json.loads(chosen) if chosen else []
    return Ambassador(who, place, status == RoleAsk.Status.ACCEPTED, bool(ready), _shifts(*(shifts or [own])))


def _shifts(*words: str) -> frozenset[str]:
    return frozenset(filter(None, map(compared, words)))


def _audiences(rows: Rows) -> tuple[Heard, ...]:
    chosen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for kind in (gate_reading.FOR_FUNCTION, gate_reading.FOR_LOCATION):
        for *_texts, audience, pk, _z, _w in rows.get(kind, ()):
            chosen[kind, audience].add(pk)
    found = [
        Heard(
            pk, name, kind, shift, bool(inner), bool(in_matrix),
            frozenset(chosen[gate_reading.FOR_FUNCTION, pk]), frozenset(chosen[gate_reading.FOR_LOCATION, pk]),
        )
        for name, kind, shift, _d, pk, inner, in_matrix, _w in rows.get(gate_reading.AUDIENCE, ())
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.pk)))


def _messages(rows: Rows) -> tuple[Said, ...]:
    found = [
        Said(number, title, audience, key, status, said_by, day)
        for title, key, status, said_by, number, audience, day, _w in rows.get(gate_reading.MESSAGE, ())
    ]
    return tuple(sorted(found, key=lambda one: one.number))


def _places(rows: Rows, ambassadors: tuple[Ambassador, ...], contacts: list[Contact]) -> tuple[Place, ...]:
    """Where the people work whom it touches; when it is organisation-wide, everybody at those locations, because then
    nobody in the house is left to explain it to the others. Of whom no location is known where others have one, is part
    of no place."""
    here = rows.get(gate_reading.PLACE, ())
    wide = Reach(impacted=sum(row[5] for row in here), total=sum(row[6] for row in here)).wide
    touched = {row[4] for row in here if row[5]}
    names: dict[int, str] = {}
    people: dict[int, int] = defaultdict(int)
    shifts: dict[int, dict[str, str]] = defaultdict(dict)
    for name, shift, _c, _d, pk, concerned, everybody, _w in here:
        count = everybody if wide else concerned
        if pk not in touched or not count:
            continue
        names[pk] = name
        people[pk] += count
        if shift.strip():
            shifts[pk].setdefault(compared(shift), shift.strip())
    key_figures = [row[4] for row in rows.get(gate_reading.KEY_FIGURE, ())]
    shown = [pk for pk in names if pk or len(names) == 1]
    found = [
        _place(pk, names[pk], people[pk], tuple(sorted(shifts[pk].values())), key_figures.count(pk), ambassadors, contacts)
        for pk in shown
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _place(
    pk: int,
    name: str,
    people: int,
    shifts: tuple[str, ...],
    key_figures: int,
    ambassadors: tuple[Ambassador, ...],
    contacts: list[Contact],
) -> Place:
    mine = [one for one in ambassadors if one.place == pk]
    points = [one for one in contacts if one.place in (pk, EVERYWHERE)]
    yes = {one.who for one in mine if one.said_yes}
    there = [one.shifts for one in mine if one.said_yes] + [one.shifts for one in points]
    return Place(
        pk=pk,
        name=name,
        people=people,
        shifts=shifts,
        key_figures=key_figures,
        confirmed=len(yes),
        asked=len({one.who for one in mine if not one.said_yes} - yes),
        has_contact=bool(points),
        has_backup=any(one.has_backup for one in points),
        reached=frozenset().union(*there),
    )
