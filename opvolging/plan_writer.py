"""What the worker writes ahead: the days of every rhythm that runs."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from opvolging.actions.rhythm import plan_ahead
from opvolging.models import CheckRhythm, PlannedCheck
from opvolging.planning import HORIZON
from trajecten.models import Project
from trajecten.reminders import Source, register


def to_plan(now: datetime) -> QuerySet[CheckRhythm]:
    """Rhythms of which nothing stands at the horizon yet: a few a day, since each has its last day there."""
    far = PlannedCheck.objects.filter(rhythm=OuterRef("pk"), due_on__gte=now.date() + HORIZON)
    running = CheckRhythm.objects.running().filter(agreement__project__status=Project.Status.RUNNING)
    return running.filter(~Exists(far))


def write_plan(now: datetime) -> int:
    today = timezone.localdate(now)
    return plan_ahead(to_plan(now), today)


register(Source("opvolging.plan", write_plan, to_plan))
