"""What went wrong is reported week after week, and brought together once the lead may look for a structure in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from fundament.actions.bottlenecks import report_bottleneck
from fundament.actions.bundles import add_bundle, put_in_bundle
from opvolging.demo import content
from opvolging.demo import content_bottlenecks as told
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage

SEED = 60
DAYS = 7 * told.WEEKS


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
    """On the Monday after each week what was counted in it; the bundles after gate 1."""
    found = sorted(_reports(), key=lambda one: one.day)
    for week in range(told.WEEKS):
        mine = [one for one in found if one.day // 7 == week]
        stage.on(Moment(told.FIRST_WEEK + week + 1, 0, 8, 30), _report, mine)
    stage.on(Moment(-50, 0, 9), _bundle)


def _reports() -> Iterator[Report]:
    """The same ones every time: spread over the days, and over the houses by how many people work there."""
    dice = Random(SEED)  # noqa: S311  (a story, not a secret)
    houses, sizes = [house for house, _head, _n in content.HOUSES], [n for _house, _head, n in content.HOUSES]
    for name, kind in told.BUNDLES.items():
        for number in range(kind.count):
            what, fix, minutes = kind.words[number % len(kind.words)]
            yield Report(
                day=(number * DAYS + dice.randrange(DAYS)) // kind.count,
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
        )
        stage.reports.setdefault(one.bundle, []).append(made.pk)


def _bundle(stage: Stage) -> None:
    for name, kind in told.BUNDLES.items():
        bundle = add_bundle(project=stage.project, by=stage.lead, name=name, theme=stage.themes.get(kind.theme))
        put_in_bundle(project=stage.project, bottlenecks=stage.reports[name], bundle=bundle, by=stage.lead)
        stage.bundles[name] = bundle
