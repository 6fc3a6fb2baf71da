"""What every criterion said at the moment of asking, frozen: canonical JSON and its SHA-256."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from trajecten.criteria import number
from trajecten.gate.results import CriterionResult
from trajecten.models import GateDecision, GateRequest, Snapshot
from trajecten.steps import Kind, State

ENGINE_VERSION = 3
"""Raise it when the same facts would give another snapshot."""
MAX_AGE = timedelta(days=14)
TEXTS = ("code", "title", "explanation", "text", "unit", "reason", "goal_reason")
NUMBERS = ("value", "goal", "default_goal")


def canonical(content: Any) -> str:
    """One text for one content: sorted names, no spaces; numbers are texts, so that no database rounds them."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest(content: Any) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def freeze(request: GateRequest, results: Iterable[CriterionResult], waivers: Iterable[Any]) -> Snapshot:
    """Store the snapshot of a request. The waivers proposed with it are part of what the hash covers."""
    project = request.project
    content = {
        "engine": ENGINE_VERSION,
        "project": {"id": project.pk, "title": project.title, "mode": project.mode},
        "step": request.step,
        "round": request.round,
        "asked_by": request.requested_by_id,
        "criteria": [_frozen(result) for result in results],
        "waivers": [
            {
                "code": w.code,
                "reason": w.reason,
                "measure": w.measure,
                "owner": w.owner.pk,
                "expires_on": str(w.expires_on),
            }
            for w in waivers
        ],
    }
    return Snapshot.objects.create(
        request=request, content=content, sha256=digest(content), engine_version=ENGINE_VERSION
    )


def results_of(snapshot: Snapshot) -> list[CriterionResult]:
    """The results as they were then. Without remedies: those belong to today."""
    return results_in(snapshot.content)


def results_in(content: dict[str, Any]) -> list[CriterionResult]:
    """The same, of the content of a snapshot that stands elsewhere too: in a dossier."""
    return [_thawed(row) for row in content["criteria"]]


def snapshot_is_intact(snapshot: Snapshot) -> bool:
    return digest(snapshot.content) == snapshot.sha256


def decision_digest(decision: GateDecision, conditions: Sequence[Any]) -> str:
    """Over what was seen and what was answered."""
    return digest(
        {
            "snapshot": decision.request.snapshot.sha256,
            "outcome": decision.outcome,
            "back_to": decision.back_to,
            "decided_by": decision.decided_by_id,
            "reason": decision.reason,
            "replaces": decision.replaces.sha256 if decision.replaces else None,
            "conditions": [{"text": c.text, "owner": c.owner.pk, "due_on": str(c.due_on)} for c in conditions],
        }
    )


def decision_is_intact(decision: GateDecision) -> bool:
    """Neither the decision, nor what was agreed with it, nor the snapshot below it was changed afterwards."""
    conditions = decision.conditions.select_related("owner").order_by("pk")
    return (
        snapshot_is_intact(decision.request.snapshot) and decision_digest(decision, list(conditions)) == decision.sha256
    )


def staleness(snapshot: Snapshot, now: Sequence[CriterionResult]) -> str:
    """Why this snapshot no longer carries a decision, in a sentence; empty when it still does."""
    today = timezone.localdate()
    # Whole days: a decision may be asked by the fourteenth day, and that day lasts until midnight.
    if today > timezone.localdate(snapshot.at) + MAX_AGE:
        return _("De cijfers zijn ouder dan 14 dagen. Vraag de beslissing opnieuw.")
    if any(waiver.expires_on < today for waiver in snapshot.waivers.all()):
        return _("Een afwijking is intussen vervallen. Vraag de beslissing opnieuw.")
    if changed := moved(results_of(snapshot), now):
        return _("Intussen veranderde: %(titles)s. Vraag de beslissing opnieuw.") % {"titles": ", ".join(changed)}
    return ""


def moved(before: Iterable[CriterionResult], now: Iterable[CriterionResult]) -> list[str]:
    """Titles of hard and must criteria of which the weight, state, value or goal is another one now."""
    was, today = _weighty(before), _weighty(now)
    return [
        (today.get(code) or was[code]).title
        for code in dict.fromkeys([*was, *today])
        if _facts(was.get(code)) != _facts(today.get(code))
    ]


def _weighty(results: Iterable[CriterionResult]) -> dict[str, CriterionResult]:
    return {r.code: r for r in results if r.kind in (Kind.HARD, Kind.MUST)}


def _facts(result: CriterionResult | None) -> tuple[Any, ...] | None:
    if result is None:
        return None
    return (result.kind, result.state, _text(result.value), _text(result.goal))


def _frozen(result: CriterionResult) -> dict[str, Any]:
    return {
        **{name: getattr(result, name) for name in TEXTS},
        **{name: _text(getattr(result, name)) for name in NUMBERS},
        "kind": str(result.kind),
        "state": str(result.state),
        "denominator": result.denominator,
        "lowered": result.lowered,
    }


def _thawed(row: dict[str, Any]) -> CriterionResult:
    texts: dict[str, Any] = {name: row[name] for name in TEXTS}
    numbers: dict[str, Any] = {name: Decimal(row[name]) if row[name] is not None else None for name in NUMBERS}
    return CriterionResult(
        **texts,
        **numbers,
        kind=Kind(row["kind"]),
        state=State(row["state"]),
        denominator=row["denominator"],
        lowered=row["lowered"],
    )


def _text(value: Decimal | None) -> str | None:
    """«49.6», never «49.60» or «5E+1»: the same number is the same text."""
    return None if value is None else number(value).replace(",", ".")
