"""A part of the page for everyone: who helps me. The contact points, and the ambassadors when the lead shows them.

Of ambassadors a first name and initials, and only of who said yes themselves. Who left the house is not named.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from communicatie.models import ContactPoint, RoleAsk
from communicatie.page_parts import Part, Reader, register, rows_of
from trajecten.models import ProjectRole

MOST_CONTACTS, MOST_PEOPLE = 6, 8


def columns(day: date) -> Mapping[str, Subquery]:
    contacts = ContactPoint.objects.filter(project=OuterRef("pk")).annotate(
        name=_while_here("employee", day), second=_while_here("backup", day)
    )
    people = RoleAsk.objects.confirmed().filter(
        _here("employee", day), project=OuterRef("pk"), role=ProjectRole.Role.AMBASSADOR
    )
    return {
        "contacts": rows_of(
            contacts,
            location="location_id",
            place="location__name",
            name="name",
            second="second",
            note="backup_note",
            hours="hours",
            how="how",
        ),
        "ambassadors": rows_of(
            people, employee="employee_id", name="employee__name", location="location_id", place="location__name"
        ),
    }


def _here(person: str, day: date) -> Q:
    """In service on that day."""
    begun = Q(**{f"{person}__active_from__isnull": True}) | Q(**{f"{person}__active_from__lte": day})
    stays = Q(**{f"{person}__active_until__isnull": True}) | Q(**{f"{person}__active_until__gte": day})
    return Q(**{f"{person}__isnull": False}) & begun & stays


def _while_here(person: str, day: date) -> Case:
    return Case(When(_here(person, day), then=F(f"{person}__name")), default=Value(""))


def helps(reader: Reader) -> dict | None:
    contacts, more = _contacts(reader)
    people = _people(reader) if reader.page.show_faces else []
    if not (contacts or people or more or reader.page.help):
        return None
    return {"contacts": contacts, "may_choose": more, "people": people}


def _contacts(reader: Reader) -> tuple[list[dict[str, Any]], bool]:
    """Those of the location and those for everybody. Who chose no location sees all while they are few; else a choice
    shows more."""
    known = [row for row in reader.facts["contacts"] if row["name"] or row["second"] or row["note"]]
    known.sort(key=lambda row: (row["place"] is not None, (row["place"] or "").lower(), row["hours"], row["name"]))
    general = [row for row in known if row["location"] is None]
    if reader.location is not None:
        near = [row for row in known if row["location"] == reader.location]
        return (near + general)[:MOST_CONTACTS], False
    if len(known) <= MOST_CONTACTS:
        return known, False
    return general[:MOST_CONTACTS], len(known) > len(general)


def _people(reader: Reader) -> list[dict[str, str]]:
    """Each ambassador once, with the places that they are there for."""
    found: dict[int, dict[str, Any]] = {}
    for row in reader.facts["ambassadors"]:
        if reader.location is not None and row["location"] not in (None, reader.location):
            continue
        one = found.setdefault(row["employee"], {"name": row["name"], "places": set()})
        one["places"] |= {row["place"]} - {None}
    told = [
        {"first": first_name(one["name"]), "initials": initials(one["name"]), "place": ", ".join(sorted(one["places"]))}
        for one in found.values()
    ]
    return sorted(told, key=lambda one: (one["place"].lower(), one["first"].lower()))[:MOST_PEOPLE]


def first_name(name: str) -> str:
    return name.split()[0]


def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


register("help", 50, Part(_("Wie helpt mij?"), "public/communicatie/deel/hulp.html", helps, columns))
