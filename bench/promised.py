"""Promises: one due of every hundred of ten thousand, of a hundred thousand and of a million, claimed and queued.

The promises are actions at decisions (`DecisionTask`), one of the rules of the house, spread over hundred days. Measured is
what a sweep does at opening: find what is due, ask who may hear it, claim it, and write its mail. Beside it the sweep a
minute later, in which everything was decided already, and the plan of PostgreSQL for what is due.
"""

import sys
from datetime import date, timedelta

from bench import tools

SIZES = {"small": (10_000, 100_000), "full": (10_000, 100_000, 1_000_000)}
"""How many promises lie ahead; each size is added to the one before it."""
DAYS = 100
PROJECTS = 100
TASKS = """
INSERT INTO fundament_decisiontask (decision_id, what, who, due_on)
SELECT (%(decisions)s::bigint[])[1 + n %% %(count)s], 'Actie ' || n, 'wie helpt', %(first)s::date + n / %(count)s %% %(days)s
FROM generate_series(%(begin)s, %(end)s - 1) n
"""


def main(size: str) -> None:
    tools.start_django()
    from fundament.reminders import TASK_BEFORE
    from trajecten.reminder_rules import all_rules

    [rule] = [rule for rule in all_rules() if rule.kind == "fundament.task"]
    organisation, decisions = world()
    now = opening(organisation)
    rows, figures = 0, []
    for total in SIZES[size]:
        add(decisions, rows, total, first=now.date() + timedelta(days=TASK_BEFORE[0]))
        rows = total
        figures.append(sweep(rule, now, total))
    growth(figures)


def world():
    """Hundred running projects with a decision each; gives the organisation and the keys of the decisions."""
    from fundament.tests.factories import make_taken
    from organisatie.tests.factories import make_organisation
    from trajecten.tests.factories import make_decider, make_lead, make_project

    organisation = make_organisation()
    organisation.refresh_from_db()
    lead, decider = make_lead(organisation), make_decider(organisation)
    projects = [make_project(organisation, lead, decider, title=f"Traject {n}") for n in range(PROJECTS)]
    decisions = [make_taken(project=one, decider=decider, driver=lead).pk for one in projects]
    return organisation, decisions


def opening(organisation):
    """A minute after the office opens on a Monday to come that is no holiday; all was planned before it."""
    from django.utils import timezone

    from trajecten.reminders import is_office_day, local_moment

    day = timezone.localdate() + timedelta(days=1)
    while day.weekday() != 0 or not is_office_day(day):
        day += timedelta(days=1)
    return local_moment(day, organisation.office_from) + timedelta(minutes=1)


def add(decisions: list[int], begin: int, end: int, first: date) -> None:
    """Promises `begin` to `end`, as many on each of the hundred days from `first`."""
    from django.db import connection

    values = {"decisions": decisions, "count": PROJECTS, "days": DAYS, "first": first, "begin": begin, "end": end}
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(TASKS, values)
        cursor.execute("ANALYZE")


def sweep(rule, now, total: int) -> tuple[int, float]:
    """One size: three turns from nothing decided. Gives (how many were due, CPU milliseconds for each)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from trajecten.models import Mail, Reminder
    from trajecten.reminder_rules import queue_due

    due, turns = total // DAYS, []
    for _turn in range(tools.TURNS):
        for model in (Mail, Reminder):
            model.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE trajecten_mail, trajecten_reminder")
        turns.append(tools.measure_here(lambda: expect(queue_due([rule], now), due)))
    with CaptureQueriesContext(connection) as asked:
        again = tools.measure_here(lambda: expect(queue_due([rule], now + timedelta(minutes=1)), 0))
    cpu = tools.median([turn.cpu for turn in turns])
    tools.report(
        f"{due:,} promises due of {total:,}",
        value=cpu,
        unit="s CPU",
        seconds=round(tools.median([turn.seconds for turn in turns]), 2),
        ms_each=round(1000 * cpu / due, 2),
        seconds_a_minute_later=round(again.seconds, 2),
        queries_a_minute_later=len(asked),
        plan=plan(rule, now),
    )
    return due, 1000 * cpu / due


def plan(rule, now) -> str:
    """How PostgreSQL finds what is due: the names of what it reads, first the promises themselves."""
    from trajecten.reminder_rules import due_rows

    words = due_rows(rule, now).explain()
    scans = [line.strip(" ->").partition("  ")[0] for line in words.splitlines() if "Scan" in line]
    return "; ".join(scan for scan in scans if "decisiontask" in scan or "decision_task" in scan)


def growth(figures: list[tuple[int, float]]) -> None:
    """Each reminder costs the same, however many promises lie ahead."""
    (few, least), (many, most) = figures[0], figures[-1]
    tools.report(
        f"a reminder of {many:,} beside one of {few:,}",
        value=most,
        limit=least,
        unit="ms CPU",
        goal=1.5,
        why="What is due is found by an index on its date; a sweep of few carries its fixed cost on fewer",
    )


def expect(count: int, due: int) -> None:
    if count != due:
        raise RuntimeError(f"{count} in place of {due}")


if __name__ == "__main__":
    main(sys.argv[1])
