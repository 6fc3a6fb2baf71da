"""The Friday mail with one's own counts, and the reminder of a barrier: when, to whom, and when not any more."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from organisatie.tests.factories import make_user
from trajecten import actions, rhythms
from trajecten.models import Mail, Project, ProjectRole
from trajecten.outbox import deliver
from trajecten.reminder_rules import queue_due
from trajecten.tests.factories import make_project
from uitrol import reminders_support, week_mail
from uitrol.models import Barrier, Wave
from uitrol.tests.factories import make_barrier, make_log, make_wave, start_wave

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 14, 5, tzinfo=UTC)
"""Five past three in Brussels."""


def at(month, day, hour=9, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def project(linde, lies, bram):
    """Bram is ambassador; a wave runs."""
    with time_machine.travel(MONDAY - timedelta(days=7), tick=False):
        project = make_project(linde, lies, step=5)
        ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, user=bram)
        start_wave(make_wave("Aalst", project=project))
    return project


def collect_at(moment):
    with time_machine.travel(moment, tick=False):
        return week_mail.collect(moment)


def delivered_at(moment, mailoutbox):
    with time_machine.travel(moment, tick=False):
        deliver()
    return mailoutbox


def test_on_friday_at_three_and_once(project):
    moments = [at(11, 26, 14, 5), at(11, 27, 13, 55), FRIDAY, at(11, 27, 14, 6), at(11, 27, 17, 30), at(11, 28, 9)]
    assert [collect_at(moment) for moment in moments] == [0, 0, 1, 0, 0, 0]
    assert list(Mail.objects.values_list("recipient", flat=True)) == ["bram@linde.test"]


def test_who_wants_no_reminders_gets_no_friday_mail(project, bram):
    actions.choose_rhythm(word=str(bram.pk), rhythm="off")
    assert collect_at(FRIDAY) == 0


def test_who_turns_reminders_off_before_it_leaves_gets_none(project, bram, mailoutbox):
    collect_at(FRIDAY)
    actions.choose_rhythm(word=str(bram.pk), rhythm="off")
    assert [one.subject for one in delivered_at(FRIDAY, mailoutbox) if bram.email in one.to[0]] == []


def test_friday_mail_carries_the_way_out(project, bram, mailoutbox):
    collect_at(FRIDAY)
    [message] = [one for one in delivered_at(FRIDAY, mailoutbox) if bram.email in one.to[0]]
    link = rhythms.link_of(str(bram.pk))
    assert (message.extra_headers["List-Unsubscribe"], link in message.body) == (f"<{link}>", True)


def test_friday_that_is_a_holiday_moves_to_the_day_before(project):
    christmas = [at(12, 24, 14, 5), at(12, 25, 14, 5)]
    assert [collect_at(moment) for moment in christmas] == [1, 0]


def test_own_counts_of_this_week_and_of_nobody_else(project, bram, lies, mailoutbox):
    for author, moment, helped, solved in (
        (bram, MONDAY, 2, "yes"), (bram, FRIDAY - timedelta(hours=1), 3, "no"),
        (bram, MONDAY - timedelta(days=3), 50, "yes"), (lies, MONDAY, 70, "yes"),
    ):  # fmt: skip
        make_log(project=project, author=author, happened_at=moment, helped=helped, solved=solved)
    collect_at(FRIDAY)
    (mail,) = delivered_at(FRIDAY, mailoutbox)
    assert mail.subject == "Jouw week: 2 momenten"
    told = [
        "Dag Bram,",
        "Je hielp deze week 5 collega’s verder. Dank je wel!",
        "1 keer was het meteen opgelost.",
        "/noteren/",
    ]
    assert [one for one in [*told, "50", "70", "75"] if one in mail.body] == told


def test_counts_stand_in_no_row_of_the_outbox(project, bram):
    make_log(project=project, author=bram, happened_at=MONDAY, helped=43)
    collect_at(FRIDAY)
    assert sorted(Mail.objects.get().context) == ["link", "project"]


def test_week_without_a_note_gets_a_kind_word(project, mailoutbox):
    collect_at(FRIDAY)
    (mail,) = delivered_at(FRIDAY, mailoutbox)
    assert mail.subject == "Hoe was je week bij Digitale werkbonnen?"
    assert "Dat kan: misschien ging het vanzelf, of was het druk." in mail.body


def test_ambassador_in_two_locations_gets_one_mail_and_lead_none(project, bram):
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.HELPER, user=bram)
    assert collect_at(FRIDAY) == 1


def test_no_mail_without_a_running_wave(project):
    Wave.objects.update(status="planned", started_at=None)
    assert collect_at(FRIDAY) == 0
    assert not week_mail.running().exists()


def test_project_that_stopped_mails_nobody(project):
    Project.objects.update(status=Project.Status.STOPPED)
    assert collect_at(FRIDAY) == 0


def test_who_left_the_organisation_gets_nothing(project, bram):
    bram.memberships.update(is_active=False)
    assert collect_at(FRIDAY) == 0


def test_stopped_as_ambassador_in_between_it_stays_home(project, bram):
    collect_at(FRIDAY)
    ProjectRole.objects.filter(user=bram).update(until=FRIDAY)
    assert list(week_mail.unwanted(list(Mail.objects.all())).values()) == ["niet meer nodig"]


def test_mails_of_many_ask_the_same_queries_as_of_one(project, django_assert_num_queries):
    for number in range(3):
        user = make_user(f"helper{number}@linde.test", f"Helper {number}")
        ProjectRole.objects.create(project=project, role=ProjectRole.Role.HELPER, user=user)
    collect_at(FRIDAY)
    mails = list(Mail.objects.all())
    with django_assert_num_queries(2):
        week_mail.personal(mails)


# --- A barrier with a day ------------------------------------------------------------------------


@pytest.fixture
def due(project):
    """Noted on Monday 23 November: solved by Friday 27 November, somebody said."""
    return make_barrier("Zwakke wifi", project=project, due_on=FRIDAY.date(), opened_at=MONDAY)


def remind_at(moment):
    with time_machine.travel(moment, tick=False):
        return queue_due([reminders_support.RULE], moment)


def test_lead_hears_of_it_on_the_day_and_three_days_later(due):
    days = [(11, 26), (11, 27), (11, 30), (12, 1), (12, 2)]
    assert [day for day in days if remind_at(at(*day))] == [(11, 27), (11, 30)]
    assert set(Mail.objects.values_list("recipient", flat=True)) == {"lies@linde.test"}


def test_solved_in_between_it_stays_home(due):
    remind_at(at(11, 27))
    Barrier.objects.update(status="solved", solved_at=at(11, 27), solution="Zender geplaatst.")
    rule = reminders_support.RULE
    assert list(reminders_support.unwanted(rule, list(Mail.objects.all())).values()) == ["niet meer nodig"]


def test_reminder_says_what_and_offers_a_way(due, mailoutbox):
    remind_at(at(11, 27))
    (mail,) = delivered_at(at(11, 27), mailoutbox)
    assert mail.subject == "Vandaag gepland: D01 van Digitale werkbonnen"
    assert "Zwakke wifi" in mail.body
    assert "zoek samen wie kan helpen" in mail.body
