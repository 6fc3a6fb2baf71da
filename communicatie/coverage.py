"""Who is there for the people of each location: ambassadors, key figures, a contact point. Two queries, whatever the size.

How many ambassadors a location needs is a rule of thumb, `max(2, ceil(people / ratio))`; the ratio is the goal of the
gate's criterion `s4.ambassadors`, so that page and gate never say two things. Only who was asked and said yes counts.

`people` are those whom the change touches; when it is organisation-wide (`trajecten.reach`), everybody who works at a
location that it touches: then nobody in the house is left to explain it to the others.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from communicatie.models import ContactPoint, RoleAsk
from communicatie.needed import HIGHEST_RATIO, LOWEST_RATIO, RATIO, needed
from organisatie.models import Employee
from trajecten.models import Project, ProjectRole, Threshold
from trajecten.reach import Reach
from trajecten.reading import ahead_of

CRITERION = "s4.ambassadors"
EVERYWHERE = 0
"""Stands in place of a location: «for everybody», or nobody said where."""
ASKED, CONFIRMED, KEY_FIGURE, CONTACT = "asked", "confirmed", "key_figure", "contact"


@dataclass(frozen=True)
class Row:
    """One location, or everybody in an organisation without locations."""

    pk: int | None
    location: str
    """Its name; empty for everybody."""
    people: int
    needed: int
    confirmed: int
    asked: int
    """Did not answer yet."""
    ready: int
    """Of the confirmed: agreed hours, and prepared."""
    shifts_reached: tuple[str, ...]
    """By an ambassador, a contact point or the back-up of one."""
    shifts_missing: tuple[str, ...]
    key_figures: int
    has_contact: bool
    contact_with_backup: bool

    @property
    def gap(self) -> int:
        """How many ambassadors have yet to say yes."""
        return max(self.needed - self.confirmed, 0)

    @property
    def to_ask(self) -> int:
        """How many have yet to be asked, when everybody who is asked says yes."""
        return max(self.gap - self.asked, 0)


@dataclass(frozen=True)
class Coverage:
    rows: tuple[Row, ...]
    ratio: Decimal
    unplaced: int
    """People of whom no location is known, where others have one: they are part of no row."""
    ambassadors: int
    """Different people who said yes, wherever they are."""
    ready: int
    """Of those: agreed hours, and prepared."""

    @property
    def needed(self) -> int:
        return sum(row.needed for row in self.rows)

    @property
    def confirmed(self) -> int:
        return sum(row.confirmed for row in self.rows)

    @property
    def asked(self) -> int:
        return sum(row.asked for row in self.rows)

    @property
    def shifts(self) -> tuple[int, int]:
        """(reached, all): each shift of each location is one."""
        reached = sum(len(row.shifts_reached) for row in self.rows)
        return reached, reached + sum(len(row.shifts_missing) for row in self.rows)


def of(project: Project, ratio: Decimal | int = RATIO) -> Coverage:
    """The coverage of this project now, with one ambassador for each `ratio` people. Two queries."""
    places = _places(project)
    found = _Found.of(_people_with_a_part(project))
    rows = tuple(_row(place, found, Decimal(ratio)) for place in places if place.counts)
    return Coverage(
        rows=rows,
        ratio=Decimal(ratio),
        unplaced=sum(place.people for place in places if not place.counts),
        ambassadors=len(found.ambassadors),
        ready=len(found.ambassadors - found.unready),
    )


def ratio_of(project: Project) -> Decimal:
    """How many people one ambassador is there for in this project: the newest choice of the lead, or 20. One query at
    most; a choice outside the range counts as its nearest end, as in the gate."""
    ahead = ahead_of(project)
    if ahead is not None:
        value = next((goal.value for goal in ahead.goals if goal.code == CRITERION), None)
    else:
        value = Threshold.objects.filter(project=project, code=CRITERION).values_list("value", flat=True).first()
    return min(max(Decimal(RATIO if value is None else value), Decimal(LOWEST_RATIO)), Decimal(HIGHEST_RATIO))


# --- The two queries ------------------------------------------------------------------------------


@dataclass
class _Place:
    pk: int | None
    name: str
    people: int = 0
    shifts: dict[str, str] = field(default_factory=dict)
    """{as compared: as people write it}."""
    counts: bool = True


def _places(project: Project) -> list[_Place]:
    """Where the people of this project work, by name. Without any location, all of them together are one place."""
    here = Employee.objects.filter(organisation=project.organisation_id).active()
    touched = Count("pk", filter=Q(pk__in=project.impacted().order_by().values("pk")))
    by_shift = here.order_by().values_list("location", "location__name", "shift")
    rows = list(by_shift.annotate(everybody=Count("pk"), touched=touched))
    wide = Reach(impacted=sum(row[4] for row in rows), total=sum(row[3] for row in rows)).wide
    places = {row[0] for row in rows if row[4]}
    found: dict[int | None, _Place] = {}
    for pk, name, shift, everybody, concerned in rows:
        people = everybody if wide else concerned
        if pk not in places or not people:
            continue
        place = found.setdefault(pk, _Place(pk, name or ""))
        place.people += people
        if shift.strip():
            place.shifts.setdefault(_compared(shift), shift.strip())
    if None in found and len(found) > 1:
        found[None].counts = False
    return sorted(found.values(), key=lambda place: place.name.casefold())


class _Part(NamedTuple):
    """One person with a part to play at one place."""

    kind: str
    location: int
    person: int
    shifts: str
    """A JSON list."""
    own_shift: str
    other_shift: str
    sure: int
    """Hours and prepared of an ambassador, a back-up of a contact point."""


def _people_with_a_part(project: Project) -> Iterable[_Part]:
    """Ambassadors who are asked or confirmed, key figures and contact points who work here, in one statement."""
    here = Employee.objects.filter(organisation=project.organisation_id).active()
    asks = RoleAsk.objects.filter(project=project, role=RoleAsk.Role.AMBASSADOR, employee__in=here)
    place, terms = Coalesce("location", "employee__location"), Q(hours__gt=0, prepared_on__lte=timezone.localdate())
    told = {"location": place, "person": F("employee"), "shifts": F("shifts"), "own_shift": F("employee__shift")}
    points = ContactPoint.objects.filter(project=project, employee__in=here)
    backup = Q(backup__in=here) | ~Q(backup_note="")
    parts = [
        _parts(asks.filter(status=RoleAsk.Status.ASKED), ASKED, **told),
        _parts(asks.confirmed(), CONFIRMED, **told, sure=_one_if(terms)),
        _key_figures(project, here),
        _parts(
            points,
            CONTACT,
            location=F("location"),
            person=F("employee"),
            own_shift=F("employee__shift"),
            other_shift=Case(When(backup__in=here, then="backup__shift"), default=Value("")),
            sure=_one_if(backup),
        ),
    ]
    return [_Part(*row) for row in parts[0].union(*parts[1:], all=True)]


def _key_figures(project: Project, here: QuerySet[Employee]) -> QuerySet[Any, Any]:
    """Named as employee, or by an account that belongs to one: then where that employee works."""
    roles = ProjectRole.objects.current().filter(project=project, role=ProjectRole.Role.KEY_FIGURE)
    linked = here.filter(user=OuterRef("user")).order_by("pk")
    person = Coalesce("employee", Subquery(linked.values("pk")[:1]))
    place = Coalesce("location", "employee__location", Subquery(linked.values("location")[:1]))
    working = roles.filter(Q(employee__in=here) | Q(employee=None))
    return _parts(working, KEY_FIGURE, location=place, person=Coalesce(person, F("pk") * -1))


def _parts(found: QuerySet[Any], kind: str, **columns: Any) -> QuerySet[Any, Any]:
    """`found` in the columns of a `_Part`: an empty text or 0 where it has none."""
    given: dict[str, Any] = {"part_kind": Value(kind, TextField())}
    for name in _Part._fields[1:]:
        number = name in ("location", "person", "sure")
        kept: Any = BigIntegerField() if number else TextField()
        empty = Value(EVERYWHERE if number else "", kept)
        given[f"part_{name}"] = Coalesce(Cast(columns[name], kept), empty) if name in columns else empty
    return found.order_by().annotate(**given).values_list(*given)


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=1), default=0, output_field=BigIntegerField())


# --- What they say together -----------------------------------------------------------------------


@dataclass
class _Found:
    people: dict[tuple[str, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    """{(kind, location): people}: who is asked twice for one place counts once there."""
    shifts: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    backed: set[int] = field(default_factory=set)
    """Locations of contact points with a back-up."""
    ambassadors: set[int] = field(default_factory=set)
    unready: set[int] = field(default_factory=set)
    """Ambassadors with whom hours have yet to be agreed or who have to be prepared, for one of their places at least."""

    @classmethod
    def of(cls, parts: Iterable[_Part]) -> "_Found":
        found = cls()
        for part in parts:
            found._add(part)
        return found

    def _add(self, part: _Part) -> None:
        self.people[part.kind, part.location].add(part.person)
        if part.kind == CONFIRMED:
            self.ambassadors.add(part.person)
            if not part.sure:
                self.unready.add(part.person)
        if part.kind == CONTACT and part.sure:
            self.backed.add(part.location)
        if part.kind in (CONFIRMED, CONTACT):
            chosen = json.loads(part.shifts) if part.shifts else []
            self.shifts[part.location] |= {_compared(one) for one in chosen or [part.own_shift, part.other_shift]}

    def at(self, kind: str, place: _Place) -> set[int]:
        return self.people[kind, place.pk or EVERYWHERE]


def _row(place: _Place, found: _Found, ratio: Decimal) -> Row:
    confirmed = found.at(CONFIRMED, place)
    contacts = found.at(CONTACT, place) | found.people[CONTACT, EVERYWHERE]
    here = place.pk or EVERYWHERE
    reached = found.shifts[here] | found.shifts[EVERYWHERE]
    return Row(
        pk=place.pk,
        location=place.name,
        people=place.people,
        needed=needed(place.people, ratio),
        confirmed=len(confirmed),
        asked=len(found.at(ASKED, place) - confirmed),
        ready=len(confirmed - found.unready),
        shifts_reached=_named(place, lambda shift: shift in reached),
        shifts_missing=_named(place, lambda shift: shift not in reached),
        key_figures=len(found.at(KEY_FIGURE, place)),
        has_contact=bool(contacts),
        contact_with_backup=here in found.backed or EVERYWHERE in found.backed,
    )


def _named(place: _Place, wanted: Any) -> tuple[str, ...]:
    return tuple(sorted(word for compared, word in place.shifts.items() if wanted(compared)))


def _compared(shift: str) -> str:
    """«Nacht» and «nacht » are one shift."""
    return " ".join(str(shift).split()).casefold()
