"""The results page of a long questionnaire: 40 questions of all closed types, 4,000 to 100,000 responses, twelve locations.

What a lead waits for, in seconds of the clock: the first look at an edition that nobody has drawn (each look is one), the
page of two rounds beside each other, which is never kept, and the files. Counting is done at the close and only printed.
Put there and asked like `bench/results.py` does.
"""

import random
import sys
import time
import uuid
from collections.abc import Callable, Iterator

from bench import tools

SIZES = {"small": (400, 4_000), "full": (4_000, 100_000)}
LOOKS = {"small": 5, "full": 15}
PLACES = 12
SHEETS = 2_000
"""Filled in differently; above that many people they are drawn again, because inventing answers takes long."""
OPTIONS = tuple("abcde")
KINDS = ("statement",) * 4 + ("choice",) * 2 + ("choices", "ranking", "yesno", "score")
"""Four times: 40 questions. A choice is about a practice, so it has a spread per theme."""


def main(size: str) -> None:
    tools.start_django()
    surveys = {number: closed_survey(number) for number in SIZES[size]}
    from django.test import Client

    from organisatie.tests.factories import make_lies

    browser = Client()
    browser.force_login(make_lies())
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    with tools.server("trajecten.wsgi:application") as (port, _pid):
        visitor = tools.Visitor(port, cookies)
        first = {number: [] for number in surveys}
        beside = {number: [] for number in surveys}
        for turn in range(LOOKS[size] + 2):
            for number, pk in surveys.items():
                # The two processes first load their code.
                warm = turn < 2
                new_edition(pk)
                first[number] += [] if warm else [seconds(lambda p=pk: look(visitor, p))]
                beside[number] += [] if warm else [seconds(lambda p=pk: look(visitor, p, other_of(surveys, p)))]
                if warm:
                    look(visitor, pk)
                    look(visitor, pk, other_of(surveys, pk))
        weight = {number: len(look(visitor, pk)) for number, pk in surveys.items()}
    report(first, beside, weight)


def report(first: dict[int, list[float]], beside: dict[int, list[float]], weight: dict[int, int]) -> None:
    middle = {number: tools.median(values) for number, values in first.items()}
    for number, value in middle.items():
        more = {"slowest": round(max(first[number]), 2), "kB": weight[number] // 1000}
        name = f"results page, 40 questions, {number:,} responses, first look"
        tools.report(name, value=value, unit="s", goal=1, why=WHY, **more)
    for number, values in beside.items():
        name = f"two rounds beside each other, 40 questions, {number:,} responses"
        tools.report(name, value=tools.median(values), unit="s", goal=1, why=WHY, slowest=round(max(values), 2))
    tools.report(
        "results page, 40 questions, most responses beside fewest",
        value=middle[max(middle)],
        limit=middle[min(middle)],
        unit="s",
        goal=1.2,
        why="The page reads the same rows of counts for each",
    )


WHY = "Nearly all of it is drawing 40 questions for twelve locations in templates; the counts are read in one query"


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def look(visitor: tools.Visitor, pk: int, other: int = 0) -> str:
    path = f"/trajecten/digitale-werkbonnen/bevraging/{pk}/resultaten/" + (f"vergelijk/?met={other}" if other else "")
    status, _where, page = visitor.ask("GET", path)
    if status != 200 or page.count("<table") < (1 if other else 20):
        raise RuntimeError(f"no results: {status}")
    return page


def other_of(surveys: dict[int, int], pk: int) -> int:
    return next(other for other in surveys.values() if other != pk)


def new_edition(pk: int) -> None:
    """Nobody has drawn it yet."""
    from bevraging.models import Survey

    Survey.objects.filter(pk=pk).update(edition=uuid.uuid4())


# --- The questionnaire and its answers -----------------------------------------------------------------


def questions() -> list[dict]:
    options = [{"code": code, "text": {"nl": f"Manier {code}"}} for code in OPTIONS]
    return [
        {
            "key": f"v{number}",
            "type": kind,
            "text": {"nl": f"Vraag {number} over hoe jullie werken op de dienst?"},
            "theme": f"thema {number % 6}",
            **({"options": options} if kind in ("choice", "choices", "ranking") else {}),
        }
        for number, kind in enumerate(KINDS * 4, start=1)
    ]


def closed_survey(number: int) -> int:
    """A published survey with so many responses; its key."""
    from bevraging import fatigue
    from bevraging.actions import close, launch
    from bevraging.models import Response, Survey
    from bevraging.tests.factories import make_draft
    from organisatie.tests.factories import make_lies

    people = [(f"Locatie {place:02}", function, 10) for place in range(PLACES) for function in ("Zorg", "Keuken")]
    survey = make_draft(people=people, title=f"Ronde van {number}")
    survey.versions.update(content=questions())
    launch(survey=survey, by=make_lies(), lately=fatigue.SEND_ANYWAY, reason="Een meting.")
    Survey.objects.filter(pk=survey.pk).update(invited=number + number // 4)
    survey = Survey.objects.select_related("project__organisation").get(pk=survey.pk)
    Response.objects.bulk_create((Response(survey=survey, **row) for row in answers_of(survey, number)), 2_000)
    spent = tools.measure_here(lambda: close(survey=survey))
    print(f"  closing with {number:,} responses: {spent.seconds:.1f} s, {spent.cpu:.1f} s CPU", flush=True)
    survey.refresh_from_db()
    if survey.status != Survey.Status.PUBLISHED:
        raise RuntimeError(f"not published: {survey.status}")
    return survey.pk


def answers_of(survey, number: int) -> Iterator[dict]:
    """Answers spread over the locations of the survey; the same ones at every run."""
    from bevraging.models import Participant

    dice = random.Random(number)
    places = list(Participant.objects.filter(survey=survey).values_list("location", "function"))
    asked = [(item["key"], item["type"]) for item in questions()]
    sheets = [{key: given(kind, dice) for key, kind in asked} for _one in range(SHEETS)]
    for _one in range(number):
        location, function = dice.choice(places)
        yield {"location": location, "function": function, "answers": dice.choice(sheets)}


def given(kind: str, dice: random.Random) -> str:
    """An answer as it is stored."""
    if kind == "statement":
        return dice.choices("12345x", weights=(4, 10, 20, 40, 20, 6))[0]
    if kind == "score":
        return str(dice.randint(0, 10))
    if kind == "yesno":
        return dice.choice(("ja", "nee"))
    if kind == "choice":
        return dice.choices(OPTIONS, weights=(40, 30, 15, 10, 5))[0]
    many = len(OPTIONS) if kind == "ranking" else dice.randint(1, 3)
    return " ".join(dice.sample(OPTIONS, many))


if __name__ == "__main__":
    main(sys.argv[1])
