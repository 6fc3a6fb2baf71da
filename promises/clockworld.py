"""What P25 does inside its world: reminders of each day, over both clock changes."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from promises.mailworld import REMINDER
from trajecten import outbox, reminders
from trajecten.models import Mail
from trajecten.outbox import MailSpec

ZONE = ZoneInfo("Europe/Brussels")
CHANGES = [date(2026, 10, 25), date(2027, 3, 28)]
AROUND = 2
"""Days before and after the change."""
HALF_HOURS = [time(hour, minute) for hour in range(24) for minute in (0, 30)]


def walk(minutes: int, control: str) -> dict:
    """Sweep through both changes and count what is missing, double or at the wrong hour."""
    found: Counter = Counter(missing=0, twice=0, wrong_hour=0)
    for change in CHANGES:
        days = [change + timedelta(days=offset) for offset in range(-AROUND, AROUND + 1)]
        moments = {(day, at): _moment(days[0], day, at, control) for day in days for at in HALF_HOURS}
        now = min(moments.values())
        until = max(moments.values()) + timedelta(minutes=minutes)
        while now <= until:
            _queue_due(moments, now, timedelta(minutes=minutes))
            now += timedelta(minutes=minutes)
        queued = Counter(Mail.objects.values_list("subject_key", flat=True))
        for (day, at), moment in moments.items():
            rows = queued[f"{at:%H%M}:{moment.astimezone(ZONE):%Y-%m-%d}"]
            found["missing"] += rows == 0
            found["twice"] += rows > 1
            found["wrong_hour"] += moment.astimezone(ZONE).replace(tzinfo=None) != _expected(day, at)
        Mail.objects.all().delete()
    return {"series": len(CHANGES) * len(HALF_HOURS), **found, "after_three_days_away": _after_three_days_away()}


def _moment(first: date, day: date, at: time, control: str) -> datetime:
    if control:
        return datetime.combine(first, at, tzinfo=ZONE).astimezone(UTC) + (day - first)
    return reminders.local_moment(day, at)


def _expected(day: date, at: time) -> datetime:
    """The wall time; at the hour that does not exist, the first that does."""
    wall = datetime.combine(day, at)
    skipped = day == CHANGES[1] and time(2) <= at < time(3)
    return wall.replace(hour=3, minute=0) if skipped else wall


def _queue_due(moments: dict, now: datetime, window: timedelta) -> None:
    """What a source does at each sweep; the window reaches back further than one sweep, the key makes it one row."""
    specs = [
        MailSpec(
            kind=REMINDER,
            key=f"reminder:{at:%H%M}:{moment.isoformat()}",
            to="lies@linde.example",
            subject_key=f"{at:%H%M}:{moment.astimezone(ZONE):%Y-%m-%d}",
        )
        for (_day, at), moment in moments.items()
        if now - 2 * window < moment <= now
    ]
    outbox.queue_many(specs, mailing=None)


def _after_three_days_away() -> int:
    """The machine comes back three days later: how many reminders of one rule leave?"""
    days = [date(2026, 10, 20) + timedelta(days=number) for number in range(10)]
    moments = [reminders.local_moment(day, time(9)) for day in days]
    back = reminders.local_moment(date(2026, 10, 26), time(9, 30))
    newest = reminders.newest_due(moments, back)
    specs = [MailSpec(kind=REMINDER, key=f"away:{newest}", to="lies@linde.example")] if newest else []
    return outbox.queue_many(specs, mailing=None)
