"""When reminders go: at most two, three days apart, on working days at eight, also over a clock change."""

from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.core import mail as django_mail
from django.db import connection

from bevraging import actions, mails, reminders
from bevraging.models import Survey
from bevraging.tests import factories
from trajecten import outbox
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


def test_pulse_reminds_four_days_and_one_before_its_end(lies, linde):
    opened_at(MONDAY, lies, linde, closes=date(2026, 12, 11), purpose=Survey.Purpose.PULSE)
    sent = {day: collect_at(datetime(2026, 12, day, 7, tzinfo=UTC)) for day in range(1, 12)}
    assert {day for day, count in sent.items() if count} == {7, 10}


def test_never_more_than_two_reminders(survey):
    for days in range(12):
        collect_at(FIRST + timedelta(days=days))
    assert Mailing.objects.exclude(kind=mails.INVITATION).count() == 2


def test_missed_first_reminder_is_not_made_up_for(survey):
    """It is too late for it; the lead hears that it never went (one mail)."""
    assert [collect_at(FIRST + timedelta(hours=25)), collect_at(SECOND)] == [1, 20]
    assert Mail.objects.filter(kind=mails.NOTHING_SENT).count() == 1


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
    Mailing.objects.update(sent=18, failed=2, finished_at=MONDAY)
    told = [reminders.tell_undelivered(MONDAY + timedelta(minutes=n)) for n in (1, 2)]
    assert (told, Mail.objects.get(kind=mails.UNDELIVERED).recipient) == ([1, 0], lies.email)


def test_invitations_of_which_none_arrived_are_told_once_and_apart(survey, lies):
    Mailing.objects.update(sent=0, failed=20, finished_at=MONDAY)
    told = [reminders.tell_undelivered(MONDAY + timedelta(minutes=n)) for n in (1, 2)]
    assert (told, Mail.objects.filter(kind=mails.UNDELIVERED).count()) == ([1, 0], 0)
    outbox.deliver()
    assert [m.subject for m in django_mail.outbox if m.to[0].endswith(f"<{lies.email}>") or lies.email in m.to[0]] == [
        "Geen enkele uitnodiging kwam aan"
    ]


def remind_and_fail(survey, how_many_fail: int) -> Mailing:
    """The first reminder went at FIRST; this many of its mails were refused, the others arrived or were withdrawn."""
    collect_at(FIRST)
    Mail.objects.filter(kind=mails.INVITATION).update(status=Mail.Status.SENT)
    rows = Mail.objects.filter(kind=mails.REMINDERS[1]).order_by("key")
    failed = list(rows.values_list("pk", flat=True)[:how_many_fail])
    rows.update(status=Mail.Status.SENT)
    Mail.objects.filter(pk__in=failed).update(status=Mail.Status.FAILED)
    Mailing.objects.filter(kind=mails.REMINDERS[1]).update(failed=how_many_fail, finished_at=FIRST)
    return Mailing.objects.get(kind=mails.REMINDERS[1])


@pytest.mark.parametrize(("failing", "told"), [(0, 0), (19, 0), (20, 1)])
def test_reminders_of_which_none_arrived_are_told(survey, failing, told):
    remind_and_fail(survey, failing)
    assert reminders.tell_nobody_reminded(FIRST + timedelta(minutes=1)) == told


def test_reminders_of_which_none_arrived_are_told_once_and_without_a_number(survey):
    remind_and_fail(survey, 20)
    told = [reminders.tell_nobody_reminded(FIRST + timedelta(minutes=n)) for n in (1, 2)]
    Mail.objects.exclude(kind=mails.NOTHING_SENT).delete()
    outbox.deliver()
    [letter] = django_mail.outbox
    assert (told, letter.subject, "20" in letter.body) == ([1, 0], "Een herinnering bereikte niemand", False)


@pytest.mark.parametrize("working", [0, 4])
def test_reminder_that_only_met_addresses_that_never_worked_is_not_told(survey, working):
    """Three colleagues have a wrong address, the others answered: a notice would say so to who knows which three."""
    remind_and_fail(survey, 20)
    invited = Mail.objects.filter(kind=mails.INVITATION).order_by("key").values_list("pk", flat=True)
    Mail.objects.filter(pk__in=list(invited[working:])).update(status=Mail.Status.FAILED)
    assert reminders.tell_nobody_reminded(FIRST + timedelta(minutes=1)) == 0


def test_reminder_when_everybody_answered_is_never_told_as_nothing_sent(survey):
    """Nothing was sent, and nobody may conclude why."""
    with time_machine.travel(MONDAY, tick=False):
        factories.answer(survey, 20)
    collect_at(FIRST)
    later = [reminders.tell_nobody_reminded(FIRST + timedelta(hours=1)), collect_at(FIRST + timedelta(days=2))]
    assert (later, Mail.objects.filter(kind=mails.NOTHING_SENT).count()) == ([0, 0], 0)


def test_close_is_told_once(survey, lies):
    with time_machine.travel(MONDAY, tick=False):
        closed = [actions.close(survey=survey, by=lies) for _time in range(2)]
    assert (closed, Mail.objects.get(kind=mails.CLOSED).recipient) == ([True, False], lies.email)


# --- Which surveys the sweep looks at ----------------------------------------------------------

FIRST_DAY = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)  # Friday, midnight in Brussels
SECOND_DAY = datetime(2026, 12, 2, 23, 0, tzinfo=UTC)


def look_of(survey):
    survey.refresh_from_db()
    return survey.remind_from


def extend_at(moment, survey, lies, until):
    with time_machine.travel(moment, tick=False):
        actions.extend(survey=survey, by=lies, until=until)


def test_look_begins_with_the_day_of_each_reminder(survey):
    looks = [look_of(survey)]
    for moment in (FIRST, SECOND):
        collect_at(moment)
        looks.append(look_of(survey))
    assert looks == [FIRST_DAY, SECOND_DAY, None]


def test_survey_is_not_looked_at_before_that_day(survey):
    assert [list(reminders.due(FIRST_DAY - timedelta(minutes=n))) for n in (1, 0)] == [[], [survey]]


def test_sweep_early_on_that_day_keeps_looking(survey):
    assert [collect_at(FIRST_DAY), look_of(survey), collect_at(FIRST)] == [0, FIRST_DAY, 20]


def test_look_goes_on_when_everybody_answered(survey):
    with time_machine.travel(MONDAY, tick=False):
        factories.answer(survey, 20)
    assert [collect_at(FIRST), look_of(survey)] == [0, SECOND_DAY]


def test_look_goes_on_after_days_without_a_sweep(survey):
    """The lead hears that the first one never went: one mail, and once."""
    assert [collect_at(FIRST + timedelta(days=3)), look_of(survey)] == [1, SECOND_DAY]
    assert collect_at(FIRST + timedelta(days=3, hours=1)) == 0


def test_look_of_a_survey_without_reminders_never_begins(lies, linde):
    assert opened_at(MONDAY, lies, linde, reminders=0).remind_from is None


def test_look_begins_at_midnight_where_the_people_are(lies, linde):
    linde.time_zone = "Pacific/Auckland"
    linde.save()
    survey = opened_at(MONDAY, lies, linde)
    assert look_of(survey) == datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
    assert [collect_at(datetime(2026, 11, 26, 18, 59, tzinfo=UTC)), collect_at(FIRST - timedelta(hours=12))] == [0, 20]


def test_other_office_hours_count_from_the_same_day(survey, linde):
    linde.office_from = "07:00"
    linde.save()
    assert [collect_at(FIRST - timedelta(minutes=61)), collect_at(FIRST - timedelta(minutes=60))] == [0, 20]


def test_extended_survey_gets_its_second_reminder_later(survey, lies):
    collect_at(FIRST)
    extend_at(FIRST, survey, lies, date(2026, 12, 18))
    assert [collect_at(SECOND), look_of(survey)] == [0, datetime(2026, 12, 16, 23, tzinfo=UTC)]


def test_extended_after_the_last_moment_looks_again(survey, lies):
    collect_at(SECOND + timedelta(hours=25))  # the first never went, the second was missed
    looks = [look_of(survey)]
    extend_at(SECOND + timedelta(hours=26), survey, lies, date(2026, 12, 18))
    assert [*looks, look_of(survey)] == [None, datetime(2026, 12, 16, 23, tzinfo=UTC)]


def test_sweep_that_read_before_an_extension_leaves_its_day_alone(survey, lies):
    as_it_was = Survey.objects.get(pk=survey.pk)
    extend_at(MONDAY, survey, lies, date(2026, 12, 18))
    with time_machine.travel(SECOND, tick=False):
        reminders.remind(as_it_was, SECOND)
    assert look_of(survey) == FIRST_DAY


def test_sweep_that_dies_while_queueing_is_done_again(survey, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("trajecten.outbox.queue_many", lambda specs, mailing: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            collect_at(FIRST)
    assert [look_of(survey), collect_at(FIRST + timedelta(minutes=1))] == [FIRST_DAY, 20]


def test_sweep_looks_only_at_what_is_due_however_many_are_open(lies, linde, django_assert_num_queries):
    for number in range(3):
        opened_at(MONDAY, lies, linde, people=[(f"Plek {number}", "Zorg", 6)])
    with django_assert_num_queries(1):
        assert reminders.collect(MONDAY) == 0


def test_surveys_that_were_open_before_this_was_kept_are_looked_at(survey):
    Survey.objects.update(remind_from=None)
    migration = import_module("bevraging.migrations.0003_reminder_look")
    migration.look_at_the_open_ones(apps, SimpleNamespace(connection=connection))
    assert [collect_at(MONDAY), look_of(survey)] == [0, FIRST_DAY]
