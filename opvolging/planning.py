"""On which days the checks of a rhythm are due: plain days, so that a clock that changes moves nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

from trajecten.reminders import working_day_from, working_day_until

HORIZON = timedelta(weeks=26)
"""So far ahead the plan stands written down, and the first check after it as well."""
FIRST_WITHIN = timedelta(weeks=8)
"""The first check stands within so many weeks (criterion s5.follow_up)."""
ON_TIME = timedelta(days=7)
"""Noted so many days after its day, a check is still on time (criterion s6.on_time)."""
GRACE = timedelta(days=14)
"""So long after the rhythm asked for the next check, what was seen still counts: the week in which that one is on time,
and a week for a day that moved, or for one that was noted early."""


def days_of(first: date, weeks: int, after: date | None, until: date) -> Iterator[date]:
    """The working days on which a check is due: from `first` on, every so many weeks, later than `after`; until the first
    day at or past `until`, which is given as well. A closing day moves to the next working day, and moves only itself."""
    step, turn = timedelta(weeks=weeks), 0
    if after is not None and after > first:  # nothing before it is needed
        turn = max(0, (after - first) // step - 1)
    while True:
        day = working_day_from(first + turn * step)
        turn += 1
        if after is None or day > after:
            yield day
            if day >= until:
                return


def last_first_day(today: date) -> date:
    """The latest day on which a first check still is in time."""
    return working_day_until(today + FIRST_WITHIN)


def counts_until(noted_on: date, weeks: int) -> date:
    """The last day on which what was seen on `noted_on` still counts."""
    return noted_on + timedelta(weeks=weeks) + GRACE
