"""«Herinneringen» of a project: what will be sent and what was, with the reason of each; nobody is named."""

from datetime import UTC, date, datetime, timedelta
from string import Formatter

import pytest
import time_machine
from django.urls import reverse
from django.utils.translation import override

from trajecten import actions, gate, gate_reminders, reminder_plan, week_digest
from trajecten.gate import ConditionInput
from trajecten.models import Mail
from trajecten.outbox import deliver
from trajecten.reminder_rules import all_rules

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
A_WEEK_BEFORE = datetime(2026, 12, 2, 7, tzinfo=UTC)
PAST = {"soort": "geweest"}
NOT_MAILED = "Niet gemaild: niet meer nodig, of zelf anders gekozen."
"""The same for what was done, what fell away and who wants none: nobody reads who chose what."""
QUERIES = 6
"""Session, account, organisations, project, how many, and this page of them; what will come is one question in place of two."""


@pytest.fixture
def promise(world, bram):
    """promise(text, …): on Monday a go with these, each to be done by Bram by Wednesday 9 December."""

    def promise_(*texts):
        with time_machine.travel(MONDAY, tick=False):
            agreed = [ConditionInput(text, bram, date(2026, 12, 9)) for text in texts]
            return list(world.answer("go_with_conditions", conditions=agreed).conditions.order_by("pk"))

    return promise_


@pytest.fixture
def page(client, world):
    """page(moment, **query): what the lead reads at that moment."""
    address = reverse("trajecten:herinneringen", args=[world.project.slug])

    def page_(moment, person=None, **query):
        with time_machine.travel(moment, tick=False):
            client.force_login(person or world.lead)
            return client.get(address, query)

    return page_


def collect(moment=A_WEEK_BEFORE):
    with time_machine.travel(moment, tick=False):
        gate_reminders.collect(moment)


def send(moment=A_WEEK_BEFORE):
    with time_machine.travel(moment, tick=False):
        deliver()


def fates(page, moment):
    return [fate.words for item in page(moment, **PAST).context["items"] for fate in item.fates]


# --- What will come ------------------------------------------------------------------------------


def test_plan_says_on_which_day_and_why(promise, page):
    promise("Hoezen kopen")
    items = page(MONDAY + timedelta(hours=1)).context["items"]
    assert [(item.day, item.sentence, item.whom) for item in items] == [
        (date(2026, 12, day), "“Hoezen kopen” is afgesproken tegen 9 december.", "wie het op zich nam")
        for day in (2, 9, 14)
    ]


def test_plan_leaves_out_what_is_done_and_what_is_past(promise, page, bram):
    first, _second = promise("Hoezen kopen", "Bellen")
    with time_machine.travel(datetime(2026, 12, 9, 12, tzinfo=UTC), tick=False):
        gate.fulfil_condition(condition=first, by=bram, evidence="Ze liggen in de refter.")
    items = page(datetime(2026, 12, 9, 12, tzinfo=UTC)).context["items"]
    assert [(item.day, item.sentence[:8]) for item in items] == [(date(2026, 12, 14), "“Bellen”")]


def test_plan_of_a_decision_that_waits(world, page):
    with time_machine.travel(MONDAY, tick=False):
        world.ask(decide_by=date(2026, 12, 4))
    items = page(MONDAY).context["items"]
    assert [(item.day.day, item.sentence) for item in items][:2] == [
        (25, "De beslissing na stap 1 wacht sinds 23 november."),
        (30, "De beslissing na stap 1 wacht sinds 23 november."),
    ]


def test_plan_is_empty_where_nothing_was_agreed(world, page):
    answer = page(MONDAY)
    assert (answer.context["items"], "Er is nu niets om aan te herinneren." in answer.content.decode()) == ([], True)


def test_every_rule_says_why_and_what_it_reads():
    assert [rule.kind for rule in all_rules() if not (rule.sentence and rule.whom and rule.facts)] == []


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.kind)
def test_sentence_names_the_same_things_in_every_language(rule):
    def named(language):
        with override(language):
            return {name for _text, name, _spec, _how in Formatter().parse(str(rule.sentence)) if name is not None}

    assert named("fr") == named("en") == named("nl") != set()


def test_plan_reads_what_the_rule_itself_reads(promise, world):
    """From the columns alone come the same days and words as from the row; a rule that reads more fails here."""
    promise("Hoezen kopen")
    with time_machine.travel(MONDAY, tick=False):
        [rule] = [rule for rule in all_rules() if rule.kind == "gate.condition_reminder"]
        [row] = rule.wanted()
        again = reminder_plan.row_of(
            rule, rule.wanted().values(*rule.facts).get() | {"decision__at": row.decision.at.isoformat()}, world.project
        )
    assert (rule.days(again), rule.since(again), rule.values(again)) == (
        rule.days(row),
        rule.since(row),
        rule.values(row),
    )


# --- What came -----------------------------------------------------------------------------------


def test_past_says_that_it_was_sent(promise, page):
    promise("Hoezen kopen")
    collect()
    send()
    [item] = page(A_WEEK_BEFORE, **PAST).context["items"]
    assert (item.day, item.count, [fate.words for fate in item.fates]) == (
        date(2026, 12, 2),
        "1 persoon",
        ["Verstuurd."],
    )


def test_past_counts_people_and_names_nobody(promise, page, bram, world):
    promise("Hoezen kopen")
    monday = datetime(2026, 12, 14, 7, tzinfo=UTC)
    collect(monday)
    answer = page(monday, **PAST)
    [item] = answer.context["items"]
    text = answer.content.decode().partition("<main")[2]
    assert (item.count, bram.name in text, bram.first_name in text) == ("2 mensen", False, False)


def test_past_says_that_it_was_done_meanwhile(promise, page, bram):
    [condition] = promise("Hoezen kopen")
    collect()
    with time_machine.travel(A_WEEK_BEFORE, tick=False):
        gate.fulfil_condition(condition=condition, by=bram, evidence="Ze liggen in de refter.")
    send()
    assert fates(page, A_WEEK_BEFORE) == [NOT_MAILED]


def test_past_says_that_it_waits_for_office_hours(promise, page):
    promise("Hoezen kopen")
    evening = datetime(2026, 12, 2, 19, tzinfo=UTC)
    collect(evening)
    assert fates(page, evening) == [
        "Wacht tot de kantooruren: donderdag 3 december om 8 uur. Zo blijft het buiten de uren stil."
    ]


def test_past_does_not_say_who_wants_one_mail_a_week(promise, page, bram):
    promise("Hoezen kopen")
    actions.choose_rhythm(word=str(bram.pk), rhythm="weekly")
    collect()
    before = fates(page, A_WEEK_BEFORE)
    monday = datetime(2026, 12, 7, 8, tzinfo=UTC)
    with time_machine.travel(monday, tick=False):
        week_digest.collect(monday)
        deliver()
    assert (before, fates(page, monday)) == (["Nog niet verstuurd."], ["Verstuurd."])


def test_past_does_not_say_who_wants_none(promise, page, bram):
    promise("Hoezen kopen")
    actions.choose_rhythm(word=str(bram.pk), rhythm="off")
    collect()
    assert fates(page, A_WEEK_BEFORE) == [NOT_MAILED]


def test_past_says_the_same_of_who_turned_them_off_after_it_was_ready(promise, page, bram):
    promise("Hoezen kopen")
    collect()
    actions.choose_rhythm(word=str(bram.pk), rhythm="off")
    send()
    assert fates(page, A_WEEK_BEFORE) == [NOT_MAILED]


def test_past_tells_no_sending_to_who_left_before_the_mail_of_the_week(promise, page, bram):
    promise("Hoezen kopen")
    actions.choose_rhythm(word=str(bram.pk), rhythm="weekly")
    collect()
    bram.is_active = False
    bram.save()
    monday = datetime(2026, 12, 7, 8, tzinfo=UTC)
    with time_machine.travel(monday, tick=False):
        week_digest.collect(monday)
    assert fates(page, monday) == [NOT_MAILED]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"status": "failed"}, "Kwam niet aan. De beheerder kijkt het na."),
        ({"status": "unknown"}, "We weten niet of de mail aankwam."),
        ({"status": "withdrawn", "error": "verlopen"}, "Niet verstuurd: de mail kon niet op tijd weg."),
        ({"status": "waiting"}, "Vertrekt nu."),
    ],
)
def test_past_says_what_became_of_the_mail(promise, page, state, words):
    promise("Hoezen kopen")
    collect()
    Mail.objects.filter(kind="gate.condition_reminder").update(**state)
    assert fates(page, A_WEEK_BEFORE) == [words]


# --- Who, and how much ---------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "status"), [("noor", 403), ("bram", 403), ("vik", 404)])
def test_page_is_for_who_leads(world, page, request, who, status):
    assert page(MONDAY, person=request.getfixturevalue(who)).status_code == status


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("query", [{}, PAST])
def test_page_takes_the_same_queries_for_one_and_for_three(
    promise, page, client, django_assert_num_queries, count, query
):
    promise(*[f"Afspraak {number}" for number in range(count)])
    collect()
    moment = MONDAY + timedelta(hours=1)
    address = page(moment).request["PATH_INFO"]
    with time_machine.travel(moment, tick=False), django_assert_num_queries(QUERIES - (not query)):
        answer = client.get(address, query)
    assert len(answer.context["items"]) == (count if query else count * 3)


def test_page_shows_twenty_five_and_leads_on(promise, page):
    promise(*[f"Afspraak {number}" for number in range(9)])
    first = page(MONDAY + timedelta(hours=1))
    second = page(MONDAY + timedelta(hours=1), blad="2")
    assert (len(first.context["items"]), len(second.context["items"])) == (25, 2)


def test_overview_and_settings_lead_here(promise, client, world):
    promise("Hoezen kopen")
    client.force_login(world.lead)
    address = reverse("trajecten:herinneringen", args=[world.project.slug])
    with time_machine.travel(MONDAY, tick=False):
        world.ask(decide_by=date(2026, 12, 4))
        pages = [
            client.get(reverse(f"trajecten:{name}", args=[world.project.slug]))
            for name in ("overzicht", "instellingen")
        ]
    assert [f'href="{address}"' in one.content.decode() for one in pages] == [True, True]
