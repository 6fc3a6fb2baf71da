"""Before a start: who leads looks after the wave, who is invited hears of it once more; Vandaag and «Binnenkort»."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisatie.models import Employee
from trajecten import actions, agenda, reminders
from trajecten.models import Project
from uitrol.actions import moments, waves
from uitrol.models import Moment
from uitrol.tests.wave_world import (
    NOW,
    START,
    delivered,
    invite,
    make_ready,
    make_step_5,
    plan_moment,
    plan_wave,
    sent,
    staff,
    text_of,
)
from uitrol.wave_reminders import RULE, TOMORROW

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 3, 24, 13, tzinfo=UTC)


@pytest.fixture
def project(linde, lies):
    with time_machine.travel(NOW, tick=False):
        return make_step_5(lies)


def sweep_at(moment: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        reminders.sweep()


def local(day: int, hour: int = 8, minute: int = 1) -> datetime:
    """A moment in March 2026 on the clock of Brussels, in winter time."""
    return datetime(2026, 3, day, hour - 1, minute, tzinfo=UTC)


# --- Who leads -----------------------------------------------------------------------------------


def test_lead_hears_of_a_wave_a_week_and_two_working_days_before(project, lies):
    with time_machine.travel(NOW, tick=False):
        plan_wave(project, lies, "Aalst")  # Tuesday 24 March
    for moment in (local(16), local(17, 7), local(17), local(17, 8, 2), local(18), local(20), local(20, 9), local(23)):
        sweep_at(moment)
    assert [mail.key.rpartition(":")[2] for mail in sent(RULE.kind)] == ["2026-03-17", "2026-03-20"]


def test_reminder_names_the_wave_and_its_day_and_leads_there(project, lies):
    with time_machine.travel(NOW, tick=False):
        plan_wave(project, lies, "Aalst")
    with time_machine.travel(local(17), tick=False):
        reminders.collect(local(17), {"uitrol.waves"})
        (message,) = delivered()
    assert message.subject == "Golf 1 start op dinsdag 24 maart"
    assert ("Dag Lies," in message.body, reverse("uitrol:golf", args=[project.slug, 1]) in message.body) == (True, True)


def test_owner_with_an_account_hears_it_too_and_nobody_twice(project, lies, bram):
    with time_machine.travel(NOW, tick=False):
        plan_wave(project, lies, "Aalst", owner=Employee.objects.get(user=bram))
    sweep_at(local(17))
    assert [mail.recipient for mail in sent(RULE.kind)] == ["bram@linde.test", "lies@linde.test"]


def test_wave_that_moved_or_began_needs_no_reminder_of_the_old_day(project, lies):
    with time_machine.travel(NOW, tick=False):
        wave = plan_wave(project, lies, "Aalst")
        waves.change_wave(wave=wave, by=lies, starts_on=date(2026, 4, 14))
    sweep_at(local(17))
    assert sent(RULE.kind) == []


# --- Who is invited ------------------------------------------------------------------------------


def test_invited_hear_of_a_start_once_on_the_working_day_before(project, lies):
    with time_machine.travel(NOW, tick=False):
        start, drop_in = plan_moment(project, lies), plan_moment(project, lies, kind="drop_in")
        people = staff(project, "Aalst", 2)
        for moment in (start, drop_in):
            invite(moment, lies, *people)
    for moment in (local(20), local(23, 7), local(23), local(23, 9), local(24)):
        sweep_at(moment)
    assert [(mail.recipient, mail.status) for mail in sent(TOMORROW)] == [(one.email, "sent") for one in people]


def test_invited_who_want_no_reminders_hear_of_it_in_the_invitation_alone(project, lies):
    with time_machine.travel(NOW, tick=False):
        first, second = staff(project, "Aalst", 2)
        invite(plan_moment(project, lies), lies, first, second)
    actions.choose_rhythm(word=f"m{first.pk}", rhythm="off")
    with time_machine.travel(local(23), tick=False):
        reminders.collect(local(23), {"uitrol.starts"})
    before = [mail.recipient for mail in sent(TOMORROW)]
    actions.choose_rhythm(word=f"m{second.pk}", rhythm="off")
    sweep_at(local(23, 9))
    assert (before, [mail.error for mail in sent(TOMORROW)]) == ([second.email], ["wil geen herinneringen"])


def test_start_on_monday_is_told_on_friday(project, lies):
    monday = datetime(2026, 3, 23, 6, tzinfo=UTC)
    with time_machine.travel(NOW, tick=False):
        invite(plan_moment(project, lies, at=monday), lies, *staff(project, "Aalst", 1))
    sweep_at(local(20))
    assert len(sent(TOMORROW)) == 1


def test_who_was_invited_only_just_hears_it_once(project, lies):
    with time_machine.travel(local(22, 20), tick=False):
        invite(plan_moment(project, lies), lies, *staff(project, "Aalst", 1))
    sweep_at(local(23))
    assert sent(TOMORROW) == []


def test_cancelled_in_between_reminds_nobody(project, lies):
    with time_machine.travel(NOW, tick=False):
        moment = plan_moment(project, lies)
        invite(moment, lies, *staff(project, "Aalst", 1))
        delivered()
    with time_machine.travel(local(23), tick=False):
        reminders.collect(local(23), {"uitrol.starts"})
        moments.cancel_moment(moment=moment, by=lies, why="Griep.")
        subjects = [message.subject.partition(":")[0] for message in delivered()]
    assert subjects == ["Gaat niet door"]


def test_stopped_project_reminds_nobody(project, lies):
    with time_machine.travel(NOW, tick=False):
        plan_wave(project, lies, "Aalst")
        invite(plan_moment(project, lies), lies, *staff(project, "Aalst", 1))
    Project.objects.update(status=Project.Status.STOPPED)
    for day in (17, 23):
        sweep_at(local(day))
    assert (sent(TOMORROW), sent(RULE.kind)) == ([], [])


# --- Vandaag and «Binnenkort» --------------------------------------------------------------------


def tasks(client, user) -> str:
    client.force_login(user)
    return text_of(client.get(reverse("trajecten:vandaag")))


def test_vandaag_asks_to_look_after_a_wave_and_then_to_start_it(client, project, lies):
    with time_machine.travel(NOW, tick=False):
        plan_wave(project, lies, "Aalst")
        assert "golf 1" not in tasks(client, lies)
    with time_machine.travel(local(18), tick=False):
        assert "Kijk na of golf 1 kan starten" in tasks(client, lies)
    with time_machine.travel(local(24), tick=False):
        assert "Start golf 1" in tasks(client, lies)


def test_vandaag_asks_the_host_who_was_there_and_the_lead_for_the_rest(client, project, lies, bram):
    me = Employee.objects.get(user=bram)
    with time_machine.travel(NOW, tick=False):
        plan_moment(project, lies, host=me)
        plan_moment(project, lies, "Gent")
    with time_machine.travel(local(25), tick=False):
        mine, hers = tasks(client, bram), tasks(client, lies)
        assert ("Startmoment in Aalst" in mine, "Startmoment in Gent" in mine) == (True, False)
        assert "Bij 2 momenten staat het nog open." in hers
        Moment.objects.filter(location__name="Aalst").update(status="held", held_at=LATER)
        assert ("Startmoment in Gent" in tasks(client, lies), "Noteer" in tasks(client, bram)) == (True, False)


def test_binnenkort_shows_the_wave_and_its_starts_once_a_location(project, lies):
    with time_machine.travel(NOW, tick=False):
        wave = plan_wave(project, lies, "Aalst", name="De eerste")
        for shift in ("dag", "nacht"):
            plan_moment(project, lies, shift=shift, at=START)
        plan_moment(project, lies, kind="drop_in")
        found = [(item.day, item.title, item.detail) for item in agenda.upcoming([project], limit=9)]
        make_ready(wave)
    assert found == [
        (START.date(), "Golf 1 start", "De eerste"),
        (START.date(), "Startmoment in Aalst", "dienst dag, dienst nacht"),
    ]


@pytest.mark.parametrize("name", ["trajecten:vandaag", "trajecten:overzicht"])
def test_what_is_ahead_takes_no_query_more(client, project, lies, name, django_assert_num_queries):
    client.force_login(lies)
    url = reverse(name, args=[project.slug] if name.endswith("overzicht") else [])
    client.get(url)
    with time_machine.travel(NOW, tick=False):
        with CaptureQueriesContext(connection) as before:
            client.get(url)
        plan_wave(project, lies, "Aalst", day=NOW.date() + timedelta(days=2))
        plan_moment(project, lies)
        plan_moment(project, lies, at=NOW - timedelta(days=1))
        with django_assert_num_queries(len(before)):
            client.get(url)
