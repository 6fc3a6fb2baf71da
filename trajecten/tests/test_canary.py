"""The canary: it tells of reminders that should have gone and did not, and is quiet otherwise."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from trajecten import actions, canary, canary_mail, gate_reminders, readiness
from trajecten.heartbeat import beat
from trajecten.models import Mail
from trajecten.outbox import deliver

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
A_WEEK_LATER = datetime(2026, 12, 2, 12, tzinfo=UTC)


@pytest.fixture
def asked(world):
    """Asked on Monday for Friday 4 December: reminders are due on Wednesday the 25th and Monday the 30th."""
    with time_machine.travel(MONDAY, tick=False):
        return world.ask(decide_by=date(2026, 12, 4))


def heard_at(moment):
    with time_machine.travel(moment, tick=False):
        return canary.silent(moment)


def test_canary_tells_of_a_week_in_which_no_reminder_went(asked):
    assert heard_at(A_WEEK_LATER) == ["gate.decision_asked"]


def test_canary_is_quiet_when_one_was_made(asked):
    with time_machine.travel(datetime(2026, 11, 30, 9, tzinfo=UTC), tick=False):
        gate_reminders.collect()
    assert heard_at(A_WEEK_LATER) == []


def test_canary_is_quiet_about_one_day_alone(asked):
    assert heard_at(MONDAY + timedelta(days=4)) == []


def test_canary_is_quiet_when_nothing_is_promised(world):
    assert heard_at(A_WEEK_LATER) == []


def test_ready_says_how_many_kinds_of_reminders_are_silent(asked):
    with time_machine.travel(A_WEEK_LATER, tick=False):
        assert readiness.questions()["reminders_silent"] == 1


# --- By mail -------------------------------------------------------------------------------------


@pytest.fixture
def told(settings):
    """told(moment): look at that moment; gives to whom mails went until then."""
    settings.OPERATORS = ["petra@platform.test"]

    def told_(moment):
        with time_machine.travel(moment, tick=False):
            canary_mail.collect(moment)
        return list(Mail.objects.filter(kind=canary_mail.KIND).values_list("recipient", flat=True))

    return told_


def test_canary_mails_who_runs_the_house_once_a_week(asked, told):
    days = [len(told(A_WEEK_LATER + timedelta(days=count))) for count in range(3)]
    assert (days, told(A_WEEK_LATER)) == ([1, 1, 1], ["petra@platform.test"])


def test_canary_mails_again_a_week_later_when_it_is_still_silent(asked, told, monkeypatch):
    monkeypatch.setattr(canary, "silent", lambda now: ["gate.decision_asked"])
    assert [len(told(A_WEEK_LATER + timedelta(days=count))) for count in (0, 6, 8)] == [1, 1, 2]


def test_canary_mails_nobody_when_reminders_go(world, told):
    assert told(A_WEEK_LATER) == []


def test_canary_mails_nobody_where_nobody_is_named(asked, told, settings):
    settings.OPERATORS = []
    assert told(A_WEEK_LATER) == []


def test_canary_mail_says_which_reminders_and_names_no_project(asked, told, mailoutbox, world):
    told(A_WEEK_LATER)
    with time_machine.travel(A_WEEK_LATER, tick=False):
        deliver()
    [message] = [one for one in mailoutbox if one.subject == "Er vertrok een week lang geen herinnering"]
    assert ("- Herinnering aan een beslissing" in message.body, world.project.title in message.body) == (True, False)


def test_canary_looks_once_a_day(asked):
    beat("worker")
    with time_machine.travel(A_WEEK_LATER, tick=False):
        before = canary_mail.not_looked_today(A_WEEK_LATER).exists()
        canary_mail.collect(A_WEEK_LATER)
    after = [canary_mail.not_looked_today(A_WEEK_LATER + timedelta(hours=h)).exists() for h in (1, 25)]
    assert (before, after) == (True, [False, True])


def test_canary_is_quiet_when_who_would_read_them_wants_none(asked, world):
    actions.choose_rhythm(word=str(world.decider.pk), rhythm="off")
    with time_machine.travel(datetime(2026, 11, 30, 9, tzinfo=UTC), tick=False):
        gate_reminders.collect()
    assert heard_at(A_WEEK_LATER) == []
