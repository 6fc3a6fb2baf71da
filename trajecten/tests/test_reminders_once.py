"""Duplicate beats and killed workers: every reminder is made once. Real threads and real deaths, on both databases."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection

from trajecten import actions, gate_reminders, reminder_claims, reminders, week_digest
from trajecten.gate import ConditionInput
from trajecten.models import Mail, Reminder

pytestmark = pytest.mark.django_db(transaction=True)
AGREED = datetime(2026, 11, 23, 9, tzinfo=UTC)
DUE = datetime(2026, 12, 14, 7, tzinfo=UTC)
"""Three days after the day that was agreed, moved over a weekend: its owner hears of it, and who leads."""
WEEKLY = datetime(2026, 12, 21, 7, 30, tzinfo=UTC)
CONDITION = "gate.condition_reminder"


@pytest.fixture
def promised(world, bram):
    """Something that Bram will do by Wednesday 9 December. Bram hears of it at once, Lies once a week."""
    with time_machine.travel(AGREED, tick=False):
        agreed = [ConditionInput("Hoezen kopen", bram, date(2026, 12, 9))]
        world.answer("go_with_conditions", conditions=agreed)
    actions.choose_rhythm(word=str(world.lead.pk), rhythm="weekly")


@pytest.fixture
def promised_twice(world, bram):
    """Two things that Bram will do by the same day; nobody chose a rhythm, so all who hear of it hear of both."""
    with time_machine.travel(AGREED, tick=False):
        agreed = [ConditionInput(text, bram, date(2026, 12, 9)) for text in ("Hoezen kopen", "Kar nakijken")]
        world.answer("go_with_conditions", conditions=agreed)


def of_the_day():
    """(claims, mails of their own, mails of the day, claims of which the mail exists and brings two)."""
    kinds = list(Mail.objects.filter(kind__in=[CONDITION, reminder_claims.DAY_KIND]).values_list("key", "kind"))
    keys = [key for key, kind in kinds if kind == reminder_claims.DAY_KIND]
    brought = [Reminder.objects.filter(mail_key=key).count() for key in keys]
    return Reminder.objects.count(), len(kinds) - len(keys), len(keys), sum(count == 2 for count in brought) * 2


def made():
    """(claims, mails of their own, mails of the week)."""
    kinds = list(Mail.objects.filter(kind__in=[CONDITION, week_digest.KIND]).values_list("kind", flat=True))
    return Reminder.objects.count(), kinds.count(CONDITION), kinds.count(week_digest.KIND)


def at_once(work, moment, times=4):
    """Do this in so many threads at the same moment, each with a connection of its own; gives what came of each."""

    def one(_number):
        try:
            return work(moment)
        finally:
            connection.close()

    with time_machine.travel(moment, tick=False), ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def killed(work, moment, module, name, *, after):
    """Do this in a process that is killed where it calls `module.name`: before it, or after it and before the commit."""
    connection.close()
    child = os.fork()
    if child == 0:
        real = getattr(module, name)

        def die(*values, **more):
            if after:
                real(*values, **more)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(module, name, die)
        with time_machine.travel(moment, tick=False):
            work(moment)
        os._exit(0)  # not reached when it was killed where it should be
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_duplicate_beats_claim_each_reminder_once(promised):
    mails = at_once(gate_reminders.collect, DUE)
    assert (sum(mails), made()) == (1, (2, 1, 0))


def test_duplicate_beats_make_one_mail_of_the_week(promised):
    at_once(gate_reminders.collect, DUE)
    mails = at_once(week_digest.collect, WEEKLY)
    assert (sum(mails), made(), Reminder.objects.filter(waits=True).count()) == (1, (2, 1, 1), 0)


@pytest.mark.parametrize("after", [False, True])
def test_worker_killed_between_claim_and_mail_leaves_neither(promised, after):
    status = killed(gate_reminders.collect, DUE, reminder_claims, "queue_many", after=after)
    assert (status, made()) == (-signal.SIGKILL, (0, 0, 0))
    with time_machine.travel(DUE, tick=False):
        assert (gate_reminders.collect(DUE), made()) == (1, (2, 1, 0))


def test_worker_killed_over_the_mail_of_the_week_leaves_it_for_the_next(promised):
    at_once(gate_reminders.collect, DUE, times=1)
    status = killed(week_digest.collect, WEEKLY, week_digest, "queue_many", after=True)
    assert (status, made(), Reminder.objects.filter(waits=True).count()) == (-signal.SIGKILL, (2, 1, 0), 1)
    assert (at_once(week_digest.collect, WEEKLY, times=2).count(1), made()) == (1, (2, 1, 1))


def test_duplicate_sweeps_send_each_mail_once(promised, mailoutbox):
    at_once(reminders.sweep, DUE, times=2)
    at_once(reminders.sweep, DUE, times=1)
    about = [message for message in mailoutbox if "List-Unsubscribe" in message.extra_headers]
    assert (len(about), made()) == (1, (2, 1, 0))


def test_duplicate_beats_make_one_mail_of_the_day_with_each_item_once(promised_twice, mailoutbox):
    mails = at_once(gate_reminders.collect, DUE)
    assert (sum(mails), of_the_day()) == (2, (4, 0, 2, 4))
    at_once(reminders.sweep, DUE, times=2)
    about = [message for message in mailoutbox if "List-Unsubscribe" in message.extra_headers]
    assert len({message.to[0] for message in about}) == len(about) == 2
    assert [message.subject for message in about] == ["Vandaag: 2 dingen om naar te kijken"] * 2


@pytest.mark.parametrize("after", [False, True])
def test_worker_killed_between_claim_and_mail_of_the_day_leaves_neither(promised_twice, after):
    status = killed(gate_reminders.collect, DUE, reminder_claims, "queue_many", after=after)
    assert (status, of_the_day()) == (-signal.SIGKILL, (0, 0, 0, 0))
    assert (sum(at_once(gate_reminders.collect, DUE, times=2)), of_the_day()) == (2, (4, 0, 2, 4))
