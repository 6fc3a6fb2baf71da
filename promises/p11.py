"""P11: in 500 generated surveys, nothing that is published counts fewer than k people, or lets them be worked out.

Every survey goes the whole way: privacy check, launch, answers, close. Then the attacker takes every number that was
stored for the results (per question and per group) and tries every set of up to three small groups by exact linear
algebra. And the attacker reads the page: what it says of a group must fit every size from the one that is told, also
those at which at least k - 1 of the invited stayed away. Last, twenty times as many organisations are asked twice, and one
page is taken off the other (`bevraging/tests/test_suppression_rounds.py` says what that attacker knows). Control: hide only
what is small, and tell whole percents.
"""

import random
from collections import Counter

from promises.harness import World

SIZES = {"full": 500, "tenth": 25}
TWICE = 20
"""Organisations that are asked twice, for each survey."""


def run(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, surveys=SIZES[size], planted="")


def control(*, database: str, size: str = "full", seed: int = 1) -> dict:
    return once(database, seed, surveys=SIZES[size], planted="threshold-only")


def once(database: str, seed: int, *, surveys: int, planted: str) -> dict:
    with World("p11", database=database, seed=seed) as world:
        found = world.call("promises.p11:attack", surveys, seed, planted, timeout=1500)
        people, sizes = found["small"] + found["derivable"], found["sizes"]
        rounds = found["rounds"]
        ok = min(people, sizes, rounds) > 0 if planted else people == sizes == rounds == 0
        return world.report(ok=ok, planted=planted, surveys=surveys, **found)


def attack(surveys: int, seed: int, planted: str) -> dict:
    """Runs in the world: make each survey, then attack what it published."""
    from bevraging import results_cells, suppression, tallying
    from bevraging.actions import launching, publishing

    publishing.scrubbing.scrub = lambda survey: True  # P10 looks at the disk; here it would only cost time
    if planted:
        publishing.plan = threshold_plan
        tallying.shown_cells = threshold_cells
        results_cells.rounded = lambda yes, n, told: round(100 * yes / n)
        launching.least_alone = lambda k, *, anonymous: k
        assert suppression.plan is not threshold_plan
    found: Counter[str] = Counter({"small": 0, "derivable": 0, "sizes": 0, "rounds": 0, "published": 0, "groups": 0})
    for number in range(surveys):
        found.update(_one(random.Random(f"{seed}-{number}"), number))
    found["organisations"] = TWICE * surveys
    found["rounds"] = _rounds(seed, TWICE * surveys, planted)
    return dict(found)


def _rounds(seed: int, organisations: int, planted: str) -> int:
    """Organisations asked twice of which something of fewer than k people is found out."""
    from bevraging.tests.test_suppression_rounds import found_out

    how: dict = {"doubt": 0, "exact": True, "remember": False} if planted else {}
    return len(found_out(range(seed, seed + organisations), **how))


def threshold_plan(cells, k, *, together=()):
    """The mistake of most products: hide what is small, show the rest and the total."""
    from bevraging.suppression import Plan

    sums = [Counter(), Counter()]
    for cell, n in cells.items():
        for side in (0, 1):
            sums[side][cell[side]] += n
    return Plan(*({code: code if n >= k else "" for code, n in side.items()} for side in sums))


def threshold_cells(cells, k):
    plan = threshold_plan(cells, k)
    return {code for code in plan.locations.values() if code}, {code for code in plan.functions.values() if code}


def _one(rng: random.Random, number: int) -> Counter:
    from bevraging.actions import close, launch
    from bevraging.models import Participant, Response, Survey, Tally
    from bevraging.tests.factories import make_draft, make_project
    from organisatie.tests.factories import make_lies, make_organisation

    organisation = make_organisation(f"Huis {number}")
    survey = make_draft(make_project(organisation, slug=f"traject-{number}"), people=_people(rng))
    launch(survey=survey, by=make_lies())
    _answer(rng, survey)
    close(survey=survey)
    found: Counter[str] = Counter()
    if Survey.objects.get(pk=survey.pk).status != "published":
        assert not Tally.objects.filter(survey=survey).exists()
        return found
    found["published"] += 1
    rows = list(Response.objects.filter(survey=survey).values_list("location", "function", "answers"))
    assert len(rows) == Participant.objects.filter(survey=survey, answered=True).count()
    tallies = list(Tally.objects.filter(survey=survey))
    found["groups"] += len({(t.dimension, t.segment) for t in tallies if t.question == "" and t.segment})
    for question in {t.question for t in tallies}:
        found.update(_question(question, rows, [t for t in tallies if t.question == question], survey.min_group))
    found["sizes"] += _sizes_told(Survey.objects.get(pk=survey.pk))
    return found


def _sizes_told(survey) -> int:
    """Groups of which the page says that fewer than k - 1 of the invited can have stayed away."""
    from bevraging.results import results_of

    page = results_of(survey)
    least = {group.code: group.n for group in (*page.groups, *page.functions)}
    for statement in page.statements:
        for cell in (*statement.cells, *statement.function_cells):
            if cell.text != "–":
                least[cell.group.code] = max(least[cell.group.code], _least_size(cell.text, cell.group.n))
    return sum(group.invited - least[group.code] < survey.min_group - 1 for group in (*page.groups, *page.functions))


def _least_size(text: str, told: int) -> int:
    """The smallest number of answers that can give this text, by trying; the reader knows how fine shares are told."""
    numbers = [int(part) for part in text.strip("≤≥ %").split("–")]
    if len(numbers) == 1 and text[0] not in "≤≥":
        half = next(unit for unit in (1, 5, 10, 25) if unit * told >= 100 or unit == 25) / 2 + 2.5 * (told < 100)
        low, high = numbers[0] - half, numbers[0] + half
        if numbers[0] % 5:  # whole percents, whatever the size
            low, high = numbers[0] - 0.5, numbers[0] + 0.5
    else:
        low, high = {"≤": (0, numbers[0]), "≥": (numbers[0], 100)}.get(text[0], (numbers[0], numbers[-1]))
    return next(n for n in range(5, 1000) if any(low <= 100 * yes / n <= high for yes in range(n + 1)))


def _question(question: str, rows: list, tallies: list, k: int) -> Counter:
    """What one question published: the whole, and the groups that have a row. Atoms: the cells of who answered it."""
    from bevraging.tests.test_suppression import exposed

    answered = [
        (location, function)
        for location, function, answers in rows
        if not question or answers.get(question) in set("12345")
    ]
    cells = Counter(answered)
    shown = [{t.segment for t in tallies if t.dimension == side} for side in ("location", "function")]
    sizes = [sum(n for cell, n in cells.items() if cell[side] == code) for side in (0, 1) for code in shown[side]]
    found = Counter(small=sum(0 < n < k for n in [*sizes, len(answered)]))
    found["derivable"] += len(exposed(cells, *shown, k)) if cells else 0
    return found


def _people(rng: random.Random) -> list[tuple[str, str, int]]:
    locations = [f"Locatie {n}" for n in range(rng.randint(1, 6))]
    functions = [f"Functie {n}" for n in range(rng.randint(1, 4))] + [""]
    homes = {function: rng.sample(locations, rng.randint(1, len(locations))) for function in functions}
    size = rng.choice([10, 30, 60, 120])
    cells: Counter[tuple[str, str]] = Counter()
    for _person in range(size):
        function = rng.choice(functions)
        cells[rng.choice(homes[function]), function] += 1
    return [(location, function, n) for (location, function), n in cells.items()]


def _answer(rng: random.Random, survey) -> None:
    """Ballots as `submit` writes them, in bulk: the way from ballot to number is what is attacked here."""
    from bevraging.ballots import seal_ballot
    from bevraging.models import Participant, SealedBallot
    from bevraging.questions import OPTIONS
    from bevraging.tests.factories import CLOSED_KEYS

    people = [p for p in Participant.objects.filter(survey=survey) if rng.random() < rng.choice([0.4, 0.7, 0.95])]
    Participant.objects.filter(pk__in=[p.pk for p in people]).update(answered=True)
    ballots = []
    for person in people:
        closed = {key: rng.choice(OPTIONS) for key in CLOSED_KEYS if rng.random() < 0.8}
        payload = seal_ballot(
            location=person.location, function=person.function, closed=closed, texts={}, salt=bytes(survey.salt)
        )
        ballots.append(SealedBallot(survey=survey, payload=payload))
    SealedBallot.objects.bulk_create(ballots)
