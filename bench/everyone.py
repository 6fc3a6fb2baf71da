"""The page for everyone, read by all colleagues on the day of a poster: queries, bytes and CPU, beside the survey's tap."""

import sys

from bench import pages, tools

LOOKS = {"small": 30, "full": 200}
ROWS = {"small": 3, "full": 12}


def main(size: str) -> None:
    tools.start_django()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bevraging.tests.factories import make_project
    from communicatie.page_links import path_of
    from communicatie.tests.everyone_world import fill
    from communicatie.tests.factories import make_page

    page = make_page(make_project())
    place, work = fill(page.project, ROWS[size])
    settings.ALLOWED_HOSTS = ["*"]
    path = path_of(page)
    looks = {"the page": path, "with a choice": f"{path}?functie={work.pk}&locatie={place.pk}"}
    queries = []
    for _look in range(2):
        with CaptureQueriesContext(connection) as asked:
            content = Client().get(path).content
        queries.append(len(asked))
    cpu = pages.cpu_of(looks, {}, LOOKS[size])
    why = "A part of the page asks the database itself"
    tools.report("page for everyone, first look in a minute", value=queries[0], unit="queries", goal=2, why=why)
    more = {"cpu_ms": round(cpu["the page"], 2), "cpu_ms_with_a_choice": round(cpu["with a choice"], 2)}
    tools.report(
        "page for everyone, every other look",
        value=queries[1],
        unit="queries",
        goal=1,
        why=why,
        bytes=len(content),
        **more,
    )


if __name__ == "__main__":
    main(sys.argv[1])
