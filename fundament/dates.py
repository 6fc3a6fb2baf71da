"""Months later: for what is looked at again in a rhythm."""

from calendar import monthrange
from datetime import date


def months_later(day: date, months: int) -> date:
    """The same day of a later month (an earlier one when `months` is negative), or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
