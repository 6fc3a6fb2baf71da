"""The gate: facts, readiness, decision. The only door to `Project.step`. Read docs/decisions/0002-gate.md first.

The files, in the order in which a project meets them: results (what every criterion says now), asking (a request with
its frozen snapshot), deciding (a named person answers), course (which go still counts), moving (what shifts the
project), running_on (what pauses or goes on while a step opens again), view (all of it for a page), guard (what may not happen before a go).
"""

from trajecten.gate.asking import WaiverInput, request_decision, withdraw_request
from trajecten.gate.course import Course, StepStatus, course_of, statuses
from trajecten.gate.deciding import REVISE_WITHIN, ConditionInput, decide, fulfil_condition, revise
from trajecten.gate.errors import (
    AlreadyAsked,
    AlreadyDecided,
    GateClosed,
    NoExit,
    NotReady,
    StaleRequest,
    TooLate,
)
from trajecten.gate.guard import may, require
from trajecten.gate.moving import reopen
from trajecten.gate.results import CriterionResult, Readiness, evaluate, readiness
from trajecten.gate.running_on import asks_of
from trajecten.gate.snapshots import MAX_AGE, decision_is_intact, results_in, results_of, snapshot_is_intact
from trajecten.gate.view import Drift, GateView, status_of

__all__ = [
    "MAX_AGE",
    "REVISE_WITHIN",
    "AlreadyAsked",
    "AlreadyDecided",
    "ConditionInput",
    "Course",
    "CriterionResult",
    "Drift",
    "GateClosed",
    "GateView",
    "NoExit",
    "NotReady",
    "Readiness",
    "StaleRequest",
    "StepStatus",
    "TooLate",
    "WaiverInput",
    "asks_of",
    "course_of",
    "decide",
    "decision_is_intact",
    "evaluate",
    "fulfil_condition",
    "may",
    "readiness",
    "reopen",
    "request_decision",
    "require",
    "results_in",
    "results_of",
    "revise",
    "snapshot_is_intact",
    "status_of",
    "statuses",
    "withdraw_request",
]
