"""The public holidays of Belgium: nobody gets a reminder on a day off, and nothing is due on one."""

from datetime import date, timedelta
from functools import lru_cache

FIXED = ((1, 1), (5, 1), (7, 21), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=16)
def holidays(year: int) -> frozenset[date]:
    movable = {easter(year) + timedelta(days=days) for days in (0, *AFTER_EASTER)}
    return frozenset(movable | {date(year, month, day) for month, day in FIXED})


def is_holiday(day: date) -> bool:
    return day in holidays(day.year)


def working_day_from(day: date) -> date:
    """`day` itself, or the first working day after it."""
    while day.weekday() > 4 or is_holiday(day):
        day += timedelta(days=1)
    return day
