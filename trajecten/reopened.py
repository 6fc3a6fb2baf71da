"""Why a step that was passed is open again, and its gate closed, read from decisions that somebody read already. Asks the database nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from trajecten.models import GateDecision, Project

Outcome = GateDecision.Outcome


@dataclass(frozen=True)
class Reopened:
    """What took back the go of a step. `step` is what was opened: that one, or one before it."""

    step: int
    at: datetime
    reason: str
    turn: int


def reopened(project: Project, decisions: Sequence[Any], step: int | None = None) -> Reopened | None:
    """Of the step a project stands in, or of a later one. `decisions` are those of `decisions_of`, newest first. None when
    it was never passed, or when something was decided about it since."""
    newest = next((decision for decision in decisions if decision.request.step == (step or project.step)), None)
    if newest is None or newest.outcome not in (Outcome.GO, Outcome.GO_WITH_CONDITIONS):
        return None
    after = [
        Reopened(decision.back_to, decision.at, decision.reason, decision.turn)
        for decision in decisions
        if decision.back_to and decision.turn > newest.turn
    ]
    if newest.reopened_at is not None:
        row = newest.reopened_row
        after.append(Reopened(row["to_step"], newest.reopened_at, row["reason"], row["turn"]))
    return max(after, key=attrgetter("turn"), default=None)
