"""Verbs around a project: make one, change it, give and end roles, choose another goal. And how often reminders come.

The gate has its own room.
"""

from trajecten.actions.projects import create_project, update_project
from trajecten.actions.rhythm import choose_rhythm
from trajecten.actions.roles import end_role, set_role
from trajecten.actions.thresholds import change_threshold

__all__ = ["change_threshold", "choose_rhythm", "create_project", "end_role", "set_role", "update_project"]
