"""How people rate themselves at the tasks they learned: looking back, now, and four weeks later. Only together.

Only functions of enough people are counted, told in steps where there are few ratings (`gate_tasks.rounded`): one answer
more may not be read from it, and never who gave it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from trajecten.criteria import MIN_DENOMINATOR, percentage
from uitrol.gate_tasks import rounded
from uitrol.models import SelfRating, WorkTask
from uitrol.models.training import INDEPENDENT


@dataclass(frozen=True)
class SelfReliance:
    """The share of ratings that say «zelfstandig» or more, in percent as it may be told; None where nothing may."""

    then: Decimal | None = None
    now: Decimal | None = None
    then_later: Decimal | None = None
    later: Decimal | None = None
    """Both of the same ratings: of who looked back and also rated themselves after four weeks."""


def self_reliance_of(project: Any) -> SelfReliance:
    """Of the tasks that people still learn, by who the project touches now. One query."""
    smallest = max(MIN_DENOMINATOR, project.organisation.min_group)
    tasks = WorkTask.objects.filter(project=project).current()
    rated = SelfRating.objects.rated().filter(project=project, task__in=tasks, employee__in=project.impacted())
    both, after = Q(level_then__isnull=False), Q(level_then__isnull=False, level_later__isnull=False)
    rows = (
        rated.order_by()
        .values("employee__function")
        .annotate(
            people=Count("employee", filter=both, distinct=True),
            n=Count("pk", filter=both),
            then=Count("pk", filter=both & Q(level_then__gte=INDEPENDENT)),
            now=Count("pk", filter=both & Q(level_now__gte=INDEPENDENT)),
            later_people=Count("employee", filter=after, distinct=True),
            later_n=Count("pk", filter=after),
            then_later=Count("pk", filter=after & Q(level_then__gte=INDEPENDENT)),
            later=Count("pk", filter=after & Q(level_later__gte=INDEPENDENT)),
        )
    )
    found: list[Any] = list(rows)
    both_times = [row for row in found if row["people"] >= smallest]
    afterwards = [row for row in found if row["later_people"] >= smallest]
    return SelfReliance(
        _share(both_times, "then", "n"),
        _share(both_times, "now", "n"),
        _share(afterwards, "then_later", "later_n"),
        _share(afterwards, "later", "later_n"),
    )


def _share(rows: Sequence[Mapping[str, Any]], part: str, whole: str) -> Decimal | None:
    total = sum(row[whole] for row in rows)
    return rounded(percentage(sum(row[part] for row in rows), total), total) if total else None
