"""Who came to a session, and with that who learned its tasks: one row a person and task, however often they came.

Nothing of it stands in the history: that would say who came, and who did not.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisatie.models import Employee
from trajecten.actions.checks import must_be_of
from uitrol.actions.training import hold_session
from uitrol.models import Attendance, TaskDone, TrainingSession


@transaction.atomic
def note_presence(*, session: TrainingSession, employee: Employee, present: bool, by: Any) -> None:
    """This person came, or did not after all. The first name makes a session one that was held. Raises ValidationError.

    Pressed twice it changes nothing. Taken back, what was learned goes to the first other session they came to.
    """
    must_be_of([employee], session.project.organisation_id)
    # Two phones at once: the second one sees what the first one did.
    held = TrainingSession.objects.select_for_update().get(pk=session.pk)
    held.project = session.project
    if held.status == TrainingSession.Status.CANCELLED:
        raise ValidationError(_("Deze sessie gaat niet door. Plan een nieuwe."))
    if present:
        hold_session(session=held, by=by)
    if not present and not Attendance.objects.filter(session=held, employee=employee).exists():
        return
    Attendance.objects.update_or_create(session=held, employee=employee, defaults={"present": present})
    if present:
        _learned(held, employee)
    else:
        _taken_back(held, employee)


def _learned(session: TrainingSession, employee: Employee) -> None:
    """A row for each task; one that says they learned it later becomes that of this session."""
    when = _when(session)
    tasks = list(session.tasks.values_list("pk", flat=True))
    mine = TaskDone.objects.filter(employee=employee, task__in=tasks)
    mine.filter(done_at__gt=when).update(session=session, done_at=when)
    common = {"project_id": session.project_id, "employee": employee, "session": session, "done_at": when}
    TaskDone.objects.bulk_create((TaskDone(task_id=task, **common) for task in tasks), ignore_conflicts=True)


def _taken_back(session: TrainingSession, employee: Employee) -> None:
    for row in TaskDone.objects.filter(session=session, employee=employee):
        other = _other_session(row, session)
        if other is None:
            row.delete()
        else:
            row.session, row.done_at = other, _when(other)
            row.save(update_fields=["session", "done_at"])


def _other_session(row: TaskDone, session: TrainingSession) -> TrainingSession | None:
    """The first other one with this task to which they came."""
    came = TrainingSession.objects.held().filter(attendances__employee=row.employee_id, attendances__present=True)
    return came.filter(tasks=row.task_id).exclude(pk=session.pk).order_by("starts_at", "pk").first()


def _when(session: TrainingSession) -> datetime:
    return min(session.starts_at, timezone.now())
