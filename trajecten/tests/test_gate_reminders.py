"""Reminders around a gate: who hears what, on which day, and when nobody does any more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from organisatie.models import Membership
from organisatie.tests.factories import make_membership
from trajecten import actions, gate, gate_reminders
from trajecten.gate import ConditionInput, WaiverInput
from trajecten.models import Mail
from trajecten.outbox import deliver, kind_of
from trajecten.reminder_rules import _near, all_rules
from trajecten.tests.gate_world import LONG_REASON, RESPONSE

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""Ten o'clock in Brussels; De Linde opens at eight, which is seven in UTC."""
ASKED = "gate.decision_asked"
DECISION, CONDITION, WAIVER = "gate.decision_reminder", "gate.condition_reminder", "gate.waiver_reminder"


def at(month, day, hour=7, minute=0):
    return datetime(2026 if month > 6 else 2027, month, day, hour, minute, tzinfo=UTC)


def collect_at(moment):
    with time_machine.travel(moment, tick=False):
        return gate_reminders.collect(moment)


def told(kind):
    return sorted(Mail.objects.filter(kind=kind).values_list("recipient", flat=True))


def unwanted(kind, moment=MONDAY):
    with time_machine.travel(moment, tick=False):
        return sorted(kind_of(kind).recheck(list(Mail.objects.filter(kind=kind))).values())


@pytest.fixture
def asked(world):
    """Asked on Monday, to be decided by Friday 27 November."""
    with time_machine.travel(MONDAY, tick=False):
        return world.ask(decide_by=date(2026, 11, 27))


@pytest.fixture
def promised(world, bram):
    """On Monday a go, with something that Bram will do by Wednesday 9 December."""
    with time_machine.travel(MONDAY, tick=False):
        agreed = ConditionInput("Hoezen kopen", bram, date(2026, 12, 9))
        decision = world.answer("go_with_conditions", conditions=[agreed])
    return decision.conditions.get()


@pytest.fixture
def waived(world, bram):
    """On Monday a go without enough answers; Bram watches over it until Wednesday 9 December."""
    world.facts.answers = 40
    with time_machine.travel(MONDAY, tick=False):
        waiver = WaiverInput(RESPONSE, LONG_REASON, "We bellen Ninove.", bram, date(2026, 12, 9))
        request = world.ask(waivers=[waiver])
        world.answer("go", request)
    return request.snapshot.waivers.get()


# --- A decision that is past its day -----------------------------------------------------------


def test_decision_past_its_day_is_asked_again_on_the_next_working_day_at_opening(asked, world):
    before, then = collect_at(at(11, 30, 6, 59)), collect_at(at(11, 30))  # the 27th is a Friday
    assert (before, then, told(DECISION)) == (0, 1, [world.decider.email])


def test_decision_is_reminded_of_twice_at_most(asked):
    for day in range(14):
        collect_at(at(11, 24) + timedelta(days=day, hours=2))
    assert [key.rsplit(":", 1)[1] for key in Mail.objects.filter(kind=DECISION).values_list("key", flat=True)] == [
        "2026-11-30",
        "2026-12-03",
    ]


def test_decision_before_its_day_reminds_nobody(asked):
    assert collect_at(at(11, 27)) == 0


def test_decision_reminder_found_in_the_evening_leaves_the_next_morning(asked):
    collect_at(at(11, 30, 19))
    assert Mail.objects.get(kind=DECISION).not_before == at(12, 1)


def test_decision_reminder_is_not_made_up_for_after_a_day(asked):
    assert collect_at(at(12, 2, 7, 1)) == 0


def test_decision_that_was_withdrawn_reminds_nobody(asked, world):
    with time_machine.travel(MONDAY, tick=False):
        gate.withdraw_request(request=asked, by=world.lead)
    assert collect_at(at(11, 30)) == 0


def test_decision_on_figures_that_are_too_old_reminds_nobody(world):
    with time_machine.travel(MONDAY, tick=False):
        world.ask(decide_by=date(2026, 12, 7))
    assert [collect_at(at(12, day, 12)) for day in (8, 9, 11)] == [0, 0, 0]


@pytest.mark.parametrize("what", ["decided", "withdrawn", "somebody else decides", "stopped"])
def test_decision_reminder_is_withdrawn_when_it_is_no_longer_needed(asked, world, noor, what):
    collect_at(at(11, 30))
    assert unwanted(DECISION, at(11, 30)) == []
    with time_machine.travel(at(11, 30), tick=False):
        if what == "withdrawn":
            gate.withdraw_request(request=asked, by=world.lead)
        elif what == "somebody else decides":
            actions.set_role(project=world.project, role="decider", by=world.lead, user=noor)
        else:
            world.answer("go" if what == "decided" else "stop", asked)
    assert unwanted(DECISION, at(11, 30)) == ["niet meer nodig"]


# --- A decision that was asked --------------------------------------------------------------------


@pytest.fixture
def asked_for_december(world):
    """Asked on Monday 23 November, to be decided by Friday 4 December."""
    with time_machine.travel(MONDAY, tick=False):
        return world.ask(decide_by=date(2026, 12, 4))


def test_question_is_asked_again_after_two_and_five_days_to_who_decides(asked_for_december, world):
    days = {day: collect_at(at(11, day)) for day in (24, 25, 26, 27, 28, 30)}  # the 28th is a Saturday
    assert days == {24: 0, 25: 1, 26: 0, 27: 0, 28: 0, 30: 1}
    assert told(ASKED) == [world.decider.email] * 2


def test_question_whose_day_comes_first_waits_for_that_day(asked, world):
    for day in range(8):
        collect_at(at(11, 23, 12) + timedelta(days=day))
    assert (len(told(ASKED)), len(told(DECISION))) == (1, 1)


def test_question_that_is_decided_in_between_reminds_nobody(asked_for_december, world):
    collect_at(at(11, 25))
    with time_machine.travel(at(11, 25), tick=False):
        world.answer("go", asked_for_december)
    assert unwanted(ASKED, at(11, 25)) == ["niet meer nodig"]


# --- A promise ---------------------------------------------------------------------------------


def test_condition_is_told_to_its_owner_a_week_before_and_on_the_day(promised, bram):
    days = [collect_at(at(12, day)) for day in (1, 2, 3, 8, 9, 10)]
    assert (days, told(CONDITION)) == ([0, 1, 0, 0, 1, 0], [bram.email] * 2)


def test_condition_past_its_day_is_told_to_its_owner_and_the_lead(promised, bram, world):
    then = collect_at(at(12, 14))  # three days later is Saturday the 12th: Monday the 14th
    assert (then, told(CONDITION)) == (2, sorted([bram.email, world.lead.email]))


def test_condition_stays_silent_after_three_reminders(promised, bram):
    for day in range(40):
        collect_at(at(12, 1) + timedelta(days=day))
    assert told(CONDITION).count(bram.email) == 3


def test_condition_due_soon_after_the_decision_is_told_on_its_day_only(world, bram):
    with time_machine.travel(MONDAY, tick=False):
        world.answer("go_with_conditions", conditions=[ConditionInput("Bellen", bram, date(2026, 11, 25))])
    assert [collect_at(MONDAY + timedelta(hours=1)), collect_at(at(11, 24)), collect_at(at(11, 25))] == [0, 0, 1]


def test_condition_done_in_between_is_withdrawn(promised, bram):
    collect_at(at(12, 14))
    with time_machine.travel(at(12, 14), tick=False):
        gate.fulfil_condition(condition=promised, by=bram, evidence="Ze liggen in de refter.")
    assert (unwanted(CONDITION, at(12, 14)), collect_at(at(12, 15))) == (["niet meer nodig"] * 2, 0)


def test_condition_of_a_revised_decision_is_told_to_nobody(promised, world):
    with time_machine.travel(MONDAY + timedelta(hours=1), tick=False):
        gate.revise(decision=promised.decision, by=world.decider, outcome="hold", reason="Eerst Ninove.")
    assert collect_at(at(12, 14)) == 0


def test_condition_of_an_owner_who_left_the_organisation_is_told_to_the_lead_only(promised, bram, world):
    Membership.objects.filter(user=bram).update(is_active=False)
    assert (collect_at(at(12, 14)), told(CONDITION)) == (1, [world.lead.email])


def test_condition_of_an_owner_who_leaves_in_between_is_withdrawn(promised, bram):
    collect_at(at(12, 2))
    Membership.objects.filter(user=bram).update(is_active=False)
    assert unwanted(CONDITION, at(12, 2)) == ["niet meer nodig"]


# --- A waiver ----------------------------------------------------------------------------------


def test_waiver_that_ends_is_told_to_its_owner_and_the_lead_three_days_before_and_on_the_day(waived, bram, world):
    # the 6th is a Sunday: Friday the 4th
    days = {day: collect_at(at(12, day)) for day in (3, 4, 5, 8, 9, 10)}
    assert days == {3: 0, 4: 2, 5: 0, 8: 0, 9: 2, 10: 0}
    assert told(WAIVER) == sorted([bram.email, world.lead.email] * 2)


def test_waiver_of_a_question_without_a_go_is_told_to_nobody(world, bram):
    world.facts.answers = 40
    with time_machine.travel(MONDAY, tick=False):
        world.ask(waivers=[WaiverInput(RESPONSE, LONG_REASON, "We bellen.", bram, date(2026, 12, 9))])
    collect_at(at(12, 4))
    assert told(WAIVER) == []


def test_waiver_of_a_step_that_was_opened_again_is_withdrawn(waived, world):
    collect_at(at(12, 4))
    with time_machine.travel(at(12, 4), tick=False):
        gate.reopen(project=world.project, to_step=1, by=world.lead, reason="We luisteren nog eens in Ninove en Aalst.")
    assert unwanted(WAIVER, at(12, 4)) == ["niet meer nodig"] * 2


def test_waiver_counts_no_more_once_its_gate_was_decided_again(waived, world):
    with time_machine.travel(at(11, 25), tick=False):
        gate.reopen(project=world.project, to_step=1, by=world.lead, reason="We luisteren nog eens in Ninove en Aalst.")
        world.facts.answers = 60
        world.project.refresh_from_db()
        world.answer("go")
    assert collect_at(at(12, 4)) == 0


# --- For all of them ---------------------------------------------------------------------------


def test_reminders_of_two_schedulers_are_one(promised):
    assert ([collect_at(at(12, 14)) for _turn in range(3)], Mail.objects.filter(kind=CONDITION).count()) == (
        [2, 0, 0],
        2,
    )


@pytest.mark.django_db(transaction=True)
def test_reminders_of_schedulers_at_the_same_moment_are_one(promised):
    def one(_number):
        try:
            return gate_reminders.collect(at(12, 14))
        finally:
            connection.close()

    with time_machine.travel(at(12, 14), tick=False), ThreadPoolExecutor(4) as pool:
        assert (sum(pool.map(one, range(4))), len(told(CONDITION))) == (2, 2)


def test_reminders_reach_nobody_of_another_organisation(promised, vik, world):
    make_membership(vik, world.project.organisation, Membership.Role.LEAD, is_active=False)
    world.project.roles.create(role="lead", user=vik)
    collect_at(at(12, 14))
    assert vik.email not in told(CONDITION)


def test_reminders_keep_the_opening_hour_over_a_clock_change(world):
    with time_machine.travel(datetime(2026, 10, 20, 9, tzinfo=UTC), tick=False):
        world.ask(decide_by=date(2026, 10, 22))
    days = [(23, 5), (23, 6), (28, 6), (28, 7)]  # eight o'clock is six in UTC in summer, seven in winter
    assert [collect_at(datetime(2026, 10, day, hour, tzinfo=UTC)) for day, hour in days] == [0, 1, 0, 1]


@pytest.mark.parametrize(
    ("agreed", "due_on", "opens"),
    [
        (datetime(2026, 10, 12, 9, tzinfo=UTC), date(2026, 10, 28), {"10-21": 6, "10-28": 7}),
        (datetime(2027, 3, 15, 9, tzinfo=UTC), date(2027, 3, 31), {"03-24": 7, "03-31": 6}),
    ],
)
def test_doubled_sweeps_of_every_morning_hour_over_a_clock_change_make_each_reminder_once(
    world, bram, agreed, due_on, opens
):
    with time_machine.travel(agreed, tick=False):
        world.answer("go_with_conditions", conditions=[ConditionInput("Hoezen kopen", bram, due_on)])
    for hour in range(17 * 24):
        moment = agreed.replace(hour=0) + timedelta(hours=hour)
        if moment > agreed and 4 <= moment.hour <= 9:  # around opening: six or seven in UTC
            assert (collect_at(moment), collect_at(moment))[1] == 0
    leaves = Mail.objects.filter(kind=CONDITION).order_by("not_before").values_list("not_before", flat=True)
    assert [(f"{one:%m-%d}", one.hour) for one in leaves] == list(opens.items())


def test_nothing_due_takes_a_query_for_each_rule(promised, waived, django_assert_num_queries):
    with django_assert_num_queries(4):
        assert collect_at(MONDAY) == 0


@pytest.mark.django_db(transaction=True)
def test_reminder_to_the_lead_says_what_is_open_and_names_nobody(promised, mailoutbox, bram, world):
    collect_at(at(12, 14))
    with time_machine.travel(at(12, 14), tick=False):
        deliver()
    [message] = [
        m for m in mailoutbox if m.to == [f"{world.lead.name} <{world.lead.email}>"] and "Nog open" in m.subject
    ]
    assert "Hoezen kopen" in message.body
    assert bram.name not in message.body
    assert bram.first_name not in message.body
    assert message.body.count("http://localhost:8000/trajecten/digitale-werkbonnen/poort/1/") == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("nl", "Heb je nog 3 minuten voor Digitale werkbonnen?"),
        ("fr", "Avez-vous encore 3 minutes pour Digitale werkbonnen ?"),
        ("en", "Do you have 3 minutes for Digitale werkbonnen?"),
    ],
)
def test_reminder_speaks_the_language_of_who_reads_it(world, mailoutbox, language, subject):
    world.decider.language = language
    world.decider.save()
    with time_machine.travel(MONDAY, tick=False):
        world.ask(decide_by=date(2026, 11, 27))
    collect_at(at(11, 30))
    with time_machine.travel(at(11, 30), tick=False):
        deliver()
    [message] = [message for message in mailoutbox if message.subject == subject]
    assert f'<html lang="{language}">' in message.alternatives[0][0]


@pytest.mark.django_db(transaction=True)
def test_reminder_of_a_waiver_says_what_is_done_in_its_place(waived, mailoutbox):
    collect_at(at(12, 4))
    with time_machine.travel(at(12, 4), tick=False):
        deliver()
    [body, _other] = [m.body for m in mailoutbox if m.subject.startswith("Tot 9 december")]
    assert "verder zonder dit punt: Deelname." in body
    assert "“We bellen Ninove.”" in body


@pytest.mark.parametrize("count", [1, 3])
def test_due_takes_the_same_queries_for_one_and_for_three(world, bram, django_assert_num_queries, count):
    with time_machine.travel(MONDAY, tick=False):
        agreed = [ConditionInput(f"Afspraak {number}", bram, date(2026, 12, 9)) for number in range(count)]
        world.answer("go_with_conditions", conditions=agreed)
    [rule] = [rule for rule in gate_reminders.RULES if rule.kind == CONDITION]
    with time_machine.travel(at(12, 2), tick=False), django_assert_num_queries(29 + (count > 1)):
        assert gate_reminders.collect(at(12, 2), rules=[rule]) == 1


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.on], ids=lambda rule: rule.kind)
def test_rule_of_one_date_finds_each_day_by_that_date_alone(rule):
    """Over a year of weekends and holidays: what the wide window holds and is due today stands among the dates."""
    for today in (date(2026, 1, 1) + timedelta(days=count) for count in range(0, 365, 5)):
        first, last = rule.around(today)[f"{rule.on}__range"]
        window = [first + timedelta(days=count) for count in range((last - first).days + 1)]
        due = {day for day in window if today in rule.days(rule.rows().model(**{rule.on: day}))}
        assert due <= set(_near(rule, today)[f"{rule.on}__in"])
