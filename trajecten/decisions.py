"""The decisions of a project that count, in one query, with their conditions and whether a step opened again since."""

from typing import Any

from django.db.models import FilteredRelation, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from trajecten.models import Condition, GateDecision, Project, Reopening


def decisions_of(project: Project, *, snapshots: bool = False) -> list[GateDecision]:
    """Newest first; a revised decision is replaced. Each has `reopened_at`, when a step was opened again after it, in
    `reopened_row` which step and why, and `first_at`, when its request was first decided."""
    told = JSONObject(to_step="to_step", reason="reason", turn="turn")
    later = Reopening.objects.filter(project=OuterRef("request__project"), turn__gt=OuterRef("turn"))
    first = GateDecision.objects.filter(request=OuterRef("request"), replaces__isnull=True)
    rows: Any = (
        GateDecision.objects.filter(request__project=project, replaced_by__isnull=True)
        .annotate(
            condition=FilteredRelation("conditions", condition=Q(conditions__pk__isnull=False)),
            reopened_at=Subquery(later.order_by("-turn").values("at")[:1]),
            first_at=Subquery(first.values("at")[:1]),
            reopened_row=Subquery(
                later.order_by("-turn").annotate(row=told).values("row")[:1], output_field=JSONField()
            ),
        )
        .select_related("request__snapshot" if snapshots else "request", "decided_by", "condition__owner")  # type: ignore[misc]
        .order_by("-turn", "-pk", "condition__due_on", "condition__pk")
    )
    found: dict[int, GateDecision] = {}
    conditions: dict[int, list[Condition]] = {}
    for row in rows:
        # One row for each condition: the decision itself only once.
        decision = found.setdefault(row.pk, row)
        condition = getattr(row, "condition", None)
        conditions.setdefault(decision.pk, []).extend([condition] if condition else [])
    for pk, decision in found.items():
        # As `prefetch_related` leaves it, so that `decision.conditions.all()` asks nothing.
        answered = {"conditions": _answered(decision, conditions[pk])}
        decision._prefetched_objects_cache = answered  # type: ignore[attr-defined]
    return list(found.values())


def _answered(decision: GateDecision, conditions: list[Condition]):
    answered = decision.conditions.all()
    answered._result_cache = conditions
    return answered
