"""Who shows a task to colleagues: offered by themselves, confirmed by who leads."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisatie.models import Employee
from trajecten import history
from trajecten.actions.checks import must_be_of
from trajecten.history import register_verb
from uitrol.models import TaskHelper, WorkTask


@transaction.atomic
def name_helper(*, task: WorkTask, employee: Employee, by: Any) -> TaskHelper:
    """A confirmed helper; who offered it before is confirmed. Pressed twice, one helper. Raises ValidationError."""
    must_be_of([employee], task.project.organisation_id)
    if task.retired_at:
        raise ValidationError(_("Deze taak is niet meer nodig. Wat collega's leerden, blijft staan."))
    values = {"confirmed_at": timezone.now()}
    helper, made = TaskHelper.objects.get_or_create(task=task, employee=employee, defaults=values)
    if made:
        _told("task_helper_confirmed", helper, by)
    else:
        confirm_helper(helper=helper, by=by)
    return helper


@transaction.atomic
def confirm_helper(*, helper: TaskHelper, by: Any) -> bool:
    """False when that was done already."""
    rows = TaskHelper.objects.filter(pk=helper.pk, confirmed_at__isnull=True)
    if not rows.update(confirmed_at=timezone.now()):
        return False
    _told("task_helper_confirmed", helper, by)
    return True


@transaction.atomic
def remove_helper(*, helper: TaskHelper, by: Any) -> bool:
    """False when they were gone already."""
    if not TaskHelper.objects.filter(pk=helper.pk).delete()[0]:
        return False
    _told("task_helper_removed", helper, by)
    return True


def _told(verb: str, helper: TaskHelper, by: Any) -> None:
    history.record(verb, project=helper.task.project, actor=by, task=helper.task.code)


register_verb("task_helper_confirmed", gettext_lazy("{actor} bevestigde een helper bij taak {task}."))
register_verb("task_helper_removed", gettext_lazy("{actor} haalde een helper weg bij taak {task}."))
