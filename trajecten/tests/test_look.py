"""One statement for many questions: it must answer as each of them alone would."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from bevraging.tests import factories
from trajecten import outbox, reminders
from trajecten.heartbeat import beat
from trajecten.look import answered_yes
from trajecten.models import Heartbeat, Mail

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def row():
    beat("worker")


def heartbeats_until(now):
    return Heartbeat.objects.filter(name="x", at__lte=now)


def heartbeats_an_hour_ago(now):
    return Heartbeat.objects.filter(name="x", at__lte=now - HOUR)


def heartbeats_before_tomorrow(now):
    return Heartbeat.objects.filter(name="x", at__date__lt=now.date() + timedelta(days=1))


QUESTIONS = {"now": heartbeats_until, "hour": heartbeats_an_hour_ago, "day": heartbeats_before_tomorrow}


@pytest.mark.parametrize(
    ("now", "yes"),
    [
        (NOON, {"now", "day"}),
        (NOON + HOUR, {"now", "hour", "day"}),
        (NOON - HOUR, {"day"}),
        (NOON - timedelta(days=1), set()),
    ],
)
def test_questions_are_answered_for_the_moment_that_is_asked(now, yes):
    Heartbeat.objects.create(name="x", at=NOON)
    answered_yes(QUESTIONS, NOON + timedelta(days=9), on="worker")  # the statement was written for another moment
    assert answered_yes(QUESTIONS, now, on="worker") == yes


def test_question_that_wants_more_of_its_moment_is_refused():
    def at_night(now):
        return Heartbeat.objects.filter(name="x" if now.hour < 6 else "y")

    with pytest.raises(AttributeError):
        answered_yes({"night": at_night}, NOON, on="worker")


def test_every_registered_look_answers_as_its_queryset_does(lies, linde):
    with time_machine.travel(NOON, tick=False):
        survey = factories.make_open(factories.make_project(linde), by=lies)
        factories.answer(survey, 12)
    looks = {source.code: source.due for source in reminders.sources() if source.due} | {"mail": outbox.open_work}
    for days in (-1, 0, 4, 12, 60):
        now = NOON + timedelta(days=days)
        assert answered_yes(looks, now, on="worker") == {code for code, due in looks.items() if due(now).exists()}


def test_registered_looks_find_nothing_where_nothing_is():
    beat("canary")  # it looked today
    assert reminders.look(NOON) == {"outbox.tidy"}


def test_look_finds_the_mail_that_waits():
    Mail.objects.create(kind="testmail", key="k", recipient="a@linde.example", not_before=NOON)
    assert [reminders.MAIL in reminders.look(NOON + HOUR * n) for n in (-1, 0)] == [False, True]


def test_look_finds_the_mail_whose_sender_died():
    for status in ("busy", "uncertain"):
        Mail.objects.all().delete()
        Mail.objects.create(
            kind="testmail", key="k", recipient="a@linde.example", status=status, not_before=NOON, lease_until=NOON
        )
        assert [reminders.MAIL in reminders.look(NOON + HOUR * n) for n in (0, 1)] == [False, True]
