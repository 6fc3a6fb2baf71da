"""The core's nouns: projects and roles, the gate's records, what happened, and what leaves by mail."""

from trajecten.models.gate import (
    Condition,
    GateDecision,
    GateDossier,
    GateRequest,
    Reopening,
    Snapshot,
    Threshold,
    Waiver,
)
from trajecten.models.history import Event
from trajecten.models.mail import Heartbeat, Mail, Mailing
from trajecten.models.project import Project, ProjectRole
from trajecten.models.reminders import Reminder, ReminderChoice

__all__ = [
    "Condition",
    "Event",
    "GateDecision",
    "GateDossier",
    "GateRequest",
    "Heartbeat",
    "Mail",
    "Mailing",
    "Project",
    "ProjectRole",
    "Reminder",
    "ReminderChoice",
    "Reopening",
    "Snapshot",
    "Threshold",
    "Waiver",
]
