"""The plan as a month: weeks of seven days, each with what is told that day."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from communicatie.models import Message


@dataclass(frozen=True)
class Day:
    on: date
    in_month: bool
    is_today: bool
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Month:
    first: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def before(self) -> str:
        return _code(self.first - timedelta(days=1))

    @property
    def after(self) -> str:
        return _code(self.first + timedelta(days=31))

    @property
    def is_empty(self) -> bool:
        return not any(day.messages for week in self.weeks for day in week)


def first_of(code: str) -> date:
    """The first day of a month as «2026-11»; of this month for anything else."""
    year, _dash, month = code.partition("-")
    if all(part.isascii() and part.isdecimal() for part in (year, month)) and len(year) == 4 and len(month) == 2:
        if 2000 <= int(year) <= 2100 and 1 <= int(month) <= 12:
            return date(int(year), int(month), 1)
    return timezone.localdate().replace(day=1)


def month_of(first: date, messages: Iterable[Message]) -> Month:
    """The whole weeks around a month; a message stands on the day it was told, or is planned for."""
    by_day: dict[date, list[Message]] = {}
    for message in messages:
        if (day := day_of(message)) is not None:
            by_day.setdefault(day, []).append(message)
    today = timezone.localdate()

    def made(on: date) -> Day:
        return Day(on, on.month == first.month, on == today, tuple(by_day.get(on, ())))

    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, tuple(tuple(made(day) for day in week) for week in weeks))


def day_of(message: Any) -> date | None:
    return timezone.localdate(message.sent_at) if message.sent_at else message.planned_on


def _code(day: date) -> str:
    return f"{day:%Y-%m}"
