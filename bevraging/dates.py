"""When an invitation closes and when a reminder goes. Pure functions over days; no database, no clock."""

from datetime import date, timedelta

from trajecten.holidays import is_holiday
from trajecten.reminders import working_day_from, working_day_until

FRIDAY = 4
OPEN_AT_LEAST = 10
"""A survey stays open this many days unless the lead chooses otherwise."""
FIRST_REMINDER = 4
APART = 3
"""Days between the invitation and a reminder, and between two reminders."""


def default_end(today: date) -> date:
    """The first Friday at least ten days away that is not a holiday."""
    day = today + timedelta(days=OPEN_AT_LEAST)
    while day.weekday() != FRIDAY or is_holiday(day):
        day += timedelta(days=1)
    return day


def reminder_days(launched: date, closes_on: date, count: int = 2, *, pulse: bool = False) -> list[date]:
    """At most two working days: the fourth after the invitation and the one before the last day.

    Never within three days of the invitation or of each other; a short survey gets one reminder or none. A pulse counts
    back from its end: who answers five statements does so near the end of it (docs/decisions/0074-digest.md).
    """
    last = working_day_until(closes_on - timedelta(days=1))
    if count < 1 or (last - launched).days < APART:
        return []
    first = (
        working_day_until(last - timedelta(days=APART))
        if pulse
        else working_day_from(launched + timedelta(days=FIRST_REMINDER))
    )
    if (first - launched).days < APART:
        return [last]
    if count == 1:
        return [min(first, last)]
    return [first, last] if (last - first).days >= APART else [last]
