"""The mails about moments: an invitation, one new invitation when something moved, and word that it does not go on.

Each carries a file for a calendar, made out of the row alone. What moved tells everything that its reader has ahead in the
project: so the newest mail is always the whole story, and an older one that did not leave yet never has to.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.formats import date_format

from organisatie.models import Employee
from trajecten import outbox
from trajecten.models import Mail, Project
from trajecten.moment_words import when_words
from trajecten.outbox import MailSpec
from uitrol import calendar
from uitrol.models import Moment, MomentPerson, Wave

INVITED = "uitrol.moment_invited"
MOVED = "uitrol.moments_moved"
CANCELLED = "uitrol.moment_cancelled"


@dataclass
class Agenda:
    """What one person has ahead in a project."""

    person: Employee
    moments: set[int] = field(default_factory=set)
    owns: Wave | None = None
    """The wave that moved, when it is theirs."""


# --- Queueing, in the caller's transaction -------------------------------------------------------


def queue_invited(moment: Moment, people: Iterable[tuple[Employee, str]]) -> int:
    """Invite these people, each with what makes this invitation another one than an earlier (the key of their row, or
    «host»). Nobody is invited to what began already. How many mails are new."""
    if moment.starts_at <= timezone.now():
        return 0
    return _queue(
        INVITED,
        moment.project,
        [
            (person, f"moment_invited:{moment.pk}:{person.pk}:{moment.sequence}:{mark}", moment.ends_at,
             _alone(moment, hosts=person.pk == moment.host_id))
            for person, mark in people
            if person.email
        ],
    )  # fmt: skip


def queue_cancelled(moment: Moment, people: Iterable[Employee], *, mark: str = "", why: str = "") -> int:
    """It does not go on, or (with a `mark`) these people are not expected any more. How many mails are new."""
    if moment.ends_at <= timezone.now():
        return 0
    told = list(people)
    count = _queue(
        CANCELLED,
        moment.project,
        [
            (person, f"moment_cancelled:{moment.pk}:{person.pk}:{moment.sequence}:{mark}", moment.ends_at,
             _alone(moment, cancels=True, why=why, off=bool(mark)))
            for person in told
            if person.email
        ],
    )  # fmt: skip
    _tell_the_rest(moment, told)
    return count


def queue_moved(project: Project, changed: Iterable[Moment], *, wave: Wave | None = None) -> int:
    """One new invitation for everybody who is concerned by these moments, however many; the owner of a `wave` that moved
    hears its day. How many people."""
    moved = {moment.pk for moment in changed}
    concerned = Q(moments__moment__in=moved) | Q(moments_hosted__in=moved)
    if wave is not None and wave.owner_id:
        concerned |= Q(pk=wave.owner_id)
    people = Employee.objects.filter(concerned).active().with_mail().distinct()
    return _queue_agendas(project, {person.pk: person for person in people}, moved, wave)


def _tell_the_rest(moment: Moment, people: list[Employee]) -> None:
    """Who was about to hear of several moments, this one among them, hears of the others anew: that mail will not leave."""
    uid, wanted = calendar.uid_of(moment), {person.pk: person for person in people}
    waiting = Mail.objects.filter(
        kind=MOVED, status__in=Mail.OPEN, subject_key__startswith=f"moments:{moment.project_id}:"
    )
    rows = [(person_of(mail), mail.context["calendar"]["events"]) for mail in waiting]
    partly = {pk for pk, events in rows if len(events) > 1 and any(one["uid"] == uid for one in events)}
    again = {pk: wanted[pk] for pk in partly if pk in wanted}
    if again:
        _queue_agendas(moment.project, again, set(), None)


def _queue_agendas(project: Project, people: dict[int, Employee], moved: set[int], wave: Wave | None) -> int:
    ahead = Moment.objects.filter(project=project, status=Moment.Status.PLANNED, starts_at__gt=timezone.now())
    moments = {one.pk: one for one in ahead.select_related("location", "host").order_by("starts_at", "pk")}
    agendas = {pk: Agenda(person) for pk, person in people.items()}
    on_list = MomentPerson.objects.filter(moment__in=ahead.values("pk")).values_list("employee", "moment")
    hosting = [(one.host_id, one.pk) for one in moments.values() if one.host_id]
    for employee, moment in [*on_list, *hosting]:
        if employee in agendas and moment in moments:
            agendas[employee].moments.add(moment)
    if wave is not None and wave.owner_id in agendas:
        agendas[wave.owner_id].owns = wave
    for one in moments.values():
        one.project = project
    specs = []
    for agenda in agendas.values():
        mine = [one for pk, one in moments.items() if pk in agenda.moments]
        if mine or agenda.owns:
            ends_at = max((one.ends_at for one in mine), default=None)
            key = f"moments_moved:{project.pk}:{agenda.person.pk}:{_fingerprint(mine, agenda.owns)}"
            specs.append((agenda.person, key, ends_at, _several(mine, moved, agenda, wave)))
    return _queue(MOVED, project, specs)


def _fingerprint(moments: list[Moment], wave: Wave | None) -> str:
    """The same for the same editions: one cause twice is one mail."""
    said = [f"{one.pk}.{one.sequence}" for one in moments] + ([f"golf{wave.pk}.{wave.sequence}"] if wave else [])
    return hashlib.sha256(" ".join(said).encode()).hexdigest()[:16]


Made = tuple[tuple[Any, ...], Callable[[], dict[str, Any]]]
"""What a mail says: under which name it is the same for several people, and how it is made in the active language."""


def _queue(kind: str, project: Project, made: list[tuple[Employee, str, datetime | None, Made]]) -> int:
    """Queue these; the words of each are made once for all who read the same in the same language."""
    if not made:
        return 0
    known: dict[tuple[Any, ...], dict[str, Any]] = {}
    organisation = project.organisation
    specs = []
    for person, key, expires_at, (same, words) in made:
        place = (person.language, *same)
        if place not in known:
            with translation.override(person.language):
                known[place] = {"title": project.title, "organisation": organisation.name, **words()}
        specs.append(
            MailSpec(
                kind=kind,
                key=key,
                to=person.email,
                name=person.name,
                organisation=organisation,
                subject_key=f"moments:{project.pk}:{person.pk}",
                context=known[place],
                language=person.language,
                expires_at=expires_at,
            )
        )
    mailing = outbox.start_mailing(
        organisation=organisation, kind=kind, subject_key=f"moments:{project.pk}", planned=len(specs)
    )
    return outbox.queue_many(specs, mailing=mailing)


# --- What they say -------------------------------------------------------------------------------


def _alone(moment: Moment, *, hosts: bool = False, cancels: bool = False, why: str = "", off: bool = False) -> Made:
    def words() -> dict[str, Any]:
        return {
            "moments": [words_of(moment, hosts=hosts)],
            "hosts": hosts,
            "why": why,
            "off": off,
            "calendar": {"cancels": cancels, "events": [calendar.facts_of(moment, hosts=hosts)]},
        }

    return (moment.pk, hosts, off), words


def _several(mine: list[Moment], moved: set[int], agenda: Agenda, wave: Wave | None) -> Made:
    person = agenda.person.pk

    def words() -> dict[str, Any]:
        events = [calendar.facts_of(one, hosts=one.host_id == person) for one in mine]
        if agenda.owns:
            events.insert(0, calendar.facts_of_wave(agenda.owns))
        return {
            "moments": [words_of(one, hosts=one.host_id == person, moved=one.pk in moved) for one in mine],
            "wave": str(wave) if wave else "",
            "wave_day": _day(wave) if wave else "",
            "calendar": {"cancels": False, "events": events},
        }

    hosting = tuple(one.pk for one in mine if one.host_id == person)
    return (tuple(one.pk for one in mine), hosting, agenda.owns is not None), words


def _day(wave: Wave) -> str:
    return date_format(wave.starts_on, "l j F")


def reminder_context(moment: Moment, person: Employee) -> dict[str, Any]:
    """Of one who is reminded of a start: the same words, without a file, which they have already."""
    with translation.override(person.language):
        said = _alone(moment, hosts=person.pk == moment.host_id)[1]()
        return {"title": moment.project.title, "organisation": moment.project.organisation.name, **said}


def words_of(moment: Moment, *, hosts: bool = False, moved: bool = False) -> dict[str, Any]:
    """A moment as a mail tells it."""
    return {
        "kind": moment.get_kind_display().capitalize(),
        "when": when_words(moment.starts_at, moment.ends_at, moment.project.organisation.time_zone),
        "where": ", ".join(filter(None, [moment.place, moment.location.name])),
        "note": moment.note,
        "host": moment.host.name if moment.host and not hosts else "",
        "hosts": hosts,
        "moved": moved,
    }


def person_of(mail: Mail) -> int:
    """The employee in a key as `moment_invited:7:12:0:34`."""
    return int(mail.key.split(":")[2])
