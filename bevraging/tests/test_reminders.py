"""When reminders go: at most two, three days apart, on working days at eight, also over a clock change."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from bevraging import actions, mails, reminders
from bevraging.models import Survey
from bevraging.tests import factories
from trajecten.models import Mail, Mailing

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FIRST = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)  # Friday, 8.00 in Brussels
SECOND = datetime(2026, 12, 3, 7, 0, tzinfo=UTC)  # the day before the last


def opened_at(moment, lies, linde, closes=date(2026, 12, 4), **fields):
    with time_machine.travel(moment, tick=False):
        return factories.make_open(factories.make_project(linde), by=lies, created_by=lies, closes_on=closes, **fields)


def collect_at(moment):
    with time_machine.travel(moment, tick=False):
        return reminders.collect(moment)


@pytest.fixture
def survey(lies, linde):
    return opened_at(MONDAY, lies, linde)


def test_first_reminder_goes_at_eight_on_the_fourth_day(survey):
    assert [collect_at(FIRST - timedelta(minutes=1)), collect_at(FIRST)] == [0, 20]


def test_same_sweep_again_sends_nothing(survey):
    assert [collect_at(FIRST + timedelta(minutes=n)) for n in range(3)] == [20, 0, 0]


def test_second_reminder_goes_the_day_before_the_last(survey):
    assert [collect_at(FIRST), collect_at(SECOND), Mail.objects.filter(kind="bevraging.reminder_2").count()] == [
        20,
        20,
        20,
    ]


def test_never_more_than_two_reminders(survey):
    for days in range(12):
        collect_at(FIRST + timedelta(days=days))
    assert Mailing.objects.exclude(kind=mails.INVITATION).count() == 2


def test_missed_first_reminder_is_not_made_up_for(survey):
    assert [collect_at(FIRST + timedelta(hours=25)), collect_at(SECOND)] == [0, 20]


def test_reminder_missed_by_some_hours_still_goes(survey):
    assert collect_at(FIRST + timedelta(hours=5)) == 20


def test_who_answered_gets_no_reminder(survey):
    with time_machine.travel(MONDAY, tick=False):
        factories.answer(survey, 8)
    assert collect_at(FIRST) == 12


def test_survey_without_reminders_sends_none(lies, linde):
    opened_at(MONDAY, lies, linde, reminders=0)
    assert [collect_at(FIRST), collect_at(SECOND)] == [0, 0]


def test_closed_survey_sends_none(survey, lies):
    with time_machine.travel(MONDAY, tick=False):
        actions.close(survey=survey, by=lies)
    collect_at(FIRST)
    assert Mail.objects.filter(kind__startswith="bevraging.reminder").count() == 0


def test_eight_stays_eight_over_the_clock_change(lies, linde):
    survey = opened_at(datetime(2026, 10, 22, 10, tzinfo=UTC), lies, linde, closes=date(2026, 11, 6))
    assert [moment.strftime("%d %H:%M") for moment in reminders.moments(survey)] == ["26 07:00", "05 07:00"]


def test_by_hand_reminder_counts_for_the_automatic_ones(survey, lies):
    with time_machine.travel(FIRST + timedelta(days=3, hours=2), tick=False):  # Monday, the first went on Friday
        collect_at(FIRST)
        actions.send_reminder(survey=survey, by=lies)
    assert [collect_at(SECOND), Mailing.objects.exclude(kind=mails.INVITATION).count()] == [0, 2]


def test_by_hand_reminder_too_early_is_refused(survey, lies):
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False), pytest.raises(actions.NotReady, match="3 dagen"):
        actions.send_reminder(survey=survey, by=lies)


def test_third_reminder_by_hand_is_refused(survey, lies):
    collect_at(FIRST)
    collect_at(SECOND)
    Survey.objects.filter(pk=survey.pk).update(closes_on=date(2027, 1, 29))
    survey.refresh_from_db()
    with (
        time_machine.travel(SECOND + timedelta(days=20), tick=False),
        pytest.raises(actions.NotReady, match="verstuurd"),
    ):
        actions.send_reminder(survey=survey, by=lies)


def test_next_moment_is_what_the_sweep_will_do(survey):
    assert [reminders.next_moment(survey, MONDAY), reminders.next_moment(survey, FIRST)] == [FIRST, SECOND]


def test_addresses_that_do_not_work_are_told_once(survey, lies):
    Mailing.objects.update(failed=2, finished_at=MONDAY)
    told = [collect_at(MONDAY + timedelta(minutes=n)) for n in (1, 2)]
    assert (told, Mail.objects.get(kind=mails.UNDELIVERED).recipient) == ([1, 0], lies.email)


def test_close_is_told_once(survey, lies):
    with time_machine.travel(MONDAY, tick=False):
        actions.close(survey=survey, by=lies)
    assert [collect_at(MONDAY + timedelta(minutes=n)) for n in (1, 2)] == [1, 0]


def test_empty_sweep_takes_three_queries(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        assert reminders.collect(MONDAY) == 0
