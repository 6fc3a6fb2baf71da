"""The sweep: ten thousand reminders due among a million people in a hundred open surveys; and a sweep with nothing due.

The product's own `collect`, beside a plain ORM claim (select_for_update skip_locked, 2,000 at a time) of ten thousand
rows out of a million, with a partial index on what is due, that writes the same mails in the outbox.
"""

import sys
from datetime import timedelta

from bench import tools

SIZES = {"small": (10, 1_000), "full": (100, 10_000)}
"""Open surveys, and people in each; those of one survey are due."""
EMPTY = {"small": 20, "full": 60}
PEOPLE = """
INSERT INTO bevraging_participant
    (survey_id, name, email, language, location, function, generation, token_hash, code_hash, may_answer, answered, muted)
SELECT s, 'Collega ' || n, 'wie' || n || '@linde.test', 'nl', '', '', 1, md5(s || '-' || n) || md5(n || '.' || s),
    md5(s || '+' || n) || md5(n || ':' || s), true, false, false
FROM unnest(%s::bigint[]) s, generate_series(1, %s) n
"""


def main(size: str) -> None:
    surveys, people = SIZES[size]
    tools.start_django()
    from bench import due_table
    from bevraging import reminders
    from trajecten.models import Mail, Mailing

    due = world(surveys, people)
    due_table.make(surveys * people, surveys)
    now = reminders.moments(due)[0] + timedelta(minutes=1)
    pairs = []
    for _turn in range(tools.TURNS):
        forget(Mail, Mailing)
        look_again(due)
        ours = tools.measure_here(lambda: expect(reminders.collect(now), people))
        like = Mail.objects.first()
        forget(Mail, Mailing)
        due_table.put_back()
        pairs.append((ours, tools.measure_here(lambda m=like: expect(due_table.claim_and_queue(m, now), people))))
    forget(Mail, Mailing)
    # From here on nothing is due, whatever the hour of the day.
    type(due).objects.filter(pk=due.pk).update(reminders=0, remind_from=None)
    report(f"sweep of {people:,} due of {surveys * people:,}", pairs)
    report_empty(EMPTY[size])


def world(surveys: int, people: int):
    """Open surveys full of people; gives the one whose reminder is due."""
    from django.db import connection
    from django.utils import timezone

    from bevraging import reminders
    from bevraging.models import Survey
    from bevraging.tests.factories import make_open

    due = make_open(people=[("Aalst", "Zorg", 10)])
    due.participants.all().delete()
    # Sent four days ago; the others were sent today, and their reminder is not due for a long time.
    Survey.objects.filter(pk=due.pk).update(launched_at=timezone.now() - timedelta(days=4))
    due.refresh_from_db()
    others = [Survey.objects.get(pk=due.pk) for _number in range(surveys - 1)]
    for other in others:
        other.pk, other.launched_at = None, timezone.now()
        other.closes_on = timezone.localdate() + timedelta(days=60)
        other.remind_from = reminders.plan(other)
    Survey.objects.bulk_create(others)
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(PEOPLE, [[due.pk, *(other.pk for other in others)], people])
        cursor.execute("ANALYZE")
    return due


def look_again(survey) -> None:
    """As before its reminder went: the sweep has to look at it."""
    from bevraging import reminders

    type(survey).objects.filter(pk=survey.pk).update(remind_from=reminders.plan(survey))


def sweep_up() -> None:
    """What PostgreSQL does by itself after a while: forget the rows that were deleted."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE trajecten_mail")


def forget(*models) -> None:
    for model in models:
        model.objects.all().delete()


def expect(count: int, people: int) -> None:
    if count != people:
        raise RuntimeError(f"{count} in place of {people}")


def report(name: str, pairs: list[tuple[tools.Spent, tools.Spent]]) -> None:
    ours, least = zip(*pairs, strict=True)
    tools.report(
        name,
        value=tools.median([one.cpu for one in ours]),
        limit=tools.median([one.cpu for one in least]),
        unit="s CPU",
        goal=1.2,
        seconds=round(tools.median([one.seconds for one in ours]), 2),
        seconds_of_the_limit=round(tools.median([one.seconds for one in least]), 2),
        why="The product counts back which rows were new, and asks who still wants a reminder",
    )


def report_empty(times: int) -> None:
    """Nothing due: a whole sweep with all its sources and the outbox, the way the worker does it each minute."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from trajecten import outbox, reminders

    sweep_up()
    outbox_alone = tools.measure_here(lambda: [outbox.deliver() for _time in range(times)]).seconds / times
    reminders.sweep()
    with CaptureQueriesContext(connection) as asked:
        reminders.sweep()
    turns = [tools.measure_here(lambda: [reminders.sweep() for _time in range(times)]) for _turn in range(tools.TURNS)]
    tools.report(
        "an empty sweep",
        value=1000 * tools.median([turn.seconds for turn in turns]) / times,
        unit="ms",
        goal=3,
        queries=len(asked),
        ms_of_the_outbox_alone=round(1000 * outbox_alone, 2),
        cpu_ms=round(1000 * tools.median([turn.cpu for turn in turns]) / times, 2),
        why="Two statements: the sign of life, and one look for all sources and the outbox (docs/decisions/0011-sweep.md). "
        "What is more than 2 ms is waiting for a core that others use. Once a minute",
    )


if __name__ == "__main__":
    main(sys.argv[1])
