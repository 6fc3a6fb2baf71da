"""The results of a survey with 1,000 answers as PDF, the inventory report and the report of the project with them, as a lead waits.

Each PDF is asked over HTTP by a signed-in lead, after something changed (the title of the project), so that it is really
made each time. When nothing changed a process that made it gives it again; that is not measured.
"""

import sys

from bench import tools
from bench.results import closed_survey

SIZES = {"small": 100, "full": 1_000}
LOOKS = {"small": 2, "full": 5}
GOAL = 10
"""Seconds that somebody waits at most for a PDF, on a machine with a core free: one process makes it."""
ITEMS = 60


def main(size: str) -> None:
    tools.start_django()
    number = SIZES[size]
    results = closed_survey(number).removesuffix("resultaten/")
    slug = results.split("/")[2]
    from django.test import Client

    from bevraging.models import Lens
    from bevraging.tests.talk_factories import confirmed_item
    from organisatie.tests.factories import make_lies
    from trajecten.models import Project

    project = Project.objects.get(slug=slug)
    for n in range(ITEMS):
        confirmed_item(project, f"Wat we weten over punt {n}", lens=Lens.values[n % len(Lens.values)])
    browser = Client()
    browser.force_login(make_lies())
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    paths = {
        "results": f"{results}resultaten/rapport.pdf",
        "inventory report": f"/trajecten/{slug}/rapport/bevraging.pdf",
        "project report": f"/trajecten/{slug}/rapporten/traject.pdf",
    }
    database = tools.postgres_pid()
    with tools.server("trajecten.wsgi:application") as (port, pid):
        visitor = tools.Visitor(port, cookies)
        for name, path in paths.items():
            fetch(visitor, path)
            spent = [
                tools.measure(lambda p=path, n=n: fetch_changed(visitor, p, slug, n), [pid, database])
                for n in range(LOOKS[size])
            ]
            report(f"{name} as PDF, {number:,} answers", spent)
        visitor.close()


def report(name: str, spent: list[tools.Spent]) -> None:
    waited = {
        "fastest": f"{min(one.seconds for one in spent):.1f} s",
        "slowest": f"{max(one.seconds for one in spent):.1f} s",
    }
    tools.report(name, value=tools.median([one.cpu for one in spent]), unit="s CPU", goal=GOAL, why=WHY, **waited)


WHY = "WeasyPrint lays out every table twice, in Python; nothing of it grows with the number of answers"


def fetch(visitor: tools.Visitor, path: str) -> None:
    status, where, _page = visitor.ask("GET", path)
    if status != 200:
        raise RuntimeError(f"no PDF: {status} {where}")


def fetch_changed(visitor: tools.Visitor, path: str, slug: str, number: int) -> None:
    """Another title: no process has this PDF."""
    from trajecten.models import Project

    Project.objects.filter(slug=slug).update(title=f"Digitale werkbonnen {number} {path[-20:-4]}")
    fetch(visitor, path)


if __name__ == "__main__":
    main(sys.argv[1])
