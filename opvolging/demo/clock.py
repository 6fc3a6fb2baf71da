"""The clock of the demo: what it tells happened in the weeks before today, as it would have at a real organisation.

Everything that the actions write inside `at` gets that moment, because each asks `timezone.now` what time it is: rows are
added with their date and never changed afterwards, so the history stays append-only. Only for the command that makes the
demo: it has the process to itself. Why so: docs/decisions/0042-demo-clock.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

_real_now = timezone.now
SATURDAY = 5


def working_day(days_ago: int) -> date:
    """That many days before today; a Friday when that would be in a weekend."""
    day = timezone.localdate(_real_now()) - timedelta(days=days_ago)
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


@dataclass(frozen=True)
class Weeks:
    """The weeks of a long story, numbered as it does. `now` is the number of the calendar week in which we are."""

    now: int

    def day(self, week: int, weekday: int = 0) -> date:
        """Monday is weekday 0. Every week before `now` lies in the past, whichever day it is."""
        today = timezone.localdate(_real_now())
        return today + timedelta(weeks=week - self.now, days=weekday - today.weekday())


@contextmanager
def at(day: date, hour: int, minute: int = 0) -> Iterator[None]:
    """Inside, it is `day` at `hour`. Raises ValueError for a moment that is still to come."""
    begin = datetime.combine(day, time(hour, minute), timezone.get_default_timezone())
    behind = _real_now() - begin
    if behind < timedelta(0):
        raise ValueError("The demo tells what was, not what will be.")
    before, timezone.now = timezone.now, lambda: _real_now() - behind
    try:
        yield
    finally:
        timezone.now = before
