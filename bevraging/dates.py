"""When an invitation closes and when a reminder goes. Pure functions over days; no database, no clock."""

from datetime import date, timedelta

FRIDAY = 4
OPEN_AT_LEAST = 10
"""A survey stays open this many days unless the lead chooses otherwise."""
FIRST_REMINDER = 4
APART = 3
"""Days between the invitation and a reminder, and between two reminders."""
FIXED_HOLIDAYS = {(1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25)}


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def is_holiday(day: date) -> bool:
    """A Belgian public holiday: seven fixed days, Easter Monday, Ascension and Whit Monday."""
    return (day.month, day.day) in FIXED_HOLIDAYS or (day - easter(day.year)).days in {1, 39, 50}


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def working_day_from(day: date) -> date:
    """`day` itself, or the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_day_until(day: date) -> date:
    """`day` itself, or the last working day before it."""
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def default_end(today: date) -> date:
    """The first Friday at least ten days away that is not a holiday."""
    day = today + timedelta(days=OPEN_AT_LEAST)
    while day.weekday() != FRIDAY or is_holiday(day):
        day += timedelta(days=1)
    return day


def reminder_days(launched: date, closes_on: date, count: int = 2) -> list[date]:
    """At most two working days: the fourth after the invitation and the one before the last day.

    Never within three days of the invitation or of each other; a short survey gets one reminder or none.
    """
    last = working_day_until(closes_on - timedelta(days=1))
    if count < 1 or (last - launched).days < APART:
        return []
    first = working_day_from(launched + timedelta(days=FIRST_REMINDER))
    if count == 1:
        return [min(first, last)]
    return [first, last] if (last - first).days >= APART else [last]
