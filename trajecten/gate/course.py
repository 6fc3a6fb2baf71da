"""The course of a project: which go still counts, read from decisions and reopenings in the order they happened.

Derived each time; `Project.step` is what it comes to, stored for lists (`moving.settle`). The last step has no gate: what
ends a project there is registered (`register_ending`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import Any

from trajecten.models import Condition, GateDecision, GateRequest, Project, Reopening
from trajecten.steps import LAST_STEP

Outcome = GateDecision.Outcome


class StepStatus(StrEnum):
    LOCKED = "locked"
    BUSY = "busy"
    TO_DECIDE = "to_decide"
    WAITING = "waiting"
    PASSED = "passed"
    PASSED_WITH_CONDITIONS = "passed_with_conditions"
    REOPENED = "reopened"
    TO_RECONFIRM = "to_reconfirm"
    STOPPED = "stopped"
    ONGOING = "ongoing"


@dataclass
class Course:
    """Built by walking over the events; afterwards only read."""

    passed: dict[int, GateDecision] = field(default_factory=dict)
    """{step: the go that counts}."""
    held: set[int] = field(default_factory=set)
    reopened: set[int] = field(default_factory=set)
    to_reconfirm: set[int] = field(default_factory=set)
    """Passed before, or sent back at its own gate, while a step below was opened again: what was done stays, and its gate
    is asked again."""
    stopped: bool = False

    @property
    def current(self) -> int:
        """The lowest step without a go that counts; 6 when all have one."""
        return next((step for step in range(1, LAST_STEP) if step not in self.passed), LAST_STEP)

    def walk(self, event: GateDecision | Reopening) -> None:
        if isinstance(event, Reopening):
            self._open_again(event.to_step)
            return
        step = event.request.step
        if event.outcome in (Outcome.GO, Outcome.GO_WITH_CONDITIONS):
            self.passed[step] = event
            for others in (self.held, self.reopened, self.to_reconfirm):
                others.discard(step)
        elif event.outcome == Outcome.HOLD:
            self.held.add(step)
        elif event.outcome == Outcome.BACK and event.back_to:
            self._open_again(event.back_to)
            self.to_reconfirm.add(step)
        elif event.outcome == Outcome.STOP:
            self.stopped = True

    def _open_again(self, step: int) -> None:
        later = {number for number in self.passed if number > step}
        self.to_reconfirm = {number for number in self.to_reconfirm | later if number > step}
        self.reopened = {number for number in self.reopened if number < step} | {step}
        self.held = {number for number in self.held if number < step}
        self.passed = {number: go for number, go in self.passed.items() if number < step}


_endings: dict[str, Callable[[Project], bool]] = {}


def register_ending(code: str, ended: Callable[[Project], bool]) -> None:
    """`ended` says whether a project in the last step was stopped there; the same code again replaces it."""
    _endings[code] = ended


def course_of(project: Project) -> Course:
    """Two queries; in the last step one more for each ending. A decision that was revised counts no more; the revision
    stands in its place."""
    decisions = GateDecision.objects.filter(request__project=project, replaced_by__isnull=True).select_related(
        "request"
    )
    events: list[Any] = [*decisions, *Reopening.objects.filter(project=project)]
    course = Course()
    for event in sorted(events, key=attrgetter("turn")):
        course.walk(event)
    if project.step == LAST_STEP:
        course.stopped = course.stopped or any(ended(project) for ended in _endings.values())
    return course


def statuses(project: Project) -> dict[int, StepStatus]:
    """{step: how it stands}, for the six stations. Four queries."""
    course = course_of(project)
    asked = GateRequest.objects.filter(project=project, status=GateRequest.Status.OPEN).exists()
    due = Condition.objects.filter(decision__in=course.passed.values(), fulfilled_on__isnull=True)
    with_conditions = set(due.values_list("decision__request__step", flat=True))
    found = {}
    for step in range(1, LAST_STEP + 1):
        if step == project.step:
            found[step] = _now(project, course, asked)
        elif step in course.passed:
            found[step] = StepStatus.PASSED_WITH_CONDITIONS if step in with_conditions else StepStatus.PASSED
        else:
            found[step] = StepStatus.TO_RECONFIRM if step in course.to_reconfirm else StepStatus.LOCKED
    return found


def _now(project: Project, course: Course, asked: bool) -> StepStatus:
    step = project.step
    rules = (
        (project.status == Project.Status.STOPPED, StepStatus.STOPPED),
        (step == LAST_STEP, StepStatus.ONGOING),
        (asked, StepStatus.TO_DECIDE),
        (step in course.held, StepStatus.WAITING),
        (step in course.reopened, StepStatus.REOPENED),
        (step in course.to_reconfirm, StepStatus.TO_RECONFIRM),
    )
    return next((status for holds, status in rules if holds), StepStatus.BUSY)
