"""The dossier of a decision: everything that was seen, proposed, decided and agreed, written down at that moment.

Kept as canonical JSON with its SHA-256 (docs/decisions/0075): `facts` is read again from the record and compared, `told`
is what may have another name since (people, project, organisation), and the support as it was told that day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import override

from trajecten import support
from trajecten.gate.asking import SNAPSHOT_LANGUAGE
from trajecten.gate.snapshots import digest
from trajecten.models import Condition, GateDecision, GateDossier, Waiver
from trajecten.steps import step_for

FORMAT = "trajecten.dossier.1"
"""Stands in the content: another layout is another number, and an older paper can still be checked."""
ENOUGH = 5
"""Fewer people than this give no point (docs/decisions/0030)."""


@dataclass(frozen=True)
class Check:
    """What became of a dossier since: nothing, or what does not agree any more."""

    itself: bool
    """The kept text still gives the number that was kept with it."""
    changed: tuple[str, ...]
    """Parts of `facts` that stand otherwise in the record now."""

    @property
    def intact(self) -> bool:
        return self.itself and not self.changed


def keep(decision: GateDecision) -> GateDossier:
    """Write the dossier of a decision that was just stored, in its transaction."""
    conditions = list(decision.conditions.select_related("owner").order_by("pk"))
    waivers = sorted(decision.request.snapshot.waivers.select_related("owner", "by"), key=lambda one: one.code)
    content = content_of(decision, conditions, waivers)
    return GateDossier.objects.create(decision=decision, content=content, sha256=digest(content))


def content_of(decision: GateDecision, conditions: Sequence[Condition], waivers: Sequence[Waiver]) -> dict[str, Any]:
    """What is hashed. Only texts, whole numbers, booleans and None: no database and no country writes those otherwise."""
    return {
        "format": FORMAT,
        "facts": facts_of(decision, conditions, waivers),
        "told": _told(decision, conditions, waivers),
    }


def facts_of(decision: GateDecision, conditions: Iterable[Condition], waivers: Iterable[Waiver]) -> dict[str, Any]:
    """What the record says of this decision, by keys: the same whenever it is read, as long as nobody changed it."""
    asked, snapshot = decision.request, decision.request.snapshot
    return {
        "request": {
            "project": asked.project_id,
            "step": asked.step,
            "round": asked.round,
            "by": asked.requested_by_id,
            "at": _moment(asked.at),
            "note": asked.note,
        },
        "snapshot": {"sha256": snapshot.sha256, "at": _moment(snapshot.at), "content": snapshot.content},
        "waivers": [
            {
                "code": one.code,
                "reason": one.reason,
                "measure": one.measure,
                "owner": one.owner_id,
                "expires_on": str(one.expires_on),
                "by": one.by_id,
                "at": _moment(one.at),
            }
            for one in waivers
        ],
        "decision": {
            "outcome": decision.outcome,
            "back_to": decision.back_to,
            "by": decision.decided_by_id,
            "at": _moment(decision.at),
            "reason": decision.reason,
            "turn": decision.turn,
            "replaces": decision.replaces.sha256 if decision.replaces else None,
            "sha256": decision.sha256,
        },
        "conditions": [{"text": one.text, "owner": one.owner_id, "due_on": str(one.due_on)} for one in conditions],
    }


def check(dossier: GateDossier, decision: GateDecision, conditions: Any, waivers: Any) -> Check:
    """Whether paper made then still says what the record says now. Asks nothing."""
    kept, now = dossier.content["facts"], facts_of(decision, conditions, waivers)
    changed = tuple(part for part in now if kept.get(part) != now[part])
    return Check(digest(dossier.content) == dossier.sha256, changed)


def _told(decision: GateDecision, conditions: Iterable[Condition], waivers: Iterable[Waiver]) -> dict[str, Any]:
    asked = decision.request
    people = [decision.decided_by, asked.requested_by, *(one.owner for one in conditions)]
    people += [person for one in waivers for person in (one.owner, one.by)]
    with override(SNAPSHOT_LANGUAGE):
        return {
            "organisation": asked.project.organisation.name,
            "project": asked.project.title,
            "step": str(step_for(asked.step).name),
            "people": {str(person.pk): str(person) for person in people},
            "support": _support(asked.project),
        }


def _support(project: Any) -> dict[str, str] | None:
    """The newest measurement as the pages tell it that day; None when nothing may be told."""
    points = [point for point in support.points_for([project]).get(project.pk, []) if point.n >= ENOUGH]
    if not points:
        return None
    last = points[-1]
    day = str(last.measured_on) if last.measured_on else ""
    return {"value": last.words, "who": last.who, "on": day, "trend": support.trend(points)}


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
