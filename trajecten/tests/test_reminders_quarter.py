"""A quarter of promises with frozen time, over both clock changes: each reminder once, at eight on the wall clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from organisatie.models import Membership
from organisatie.tests.factories import make_membership
from trajecten import actions, gate_reminders, week_digest
from trajecten.gate import ConditionInput
from trajecten.models import Mail, Reminder
from trajecten.reminder_claims import DAY_KIND
from trajecten.reminders import working_day_from, working_day_until

BRUSSELS = ZoneInfo("Europe/Brussels")
WEEKS = 13
AROUND_OPENING = ((6, 0), (6, 30), (7, 0), (7, 30))
"""In UTC: eight o'clock and half past in summer, then in winter."""
[RULE] = [rule for rule in gate_reminders.RULES if rule.kind == "gate.condition_reminder"]


def sweep(moment):
    """What a beat does for these: each half hour, as the mail of the week leaves half an hour after opening."""
    if moment.minute:
        return week_digest.collect(moment)
    return gate_reminders.collect(moment, rules=[RULE])


def on_the_wall(*kinds):
    moments = Mail.objects.filter(kind__in=kinds).order_by("not_before").values_list("not_before", flat=True)
    return [moment.astimezone(BRUSSELS) for moment in moments]


@pytest.mark.parametrize("begin", [date(2026, 9, 7), date(2027, 2, 15)], ids=["to winter time", "to summer time"])
def test_quarter_with_doubled_beats_over_a_clock_change(world, bram, begin):
    """Something is due each week; Bram does it and hears of it at once, who leads wants one mail a week."""
    make_membership(bram, world.project.organisation, Membership.Role.READER)
    actions.choose_rhythm(word=str(world.lead.pk), rhythm="weekly")
    start = datetime(begin.year, begin.month, begin.day, 9, tzinfo=UTC)
    due = [begin + timedelta(days=9 + 7 * week) for week in range(WEEKS - 2)]
    with time_machine.travel(start, tick=False):
        decision = world.answer("go_with_conditions", conditions=[ConditionInput("Week 0", bram, due[0])])
        for number, day in enumerate(due[1:], 1):
            decision.conditions.create(text=f"Week {number}", owner=bram, due_on=day)
    doubles = 0
    for count in range(1, WEEKS * 7):
        for hour, minute in AROUND_OPENING:
            moment = (start + timedelta(days=count)).replace(hour=hour, minute=minute)
            with time_machine.travel(moment, tick=False):
                sweep(moment)
                doubles += sweep(moment)
    past = {one: working_day_from(one + timedelta(days=3)) for one in due}
    days = [
        day for one in due for day in (working_day_until(one - timedelta(days=7)), working_day_from(one), past[one])
    ]
    # A day that falls on a holiday is reminded of after it: then who leads hears it too.
    told = [*past.values(), *(working_day_from(one) for one in due if working_day_from(one) > one)]
    mondays = {working_day_from(day - timedelta(days=day.weekday()) + timedelta(days=7)) for day in told}
    mondays |= {day for day in told if day == working_day_from(day - timedelta(days=day.weekday()))}
    assert doubles == 0
    # Two promises on one day are one mail.
    daily = on_the_wall(RULE.kind, DAY_KIND)
    assert [f"{one:%H:%M}" for one in daily] == ["08:00"] * len(set(days))
    assert [one.date() for one in daily] == sorted(set(days))
    assert Reminder.objects.filter(how="mail").count() == len(days)
    assert {f"{one:%H:%M}" for one in on_the_wall(week_digest.KIND)} == {"08:30"}
    assert {one.date() for one in on_the_wall(week_digest.KIND)} <= mondays
    assert Reminder.objects.filter(how="week", waits=False).count() == len(told)
