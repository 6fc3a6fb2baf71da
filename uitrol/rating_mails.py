"""The two mails of the self-rating: after a session, and again after four weeks. The link is made when they leave."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from organisatie.models import Employee
from trajecten.models import Mail
from trajecten.outbox import MailKind, MailSpec, queue_many, register_kind
from trajecten.reminders import Source, next_office_moment, register
from uitrol.models import SelfRating, TrainingSession
from uitrol.rating_links import generations, link_of
from uitrol.rating_page import AGAIN, to_rate, to_rate_again

RATING, AGAIN_KIND = "uitrol.rating", "uitrol.rating_again"
SOON = timedelta(hours=2)
"""So long after a session starts it is asked how it went, at the earliest."""
RECENT = timedelta(days=7)
"""What was learned longer ago asks for nothing any more."""
AGAIN_UNTIL = AGAIN + timedelta(weeks=2)
STAYS = timedelta(days=3)


def held_lately(now: datetime):
    """The cheap look: a session that was held this week."""
    return TrainingSession.objects.held().filter(starts_at__gte=now - RECENT)


def rated_before(now: datetime):
    """The cheap look: a self-rating of four weeks ago that was not looked at again."""
    return SelfRating.objects.filter(rated_at__lte=now - AGAIN, rated_at__gte=now - AGAIN_UNTIL, later_at__isnull=True)


def collect(now: datetime) -> int:
    """One mail a person and week for what they learned in it; gives how many are new."""
    rows = to_rate().filter(session__in=held_lately(now), done_at__gte=now - RECENT, done_at__lte=now - SOON)
    return _queue(RATING, "rating", rows.values_list("employee", "done_at"), now)


def collect_again(now: datetime) -> int:
    """One mail a person for what they rated in one week, four weeks later."""
    rows = to_rate_again().filter(pk__in=rated_before(now).values("pk"))
    return _queue(AGAIN_KIND, "rating_again", rows.values_list("employee", "rated_at"), now)


def _queue(kind: str, word: str, found: Iterable[tuple[int, Any]], now: datetime) -> int:
    keys = {f"{word}:{employee}:{moment:%G%V}": employee for employee, moment in found}
    known = set(Mail.objects.filter(key__in=list(keys)).values_list("key", flat=True)) if keys else set()
    fresh = {key: employee for key, employee in keys.items() if key not in known}
    if not fresh:
        return 0
    people = Employee.objects.select_related("organisation").in_bulk(set(fresh.values()))
    return queue_many([_spec(kind, key, people[pk], now) for key, pk in fresh.items()], mailing=None)


def _spec(kind: str, key: str, person: Employee, now: datetime) -> MailSpec:
    moment = next_office_moment(person.organisation, now)
    return MailSpec(
        kind=kind,
        key=key,
        to=person.email,
        name=person.name,
        organisation=person.organisation,
        subject_key=f"rating:{person.pk}",
        context={"sender": person.organisation.name},
        language=person.language,
        not_before=moment,
        expires_at=moment + STAYS,
    )


# --- At the moment of sending --------------------------------------------------------------------


def personal(mails: list[Mail]) -> dict:
    """First name and the personal link."""
    people = Employee.objects.in_bulk([_person(mail) for mail in mails])
    editions = generations(people)
    found = ((mail.pk, people.get(_person(mail))) for mail in mails)
    return {
        pk: {"first_name": one.first_name, "link": link_of(one.pk, editions.get(one.pk, 0))} for pk, one in found if one
    }


def recheck(mails: list[Mail]) -> dict:
    """Not when nothing is left to rate, or the address is another one by now. The reason never says which."""
    asked = [_person(mail) for mail in mails]
    people = dict(Employee.objects.active().filter(pk__in=asked).values_list("pk", "email"))
    left = {
        RATING: set(to_rate().filter(employee__in=asked).values_list("employee", flat=True)),
        AGAIN_KIND: set(to_rate_again().filter(employee__in=asked).values_list("employee", flat=True)),
    }
    return {
        mail.pk: "niet meer nodig"
        for mail in mails
        if people.get(_person(mail)) != mail.recipient or _person(mail) not in left[mail.kind]
    }


def _person(mail: Mail) -> int:
    return int(mail.key.split(":")[1])


for _kind, _template in ((RATING, "uitrol/zelfinschatting"), (AGAIN_KIND, "uitrol/zelfinschatting-later")):
    register_kind(
        MailKind(_kind, _template, resend_when_uncertain=False, recheck=recheck, personal=personal, private=True)
    )
register(Source("uitrol.rating", collect, held_lately))
register(Source("uitrol.rating_again", collect_again, rated_before))
