"""The decisions of a project that count, in one query, with their conditions and whether a step opened again since."""

from typing import Any

from django.db.models import FilteredRelation, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from organisatie.models import User
from trajecten.models import Condition, GateDecision, Project, Reopening
from trajecten.reading import Rows, moment_in


def decisions_of(project: Project, *, past: bool = False) -> list[GateDecision]:
    """Newest first; a revised decision is replaced. Each has `reopened_at`, when a step was opened again after it, in
    `reopened_row` which step and why, and `first_at`, when its request was first decided.

    `past`, for the page of a gate: also with the snapshots, and with every reopening (`reopenings_of`).
    """
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
        .select_related("request__snapshot" if past else "request", "decided_by", "condition__owner")  # type: ignore[misc]
        .order_by("-turn", "-pk", "condition__due_on", "condition__pk")
    )
    if past:
        rows = rows.annotate(reopening_rows=_reopenings())
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


def _reopenings() -> Subquery:
    """All of the project, the same at each of its decisions: there is none before the first."""
    told = JSONObject(
        from_step="from_step", to_step="to_step", reason="reason", turn="turn", at="at", name="by__name", email="by__email",
    )  # fmt: skip
    mine = Reopening.objects.filter(project=OuterRef("request__project")).order_by().values("project")
    return Subquery(mine.annotate(rows=Rows(told)).values("rows"), output_field=JSONField())


def reopenings_of(decisions: list[GateDecision]) -> list[Reopening]:
    """Those that came along with the decisions of a project (`past`): to read, never to save."""
    rows = getattr(decisions[0], "reopening_rows", None) if decisions else None
    return [_reopening(**row) for row in rows or ()]


def _reopening(*, name: str, email: str, at: str, **fields: Any) -> Reopening:
    return Reopening(by=User(name=name, email=email), at=moment_in(at), **fields)


def _answered(decision: GateDecision, conditions: list[Condition]):
    answered = decision.conditions.all()
    answered._result_cache = conditions
    return answered
