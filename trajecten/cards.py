"""A project in a list: where it stands, what it waits for, how much support it has and how it does, without a gate computed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from trajecten.health import HealthLabel
from trajecten.models import Project
from trajecten.steps import step_for
from trajecten.support import SupportPoint, trend


@dataclass(frozen=True)
class Card:
    project: Project
    step_name: str
    line: str
    support: SupportPoint | None
    """The last measurement that may be shown."""
    trend: str
    """It beside the one before, in words; empty without one to stand beside."""
    health: HealthLabel | None


def cards_for(
    projects: list[Project], points: dict[int, list[SupportPoint]], health: Mapping[int, HealthLabel] | None = None
) -> list[Card]:
    """One card a project; `points` come from `support.points_for`, `health` from `health.labels_for`."""
    return [_card(project, points.get(project.pk, []), (health or {}).get(project.pk)) for project in projects]


def _card(project: Project, points: list[SupportPoint], health: HealthLabel | None) -> Card:
    name = str(step_for(project.step).name)
    if project.status == Project.Status.STOPPED:
        line = _("Stopgezet in stap %(step)d, %(name)s.") % {"step": project.step, "name": name}
    else:
        line = _("Stap %(step)d van 6, %(name)s.") % {"step": project.step, "name": name}
    shown = [point for point in points if point.n >= 5]
    return Card(project, name, line, shown[-1] if shown else None, trend(shown), health)
