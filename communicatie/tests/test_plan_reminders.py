"""What is due around the plan: on the day of a message and three days later; and what stands on Vandaag and Binnenkort."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from communicatie import agenda, ahead, reminders, today
from communicatie.actions.plan import drop_message, tell_message
from communicatie.models import Message
from communicatie.tests.factories import make_audience, make_employee, make_message
from trajecten.heartbeat import beat
from trajecten.models import Mail, Project
from trajecten.outbox import deliver, kind_of
from trajecten.reminder_rules import queue_due
from trajecten.reminders import WORKER, look
from trajecten.tests.factories import make_lead, make_project

TUESDAY = date(2026, 12, 1)


def at(month, day, hour=9):
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies, step=4)


@pytest.fixture
def planned(project):
    """Written on Monday 23 November, to be told on Tuesday 1 December by An."""
    with time_machine.travel(at(11, 23), tick=False):
        an = make_employee("An Peeters", project=project)
        return make_message("Dit komt eraan", audience=make_audience(project=project), planned_on=TUESDAY, messenger=an)


def collect_at(moment):
    with time_machine.travel(moment, tick=False):
        return queue_due([reminders.RULE], moment)


def told():
    return list(Mail.objects.order_by("created_at").values_list("recipient", flat=True))


# --- Mails ---------------------------------------------------------------------------------------


def test_lead_hears_of_it_on_the_day_and_three_days_later(planned):
    days = [(11, 30), (12, 1), (12, 2), (12, 3), (12, 4), (12, 7), (12, 8)]
    assert [day for day in days if collect_at(at(*day))] == [(12, 1), (12, 4)]
    assert told() == ["lies@linde.test"] * 2


def test_day_in_a_weekend_is_told_on_monday(planned):
    Message.objects.update(planned_on=date(2026, 12, 5))
    assert [day for day in range(4, 12) if collect_at(at(12, day))] == [7, 8]


def test_asked_twice_it_is_told_once(planned):
    assert [collect_at(at(12, 1)), collect_at(at(12, 1, 11))] == [1, 0]


def test_not_before_the_office_opens(planned):
    assert collect_at(at(12, 1, 5)) == 0


def test_who_wrote_it_hears_of_it_too_and_who_does_both_once(planned, linde, lies):
    Message.objects.update(author=lies)
    assert collect_at(at(12, 1)) == 1
    Message.objects.update(author=make_lead(linde, "Ilse Claes"))
    assert collect_at(at(12, 4)) == 2


def test_idea_without_a_day_reminds_nobody(planned):
    Message.objects.update(planned_on=None, status="idea")
    assert [collect_at(at(12, day)) for day in (1, 4)] == [0, 0]


def test_told_or_dropped_in_between_it_stays_home(planned, lies):
    collect_at(at(12, 1))
    tell_message(message=planned, by=lies, on=date(2026, 11, 24))
    other = make_message(audience=planned.audience, planned_on=TUESDAY)
    Message.objects.filter(pk=other.pk).update(created_at=at(11, 23))
    collect_at(at(12, 1))
    drop_message(message=other, by=lies, why="Dubbel.")
    with time_machine.travel(at(12, 1), tick=False):
        answers = kind_of(reminders.RULE.kind).recheck(list(Mail.objects.all()))
    assert list(answers.values()) == ["niet meer nodig"] * 2


def test_project_that_stopped_reminds_nobody(planned, project):
    Project.objects.filter(pk=project.pk).update(status=Project.Status.STOPPED)
    assert collect_at(at(12, 1)) == 0


def test_sweep_asks_only_around_the_day(planned):
    beat(WORKER)
    found = [day for day in (date(2026, 11, 20), TUESDAY, date(2026, 12, 24)) if "communicatie.message" in look(at(day.month, day.day))]  # fmt: skip
    assert found == [TUESDAY]


@pytest.mark.parametrize(
    ("day", "subject", "offer"),
    [
        (1, "Vandaag op de planning: N01 van Digitale werkbonnen", "Verstuur het, of noteer het zodra het verteld is."),
        (4, "Al verteld? N01 van Digitale werkbonnen", "Anders kies je een nieuwe dag"),
    ],
)
def test_mail_offers_a_way_and_names_nobody_else(planned, project, mailoutbox, day, subject, offer):
    collect_at(at(12, day))
    with time_machine.travel(at(12, day), tick=False):
        deliver()
    mail = mailoutbox[0]
    assert mail.subject == subject
    link = reverse("communicatie:boodschap", args=[project.slug, 1])
    said = [offer, "Dit komt eraan", "Zorgkundigen", link, "An Peeters"]
    assert [one for one in said if one in " ".join(mail.body.split())] == said[:4]


# --- Vandaag and Binnenkort ----------------------------------------------------------------------


@pytest.fixture
def late(project):
    audience, yesterday = make_audience(project=project), timezone.localdate() - timedelta(days=1)
    return [make_message(f"Boodschap {n}", audience=audience, planned_on=yesterday) for n in range(2)]


def test_one_message_past_its_day_is_a_task_that_leads_to_it(project, lies, late):
    late[1].delete()
    (task,) = today.tasks(lies, [project])
    assert (task.title, task.detail, task.label) == (
        "Vertel wat op de planning stond", "Digitale werkbonnen. Boodschap 0", "Bekijk de boodschap",
    )  # fmt: skip
    assert task.url == reverse("communicatie:boodschap", args=[project.slug, 1])


def test_more_of_them_are_one_task_that_leads_to_the_list(project, lies, late):
    (task,) = today.tasks(lies, [project])
    assert task.detail == "Digitale werkbonnen. 2 boodschappen wachten."
    assert task.url == reverse("communicatie:boodschappen", args=[project.slug]) + "?toestand=laat"


def test_what_is_told_dropped_or_still_to_come_is_no_task(project, lies):
    audience, yesterday = make_audience(project=project), timezone.localdate() - timedelta(days=1)
    make_message(audience=audience, planned_on=timezone.localdate())
    make_message(audience=audience, planned_on=yesterday, status="sent")
    make_message(audience=audience, planned_on=yesterday, status="dropped", dropped_why="Dubbel.")
    make_message(audience=audience, planned_on=None, status="idea")
    assert list(today.tasks(lies, [project])) == []


def test_vandaag_shows_it_without_a_query_of_its_own(client, lies, project, late, django_assert_num_queries):
    client.force_login(lies)
    page = client.get("/", follow=True)
    assert "Vertel wat op de planning stond" in page.content.decode()
    read = Project.objects.annotate(**ahead.columns()).get()
    with django_assert_num_queries(0):
        assert len(list(today.tasks(lies, [read]))) == 1
        assert len(list(agenda.items([read]))) == 2


def test_binnenkort_holds_each_message_on_its_day(project):
    audience = make_audience(project=project)
    make_message("Later", audience=audience, planned_on=date(2026, 12, 9))
    make_message("Eerst", audience=audience, planned_on=date(2026, 12, 2))
    make_message("Verteld", audience=audience, planned_on=date(2026, 12, 1), status="sent")
    found = [(item.day, item.title, item.detail) for item in agenda.items([project])]
    assert found == [(date(2026, 12, 2), "Eerst", "Zorgkundigen"), (date(2026, 12, 9), "Later", "Zorgkundigen")]
