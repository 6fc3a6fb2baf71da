"""What steps 4 and 5 add to a house: every kind of row, in each state that a page is for. Texts carry the mark."""

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils import timezone

from communicatie.models import Message
from communicatie.tests import factories as step4
from organisatie.models import Location
from uitrol import feeds, rating_links
from uitrol.models import Barrier, SupportLog
from uitrol.tests import factories as step5

if TYPE_CHECKING:
    from promises.access.world import House


def fill(house: "House", mark: str) -> None:
    """After the rest of the house stands."""
    _plan(house, mark)
    _roles(house, mark)
    _page(house, mark)
    _waves(house, mark)
    _moments(house, mark)
    _noted(house, mark)
    _learned(house, mark)


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


def _waves(house: "House", mark: str) -> None:
    """Wave 1 is planned, wave 2 runs, wave 3 is paused; one location stands in none."""
    objects, project = house.objects, house.project
    names = {"name": f"Golf {mark}", "owner": objects["employee"]}
    planned = step5.make_wave(f"Noord {mark}", project=project, **names)
    runs = step5.start_wave(step5.make_wave(str(objects["location"]), project=project, **names))
    paused = step5.start_wave(step5.make_wave(f"Zuid {mark}", project=project, **names))
    paused.status, paused.paused_at, paused.paused_why = "paused", timezone.now(), f"Griep {mark}"
    paused.save()
    free = Location.objects.create(organisation=house.organisation, name=f"West {mark}")
    house.organisation.employees.create(name=f"Vrij {mark}", location=free, function=objects["function"])
    objects["check"] = planned.checks.create(code="eigen", text=f"Kijk na {mark}")
    objects |= {"wave": planned, "running wave": runs, "free location": free}


def _moments(house: "House", mark: str) -> None:
    """To come, over and not noted yet, and held; with who is invited and what they get."""
    objects, project, person = house.objects, house.project, house.objects["employee"]
    words = {"place": f"Zaal {mark}", "note": f"Verwacht {mark}", "host": person, "location": objects["location"]}
    before = timezone.now() - timedelta(days=2)
    moment = step5.make_moment("drop_in", project=project, wave=objects["running wave"], **words)
    past = step5.make_moment("drop_in", project=project, starts_at=before, **words)
    held = step5.hold(step5.make_moment("floor", project=project, starts_at=before, **words), 3)
    invited = moment.people.create(employee=person)
    past.people.create(employee=person)
    card = ContentFile(f"Kaart {mark}".encode(), f"{mark}.txt")
    material = step5.make_material(f"Kaart {mark}", project=project, link="", file=card, file_name=card.name)
    step5.make_material(f"Filmpje {mark}", moment=moment)
    objects |= {"moment": moment, "past moment": past, "held moment": held, "moment person": invited}
    objects["material"] = material
    house.tokens["calendar"] = feeds.secret_of(person.pk, 0)


def _noted(house: "House", mark: str) -> None:
    """Entries of the ambassador, one of them handed over; barrier 1 is open, barrier 2 solved."""
    objects, project, bram = house.objects, house.project, house.users["bram"]
    task = objects["work task"] = step5.make_task(f"Taak {mark}", objects["function"], project=project)
    about = {"location": objects["location"], "task": task, "text": f"Hulp {mark}", "shift": f"Dienst {mark}"}
    passed_on = SupportLog.Solved.PASSED_ON
    objects["log"] = step5.make_log("barrier", project=project, author=bram, solved=passed_on, **about)
    noted = step5.make_log(project=project, author=bram, **about)
    place = {"location": objects["location"], "task": task, "owner": objects["employee"]}
    blocking = Barrier.Severity.BLOCKING
    objects["barrier"] = step5.make_barrier(f"Wifi {mark}", project=project, severity=blocking, **place)
    step5.solve(step5.make_barrier(f"Badge {mark}", project=project, **place), f"Nieuwe badge {mark}")
    house.tokens["noted"] = str(noted.key)


def _learned(house: "House", mark: str) -> None:
    """A session to come and one that was, with who came, how they rate themselves and who offers to help."""
    objects, project, person = house.objects, house.project, house.objects["employee"]
    task, place = objects["work task"], {"location": objects["location"], "place": f"Gang {mark}"}
    objects["session"] = step5.make_session(task, helper=person, **place)
    past = objects["past session"] = step5.make_session(
        task, starts_at=timezone.now() - timedelta(days=2), helper=person, **place
    )
    step5.attend(past, person)
    step5.rate(task, person, 4)
    objects["helper"] = task.helpers.create(employee=person, offered_at=timezone.now())
    step5.make_task(f"Andere taak {mark}", project=project)
    house.tokens["rating"] = rating_links.secret_of(person.pk)
