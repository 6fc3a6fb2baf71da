"""A tap of a respondent, beside the least that a Django app can do for it; and a whole visit of nine taps.

A tap is POST answer → saved → 303 → GET next page. Both apps: gunicorn, 2 workers × 4 threads, PostgreSQL, the same
gunicorn.conf.py, four visitors at a time on kept connections. CPU is that of gunicorn's processes plus PostgreSQL's.
"""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator

from bench import tools
from bench.visits import STATEMENTS, Employee, open_survey

PEOPLE = {"small": 40, "full": 150}
"""Visitors in one turn."""
HANDS = 4


def at_once(jobs: Iterable[Callable[[], object]], hands: int = HANDS) -> list[str]:
    """Do all jobs with so many threads; gives what went wrong."""
    waiting: Iterator[Callable[[], object]] = iter(list(jobs))
    lock, failed = threading.Lock(), []

    def hand() -> None:
        while True:
            with lock:
                job = next(waiting, None)
            if job is None:
                return
            try:
                job()
            except Exception as error:  # counted: a visitor who did not get through is a result
                failed.append(f"{type(error).__name__}: {error}")

    threads = [threading.Thread(target=hand) for _hand in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def limit_turn(port: int, pids: list[int], people: int, turn: int) -> float:
    """CPU seconds of one tap at the limit."""
    visitors = [(tools.Visitor(port), f"{turn}-{number}") for number in range(people)]

    def taps(browser: tools.Visitor, key: str) -> None:
        for number in range(1, STATEMENTS + 1):
            status, where, _page = browser.ask("POST", f"/{key}/{number}/", "a=4")
            assert status == 303, status
            status, where, _page = browser.ask("GET", where)
            assert status == 200, status

    must(at_once(lambda b=browser, k=key: b.ask("GET", f"/{k}/1/") for browser, key in visitors))
    spent = tools.measure(lambda: must(at_once(lambda b=b, k=k: taps(b, k) for b, k in visitors)), pids)
    for browser, _key in visitors:
        browser.close()
    return spent.cpu / people / STATEMENTS


def product_turn(employees: list[Employee], pids: list[int]) -> tuple[float, float]:
    """CPU seconds of one tap, and of a whole visit."""
    count = len(employees)
    parts = [
        tools.measure(lambda part=part: must(at_once(getattr(one, part) for one in employees)), pids).cpu
        for part in ("arrive", "tap_all", "finish")
    ]
    return parts[1] / count / STATEMENTS, sum(parts) / count


def make_table() -> None:
    from django.db import connection

    from bench.limit_app import TABLE

    with connection.cursor() as cursor:
        cursor.execute(TABLE)


def must(failed: list[str]) -> None:
    if failed:
        raise RuntimeError(f"{len(failed)} visitors did not get through: {failed[0]}")


def main(size: str) -> None:
    people = PEOPLE[size]
    tools.start_django()
    make_table()
    survey, tokens = open_survey(people * tools.TURNS + HANDS)
    database = tools.postgres_pid()
    with (
        tools.server("bench.limit_app:application") as (limit_port, limit_pid),
        tools.server("trajecten.wsgi:application") as (port, pid),
    ):
        everybody = [Employee(port, survey, token) for token in tokens]
        # Each worker draws each page once.
        product_turn(everybody[-HANDS:], [])
        limit_turn(limit_port, [], HANDS, 9)
        least, taps, visits = [], [], []
        for turn in range(tools.TURNS):
            least.append(limit_turn(limit_port, [limit_pid, database], people, turn))
            tap, visit = product_turn(everybody[turn * people : (turn + 1) * people], [pid, database])
            taps.append(tap)
            visits.append(visit)
    tools.report(
        "tap",
        value=1000 * tools.median(taps),
        unit="ms CPU",
        limit=1000 * tools.median(least),
        goal=2.0,
        ratios_of_the_turns=" ".join(f"{tap / one:.2f}" for tap, one in zip(taps, least, strict=True)),
        why=WHY,
    )
    tools.report("visit of nine taps", value=1000 * tools.median(visits), unit="ms CPU", goal=40, why=WHY_VISIT)


WHY = (
    "What is left of a tap beside the limit: who, survey and draft in one statement and the draft written back in another "
    "(the limit has one statement for the two requests), headers and host check of the house, the language, the signed "
    "cookie, and opening and sealing draft and envelope. Session, sign-in and messages are passed by, the policy header is "
    "written once, and a quiet connection is not asked whether it lives"
)
WHY_VISIT = (
    "22 requests (each tap is two, because a page that is loaded again may not answer again), with what a tap costs above. "
    "Sending costs as much as two taps: one transaction of the mark, the ballot and the draft, through the models"
)

if __name__ == "__main__":
    main(sys.argv[1])
