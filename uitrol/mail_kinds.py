"""What happens with the mails about moments when they leave: who they are for by then, and whether they still hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from organisatie.models import Employee
from trajecten import calendar_file
from trajecten.models import Mail
from trajecten.outbox import Attachment, MailKind, register_kind
from uitrol import feeds
from uitrol.calendar import file_of
from uitrol.mails import CANCELLED, INVITED, MOVED, person_of
from uitrol.models import Moment, MomentPerson, Wave

LINK = "uitrol.agenda_link"
"""The new address of somebody's own calendar."""


def personal(mails: list[Mail]) -> dict:
    """First name, and the page with their own moments."""
    people = _people(mails)
    found = ((mail.pk, people.get(person_of(mail))) for mail in mails)
    return {
        pk: {"first_name": person.first_name, "agenda": feeds.page_url(person.pk, person.generation)}
        for pk, person in found
        if person
    }


def attach(mail: Mail) -> Attachment:
    told = mail.context["calendar"]
    method = calendar_file.CANCEL if told["cancels"] else calendar_file.PUBLISH
    content = file_of(told["events"], mail.created_at, cancels=told["cancels"])
    return Attachment(calendar_file.NAME, calendar_file.content_type(method), content)


@dataclass(frozen=True)
class Now:
    """How things stand at the moment of sending."""

    people: dict[int, Any]
    moments: dict[str, Moment]
    """By what stands before the @ of their UID."""
    waves: dict[str, Wave]
    expected: set[tuple[int, int]]
    """(moment, employee) of who is invited or hosts."""

    def holds(self, event: dict[str, Any], person: int) -> bool:
        """This edition is the newest, it goes on, and this person is expected."""
        name = event["uid"].partition("@")[0]
        wave, moment = self.waves.get(name), self.moments.get(name)
        if wave is not None:
            return wave.sequence == event["sequence"] and wave.owner_id == person
        if moment is None or moment.status == Moment.Status.CANCELLED or moment.sequence != event["sequence"]:
            return False
        return (moment.pk, person) in self.expected

    def is_off(self, event: dict[str, Any], person: int) -> bool:
        """It does not go on, or not for this person."""
        moment = self.moments.get(event["uid"].partition("@")[0])
        if moment is None or moment.status == Moment.Status.CANCELLED:
            return True
        return (moment.pk, person) not in self.expected


def recheck(mails: list[Mail]) -> dict:
    """Not to who left or has another address by now, and not what is not so any more."""
    now = _now(mails)
    return {mail.pk: "niet meer nodig" for mail in mails if not _wanted(mail, now)}


def _wanted(mail: Mail, now: Now) -> bool:
    pk = person_of(mail)
    person = now.people.get(pk)
    if person is None or person.email != mail.recipient:
        return False
    judge = now.is_off if mail.kind == CANCELLED else now.holds
    return all(judge(event, pk) for event in mail.context["calendar"]["events"])


def _now(mails: list[Mail]) -> Now:
    names = {event["uid"].partition("@")[0] for mail in mails for event in mail.context["calendar"]["events"]}
    waves = {name: int(name.partition("-")[2]) for name in names if name.startswith("golf-")}
    uids = [UUID(name) for name in names - set(waves)]
    moments = {str(one.uid): one for one in Moment.objects.filter(uid__in=uids)}
    people = _people(mails)
    on_list = MomentPerson.objects.filter(moment__in=[one.pk for one in moments.values()], employee__in=people)
    expected = set(on_list.values_list("moment", "employee"))
    expected |= {(one.pk, one.host_id) for one in moments.values() if one.host_id}
    kept = Wave.objects.in_bulk(list(waves.values())) if waves else {}
    return Now(people, moments, {name: kept[pk] for name, pk in waves.items() if pk in kept}, expected)


def recheck_link(mails: list[Mail]) -> dict:
    """Only the newest address, and only to who works here under this address."""
    people = _people(mails)
    return {mail.pk: "niet meer nodig" for mail in mails if not _is_newest(mail, people.get(person_of(mail)))}


def _is_newest(mail: Mail, person: Any) -> bool:
    return person is not None and person.email == mail.recipient and mail.key.endswith(f":{person.generation}")


def _people(mails: Iterable[Mail]) -> dict[int, Any]:
    """Who works here, with the edition of their address."""
    wanted = {person_of(mail) for mail in mails}
    return {person.pk: person for person in feeds.with_generation(Employee.objects.active().filter(pk__in=wanted))}


for _kind, _template in (
    (INVITED, "uitrol/moment"),
    (MOVED, "uitrol/verplaatst"),
    (CANCELLED, "uitrol/gaat-niet-door"),
):
    # An old moment in somebody's calendar is worse than the same mail twice.
    register_kind(
        MailKind(_kind, _template, resend_when_uncertain=True, recheck=recheck, personal=personal, attach=attach)
    )
register_kind(MailKind(LINK, "uitrol/agenda", resend_when_uncertain=True, recheck=recheck_link, personal=personal))
