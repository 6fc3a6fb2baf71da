"""What went wrong is reported week after week, and brought together once the lead may look for a structure in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from random import Random

from django.utils import timezone

from fundament.actions.bottlenecks import report_bottleneck
from fundament.actions.bundles import add_bundle, put_in_bundle
from opvolging.demo import content
from opvolging.demo import content_bottlenecks as told
from opvolging.demo.content_waves import START_DAY, WAVES
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage

SEED, SEED_SINCE = 60, 25
DAYS, DAYS_SINCE = 7 * told.WEEKS, 7 * told.SINCE_WEEKS
TODAY = 0
"""The week in which the whole story of De Hazelaar ends."""
STARTS = {house: 7 * (start.week - told.FIRST_WEEK) + START_DAY for start in WAVES for house in start.houses}
"""The day on which a house starts, as days after the Monday of the first week."""
FIRST_START, LAST_START = min(STARTS.values()), max(STARTS.values())
END = 7 * (TODAY + 1 - told.FIRST_WEEK)


@dataclass(frozen=True)
class Report:
    day: int
    """So many days after the Monday of the first week."""
    bundle: str
    what: str
    fix: str
    minutes: int
    house: str
    function: str


def report(stage: Stage) -> None:
    """On each Monday what was counted in the week before, and now what happened since; the bundles after gate 1."""
    found = sorted(reports(), key=lambda one: one.day)
    for week in range(stage.script.weeks.now - told.FIRST_WEEK):
        mine = [one for one in found if one.day // 7 == week]
        stage.on(Moment(told.FIRST_WEEK + week + 1, 0, 8, 30), _report, mine)
    stage.on(Moment(-50, 0, 9), _bundle)
    stage.afterwards(_report_since, found)


def reports() -> Iterator[Report]:
    """The same ones every time: as it was until a house starts, and as it is since.

    Each is the same number of days again and again, so that it does not matter on which day one counts.
    """
    before, since = Random(SEED), Random(SEED_SINCE)  # noqa: S311  (a story, not a secret)
    for name, kind in told.BUNDLES.items():
        for one in _again(name, kind.count, DAYS, (0, LAST_START), before):
            if one.day < _holds_from(one):
                yield one
        for one in _again(name, kind.since, DAYS_SINCE, (FIRST_START, END), since):
            if one.day >= _holds_from(one):
                yield one


def _holds_from(one: Report) -> int:
    return LAST_START if one.bundle in told.LATE else STARTS[one.house]


def _again(name: str, count: int, period: int, days: tuple[int, int], dice: Random) -> Iterator[Report]:
    """`count` reports in each `period` of days, from the first of `days` until the last: spread over the days, and over
    the houses by how many people work there."""
    houses, sizes = [house for house, _head, _n in content.HOUSES], [n for _house, _head, n in content.HOUSES]
    kind, (first, last) = told.BUNDLES[name], days
    places = [(number * period + dice.randrange(period)) // count for number in range(count)]
    for number in range(count * ceil((last - first) / period)):
        what, fix, minutes = kind.words[number % len(kind.words)]
        again, place = divmod(number, count)
        yield Report(
            day=first + again * period + places[place],
            bundle=name,
            what=what,
            fix=fix,
            minutes=max(2, minutes + dice.randrange(-3, 4)),
            house=dice.choices(houses, sizes)[0],
            function=kind.functions[number % len(kind.functions)],
        )


def _report(stage: Stage, found: list[Report]) -> None:
    organisation = stage.project.organisation
    places = {place.name: place for place in organisation.locations.all()}
    functions = {function.name: function for function in organisation.functions.all()}
    for one in found:
        made = report_bottleneck(
            project=stage.project,
            happened_on=stage.day(told.FIRST_WEEK, one.day),
            what=one.what,
            fix=one.fix,
            minutes=one.minutes,
            location=places[one.house],
            function=functions[one.function],
            bundle=stage.bundles.get(one.bundle),
        )
        stage.reports.setdefault(one.bundle, []).append(made.pk)


def _report_since(stage: Stage, found: list[Report]) -> None:
    """What was not told on a Monday yet, until today."""
    told_already = sum(len(keys) for keys in stage.reports.values())
    today = (timezone.localdate() - stage.day(told.FIRST_WEEK)).days
    _report(stage, [one for one in found[told_already:] if one.day <= today])


def _bundle(stage: Stage) -> None:
    for name, kind in told.BUNDLES.items():
        bundle = add_bundle(project=stage.project, by=stage.lead, name=name, theme=stage.themes.get(kind.theme))
        put_in_bundle(project=stage.project, bottlenecks=stage.reports[name], bundle=bundle, by=stage.lead)
        stage.bundles[name] = bundle
