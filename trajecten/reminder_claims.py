"""Deciding about reminders that are due: a mail now, a place in the mail of the day or of the week, or nothing.

What comes due for one person on one day is one mail (`day_digest.py`); one thing alone keeps the mail of its own kind.
The row in `Reminder` is the claim, and its key is unique: of two sweeps at once one inserts it and makes the mail, in the
same transaction. A sweep that dies in between leaves neither.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from organisatie.models import Organisation
from trajecten import rhythms
from trajecten.models import Reminder
from trajecten.outbox import MailSpec, queue_many
from trajecten.outbox.policy import SLICE
from trajecten.reminders import local_moment, next_office_moment, working_day_from

if TYPE_CHECKING:
    from trajecten.reminder_rules import Due

STAYS = timedelta(days=3)
"""A reminder that could not leave within three days is not sent any more: the next one says it better."""
AFTER_OPENING = timedelta(minutes=30)
"""The mail of the week leaves a little after office opening: what is due at opening that day goes along."""
WEEK = timedelta(days=7)
DAY_KIND = "reminders.day"
How = Reminder.How


def claim(fresh: "list[Due]", now: datetime) -> int:
    """Decide about each of these; gives how many mails of today are new. Safe to run at the same moment twice."""
    rhythm = rhythms.chosen({rhythms.word_of(one.person) for one in fresh})
    same = rhythms.accounts_of({rhythms.word_of(one.person) for one in fresh})
    new = 0
    for piece in _whole_people(fresh, same):
        rows = {one.key: _decided(one, rhythm, now) for one in piece}
        with transaction.atomic():
            Reminder.objects.bulk_create(rows.values(), ignore_conflicts=True)
            mine = set(Reminder.objects.filter(pk__in=[row.pk for row in rows.values()]).values_list("key", flat=True))
            today = [one for one in piece if one.key in mine and rows[one.key].how == How.MAIL]
            new += queue_many(_mails(today, same, now), mailing=None)
    return new


def _mails(today: "list[Due]", same: dict[str, str], now: datetime) -> list[MailSpec]:
    """The mails that bring these. What somebody waits for has its own; of the rest all that one person hears is one mail.

    Only of the rows that this sweep claimed: which mail brings them is written in the same transaction.
    """
    specs = [_spec(one, now) for one in today if one.rule.urgent]
    together: dict[tuple[int, str], list[Due]] = {}
    for one in today:
        if not one.rule.urgent:
            together.setdefault(_receiver(one, same), []).append(one)
    for mine in together.values():
        specs.append(_spec(mine[0], now) if len(mine) == 1 else _day_spec(mine, now))
    return specs


def _receiver(due: "Due", same: dict[str, str]) -> tuple[int, str]:
    """Whose mail it is: the organisation, and the account of who is an employee too."""
    word = rhythms.word_of(due.person)
    return due.rule.project(due.row).organisation_id, same.get(word, word)


def _whole_people(fresh: "list[Due]", same: dict[str, str]) -> "Iterator[list[Due]]":
    """Pieces that one statement may name, with all of one person in the same piece."""
    size = _size()
    piece: list[Due] = []
    ordered = sorted(fresh, key=lambda one: _receiver(one, same))
    for _receives, mine in groupby(ordered, key=lambda one: _receiver(one, same)):
        for part in in_pieces(mine):
            if piece and len(piece) + len(part) > size:
                yield piece
                piece = []
            piece += part
    if piece:
        yield piece


def in_pieces(things: Iterable[Any]) -> Iterator[list[Any]]:
    """As many at once as one statement of this database may name."""
    rest, size = iter(things), _size()
    while piece := list(islice(rest, size)):
        yield piece


def _size() -> int:
    return min(SLICE, connection.features.max_query_params or SLICE)


def _decided(due: "Due", rhythm: dict[str, str], now: datetime) -> Reminder:
    project, word = due.rule.project(due.row), rhythms.word_of(due.person)
    wants = rhythm.get(word, rhythms.Rhythm.DAILY)
    found = Reminder(
        project=project,
        key=due.key,
        kind=due.rule.kind,
        row=due.row.pk,
        person=word,
        day=due.today,
        values={name: _plain(value) for name, value in due.rule.values(due.row).items()},
        how=How.MAIL,
        mail_key=due.key,
    )
    if wants == rhythms.Rhythm.OFF:
        found.how, found.mail_key = How.OFF, ""
    elif wants == rhythms.Rhythm.WEEKLY and not due.rule.urgent:
        found.how, found.waits = How.WEEK, True
        found.weekly_on = weekly_day(project.organisation, now)
        found.mail_key = week_key(project.organisation_id, word, found.weekly_on)
    return found


def weekly_day(organisation: Organisation, after: datetime) -> date:
    """The first working day of a week of which the mail of the week has not left at `after`."""
    today = after.astimezone(ZoneInfo(organisation.time_zone)).date()
    monday = today - timedelta(days=today.weekday())
    days = (working_day_from(monday + count * WEEK) for count in range(3))
    return next(day for day in days if weekly_moment(organisation, day) > after)


def weekly_moment(organisation: Organisation, day: date) -> datetime:
    """When the mail of the week leaves on that day: on the wall clock, whatever the clock change."""
    opens = datetime.combine(day, organisation.office_from)
    later = opens + AFTER_OPENING
    at = later if later.time() < organisation.office_until else opens
    return local_moment(day, at.time(), ZoneInfo(organisation.time_zone))


def week_key(organisation: int, word: str, day: date) -> str:
    return f"week:{organisation}:{word}:{day}"


def links(word: str) -> dict[str, str]:
    """The way to change it, for the header that mail programs know and for the foot of the mail. Kept sealed."""
    link = rhythms.link_of(word)
    return {"unsubscribe_url": link, "reminders_url": link}


def _plain(value: Any) -> Any:
    return {"day": value.isoformat()} if isinstance(value, date) else str(value)


def _spec(due: "Due", now: datetime) -> MailSpec:
    organisation = due.rule.project(due.row).organisation
    moment = next_office_moment(organisation, now)
    return MailSpec(
        kind=due.rule.kind,
        key=due.key,
        to=due.person.email,
        name=due.person.name,
        organisation=organisation,
        subject_key=due.rule.subject(due.row),
        context=due.rule.context(due.row, due.person, due.today),
        secret=links(rhythms.word_of(due.person)),
        language=due.person.language,
        not_before=moment,
        expires_at=moment + STAYS,
    )


def _day_spec(mine: "list[Due]", now: datetime) -> MailSpec:
    """One mail with all of these. What it says is worked out when it leaves: it stands in no row.

    To the account of who is an employee too. Its key holds that of its first reminder, which exists once: what comes
    due later that day cannot meet a mail that already left.
    """
    first = min(mine, key=lambda one: (rhythms.word_of(one.person).startswith(rhythms.EMPLOYEE), one.key))
    person, organisation = first.person, first.rule.project(first.row).organisation
    word, moment = rhythms.word_of(person), next_office_moment(organisation, now)
    key = f"day:{organisation.pk}:{word}:{first.key}"
    Reminder.objects.filter(key__in=[one.key for one in mine]).update(mail_key=key)
    return MailSpec(
        kind=DAY_KIND,
        key=key,
        to=person.email,
        name=person.name,
        organisation=organisation,
        subject_key=f"day:{organisation.pk}",
        context={"greeting": person.first_name},
        secret=links(word),
        language=person.language,
        not_before=moment,
        expires_at=moment + STAYS,
    )
