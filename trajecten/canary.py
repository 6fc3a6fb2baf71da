"""The canary: a reminder that should have gone out all week and never did. Silence looks the same as peace, so it is counted.

Asked of the promises themselves, not of the sweep: a sweep that runs and finds nothing says nothing about why.
"""

from datetime import datetime, timedelta

from trajecten.models import Reminder
from trajecten.reminder_rules import Due, Rule, all_rules, due_by

DAYS = 7
"""Whole days back; the last 24 hours are left out, their mails may still be made."""
AT_LEAST = 2
"""On so many days something was due. One alone may be a day that was changed afterwards. [eigen]"""


def silent(now: datetime) -> list[str]:
    """The kinds of reminders of which none was decided about in a week with promises that asked for one.

    One that waits for the mail of the week, or that nobody wants, was decided about.
    """
    return [rule.kind for rule in all_rules() if _is_silent(expected(rule, now))]


def expected(rule: Rule, now: datetime) -> list[Due]:
    """What still asks for its reminder today and had its moment in the week before, for who may hear it."""
    days = (now - timedelta(days=count) for count in range(1, DAYS + 1))
    found = [due for day in days for due in due_by(rule, day)]
    return [due for due in found if rule.hears(due.person, rule.project(due.row))]


def _is_silent(due: list[Due]) -> bool:
    if len({one.today for one in due}) < AT_LEAST:
        return False
    return not Reminder.objects.filter(key__in=[one.key for one in due]).exists()
