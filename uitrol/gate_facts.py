"""What gate 5 knows of the rollout, read once for all its criteria and for the page of the step."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from trajecten.reading import ahead_of
from uitrol import gate_reading
from uitrol.models import Barrier, Moment, Wave
from uitrol.support_counts import Week, without_gaps

Rows = dict[str, list[tuple[Any, ...]]]
FIRST_WEEKS = timedelta(weeks=4)
"""So long after its start a location gets support nearby ([T] §8.2)."""


@dataclass(frozen=True)
class WaveFact:
    number: int
    name: str
    status: str
    starts_on: date
    places: dict[int, str]
    """{key of the location: its name}."""

    @property
    def is_live(self) -> bool:
        """Started once."""
        return self.status != Wave.Status.PLANNED


@dataclass(frozen=True)
class MomentFact:
    """So many moments of a kind, at a place on a day."""

    kind: str
    status: str
    location: int
    day: date
    n: int

    @property
    def was_held(self) -> bool:
        return self.status == Moment.Status.HELD

    @property
    def is_start(self) -> bool:
        return self.kind == Moment.Kind.START


@dataclass(frozen=True)
class TaskFact:
    """A task, for how many people it is, and how many of those learned it."""

    pk: int
    number: int
    sentence: str
    required: int
    learned: int

    @property
    def code(self) -> str:
        return f"TK{self.number}"


@dataclass(frozen=True)
class BarrierFact:
    """So many barriers that were noted on one day, and solved on another (or not yet)."""

    severity: str
    status: str
    opened_on: date
    solved_on: date | None
    n: int

    @property
    def is_open(self) -> bool:
        return self.status != Barrier.Status.SOLVED

    @property
    def blocks(self) -> bool:
        return self.is_open and self.severity == Barrier.Severity.BLOCKING


@dataclass(frozen=True)
class FunctionRatings:
    """Self-ratings of one group of functions: how many people, how many ratings, how many of those «zelfstandig» or more."""

    people: int
    ratings: int
    independent: int


@dataclass(frozen=True)
class Facts:
    waves: tuple[WaveFact, ...] = ()
    moments: tuple[MomentFact, ...] = ()
    weeks: tuple[Week, ...] = ()
    """What ambassadors noted, week by week until this one."""
    barriers: tuple[BarrierFact, ...] = ()
    tasks: tuple[TaskFact, ...] = ()
    ratings: tuple[FunctionRatings, ...] = ()
    sessions: dict[bool, int] = field(default_factory=dict)
    """Held sessions, by a colleague (True) or by somebody from outside."""
    agreements: dict[int, frozenset[int]] = field(default_factory=dict)
    """{number of an agreement: the locations it is meant for; none: everywhere}."""
    holding: frozenset[tuple[int, int]] = frozenset()
    """(agreement, location) that hold today; location 0 where the organisation has none."""
    touched: int = 0
    """How many people the project touches."""
    joined: Rows = field(default_factory=dict)
    """{kind: rows} of what step 6 joined."""

    @property
    def places(self) -> dict[int, str]:
        """Every location that stands in a wave."""
        return {pk: name for wave in self.waves for pk, name in wave.places.items()}

    @property
    def live_places(self) -> dict[int, str]:
        return {pk: name for wave in self.waves if wave.is_live for pk, name in wave.places.items()}

    @property
    def is_empty(self) -> bool:
        return not (self.waves or self.tasks or self.weeks)

    def started_on(self, location: int) -> date | None:
        """The day of the first start moment that was held there."""
        return min(
            (one.day for one in self.moments if one.is_start and one.was_held and one.location == location),
            default=None,
        )

    def support_at(self, location: int) -> int:
        """How many other moments were held there in the first four weeks; none before it started."""
        begin = self.started_on(location)
        if begin is None:
            return 0
        near = [one for one in self.moments if one.location == location and one.was_held and not one.is_start]
        return sum(one.n for one in near if begin <= one.day < begin + FIRST_WEEKS)

    def days_to_solve(self) -> list[int]:
        """Of each solved barrier, how many days it took, shortest first."""
        solved = [one for one in self.barriers if one.solved_on]
        return sorted((one.solved_on - one.opened_on).days for one in solved for _turn in range(one.n) if one.solved_on)


def facts_of(project: Any) -> Facts:
    """What came along with this very object (`keep`), or read now: one query. On a page that only looks
    (`trajecten.reading`) once for everything that asks, what step 6 joins as well."""
    kept: Facts | None = getattr(project, "_rolled_out", None)
    if kept is not None:
        return kept
    found = _facts(gate_reading.read(project))
    return _keep(project, found) if ahead_of(project) is not None else found


def keep(project: Any) -> Facts:
    """Reads and remembers on this object, for a page that only looks and draws its lists from the same rows."""
    return _keep(project, facts_of(project))


def _keep(project: Any, found: Facts) -> Facts:
    project._rolled_out = found
    return found


def _facts(found: Rows) -> Facts:
    return Facts(
        waves=_waves(found),
        moments=tuple(
            MomentFact(kind, status, location, _day(day), n)
            for kind, status, _c, _d, _wave, location, day, n in found.get(gate_reading.MOMENT, ())
        ),
        weeks=_weeks(found),
        barriers=tuple(
            BarrierFact(severity, status, _day(opened), _day(solved) if solved else None, n)
            for severity, status, _c, _d, opened, solved, n, _w in found.get(gate_reading.BARRIER, ())
        ),
        tasks=_tasks(found),
        ratings=_ratings(found),
        sessions={bool(row[4]): row[5] for row in found.get(gate_reading.SESSION, ())},
        agreements=_agreements(found),
        holding=frozenset((row[4], row[5]) for row in found.get(gate_reading.HOLDS, ()) if row[6]),
        touched=sum(row[5] for row in found.get(gate_reading.TOUCHED, ())),
        joined={kind: found.get(kind, []) for kind in gate_reading.joined_kinds()},
    )


def _waves(found: Rows) -> tuple[WaveFact, ...]:
    places: dict[int, dict[int, str]] = defaultdict(dict)
    for name, _b, _c, _d, wave, location, _z, _w in found.get(gate_reading.PLACE, ()):
        places[wave][location] = name
    waves = [
        WaveFact(number, name, status, _day(starts), places[number])
        for status, name, _c, _d, number, starts, _z, _w in found.get(gate_reading.WAVE, ())
    ]
    return tuple(sorted(waves, key=lambda one: one.number))


def _weeks(found: Rows) -> tuple[Week, ...]:
    asked, noted = Counter[date](), Counter[date]()
    for _a, _b, _c, _d, number, asks, n, _w in found.get(gate_reading.LOG, ()):
        day = _day(number)
        monday = day - timedelta(days=day.weekday())
        asked[monday] += asks
        noted[monday] += n
    weeks = {monday: Week(monday, asked[monday], noted[monday]) for monday in noted}
    return tuple(without_gaps(weeks, timezone.localdate()))


def _tasks(found: Rows) -> tuple[TaskFact, ...]:
    meant: dict[int, set[int]] = defaultdict(set)
    for row in found.get(gate_reading.FOR, ()):
        meant[row[4]].add(row[5])
    here = {row[4]: row[5] for row in found.get(gate_reading.TOUCHED, ())}
    learned = [(row[4], row[5], row[6]) for row in found.get(gate_reading.DONE, ())]

    def fact(pk: int, number: int, sentence: str) -> TaskFact:
        functions = meant.get(pk) or here.keys()
        required = sum(n for function, n in here.items() if function in functions)
        return TaskFact(
            pk,
            number,
            sentence,
            required,
            sum(n for task, function, n in learned if task == pk and function in functions),
        )

    tasks = [fact(row[4], row[5], row[0]) for row in found.get(gate_reading.TASK, ())]
    return tuple(sorted(tasks, key=lambda one: one.number))


def _ratings(found: Rows) -> tuple[FunctionRatings, ...]:
    counted: dict[int, Counter[bool]] = defaultdict(Counter)
    for row in found.get(gate_reading.RATED, ()):
        counted[row[4]][bool(row[5])] += row[6]
    people = {row[4]: row[5] for row in found.get(gate_reading.RATER, ())}
    return tuple(
        FunctionRatings(people[function], sum(levels.values()), levels[True])
        for function, levels in sorted(counted.items())
    )


def _agreements(found: Rows) -> dict[int, frozenset[int]]:
    scope: dict[int, set[int]] = defaultdict(set)
    for row in found.get(gate_reading.SCOPE, ()):
        scope[row[4]].add(row[5])
    numbers: Iterable[int] = sorted({row[4] for row in found.get(gate_reading.AGREEMENT, ())})
    return {number: frozenset(scope[number]) for number in numbers}


def _day(number: int) -> date:
    """20260112 as a date."""
    return date(number // 10_000, number // 100 % 100, number % 100)
