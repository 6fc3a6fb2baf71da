"""The results page of a survey with 1,000, 10,000 and 100,000 answers: it reads counts, so all three cost the same.

The answers are put in the table of an open survey at once, and the survey is closed by the product's own `close`, which
shuffles, counts and publishes them. The page is asked over HTTP by a signed-in lead. Fifty open answers stand on each.

Two figures a size. What a lead waits for: the drawing of this edition is kept in the process, everything else (who asks,
what they may see, the page around it) is done anew. And the first look after something changed: a new edition each time.
"""

import random
import sys
import uuid
from collections.abc import Iterator

from bench import tools
from bench.visits import open_survey

SIZES = {"small": (200, 2_000), "full": (1_000, 10_000, 100_000)}
LOOKS = {"small": 15, "full": 40}
TEXTS = 50
"""Open answers on each page: the same number everywhere, because each of them is drawn."""


def main(size: str) -> None:
    tools.start_django()
    surveys = {number: closed_survey(number) for number in SIZES[size]}
    from django.test import Client

    from organisatie.tests.factories import make_lies

    browser = Client()
    browser.force_login(make_lies())
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    database = tools.postgres_pid()
    with tools.server("trajecten.wsgi:application") as (port, pid):
        visitor = tools.Visitor(port, cookies)
        for path in surveys.values():
            look(visitor, path, 6)
        again = {number: [] for number in surveys}
        first = {number: [] for number in surveys}
        for _turn in range(tools.TURNS):
            for number, path in surveys.items():
                for figures, looking in ((again, look), (first, look_first)):
                    spent = tools.measure(lambda p=path, f=looking: f(visitor, p, LOOKS[size]), [pid, database])
                    figures[number].append(1000 * spent.cpu / LOOKS[size])
                # Both processes have the newest edition again before the next turn.
                look(visitor, path, 6)
    report(*({number: tools.median(values) for number, values in turns.items()} for turns in (again, first)))


def report(figures: dict[int, float], first: dict[int, float]) -> None:
    for number, cpu in figures.items():
        tools.report(f"results page, {number:,} answers", value=cpu, unit="ms CPU", goal=15, why=WHY)
    for number, cpu in first.items():
        tools.report(f"results page, {number:,} answers, first look at an edition", value=cpu, unit="ms CPU")
    tools.report(
        "results page, dearest beside cheapest",
        value=max(figures.values()),
        limit=min(figures.values()),
        unit="ms CPU",
        goal=1.2,
        why="The page reads the same rows of counts for each",
    )


WHY = (
    "Nothing of the results themselves: those are drawn once per edition. Half is who asks and what they may see, four "
    "queries of which the ORM needs longer to write one down than PostgreSQL to answer it; a third is the page around "
    "it (menu, styles, foot) in Django templates, the rest is middleware and gunicorn"
)


def look(visitor: tools.Visitor, path: str, times: int) -> None:
    for _look in range(times):
        status, _where, page = visitor.ask("GET", path)
        if status != 200 or "<table" not in page:
            raise RuntimeError(f"no results: {status}")


def look_first(visitor: tools.Visitor, path: str, times: int) -> None:
    """Each look at an edition that no process has drawn. The statement that makes the edition counts along."""
    from bevraging.models import Survey

    survey = path.rstrip("/").split("/")[-2]
    for _look in range(times):
        Survey.objects.filter(pk=survey).update(edition=uuid.uuid4())
        look(visitor, path, 1)


def closed_survey(number: int) -> str:
    """A published survey with so many answers; the path of its results."""
    from bevraging.actions import close
    from bevraging.models import OpenAnswer, Response, Survey

    pk, _tokens = open_survey(40)
    Survey.objects.filter(pk=pk).update(invited=number + number // 4)
    survey = Survey.objects.select_related("project__organisation").get(pk=pk)
    Response.objects.bulk_create((Response(survey=survey, **row) for row in answers_of(survey, number)), 2_000)
    OpenAnswer.objects.bulk_create(
        OpenAnswer(survey=survey, question="loopt_goed", text=f"De ploeg helpt elkaar ({n}).") for n in range(TEXTS)
    )
    spent = tools.measure_here(lambda: close(survey=survey))
    print(f"  closing with {number:,} answers: {spent.seconds:.1f} s, {spent.cpu:.1f} s CPU", flush=True)
    survey.refresh_from_db()
    assert survey.status == Survey.Status.PUBLISHED, survey.status
    OpenAnswer.objects.filter(survey=survey).update(state=OpenAnswer.State.SHOWN)
    return f"/trajecten/{survey.project.slug}/bevraging/{survey.pk}/resultaten/"


def answers_of(survey, number: int) -> Iterator[dict]:
    """Answers spread over the locations of the survey; the same ones at every run."""
    from bevraging.models import Participant
    from bevraging.tests.factories import CLOSED_KEYS

    dice = random.Random(number)
    places = list(Participant.objects.filter(survey=survey).values_list("location", "function"))
    for _one in range(number):
        location, function = dice.choice(places)
        options = dice.choices("12345x", weights=(4, 10, 20, 40, 20, 6), k=len(CLOSED_KEYS))
        yield {"location": location, "function": function, "answers": dict(zip(CLOSED_KEYS, options, strict=True))}


if __name__ == "__main__":
    main(sys.argv[1])
