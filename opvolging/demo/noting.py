"""What ambassadors note on the floor in the weeks of the rollout; and what holds people back, until it is solved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import NAMESPACE_OID, uuid5

from django.utils import timezone

from opvolging.demo import content
from opvolging.demo import content_logs as told
from opvolging.demo.content_ambassadors import AMBASSADORS, EARLY, LATE, NIGHT, THIRD
from opvolging.demo.content_logs import Kind, Noted, Solved, Solving
from opvolging.demo.content_waves import START_DAY, WAVES
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from uitrol.actions import barriers
from uitrol.actions.logs import note_support
from uitrol.models import Barrier, SupportLog

SEED = 425
SENT = (23, 30)
"""When a phone sends what was noted that day."""
HOURS = {EARLY: (7, 14), LATE: (14, 21), NIGHT: (21, 23)}
"""From which hour until which somebody of a shift notes."""
BUSY = (4, 3, 2)
"""How many times as much a house asks in the week in which it starts, the one after, and the third."""
OPEN_WEEKS = 12
"""What asks for another decision gets so much time."""
SINCE_START = 3
"""So much more is noted on each day from the start of a wave until the end of that week."""
SUCCESSES, WITH_WORDS, NOT_SOLVED = 8, 35, 9
"""Of a hundred entries."""
PEOPLE = (*AMBASSADORS, THIRD)


@dataclass(frozen=True)
class Entry:
    noted: Noted
    minute: int
    """Of the day on which it happened."""


def note_help(stage: Stage) -> None:
    for week in told.PER_WEEK:
        days: dict[int, list[Entry]] = {}
        for entry in entries_of(week):
            days.setdefault(entry.noted.weekday, []).append(entry)
        for weekday, entries in days.items():
            stage.on(Moment(week, weekday, *SENT), _note, week, weekday, entries)
    for noted in told.NOTED:
        if solving := told.SOLVED.get(noted.text):
            _solve_it(stage, noted, solving)


def entries_of(week: int) -> Iterator[Entry]:
    """As many as the story counts in that week: those that it tells, and others like them."""
    dice = Random(SEED + week)  # noqa: S311  (a story, not a secret)
    own = [one for one in told.NOTED if one.week == week]
    others = (_another(week, _weekday(week, dice), dice) for _turn in range(told.PER_WEEK[week] - len(own)))
    for noted in (*own, *others):
        begin, end = HOURS[_shift(noted.who)]
        yield Entry(noted, dice.randrange(begin * 60, end * 60))


def _weekday(week: int, dice: Random) -> int:
    """In the first week of all nobody notes before it starts; when another wave starts most is asked from then on."""
    if week == WAVES[0].week:
        return dice.randrange(START_DAY, 7)
    starts = any(week == start.week for start in WAVES)
    return dice.choices(range(7), [SINCE_START if starts and day >= START_DAY else 1 for day in range(7)])[0]


def _shift(who: str) -> str:
    return next(one.shifts[0] for one in PEOPLE if one.name == who)


def _another(week: int, weekday: int, dice: Random) -> Noted:
    house = _house(week, weekday, dice)
    who = dice.choice([one.name for one in PEOPLE if one.house == house])
    task = dice.choices(list(told.OFTEN), list(told.OFTEN.values()))[0]
    kind, text = dice.choice(told.WORDS[task])
    solved = Solved.NO if dice.randrange(100) < NOT_SOLVED else Solved.YES
    if week not in told.ONLY_ASKING and dice.randrange(100) < SUCCESSES:
        kind, text, solved = Kind.SUCCESS, "", Solved.YES
    text = text if dice.randrange(100) < WITH_WORDS else ""
    return Noted(week, house, who, kind, task, dice.randrange(1, 5), dice.randrange(3, 16), text, solved, weekday)


def _house(week: int, weekday: int, dice: Random) -> str:
    """One that started, more often when that was lately or when many people work there."""
    sizes = {house: n for house, _head, n in content.HOUSES}
    weights = {
        house: sizes[house] * dict(enumerate(BUSY)).get(week - start.week, 1)
        for start in WAVES
        for house in start.houses
        if (start.week, START_DAY) <= (week, weekday)
    }
    return dice.choices(list(weights), list(weights.values()))[0]


def _note(stage: Stage, week: int, weekday: int, entries: list[Entry]) -> None:
    tasks = {task.number: task for task in stage.project.work_tasks.all()}
    sent = SENT[0] * 60 + SENT[1]
    for number, entry in enumerate(entries):
        noted = entry.noted
        note_support(
            project=stage.project,
            by=stage.user(noted.who),
            key=uuid5(NAMESPACE_OID, f"{stage.project.pk} {week} {weekday} {number}"),
            location=stage.place(noted.house),
            kind=noted.kind,
            solved=noted.solved,
            task=tasks[noted.task],
            helped=noted.helped,
            minutes=noted.minutes,
            text=noted.text,
            shift=_shift(noted.who),
            ago=60 * (sent - entry.minute),
        )


# --- What was passed on --------------------------------------------------------------------------


def _solve_it(stage: Stage, noted: Noted, solving: Solving) -> None:
    """The lead makes a barrier of it the day after, somebody takes it up at once, and says how it was solved."""
    passed = _days_later(noted, 1)
    stage.on(Moment(*passed, 9, 30), _pass_on, noted, solving)
    stage.on(Moment(*passed, 13, 0), _take_up, noted)
    if solving.days is not None:
        stage.on(Moment(*_days_later(noted, 1 + solving.days), 16, 0), _solve, noted, solving)


def _days_later(noted: Noted, days: int) -> tuple[int, int]:
    weeks, weekday = divmod(noted.weekday + days, 7)
    return noted.week + weeks, weekday


def _log(stage: Stage, noted: Noted) -> SupportLog:
    return SupportLog.objects.select_related("project", "location", "task").get(project=stage.project, text=noted.text)


def _barrier(stage: Stage, noted: Noted) -> Barrier:
    return Barrier.objects.select_related("project").get(from_log=_log(stage, noted))


def _pass_on(stage: Stage, noted: Noted, solving: Solving) -> None:
    barrier, _made = barriers.pass_on(log=_log(stage, noted), by=stage.lead)
    barriers.change_barrier(
        barrier=barrier,
        by=stage.lead,
        severity=solving.severity,
        owner=stage.employee(solving.owner),
        due_on=timezone.localdate() + timedelta(weeks=1 if solving.days is not None else OPEN_WEEKS),
    )


def _take_up(stage: Stage, noted: Noted) -> None:
    barriers.take_up(barrier=_barrier(stage, noted), by=stage.lead)


def _solve(stage: Stage, noted: Noted, solving: Solving) -> None:
    barriers.solve(barrier=_barrier(stage, noted), solution=solving.solution, by=stage.lead)
