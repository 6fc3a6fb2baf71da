"""«Beslist aan deze poort»: what was decided, what opened the gate again and why, and what was done as agreed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from trajecten import gate
from trajecten.models import Condition
from trajecten.track import day_month

WHY = "We hoorden te weinig nachtploeg."


@pytest.fixture
def today():
    return day_month(timezone.localdate())


@pytest.fixture
def told(client, world):
    """told(step): (who, line, detail) on the page of that gate, newest first."""

    def told_(step, user=None):
        client.force_login(user or world.lead, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get(f"/trajecten/digitale-werkbonnen/poort/{step}/")
        assert [one.line in page.content.decode() for one in page.context["past"]] == [True] * len(page.context["past"])
        return [(str(one.who), one.line, one.detail) for one in page.context["past"]]

    return told_


def reopen(world, to_step):
    gate.reopen(project=world.project, to_step=to_step, by=world.lead, reason=WHY)
    world.project.refresh_from_db()


def go(today):
    return ("Dirk Van Hove", f"Dirk besliste op {today}: we gaan door.", "")


def opened(today, step, since):
    return ("Lies Maes", f"Lies opende stap {step} opnieuw op {today}, vanuit stap {since}.", WHY)


def test_gate_where_nothing_happened_tells_nothing(world, told):
    assert told(1) == []


def test_reopening_stands_at_its_gate_with_from_where_and_why(world, told, today):
    world.pass_gates(3)
    reopen(world, 1)
    world.answer()
    assert told(1) == [go(today), opened(today, 1, 3), go(today)]


def test_reopening_stands_at_each_gate_from_the_step_that_opened_to_where_the_project_stood(world, told, today):
    world.pass_gates(4)
    reopen(world, 2)
    again = opened(today, 2, 4)
    assert [told(step) for step in (1, 2, 3, 4, 5)] == [
        [go(today)],
        [again, go(today)],
        [again, go(today)],
        [again],
        [],
    ]


def test_each_of_several_reopenings_is_told(world, told, today):
    world.pass_gates(2)
    for _turn in range(2):
        reopen(world, 1)
        world.answer()
    assert told(1) == [go(today), opened(today, 1, 2), go(today), opened(today, 1, 2), go(today)]


def test_decision_to_go_back_stands_at_its_gate_and_at_those_it_closed(world, told, today):
    world.pass_gates(3)
    world.answer("back", back_to=1, reason=WHY)
    back = ("Dirk Van Hove", f"Dirk ging op {today} aan de poort na stap 3 terug naar stap 1.", WHY)
    own = ("Dirk Van Hove", f"Dirk besliste op {today}: terug naar stap 1.", WHY)
    assert [told(step) for step in (1, 2, 3)] == [[back, go(today)], [back, go(today)], [own]]


def test_agreement_that_was_done_stands_above_its_decision(world, told, today):
    day = timezone.localdate() + timedelta(days=20)
    agreed = [gate.ConditionInput(text, world.lead, day) for text in ("Hoezen kopen", "Later")]
    world.answer("go_with_conditions", conditions=agreed, reason="Eerst dit.")
    decided = ("Dirk Van Hove", f"Dirk besliste op {today}: we gaan door, met een afspraak.", "Eerst dit.")
    before = told(1)
    gate.fulfil_condition(condition=Condition.objects.get(text="Hoezen kopen"), by=world.lead, evidence="In de kast.")
    done = ("Lies Maes", f"Gedaan op {today}, zoals afgesproken: Hoezen kopen", "In de kast.")
    assert (before, told(1), told(2)) == ([decided], [done, decided], [])


def test_what_was_done_later_stands_above_what_was_decided_since(world, told, time_machine):
    agreed = gate.ConditionInput("Hoezen kopen", world.lead, timezone.localdate() + timedelta(days=20))
    world.answer("go_with_conditions", conditions=[agreed], reason="Eerst dit.")
    time_machine.move_to(timezone.now() + timedelta(days=1))
    reopen(world, 1)
    world.answer()
    time_machine.move_to(timezone.now() + timedelta(days=1))
    gate.fulfil_condition(condition=Condition.objects.get(), by=world.lead, evidence="In de kast.")
    assert [line.split()[0] for _who, line, _detail in told(1)] == ["Gedaan", "Dirk", "Lies", "Dirk"]


def test_reader_reads_the_same(world, told, noor):
    world.pass_gates(2)
    reopen(world, 1)
    assert told(1, noor) == told(1)


@pytest.mark.parametrize("count", [1, 3])
def test_gate_takes_as_many_queries_for_one_and_three_reopenings(client, world, count, django_assert_num_queries):
    world.pass_gates(2)
    for _turn in range(count):
        reopen(world, 1)
        world.answer()
    client.force_login(world.lead, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/trajecten/digitale-werkbonnen/poort/1/")
    with django_assert_num_queries(7):  # one for what a passed gate goes on without
        client.get("/trajecten/digitale-werkbonnen/poort/1/")
