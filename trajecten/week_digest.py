"""The mail of the week: what came due since the last one, for who wants their reminders together.

It is decided when it leaves, like every reminder: what was done meanwhile is left out, and when nothing is left no mail
goes. One mail for each organisation, on the first working day of the week, half an hour after the office opens.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from trajecten import rhythms
from trajecten.models import Mail, Reminder
from trajecten.outbox import MailKind, MailSpec, queue_many, register_kind
from trajecten.reminder_claims import STAYS, links, week_key, weekly_day, weekly_moment
from trajecten.reminder_rules import Rule, all_rules, still_asked
from trajecten.reminders import Source, next_office_moment, register

KIND = "reminders.week"
ALL_DONE = "alles is intussen gedaan"
A_DAY = timedelta(days=1)
"""Where the clock is ahead of UTC, a day begins earlier than here."""


@dataclass(frozen=True)
class Open:
    """A reminder that still asks for attention."""

    reminder: Reminder
    rule: Rule
    row: Any
    person: Any


def waiting(now: datetime) -> QuerySet[Reminder]:
    return Reminder.objects.filter(waits=True, weekly_on__lte=now.date() + A_DAY)


def collect(now: datetime) -> int:
    """Queue the mails of the week that are due; gives how many are new. One query when none is."""
    due = [
        one
        for one in waiting(now).select_related("project__organisation")
        if one.weekly_on and weekly_moment(one.project.organisation, one.weekly_on) <= now
    ]
    if not due:
        return 0
    made = set(Mail.objects.filter(key__in={one.mail_key for one in due}).values_list("key", flat=True))
    fresh, late = [one for one in due if one.mail_key not in made], [one for one in due if one.mail_key in made]
    with transaction.atomic():
        _wait_longer(late, now)
        people = rhythms.readers({one.person for one in fresh})
        new = queue_many(_specs(fresh, people, now), mailing=None) if fresh else 0
        Reminder.objects.filter(pk__in=[one.pk for one in fresh if one.person in people]).update(waits=False)
        _leave_out([one for one in fresh if one.person not in people])
    return new


def _leave_out(gone: list[Reminder]) -> None:
    """Of who left meanwhile: no mail was made, so none is told of."""
    Reminder.objects.filter(pk__in=[one.pk for one in gone], waits=True).update(
        how=Reminder.How.OFF, waits=False, weekly_on=None, mail_key=""
    )


def _wait_longer(late: list[Reminder], now: datetime) -> None:
    """Noted at the moment that the mail of its week was made: it goes along with the next one.

    Only what still waits: another sweep may have made that very mail with it since this one looked.
    """
    for one in late:
        day = weekly_day(one.project.organisation, now)
        key = week_key(one.project.organisation_id, one.person, day)
        Reminder.objects.filter(pk=one.pk, waits=True).update(weekly_on=day, mail_key=key)


def _specs(due: list[Reminder], people: dict[str, rhythms.Reader], now: datetime) -> Iterable[MailSpec]:
    """One mail for each person and organisation; nobody who left meanwhile."""
    for key, one in {one.mail_key: one for one in due}.items():
        if (reader := people.get(one.person)) is not None:
            organisation = one.project.organisation
            moment = next_office_moment(organisation, now)
            yield MailSpec(
                kind=KIND,
                key=key,
                to=reader.email,
                name=reader.name,
                organisation=organisation,
                subject_key=f"week:{organisation.pk}",
                context={"greeting": reader.first_name},
                secret=links(reader.word),
                language=reader.language,
                not_before=moment,
                expires_at=moment + STAYS,
            )


def unwanted(mails: list[Mail]) -> dict[Any, str]:
    """Right before it leaves: everything in it was done, or they want no reminders any more."""
    found = still_open(mails)
    no_more = rhythms.want_none(person_of(mail) for mail in mails)
    reasons = {mail.pk: ALL_DONE for mail in mails if not found.get(mail.key)}
    return reasons | {mail.pk: rhythms.TURNED_OFF for mail in mails if person_of(mail) in no_more}


def content(mails: list[Mail]) -> dict[Any, dict[str, Any]]:
    """What each mail says: {"lines": [{"text", "project", "link"}], "home": link}, by project and day.

    Without an account there is no page to go to: then a link may be an empty text.
    """
    found = still_open(mails)
    told = {}
    for mail in mails:
        with override(mail.language):
            lines = [_line(one) for one in found.get(mail.key, [])]
            home = (
                "" if person_of(mail).startswith(rhythms.EMPLOYEE) else settings.SITE_URL + reverse("trajecten:vandaag")
            )
            told[mail.pk] = {"lines": lines, "home": home}
    return told


def still_open(mails: list[Mail]) -> dict[str, list[Open]]:
    """{key of a mail: what is still open}; of two reminders about the same thing the newest. Two queries a kind."""
    reminders = Reminder.objects.filter(mail_key__in=[mail.key for mail in mails]).select_related("project")
    of_kind: dict[str, list[Reminder]] = {}
    for one in reminders.order_by("project__title", "day", "key"):
        of_kind.setdefault(one.kind, []).append(one)
    found: dict[str, dict[tuple[str, int], Open]] = {}
    for rule in all_rules():
        mine = of_kind.get(rule.kind, [])
        asked = still_asked(rule, [(one.row, one.person, one.day) for one in mine]) if mine else {}
        for one in mine:
            if (one.row, one.person, one.day) in asked:
                row, person = asked[one.row, one.person, one.day]
                found.setdefault(one.mail_key, {})[one.kind, one.row] = Open(one, rule, row, person)
    return {key: sorted(lines.values(), key=_order) for key, lines in found.items()}


def _order(one: Open) -> tuple[str, date, str]:
    return one.reminder.project.title, one.reminder.day, one.reminder.key


def _line(one: Open) -> dict[str, str]:
    project = {"project": one.reminder.project.title}
    if one.rule.line is not None:
        return project | one.rule.line(one.row, one.reminder.day)
    return project | {
        "text": sentence_of(one.rule, one.rule.values(one.row)),
        "link": one.rule.context(one.row, one.person, one.reminder.day).get("link", ""),
    }


def sentence_of(rule: Rule, values: dict[str, Any]) -> str:
    """Why a reminder of this kind goes, in the language that is active. Takes days, or days as they were kept."""
    return str(rule.sentence).format(**{name: _in_words(value) for name, value in values.items()})


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        value = date.fromisoformat(value["day"])
    return date_format(value, "j F") if isinstance(value, date) else str(value)


def person_of(mail: Mail) -> str:
    """Whose mail it is, in a key as `week:3:12:2026-03-30` or `day:3:12:…`."""
    return mail.key.split(":")[2]


register_kind(MailKind(KIND, "trajecten/weekmail", resend_when_uncertain=False, recheck=unwanted, content=content))
register(Source("reminders.week", collect, waiting))
