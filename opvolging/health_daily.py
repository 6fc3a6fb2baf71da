"""Each night the worker looks how every project in follow-up is doing.

It begins when the day of UTC does, at one or two o'clock in Brussels: then both calendars say the same day, also in the
nights when the clock changes. A worker that was down catches up in the daytime. Some projects each minute, so that mail
goes on leaving; one that fails is logged and tried again, and keeps nobody else waiting.
"""

from datetime import datetime
from typing import Any

import structlog
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from opvolging.actions.health import read_health
from opvolging.models import HealthReading
from trajecten.models import Project
from trajecten.reminders import Source, register
from trajecten.steps import LAST_STEP

logger = structlog.get_logger(__name__)
AT_ONCE = 20
"""Projects for each sweep: a second or two."""


def due(now: datetime) -> QuerySet[Project]:
    """Projects in follow-up without a reading of this day."""
    return _without(now.date())


def collect(now: datetime) -> int:
    """Reads some of them; gives how many."""
    done = 0
    # In any order: when some of them fail, the others still get their turn.
    for project in _without(localdate(now)).order_by("?")[:AT_ONCE]:
        try:
            done += read_health(project=project, day=localdate(now)) is not None
        except (
            Exception
        ):  # one project that cannot be read: the others, and the mail that waits, may not suffer from it
            logger.exception("health_reading_failed", project=project.pk)
    return done


def _without(day: Any) -> QuerySet[Project]:
    there = HealthReading.objects.filter(project=OuterRef("pk"), day__gte=day)
    return Project.objects.running().filter(~Exists(there), step=LAST_STEP)


register(Source("opvolging.health", collect, due))
