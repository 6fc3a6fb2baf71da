"""The sessions of task training, wave by wave: planned two weeks before a house starts, and who came."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from opvolging.demo import content
from opvolging.demo.content_ambassadors import AMBASSADORS, CONTACTS
from opvolging.demo.content_lessons import AMBASSADOR, HEAD, LESSONS, OUTSIDE, Lesson, Turn
from opvolging.demo.content_waves import WAVES, Start
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from organisatie.models import Employee
from uitrol.actions.presence import note_presence
from uitrol.actions.training import plan_session

PLANNED_BEFORE = 2
"""Weeks."""
HEADS = {house: head for house, head, _n in content.HOUSES}


@dataclass(frozen=True)
class Session:
    """One time that a lesson is given in a house: `number` says which of its turns it is."""

    house: str
    name: str
    number: int
    starts: Moment

    @property
    def lesson(self) -> Lesson:
        return LESSONS[self.name]

    @property
    def turn(self) -> Turn:
        return self.lesson.turns[self.number]

    @property
    def helper(self) -> str:
        """The name of who gives it; OUTSIDE for somebody who does not work here."""
        if self.turn.helper == HEAD:
            return HEADS[self.house]
        if self.turn.helper != AMBASSADOR:
            return self.turn.helper
        mine = (one.name for one in AMBASSADORS if one.house == self.house and self.turn.shift in one.shifts)
        return next(mine) if self.turn.shift else CONTACTS[self.house]


def give_lessons(stage: Stage) -> None:
    for start in WAVES:
        stage.on(Moment(start.week - PLANNED_BEFORE, 0, 10), _plan, start)
        for session in sessions_of(start):
            hour, minute = divmod(session.starts.hour * 60 + session.starts.minute + session.lesson.minutes, 60)
            stage.on(session.starts._replace(hour=hour, minute=minute), _note_who_came, session)


def sessions_of(start: Start) -> Iterator[Session]:
    """Of one wave; the second house of it has those of the first shifts a day later."""
    for place, house in enumerate(start.houses):
        for name, lesson in LESSONS.items():
            for number, turn in enumerate(lesson.turns if house in lesson.houses else ()):
                weekday = turn.weekday + (place if turn.shift else 0)
                yield Session(house, name, number, Moment(start.week + turn.week, weekday, turn.hour, turn.minute))


def _plan(stage: Stage, start: Start) -> None:
    tasks = {task.number: task for task in stage.project.work_tasks.all()}
    for session in sessions_of(start):
        lesson = session.lesson
        stage.sessions[session.house, session.name, session.number] = plan_session(
            project=stage.project,
            by=stage.lead,
            tasks=[tasks[number] for number in lesson.tasks],
            location=stage.place(session.house),
            shift=session.turn.shift,
            form=lesson.form,
            starts_at=stage.at(session.starts),
            minutes=lesson.minutes,
            place=lesson.place,
            helper=stage.employee(session.helper) if session.helper != OUTSIDE else None,
            internal=session.helper != OUTSIDE,
        )


def _note_who_came(stage: Stage, session: Session) -> None:
    """Whoever gives it notes it as it ends; the lead does for somebody who has no account here."""
    held = stage.sessions[session.house, session.name, session.number]
    by = (held.helper.user if held.helper else None) or stage.lead
    if not stage.came:
        stage.came.update(who_came(stage))
    for employee in stage.came[session.house, session.name, session.number]:
        note_presence(session=held, employee=employee, present=True, by=by)


def who_came(stage: Stage) -> dict[tuple[str, str, int], list[Employee]]:
    """Per session: in every house about as many of those whom it is for, and together exactly as many as the story says."""
    staff = list(stage.project.impacted().select_related("function", "location").order_by("location", "shift", "pk"))
    learned: dict[int, set[int]] = defaultdict(set)
    found: dict[tuple[str, str, int], list[Employee]] = defaultdict(list)
    for name, lesson in LESSONS.items():
        for_whom = [one for one in staff if _is_for(lesson, one, learned)]
        for place, employee in enumerate(_spread(for_whom, lesson.came)):
            house = str(employee.location)
            shifts = [turn.shift for turn in lesson.turns]
            number = shifts.index(employee.shift) if all(shifts) else place % len(shifts)
            found[house, name, number].append(employee)
            for task in lesson.tasks:
                learned[task].add(employee.pk)
    return found


def _is_for(lesson: Lesson, one: Employee, learned: dict[int, set[int]]) -> bool:
    function = one.function.name if one.function else ""
    here = function in lesson.functions and str(one.location) in lesson.houses
    return here and not (lesson.rest and one.pk in learned[lesson.tasks[0]])


def _spread(people: list[Employee], wanted: int) -> list[Employee]:
    """So many of them, as evenly as can be. Raises LookupError when there are not enough."""
    if len(people) < wanted:
        raise LookupError(f"{wanted} of {len(people)} people cannot come.")
    return [
        one for place, one in enumerate(people) if place * wanted // len(people) != (place + 1) * wanted // len(people)
    ]
