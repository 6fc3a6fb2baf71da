"""Writing down how a project is doing: once a day by the worker, and again that day when who leads asks for it."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from opvolging.found import Found
from opvolging.health import missed_a_quarter_ago, state_of
from opvolging.health_criteria import MEASURES, criteria
from opvolging.health_facts import Facts, facts_of
from opvolging.models import HealthReading
from organisatie.models import User
from trajecten import access, history
from trajecten.gate.results import goals_of
from trajecten.history import register_verb
from trajecten.models import Project
from trajecten.steps import LAST_STEP, State

KEPT_FOR = timedelta(weeks=16)
"""So long the measures of a day are kept: past «a quarter ago» nobody asks for them. State and counts stay, for the trend."""
WORDS = {State.MET: "met", State.NOT_MET: "missed"}
"""Everything else is unknown: too little data, or it does not apply."""


def read_health(*, project: Project, by: User | None = None, day: date | None = None) -> HealthReading | None:
    """Work out the nine measures and keep them as the reading of `day` (today).

    Without `by` it is the worker of the night, and a reading of that day that stands already stays as it is. With `by` it
    is worked out again: raises PermissionDenied for who does not lead. None when the project is not (any more) in
    follow-up. Safe to press twice: a day has one reading, and history tells of a change once.
    """
    day = day or timezone.localdate()
    if by is not None and not access.may_edit_project(by, project):
        raise PermissionDenied
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    if project.step != LAST_STEP or project.status != Project.Status.RUNNING:
        return None
    rows = _rows(project, facts_of(project, day))
    state = state_of({row["code"]: row["state"] for row in rows}, missed_a_quarter_ago(project, day))
    return _keep(project, day, state, rows, by)


def _rows(project: Project, facts: Facts) -> list[dict[str, Any]]:
    goals = goals_of(project, criteria())
    told = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            told[language] = {code: measure(facts, _goal(goals, code)) for code, measure in MEASURES.items()}
    return [_row(code, goals[code], {language: found[code] for language, found in told.items()}) for code in MEASURES]


def _goal(goals: Mapping[str, Decimal | None], code: str) -> Decimal:
    goal = goals[code]
    if goal is None:
        raise LookupError(f"The measure {code!r} has no goal.")
    return goal


def _row(code: str, goal: Decimal | None, told: dict[str, Found]) -> dict[str, Any]:
    found = told[settings.LANGUAGE_CODE]
    outcome = found.outcome
    return {
        "code": code,
        "value": None if outcome.value is None else str(outcome.value),
        "of": outcome.denominator,
        "goal": None if goal is None else str(goal),
        "state": WORDS.get(outcome.state, "unknown"),
        "text": {language: str(one.outcome.text) for language, one in told.items()},
        "agreements": list(found.agreements),
        **found.extra,
    }


@transaction.atomic
def _keep(project: Project, day: date, state: str, rows: list[dict], by: User | None) -> HealthReading:
    # One at a time: of two workers the second finds the reading of the first.
    Project.objects.select_for_update().get(pk=project.pk)
    before = HealthReading.objects.filter(project=project).first()
    if before is not None and before.day == day and by is None:
        return before
    counted = {name: sum(row["state"] == name for row in rows) for name in ("met", "missed", "unknown")}
    reading, _made = HealthReading.objects.update_or_create(
        project=project, day=day, defaults={"state": state, "measures": rows, **counted}
    )
    HealthReading.objects.filter(project=project, day__lt=day - KEPT_FOR).exclude(measures=[]).update(measures=[])
    if before is not None and before.state != state:
        told = {"before": before.get_state_display(), "after": reading.get_state_display()}
        history.record("health.changed", project=project, actor=by, **told)
    return reading


register_verb("health.changed", _("De opvolging stond op «{before}», en staat nu op «{after}»."))
