"""The mail of the week: one mail with what came due, on the first working day, decided when it leaves."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from organisatie.models import Membership
from organisatie.tests.factories import make_membership
from trajecten import actions, gate, gate_reminders, reminders, week_digest
from trajecten.gate import ConditionInput
from trajecten.models import Mail, Reminder
from trajecten.tests.factories import make_project

BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
CONDITION, WEEK = "gate.condition_reminder", week_digest.KIND


def at(month, day, hour=7, minute=0):
    """De Linde opens at eight, which is seven in UTC in winter; the mail of the week leaves half an hour later."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def sweep_at(moment):
    with time_machine.travel(moment, tick=False):
        return reminders.sweep(moment)


def wants(person, rhythm):
    actions.choose_rhythm(word=str(person.pk), rhythm=rhythm)


def made(kind):
    return list(Mail.objects.filter(kind=kind).order_by("not_before").values_list("recipient", "not_before"))


def weekly(mailoutbox):
    """The mails of the week, beside those of the decision itself."""
    return [message for message in mailoutbox if message.subject.startswith("Deze week: ")]


@pytest.fixture
def promised(world, bram):
    """On Monday a go; Bram will do two things: by Wednesday 9 and by Thursday 10 December."""
    make_membership(bram, world.project.organisation, Membership.Role.READER)
    with time_machine.travel(MONDAY, tick=False):
        agreed = [
            ConditionInput("Hoezen kopen", bram, date(2026, 12, 9)),
            ConditionInput("Bellen met Ninove", bram, date(2026, 12, 10)),
        ]
        decision = world.answer("go_with_conditions", conditions=agreed)
    return list(decision.conditions.order_by("due_on"))


def test_weekly_bundles_what_came_due_in_one_mail_on_monday(promised, bram, mailoutbox):
    wants(bram, "weekly")
    for day in (2, 3, 4):
        sweep_at(at(12, day))
    sweep_at(at(12, 7, 7, 29))
    early = len(weekly(mailoutbox))
    sweep_at(at(12, 7, 7, 30))
    [message] = weekly(mailoutbox)
    assert (early, made(CONDITION)) == (0, [])
    assert message.to == [f"{bram.name} <{bram.email}>"]
    assert message.subject == "Deze week: 2 dingen om naar te kijken"
    assert "“Hoezen kopen” is afgesproken tegen 9 december." in message.body
    assert "“Bellen met Ninove” is afgesproken tegen 10 december." in message.body
    assert "/vandaag/" in message.body


def test_weekly_leaves_out_what_is_done_meanwhile(promised, bram, mailoutbox):
    wants(bram, "weekly")
    for day in (2, 3):
        sweep_at(at(12, day))
    with time_machine.travel(at(12, 4), tick=False):
        gate.fulfil_condition(condition=promised[0], by=bram, evidence="Ze liggen in de refter.")
    sweep_at(at(12, 7, 7, 30))
    [message] = weekly(mailoutbox)
    assert ("Hoezen" in message.body, "Bellen" in message.body) == (False, True)
    assert message.subject == "Deze week: 1 ding om naar te kijken"


def test_weekly_with_everything_done_is_no_mail(promised, bram, mailoutbox):
    wants(bram, "weekly")
    for day in (2, 3):
        sweep_at(at(12, day))
    with time_machine.travel(at(12, 4), tick=False):
        for condition in promised:
            gate.fulfil_condition(condition=condition, by=bram, evidence="Dat is klaar.")
    sweep_at(at(12, 7, 7, 30))
    mail = Mail.objects.get(kind=WEEK)
    assert (len(weekly(mailoutbox)), mail.status, mail.error) == (0, "withdrawn", "alles is intussen gedaan")


def test_weekly_what_came_due_without_a_choice_goes_on_the_day_itself(promised, bram):
    sweep_at(at(12, 2))
    assert (made(CONDITION), made(WEEK)) == ([(bram.email, at(12, 2))], [])


def test_weekly_what_is_due_at_opening_on_the_day_itself_goes_along(world, bram, mailoutbox):
    with time_machine.travel(MONDAY, tick=False):
        world.answer("go_with_conditions", conditions=[ConditionInput("Bellen", bram, date(2026, 11, 30))])
    wants(bram, "weekly")
    sweep_at(at(11, 30))
    sweep_at(at(11, 30, 7, 30))
    [message] = weekly(mailoutbox)
    assert "“Bellen” is afgesproken tegen 30 november." in message.body


def test_weekly_what_is_noted_after_the_mail_was_made_goes_along_with_the_next(promised, bram):
    wants(bram, "weekly")
    sweep_at(at(12, 2))
    sweep_at(at(12, 7, 7, 30))
    first = Reminder.objects.get()
    late = Reminder.objects.create(
        project=first.project, key="laat", kind=CONDITION, row=promised[1].pk, person=str(bram.pk), day=at(12, 7),
        how="week", mail_key=first.mail_key, weekly_on=first.weekly_on, waits=True,
    )  # fmt: skip
    assert sweep_at(at(12, 7, 7, 31)) == {}
    late.refresh_from_db()
    assert (late.waits, late.weekly_on) == (True, date(2026, 12, 14))


@pytest.mark.parametrize(
    ("due", "leaves"),
    [
        (date(2026, 12, 9), "2026-12-07 08:30"),
        # Easter Monday is 29 March 2027, after the night in which the clock changed: Tuesday, still half past eight.
        (date(2027, 4, 1), "2027-03-30 08:30"),
    ],
)
def test_weekly_leaves_on_the_first_working_day_on_the_wall_clock(world, bram, due, leaves):
    agreed = datetime(due.year, due.month, due.day, 9, tzinfo=UTC) - timedelta(days=16)
    wants(bram, "weekly")
    with time_machine.travel(agreed, tick=False):
        world.answer("go_with_conditions", conditions=[ConditionInput("Bellen", bram, due)])
    for half_hour in range(16 * 48):
        moment = agreed.replace(hour=0) + timedelta(minutes=30 * half_hour)
        if moment > agreed and 6 <= moment.hour <= 7:
            with time_machine.travel(moment, tick=False):
                gate_reminders.collect(moment)
                week_digest.collect(moment)
    [(_to, not_before)] = made(WEEK)
    assert not_before.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M") == leaves


def test_weekly_of_two_schedulers_is_one(promised, bram):
    wants(bram, "weekly")
    for _turn in range(2):
        sweep_at(at(12, 2))
        sweep_at(at(12, 2))
    counts = [sweep_at(at(12, 7, 7, 30)) for _turn in range(3)]
    assert (counts[1:], len(made(WEEK)), Reminder.objects.count()) == ([{}, {}], 1, 1)


def test_weekly_does_not_hold_what_somebody_waits_for(world):
    wants(world.decider, "weekly")
    with time_machine.travel(MONDAY, tick=False):
        world.ask(decide_by=date(2026, 11, 27))
    sweep_at(at(11, 25))
    assert made("gate.decision_asked") == [(world.decider.email, at(11, 25))]


def test_weekly_is_one_mail_for_each_organisation(world, vik, anker, bram):
    make_membership(bram, world.project.organisation, Membership.Role.READER)
    make_membership(bram, anker, Membership.Role.READER)
    make_project(anker, vik, title="Elders")
    wants(bram, "weekly")
    words = {"values": {}, "how": "week", "waits": True, "weekly_on": date(2026, 12, 7), "person": str(bram.pk)}
    for number, project in enumerate((world.project, *anker.projects.all())):
        key = f"week:{project.organisation_id}:{bram.pk}:2026-12-07"
        Reminder.objects.create(
            project=project, key=f"k{number}", kind=CONDITION, row=1, day=date(2026, 12, 2), mail_key=key, **words
        )
    week_digest.collect(at(12, 7, 7, 30))
    assert Mail.objects.filter(kind=WEEK).count() == 2


def test_weekly_for_nobody_who_left(promised, bram, mailoutbox):
    wants(bram, "weekly")
    sweep_at(at(12, 2))
    bram.is_active = False
    bram.save()
    sweep_at(at(12, 7, 7, 30))
    told = Reminder.objects.values_list("how", "waits", "weekly_on", "mail_key").get()
    assert (made(WEEK), len(weekly(mailoutbox)), told) == ([], 0, ("off", False, None, ""))


def test_weekly_with_nothing_due_takes_one_query(promised, bram, django_assert_num_queries):
    wants(bram, "weekly")
    with django_assert_num_queries(1):
        assert week_digest.collect(at(12, 7, 7, 30)) == 0


def test_weekly_that_another_sweep_made_meanwhile_keeps_what_is_in_it(promised, bram):
    """This sweep looked before the other committed, and finds the mail made after that."""
    wants(bram, "weekly")
    sweep_at(at(12, 2))
    moment = at(12, 7, 7, 30)
    looked = list(Reminder.objects.select_related("project__organisation"))
    sweep_at(moment)
    week_digest._wait_longer(looked, moment)
    assert Reminder.objects.get().weekly_on == date(2026, 12, 7)
