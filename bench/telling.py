"""A message to an audience of five thousand: how many they are, put in the outbox beside a bare bulk_create, and sent.

The whole action counts: the gate, who they are, a row for each, what the message says afterwards, one line of history. Each
turn is rolled back, so that the next one begins the same. The last sending stays and goes to `bench.sink`, a mail server of
our own, by one worker. Halfway, the page with the progress is asked as the lead sees it.
"""

import sys
from typing import Any

from django.db import transaction

from bench import tools

PEOPLE = {"small": 500, "full": 5_000}
AUDIENCES = 20
SLICE = 2_000


class RolledBack(Exception):
    """Ends a turn that may leave nothing behind."""


def main(size: str) -> None:
    tools.start_django()
    from django.conf import settings

    people = PEOPLE[size]
    settings.EMAIL_PORT, settings.ALLOWED_HOSTS = tools.free_port(), ["*"]
    message, lead = world(people)
    report_counts(message.project, people)
    report_queue(message, lead, people)
    with tools.running([sys.executable, "-m", "bench.sink", str(settings.EMAIL_PORT)], settings.EMAIL_PORT):
        report_sent(message, lead, people)


def world(people: int) -> tuple[Any, Any]:
    """A project in step 4 of a house with so many colleagues, twenty audiences, and a message to all of them."""
    from communicatie.tests.factories import make_audience, make_message
    from organisatie.models import Employee
    from organisatie.tests.factories import make_employees, make_function, make_lies, make_location, make_organisation
    from trajecten.tests.factories import make_project

    house, lead = make_organisation("De Linde"), make_lies()
    places = [make_location(house, f"Huis {n}") for n in range(10)]
    works = [make_function(house, f"Functie {n}") for n in range(8)]
    made = make_employees(house, people, shift="dag")
    for n, employee in enumerate(made):
        employee.location, employee.function = places[n % 10], works[n % 8]
    Employee.objects.bulk_update(made, ["location", "function"], SLICE)
    project = make_project(house, lead, step=4)
    for n in range(AUDIENCES - 1):
        make_audience(f"Groep {n}", project=project, functions=[f"Functie {n % 8}"], locations=[f"Huis {n % 10}"])
    everybody = make_audience("Iedereen", project=project)
    fields = {"key": "what_changes", "channel": "mail", "status": "ready", "text": "Zo gaat het voortaan.\n\n" * 5}
    return make_message(audience=everybody, **fields), lead


def report_counts(project: Any, people: int) -> None:
    from communicatie.reach import head_counts

    spent = [tools.measure_here(lambda: head_counts(project)) for _turn in range(5)]
    counted = head_counts(project)
    if max(n or 0 for n in counted.values()) != people:
        raise RuntimeError(f"counted {counted}")
    tools.report(
        f"head counts of {AUDIENCES} audiences among {people:,} colleagues",
        value=1000 * tools.median([one.seconds for one in spent]),
        unit="ms",
        queries=1,
    )


def report_queue(message: Any, lead: Any, people: int) -> None:
    turns = [(measured(send_it(message, lead)), measured(bare(message, lead))) for _turn in range(tools.TURNS)]
    tools.report(
        f"queue a message to {people:,} colleagues",
        value=tools.median([ours.cpu for ours, _bare in turns]),
        limit=tools.median([least.cpu for _ours, least in turns]),
        unit="s CPU",
        goal=2.0,
        seconds=round(tools.median([ours.seconds for ours, _bare in turns]), 2),
        why="A row is built, stamped, and counted back after the insert: the database alone knows which were new",
    )


def send_it(message: Any, lead: Any):
    from communicatie.actions.sending import send_message

    def work() -> None:
        if not send_message(message=message, by=lead):
            raise RuntimeError("it was sent already")

    return work


def bare(message: Any, lead: Any):
    """The same rows, ready made, with one bulk_create in slices."""
    from trajecten.models import Mail, Mailing

    rows: list[Mail] = []

    def make() -> None:
        send_it(message, lead)()
        rows.extend(Mail.objects.all())

    measured(make)
    Mailing.objects.all().delete()
    for row in rows:
        row.mailing = None
    return lambda: Mail.objects.bulk_create(rows, SLICE)


def measured(work) -> tools.Spent:
    """What `work` took; nothing of it stays."""
    spent: list[tools.Spent] = []
    try:
        with transaction.atomic():
            spent.append(tools.measure_here(work))
            raise RolledBack
    except RolledBack:
        return spent[0]


def report_sent(message: Any, lead: Any, people: int) -> None:
    from communicatie.actions.sending import keep_reached
    from trajecten import outbox

    send_it(message, lead)()
    first = tools.measure_here(lambda: outbox.deliver(limit=people // 2, seconds=600))
    queries, seconds, words = look(message, lead)
    if "hx-trigger" not in words:
        raise RuntimeError("the page shows no progress halfway")
    rest = tools.measure_here(lambda: outbox.deliver(seconds=600))
    keep_reached()
    message.refresh_from_db()
    if message.reached != people:
        raise RuntimeError(f"reached {message.reached} of {people}")
    tools.report(
        f"send a message to {people:,} colleagues",
        value=people / (first.seconds + rest.seconds),
        unit="mails/s",
        seconds=round(first.seconds + rest.seconds, 1),
    )
    tools.report(
        "page of the message, halfway the sending",
        value=queries,
        unit="queries",
        goal=8,
        ms=round(1000 * seconds),
        why="The report is counted from the rows of the outbox",
    )


def look(message: Any, lead: Any) -> tuple[int, float, str]:
    """(queries, seconds, page) of the lead who follows the sending."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    browser = Client()
    browser.force_login(lead)
    path = reverse("communicatie:boodschap", args=[message.project.slug, message.number])
    browser.get(path)
    with CaptureQueriesContext(connection) as asked:
        pages: list[Any] = []
        spent = tools.measure_here(lambda: pages.append(browser.get(path)))
    return len(asked), spent.seconds, pages[0].content.decode()


if __name__ == "__main__":
    main(sys.argv[1])
