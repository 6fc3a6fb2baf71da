"""Steps 4 and 5 of De Linde: everything that a page of them can show, in every state."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils import timezone

from bevraging.actions import themes
from communicatie.actions.audiences import start_audiences
from communicatie.models import Message
from communicatie.tests import factories as step4
from fundament.tests import factories as step2
from trajecten import actions
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_project, make_role
from uitrol import feeds, rating_links
from uitrol.models import Barrier, SupportLog
from uitrol.tests import factories as step5

if TYPE_CHECKING:
    from e2e.world import World

TEXT = "Vandaag noteren we op vier plaatsen. Straks op één.\n\nJullie ploeg kiest mee hoe."
SHIFTS = ("vroeg", "laat", "nacht")


def fill(world: "World") -> None:
    """Step 4 in a project of its own, step 5 in another, each with the ambassador and the guest."""
    lead, decider = world.users["lead"], world.users["decider"]
    for key, title, step in (("told", "Eén plaats om te noteren", 4), ("rolled", "De tablet op elke gang", 5)):
        project = make_project(world.organisation, lead, decider, title=title, step=step)
        actions.set_role(project=project, by=lead, role=ProjectRole.Role.AMBASSADOR, user=world.users["ambassador"])
        make_role(project, world.users["guest"])
        world.projects[key] = project
    for number, person in enumerate(world.organisation.employees.order_by("pk")):
        person.shift = SHIFTS[number % 3]
        person.save(update_fields=["shift"])
    _messages(world)
    _roles(world)
    _page(world)
    _waves(world)
    _moments(world)
    _support(world)
    _learned(world)


def _day(days: int):
    return timezone.localdate() + timedelta(days=days)


def _ago(**since: int):
    return timezone.now() - timedelta(**since)


def _messages(world: "World") -> None:
    """One in each state; what changes waits for its gate."""
    project, lead, later = world.projects["told"], world.users["lead"], world.later
    start_audiences(project=project, by=lead)
    audiences = list(project.audiences.order_by("pk"))
    later["audience"], key, status, channel = audiences[0], Message.Key, Message.Status, Message.Channel
    words = {"text": TEXT, "in_it_for_me": "Minder overtypen.", "feedback_to": "Bij Fatima.", "author": lead}
    on_floor = step4.make_audience("Iedereen op de werkvloer", project=project)

    def tell(title: str, audience: Any = on_floor, **fields: Any) -> Message:
        return step4.make_message(title, audience=audience, **{**words, **fields})

    later["ready message"] = tell("We beginnen bij jullie ervaring", status=status.READY, channel=channel.MAIL)
    later["told message"] = tell("We luisterden, en dit hoorden we", status=status.SENT, reached=8)
    later["late message"] = tell("Wanneer start jouw locatie?", key=key.WHEN, planned_on=_day(-3))
    later["waiting message"] = tell("Dit verandert er bij de overdracht", key=key.WHAT_CHANGES, channel=channel.MAIL)
    later["idea message"] = tell("Een filmpje van de eerste week", status=status.IDEA, planned_on=None, text="")
    later["dropped message"] = tell("Een brief aan huis", status=status.DROPPED, dropped_why="Iedereen las de mail.")
    later["silent audience"] = step4.make_audience("Nachtdienst", project=project, shift="nacht")


def _roles(world: "World") -> None:
    """Asked, ready to help, yes without hours; with and without a back-up; agreements with and without an owner."""
    project, lead, later = world.projects["told"], world.users["lead"], world.later
    staff = list(world.organisation.employees.active().order_by("pk"))
    asked = {"project": project, "asked_by": lead, "note": "Jij legt het altijd zo rustig uit."}
    later["asked role"] = step4.make_ask(staff[1], **asked)
    ready = {"hours": Decimal("2.5"), "shifts": ["vroeg", "laat"], "prepared_on": _day(-4)}
    later["given role"] = step4.make_ask(staff[2], status="accepted", **asked, **ready)
    step4.make_ask(staff[20], status="accepted", **asked)
    step4.make_ask(staff[21], role="key_figure", status="accepted", **asked)
    step4.make_ask(staff[22], status="declined", **asked)
    later["contact"] = step4.make_contact_point(
        staff[2], project=project, hours="van 7 tot 21 uur", how="Bel 4512.", backup=staff[3]
    )
    step4.make_contact_point(staff[20], project=project)
    for sentence, owner in (("We noteren elke observatie in het dossier.", None), ("We bellen voor 10 uur.", staff[4])):
        step2.put_in_force(step2.make_agreement(sentence, project=project, owner=owner))


def _page(world: "World") -> None:
    world.later["page"] = step4.make_page(
        world.projects["told"],
        why="Wie zoekt, vindt.",
        help="Vraag het eerst aan je ambassadeur.",
        translations={"fr": {"what": "Nous notons tout à un seul endroit.", "why": "", "help": ""}},
    )
    step4.make_page(world.projects["rolled"])


def _waves(world: "World") -> None:
    project, later = world.projects["rolled"], world.later
    owner = world.organisation.employees.order_by("pk").first()
    later["running wave"] = step5.start_wave(
        step5.make_wave("Aalst", project=project, owner=owner, starts_on=_day(-20)), _ago(days=20)
    )
    planned = later["planned wave"] = step5.make_wave("Gent", project=project, name="De grote huizen")
    paused = step5.start_wave(step5.make_wave("Ninove", project=project), _ago(days=9))
    paused.status, paused.paused_at, paused.paused_why = "paused", timezone.now(), "Er is griep in huis."
    paused.save()
    later["paused wave"] = paused
    planned.checks.create(code="toestellen", text="Werkt elk toestel?")


def _moments(world: "World") -> None:
    """To come with people on the list, over and not noted, held, called off; with what is shown there."""
    project, later = world.projects["rolled"], world.later
    staff = list(world.organisation.employees.active().order_by("pk"))
    words = {"project": project, "wave": later["running wave"], "host": staff[0], "note": "We tonen de eerste stappen."}
    coming = later["moment"] = step5.make_moment("drop_in", **words)
    later["empty moment"] = step5.make_moment("small_group", shift="nacht", starts_at=_ago(days=-3), **words)
    past = later["past moment"] = step5.make_moment("floor", starts_at=_ago(days=2), **words)
    later["held moment"] = step5.hold(step5.make_moment("start", starts_at=_ago(days=20), **words), 11)
    off = later["cancelled moment"] = step5.make_moment("drop_in", starts_at=_ago(days=5), **words)
    off.status, off.cancelled_at, off.cancelled_why = "cancelled", timezone.now(), "De zaal was bezet."
    off.save()
    for moment in (coming, past):
        for person in staff[:6]:
            moment.people.create(employee=person)
    card = ContentFile(b"Kaart", "eerste-stappen.txt")
    later["material"] = step5.make_material(project=project, link="", file=card, file_name=card.name)
    step5.make_material("Een filmpje van 2 minuten", moment=coming)
    later["calendar"] = feeds.secret_of(staff[0].pk, 0)


def _support(world: "World") -> None:
    """Five weeks of entries that cool down; barriers that block, are worked on and are solved."""
    project, later, bram = world.projects["rolled"], world.later, world.users["ambassador"]
    owner = world.organisation.employees.order_by("pk").first()
    care = world.organisation.functions.order_by("pk").first()
    tasks = [
        step5.make_task(sentence, care, project=project, why="Zo ziet de volgende het meteen.")
        for sentence in ("Een observatie noteren tijdens de zorg", "Medicatie aftekenen bij de bewoner")
    ]
    themes.add_theme(project=project, by=world.users["lead"], name="Wifi")
    for week, times in enumerate((3, 4, 7, 9, 12)):
        for number in range(times):
            step5.make_log(
                project=project, author=bram, task=tasks[number % 2], helped=2, happened_at=_ago(days=7 * week, hours=1)
            )
    passed_on = {"solved": SupportLog.Solved.PASSED_ON, "text": "De badge opent de kast niet."}
    later["passed on"] = step5.make_log("barrier", project=project, author=bram, **passed_on)
    later["noted"] = step5.make_log("success", project=project, author=bram, task=tasks[0])
    about = {"project": project, "owner": owner}
    later["blocking barrier"] = step5.make_barrier(
        "Zwakke wifi op vleugel C", severity=Barrier.Severity.BLOCKING, due_on=_day(-1), **about
    )
    later["open barrier"] = step5.make_barrier("Het scherm is te klein voor de medicatielijst", project=project)
    later["solved barrier"] = step5.solve(step5.make_barrier(task=tasks[0], **about))
    later["task"] = tasks[0]


def _learned(world: "World") -> None:
    """A session to come, one of today that is not noted, one that was; ratings, and somebody who offers to help."""
    project, later, task = world.projects["rolled"], world.later, world.later["task"]
    staff = list(world.organisation.employees.active().order_by("pk"))
    words = {"helper": staff[0], "place": "Leefruimte"}
    later["session"] = step5.make_session(task, **words)
    later["session of now"] = step5.make_session(task, starts_at=_ago(minutes=20), **words)
    held = later["held session"] = step5.make_session(task, starts_at=_ago(days=40), **words)
    held.status, held.held_at = "held", _ago(days=40)
    held.save()
    step5.attend(held, *staff[:5])
    off = later["cancelled session"] = step5.make_session(task, starts_at=_ago(days=3), **words)
    off.status, off.cancelled_at = "cancelled", timezone.now()
    off.save()
    step5.rate(task, staff[0], 4, rated_at=_ago(days=35))
    task.helpers.create(employee=staff[0], offered_at=timezone.now())
    task.helpers.create(employee=staff[1], confirmed_at=timezone.now())
    later["rating"] = rating_links.secret_of(staff[0].pk)
    later["first rating"] = rating_links.secret_of(staff[1].pk)
    step5.make_task("De sleutel van de kast teruggeven", project=project, retired_at=timezone.now())
