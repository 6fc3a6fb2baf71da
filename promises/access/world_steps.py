"""What steps 4 and 5 add to a house: every kind of row, in each state that a page is for. Texts carry the mark."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from communicatie.models import Message
from communicatie.tests import factories as step4

if TYPE_CHECKING:
    from promises.access.world import House


def fill(house: "House", mark: str) -> None:
    """After the rest of the house stands."""
    _plan(house, mark)
    _roles(house, mark)
    _page(house, mark)


def _plan(house: "House", mark: str) -> None:
    """Message 1 is ready, message 2 was told, message 3 is dropped."""
    objects, place, work = house.objects, house.objects["location"], house.objects["function"]
    audience = step4.make_audience(f"Doelgroep {mark}", project=house.project)
    audience.locations.add(place)
    audience.functions.add(work)
    words = {
        "text": f"Tekst {mark}",
        "in_it_for_me": f"Voordeel {mark}",
        "channel_note": f"Weg {mark}",
        "feedback_to": f"Bij {mark}",
        "messenger": objects["employee"],
        "author": house.users["lies"],
    }
    ready = step4.make_message(f"Boodschap {mark}", audience=audience, status=Message.Status.READY, **words)
    told = step4.make_message(f"Verteld {mark}", audience=audience, status=Message.Status.SENT, **words)
    step4.make_message(
        f"Vervallen {mark}", audience=audience, status=Message.Status.DROPPED, dropped_why=f"Omdat {mark}", **words
    )
    objects |= {"audience": audience, "message": ready, "told message": told}
    objects["silent audience"] = step4.make_audience(f"Stille doelgroep {mark}", project=house.project)


def _roles(house: "House", mark: str) -> None:
    objects, project = house.objects, house.project
    people = list(house.organisation.employees.filter(name__startswith="Collega").order_by("pk"))
    terms = {"hours": Decimal(2), "note": f"Net jij {mark}", "asked_by": house.users["lies"]}
    asked = step4.make_ask(people[1], project=project, **terms)
    accepted = step4.make_ask(
        people[2], project=project, status="accepted", shifts=[f"Dienst {mark}"], prepared_on=date(2026, 1, 5), **terms
    )
    step4.make_ask(people[3], project=project, status="declined", **terms)
    words = {"hours": f"Uren {mark}", "how": f"Bel {mark}", "backup_note": f"Anders {mark}"}
    contact = step4.make_contact_point(people[2], project=project, **words)
    # Typed in forms, and shown again: like the name of an owner, without the mark.
    objects["backup"] = house.organisation.employees.create(name=f"Hugo van {house.organisation.name.split()[1]}")
    objects |= {"ask": asked, "accepted ask": accepted, "contact": contact}
    house.tokens["role"] = step4.secret_of_ask(asked)


def _page(house: "House", mark: str) -> None:
    page = step4.make_page(house.project, what=f"Wat {mark}", why=f"Waarom {mark}", help=f"Hulp {mark}")
    house.objects["page"] = page
    house.tokens["page"] = step4.secret_of_page(page)
