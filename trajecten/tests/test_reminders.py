"""When something is due, and that a sweep asks everyone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.utils import timezone

from organisatie.models import Organisation
from trajecten import outbox, reminders
from trajecten.heartbeat import age_seconds
from trajecten.holidays import easter, is_holiday
from trajecten.models import Heartbeat, Mail, Reminder
from trajecten.outbox.tidying import tidy
from trajecten.tests.factories import make_project

BRUSSELS = ZoneInfo("Europe/Brussels")


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def wall(moment):
    return moment.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 10, 24), utc(2026, 10, 24, 7)), (date(2026, 10, 25), utc(2026, 10, 25, 8))],
)
def test_local_moment_keeps_the_wall_time_over_a_clock_change(day, expected):
    assert reminders.local_moment(day, time(9)) == expected


def test_local_moment_skipped_by_the_clock_is_the_first_that_exists():
    assert wall(reminders.local_moment(date(2027, 3, 28), time(2, 30))) == "2027-03-28 03:00"


def test_local_moment_that_comes_twice_is_the_first():
    assert reminders.local_moment(date(2026, 10, 25), time(2, 30)) == utc(2026, 10, 25, 0, 30)


def test_newest_due_after_three_days_down_is_one():
    moments = [utc(2026, 11, day, 8) for day in range(1, 30)]
    assert reminders.newest_due(moments, utc(2026, 11, 12, 9)) == utc(2026, 11, 12, 8)


def test_newest_due_older_than_a_day_is_none():
    assert reminders.newest_due([utc(2026, 11, 1, 8)], utc(2026, 11, 2, 8, 1)) is None


def test_newest_due_in_the_future_is_none():
    assert reminders.newest_due([utc(2026, 11, 2, 8)], utc(2026, 11, 2, 7)) is None


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (utc(2026, 11, 24, 10, 15), "2026-11-24 11:15"),  # Tuesday, in office hours: now
        (utc(2026, 11, 24, 5), "2026-11-24 09:00"),  # early
        (utc(2026, 11, 24, 17), "2026-11-25 09:00"),  # evening
        (utc(2026, 11, 27, 17), "2026-11-30 09:00"),  # Friday evening
        (utc(2026, 11, 28, 10), "2026-11-30 09:00"),  # Saturday
        (utc(2026, 11, 11, 10), "2026-11-12 09:00"),  # Armistice Day
        (utc(2026, 12, 24, 17), "2026-12-28 09:00"),  # Christmas and a weekend
        (utc(2026, 4, 3, 17), "2026-04-07 09:00"),  # Easter Monday 2026
        (utc(2026, 5, 13, 17), "2026-05-15 09:00"),  # Ascension 2026
    ],
)
def test_next_office_moment(after, expected):
    assert wall(reminders.next_office_moment(None, after)) == expected


def test_next_office_moment_is_that_of_the_organisation_itself():
    late = Organisation(office_from=time(8), office_until=time(20))
    early = Organisation(office_from=time(7), office_until=time(12))
    evening = utc(2026, 11, 24, 17)  # six in the evening in Brussels
    assert [wall(reminders.next_office_moment(one, evening)) for one in (late, early)] == [
        "2026-11-24 18:00",
        "2026-11-25 07:00",
    ]


@pytest.mark.parametrize(
    "day",
    [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25), date(1818, 3, 22)],
)
def test_easter(day):
    assert easter(day.year) == day


def test_is_holiday_whit_monday():
    assert is_holiday(date(2026, 5, 25)) is True
    assert is_holiday(date(2026, 5, 26)) is False


@pytest.fixture
def sources(monkeypatch):
    monkeypatch.setattr(reminders, "_sources", {})

    def add(code, collect, due=None):
        return reminders.register(reminders.Source(code, collect, due))

    return add


def test_register_taken_code_is_refused(sources):
    sources("a", lambda now: 0)
    with pytest.raises(ImproperlyConfigured):
        sources("a", lambda now: 1)


@pytest.mark.django_db
def test_sweep_asks_every_source_with_the_same_moment(sources):
    asked = []
    sources("a", lambda now: asked.append(now) or 2)
    sources("b", lambda now: asked.append(now) or 0)
    assert reminders.sweep(utc(2026, 11, 24, 8)) == {"a": 2}
    assert asked == [utc(2026, 11, 24, 8)] * 2


@pytest.mark.django_db
def test_sweep_one_broken_source_does_not_stop_the_others(sources):
    def broken(now):
        raise ValueError

    sources("a", broken)
    sources("b", lambda now: 3)
    assert reminders.sweep() == {"b": 3}


def only_after_noon(now):
    return Heartbeat.objects.filter(name="noon", at__lte=now)


@pytest.mark.django_db
def test_sweep_asks_only_whose_look_finds_something(sources):
    Heartbeat.objects.create(name="noon", at=utc(2026, 11, 24, 12))
    sources("a", lambda now: 1, only_after_noon)
    sources("b", lambda now: 1)
    assert reminders.sweep(utc(2026, 11, 24, 11, 59)) == {"b": 1}
    assert reminders.sweep(utc(2026, 11, 24, 12)) == {"a": 1, "b": 1}


@pytest.mark.django_db
def test_sweep_with_a_look_that_fails_asks_everyone(sources):
    def broken(now):
        raise ValueError

    sources("a", lambda now: 1, broken)
    sources("b", lambda now: 1, only_after_noon)
    assert reminders.sweep() == {"a": 1, "b": 1}


@pytest.mark.django_db
def test_sweep_delivers_what_a_source_just_queued(sources, mailoutbox):
    sources("a", lambda now: outbox.queue(kind="testmail", key="k", to="a@linde.example"))
    assert (reminders.sweep(), len(mailoutbox)) == ({"a": True, "sent": 1}, 1)


@pytest.mark.django_db
def test_sweep_delivers_what_waited(sources, mailoutbox):
    outbox.queue(kind="testmail", key="k", to="a@linde.example")
    assert (reminders.sweep(), len(mailoutbox)) == ({"sent": 1}, 1)


@pytest.mark.django_db
def test_sweep_without_work_takes_two_queries(django_assert_num_queries):
    reminders.sweep()  # the first of a process writes its statement, and looks for mail of long ago
    with django_assert_num_queries(2):
        assert reminders.sweep() == {}


@pytest.mark.django_db
def test_sweep_shows_that_the_worker_lives(sources):
    assert age_seconds("worker") is None
    reminders.sweep()
    assert age_seconds("worker") < timedelta(seconds=5).total_seconds()


@pytest.fixture
def old_mail(db, monkeypatch):
    """old_mail(days, status): a row of so many days ago."""
    monkeypatch.setattr("trajecten.outbox.tidying._next_look", None)
    Heartbeat.objects.create(name="tidy", at=timezone.now() - timedelta(days=2))

    def old_mail_(days, status="sent"):
        mail = Mail.objects.create(kind="testmail", key=f"{days}{status}", recipient="a@linde.example", status=status)
        Mail.objects.filter(pk=mail.pk).update(created_at=timezone.now() - timedelta(days=days))
        return mail

    return old_mail_


def test_tidy_deletes_what_left_long_ago(old_mail):
    old_mail(91)
    kept = {old_mail(89).pk, old_mail(200, "waiting").pk}
    assert tidy() == 1
    assert set(Mail.objects.values_list("pk", flat=True)) == kept


def test_tidy_forgets_a_reminder_as_long_after_as_its_mail(old_mail, linde):
    project = make_project(linde)
    made = [
        Reminder.objects.create(
            project=project, key=f"k{days}", kind="testmail", row=1, person="1", day=date(2026, 11, 24), how="mail"
        )
        for days in (91, 89)
    ]
    for one, days in zip(made, (91, 89), strict=True):
        Reminder.objects.filter(pk=one.pk).update(created_at=timezone.now() - timedelta(days=days))
    assert (tidy(), list(Reminder.objects.values_list("key", flat=True))) == (1, ["k89"])


def test_tidy_twice_a_day_does_it_once(old_mail, monkeypatch):
    tidy()
    old_mail(91)
    monkeypatch.setattr("trajecten.outbox.tidying._next_look", None)
    assert tidy() == 0


def test_sweep_says_in_a_line_what_it_did(db, capsys):
    call_command("sweep")
    assert capsys.readouterr().out == "Ronde klaar. Er was niets te doen.\n"
    outbox.queue(kind="testmail", key="a", to="lies@linde.test")
    call_command("sweep")
    assert capsys.readouterr().out == "Ronde klaar. mail verzonden: 1.\n"
