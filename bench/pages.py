"""Vandaag and the overview of a project, with two hundred projects: eight queries at most, and nothing kept between two looks."""

import sys

from bench import tools

PROJECTS = {"small": (20, 3), "full": (200, 20)}
"""Projects, and how many of them have a survey that runs."""
LOOKS = {"small": 15, "full": 40}


def main(size: str) -> None:
    tools.start_django()
    from django.conf import settings
    from django.core.cache import caches
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from organisatie.tests.factories import make_lies

    slug = projects(*PROJECTS[size])
    settings.ALLOWED_HOSTS = ["*"]
    browser = Client()
    browser.force_login(make_lies())
    pages = {"Vandaag": "/vandaag/", "overview of a project": f"/trajecten/{slug}/"}
    queries = {}
    for name, path in pages.items():
        browser.get(path)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        queries[name] = len(asked)
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    cpu = cpu_of(pages, cookies, LOOKS[size])
    for name in pages:
        tools.report(
            f"{name}, {PROJECTS[size][0]} projects",
            value=queries[name],
            unit="queries",
            goal=8,
            cpu_ms=round(cpu[name], 1),
            why="The steps are asked what they propose",
        )


def cpu_of(pages: dict[str, str], cookies: dict[str, str], looks: int) -> dict[str, float]:
    """CPU in ms of one look at each page."""
    database = tools.postgres_pid()
    turns: dict[str, list[float]] = {name: [] for name in pages}
    with tools.server("trajecten.wsgi:application") as (port, pid):
        visitor = tools.Visitor(port, cookies)
        for turn in range(tools.TURNS + 1):
            for name, path in pages.items():
                spent = tools.measure(lambda p=path: look(visitor, p, looks), [pid, database])
                # In the first turn each worker loads and draws everything once.
                turns[name] += [1000 * spent.cpu / looks] if turn else []
    return {name: tools.median(values) for name, values in turns.items()}


def look(visitor: tools.Visitor, path: str, times: int) -> None:
    for _look in range(times):
        status, _where, _page = visitor.ask("GET", path)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")


def projects(count: int, with_survey: int) -> str:
    """Running projects of Lies at De Linde; the address of the one with the most in it."""
    from bevraging.tests.factories import answer, make_open
    from organisatie.tests.factories import make_organisation
    from trajecten.tests.factories import make_project

    linde = make_organisation()
    made = [make_project(linde, title=f"Traject {number:03}") for number in range(count)]
    for project in made[-with_survey:]:
        answer(make_open(project, people=[("Aalst", "Zorg", 12), ("Gent", "Zorg", 8)]), 3)
    return made[-1].slug


if __name__ == "__main__":
    main(sys.argv[1])
