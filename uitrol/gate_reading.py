"""What gate 5 has to know, read in one statement: several kinds of rows in one shape, as `communicatie.gate_reading` does.

Of people only numbers: how many of which function, never who.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractDay, ExtractMonth, ExtractYear
from django.utils import timezone

from communicatie.gate_reading import one_if, rows
from fundament.models import AgreementVersion, InForce
from uitrol.models import (
    Barrier,
    Moment,
    SelfRating,
    SupportLog,
    TaskDone,
    TrainingSession,
    Wave,
    WaveLocation,
    WorkTask,
)
from uitrol.models.training import INDEPENDENT
from uitrol.support_counts import ASKS

WAVE, PLACE, MOMENT, LOG, TASK, FOR, TOUCHED, DONE, RATED, RATER, SESSION, BARRIER, AGREEMENT, SCOPE, HOLDS = (
    "wave", "place", "moment", "log", "task", "for", "touched", "done", "rated", "rater", "session", "barrier",
    "agreement", "scope", "holds",
)  # fmt: skip
Status = AgreementVersion.Status
IN_USE = [Status.CONCEPT, Status.TESTED, Status.IN_FORCE]


Part = Callable[[Any], QuerySet[Any, Any]]
_joined: dict[str, Part] = {}


def join_rows(kind: str, part: Part) -> None:
    """Let step 6 read its rows in this statement, for what it joins to gate 5: `part(project)` gives `rows(…, kind)`.
    They stand in `Facts.joined[kind]`."""
    _joined[kind] = part


def joined_kinds() -> list[str]:
    return list(_joined)


def read(project: Any) -> dict[str, list[tuple[Any, ...]]]:
    """{kind: [(a, b, c, d, x, y, z, w), …]} of this project, with what step 6 joined. One query."""
    joined = [part(project) for part in _joined.values()]
    parts = [*_rollout(project), *_training(project), *_agreements(project), *joined]
    found: dict[str, list[tuple[Any, ...]]] = {}
    for kind, *row in parts[0].union(*parts[1:], all=True):
        found.setdefault(kind, []).append(tuple(row))
    return found


def _rollout(project: Any) -> list[QuerySet[Any, Any]]:
    """Who starts when, what was held where, what was noted and what holds people back."""
    mine = {"project": project}
    return [
        rows(Wave.objects.filter(**mine), WAVE, a="status", b="name", x="number", y=_day("starts_on"), z=_day("started_at")),
        rows(WaveLocation.objects.filter(**mine), PLACE, a="location__name", x="wave__number", y="location_id"),
        rows(Moment.objects.filter(**mine), MOMENT, a="kind", b="status", x="wave__number", y="location_id", z=_day("starts_at"), w=Count("pk")),
        rows(SupportLog.objects.filter(**mine), LOG, x=_day("happened_at"), y=Count("pk", filter=ASKS), z=Count("pk")),
        rows(Barrier.objects.filter(**mine), BARRIER, a="severity", b="status", x=_day("opened_at"), y=_day("solved_at"), z=Count("pk")),
    ]  # fmt: skip


def _training(project: Any) -> list[QuerySet[Any, Any]]:
    """Which task is for whom, how many learned it, and how people rate themselves."""
    touched = project.impacted()
    tasks = WorkTask.objects.filter(project=project).current()
    learned = TaskDone.objects.filter(project=project, task__in=tasks, employee__in=touched)
    rated = SelfRating.objects.filter(project=project, task__in=tasks, employee__in=touched, level_now__isnull=False)
    held = TrainingSession.objects.filter(project=project).held()
    alone = one_if(Q(level_now__gte=INDEPENDENT))
    return [
        rows(tasks, TASK, a="sentence", x="pk", y="number"),
        rows(WorkTask.functions.through.objects.filter(worktask__in=tasks), FOR, x="worktask_id", y="jobfunction_id"),
        rows(touched, TOUCHED, a="function__name", x="function_id", y=Count("pk")),
        rows(learned, DONE, x="task_id", y="employee__function_id", z=Count("pk")),
        rows(rated, RATED, x="employee__function_id", y=alone, z=Count("pk")),
        rows(rated, RATER, x="employee__function_id", y=Count("employee", distinct=True)),
        rows(held, SESSION, x=one_if(Q(internal=True)), y=Count("pk")),
    ]


def _agreements(project: Any) -> list[QuerySet[Any, Any]]:
    """Which agreements there are, for which places, and where each holds today."""
    words = AgreementVersion.objects.filter(agreement__project=project, status__in=IN_USE)
    places = AgreementVersion.locations.through.objects.filter(agreementversion__in=words)
    today = InForce.objects.filter(agreement__project=project).on(timezone.localdate())
    return [
        rows(words, AGREEMENT, x="agreement__number"),
        rows(places, SCOPE, x="agreementversion__agreement__number", y="location_id"),
        rows(today, HOLDS, x="agreement__number", y="location_id", z=one_if(Q(version__isnull=False))),
    ]


def _day(field: str) -> Any:
    """20260112 for a day or a moment; empty where there is none."""
    return ExtractYear(field) * 10_000 + ExtractMonth(field) * 100 + ExtractDay(field)
