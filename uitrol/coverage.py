"""Who learned what, in numbers: per task and per location, out of one statement. Never who.

The rows of who learned a task are read from the index `task_done_coverage`; what is counted is one row a person and task.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from communicatie.gate_reading import one_if, rows
from trajecten.criteria import MIN_DENOMINATOR, percentage
from uitrol.gate_tasks import rounded
from uitrol.models import SelfRating, TaskDone, WorkTask
from uitrol.models.training import INDEPENDENT

TASK, FOR, HERE, DONE, RATED = "task", "for", "here", "done", "rated"

ALMOST = 99
"""In percent."""


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    learned: int = 0
    required: int = 0

    @property
    def percent(self) -> int | None:
        """Rounded as elsewhere, but 100 only when nobody is missing."""
        if not self.required:
            return None
        nearest = (200 * self.learned + self.required) // (2 * self.required)
        return nearest if self.learned >= self.required else min(nearest, ALMOST)

    def __add__(self, other: "Share") -> "Share":
        return Share(self.learned + other.learned, self.required + other.required)


@dataclass(frozen=True)
class TaskCoverage:
    pk: int
    number: int
    sentence: str
    places: dict[int, Share]
    """{location, 0 for none: how many}."""
    alone: Decimal | None
    """The share of self-ratings on «zelfstandig» or more; None for a group that is too small."""

    @property
    def code(self) -> str:
        return f"TK{self.number}"

    @property
    def total(self) -> Share:
        return sum(self.places.values(), Share())


@dataclass(frozen=True)
class Coverage:
    tasks: tuple[TaskCoverage, ...] = ()
    places: dict[int, str] = field(default_factory=dict)
    """{location: its name}, by name; 0 for who has none."""

    @property
    def total(self) -> Share:
        return sum((one.total for one in self.tasks), Share())

    def at(self, location: int) -> Share:
        return sum((one.places.get(location, Share()) for one in self.tasks), Share())

    def of(self, task: WorkTask) -> TaskCoverage | None:
        return next((one for one in self.tasks if one.pk == task.pk), None)


def coverage_of(project: Any) -> Coverage:
    """Of the tasks that people still learn. One query."""
    parts = question(project)
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for kind, *row in parts[0].union(*parts[1:], all=True):
        found[kind].append(tuple(row))
    return _coverage(found, max(MIN_DENOMINATOR, project.organisation.min_group))


def question(project: Any) -> list[QuerySet[Any, Any]]:
    """The parts of that one statement."""
    touched = project.impacted()
    tasks = WorkTask.objects.filter(project=project).current()
    learned = TaskDone.objects.filter(project=project, task__in=tasks, employee__in=touched)
    rated = SelfRating.objects.filter(project=project, task__in=tasks, employee__in=touched, level_now__isnull=False)
    alone = one_if(Q(level_now__gte=INDEPENDENT))
    return [
        rows(tasks, TASK, a="sentence", x="pk", y="number"),
        rows(WorkTask.functions.through.objects.filter(worktask__in=tasks), FOR, x="worktask_id", y="jobfunction_id"),
        rows(touched, HERE, a="location__name", x="function_id", y="location_id", z=Count("pk")),
        rows(learned, DONE, x="task_id", y="employee__function_id", z="employee__location_id", w=Count("pk")),
        rows(rated, RATED, x="task_id", y=alone, z=Count("pk")),
    ]


def _coverage(found: dict[str, list[tuple[Any, ...]]], smallest: int) -> Coverage:
    meant: dict[int, set[int]] = defaultdict(set)
    for row in found[FOR]:
        meant[row[4]].add(row[5])
    names = {row[5]: row[0] for row in found[HERE]}
    places = dict(sorted(names.items(), key=lambda one: (one[1] == "", one[1].casefold())))
    here: dict[tuple[int, int], int] = {(row[4], row[5]): row[6] for row in found[HERE]}
    done: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for row in found[DONE]:
        done[row[4]].append((row[5], row[6], row[7]))
    rated: dict[int, Counter[bool]] = defaultdict(Counter)
    for row in found[RATED]:
        rated[row[4]][bool(row[5])] += row[6]

    def shares(task: int) -> dict[int, Share]:
        wanted, learned = Counter[int](), Counter[int]()
        functions = meant.get(task)
        for (function, place), n in here.items():
            wanted[place] += n if functions is None or function in functions else 0
        for function, place, n in done[task]:
            learned[place] += n if functions is None or function in functions else 0
        return {place: Share(learned[place], wanted[place]) for place in places if wanted[place]}

    tasks = [
        TaskCoverage(row[4], row[5], row[0], shares(row[4]), _alone(rated[row[4]], smallest)) for row in found[TASK]
    ]
    return Coverage(tuple(sorted(tasks, key=lambda one: one.number)), places)


def _alone(levels: "Counter[bool]", smallest: int) -> Decimal | None:
    """Told in steps, so that one answer more cannot be read from it; nothing of a small group."""
    total = sum(levels.values())
    return rounded(percentage(levels[True], total), total) if total >= smallest else None
