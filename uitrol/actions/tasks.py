"""Tasks that people learn: write one down, change it, and let it go. The one door."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trajecten import history
from trajecten.actions.checks import must_be_of
from trajecten.history import register_verb
from trajecten.models import Project
from uitrol.models import WorkTask

RETIRED, DELETED = "retired", "deleted"


@transaction.atomic
def add_task(
    *, project: Project, by: Any, functions: Iterable[Any] = (), form_key: UUID | None = None, **fields: Any
) -> WorkTask:
    """A task with the next number. The same `form_key` twice gives the same task. Raises ValidationError."""
    functions = list(functions)
    # Two people at once: the second one gets the next number.
    project = Project.objects.select_for_update().get(pk=project.pk)
    if form_key and (earlier := WorkTask.objects.filter(form_key=form_key).first()):
        if earlier.project_id != project.pk:
            raise ValidationError(_("Dit lukte niet. Laad de bladzijde opnieuw en probeer nog eens."))
        return earlier
    must_be_of(functions, project.organisation_id)
    last = project.work_tasks.aggregate(last=Max("number"))["last"] or 0
    task = WorkTask(project=project, number=last + 1, form_key=form_key, **fields)
    _check(task)
    task.save()
    task.functions.set(functions)
    history.record("work_task_added", project=project, actor=by, task=task.code)
    return task


@transaction.atomic
def change_task(*, task: WorkTask, by: Any, functions: Iterable[Any], **fields: Any) -> None:
    """Other words, people or minutes. Raises ValidationError, also for a task that is not needed any more."""
    functions = list(functions)
    must_be_of(functions, task.project.organisation_id)
    if WorkTask.objects.select_for_update().get(pk=task.pk).retired_at:
        raise ValidationError(_("Deze taak is niet meer nodig. Wat collega's leerden, blijft staan."))
    for name, value in fields.items():
        setattr(task, name, value)
    _check(task)
    task.save(update_fields=list(fields))
    task.functions.set(functions)
    history.record("work_task_changed", project=task.project, actor=by, task=task.code)


@transaction.atomic
def drop_task(*, task: WorkTask, by: Any) -> str:
    """RETIRED when somebody learned it, DELETED when nobody did; an empty text when it was gone already."""
    held = WorkTask.objects.select_for_update().filter(pk=task.pk, retired_at__isnull=True).first()
    if held is None:
        return ""
    if held.done.exists():
        held.retired_at = timezone.now()
        held.save(update_fields=["retired_at"])
        history.record("work_task_retired", project=task.project, actor=by, task=task.code)
        return RETIRED
    held.delete()
    history.record("work_task_removed", project=task.project, actor=by, task=task.code)
    return DELETED


def _check(task: WorkTask) -> None:
    if task.agreement and task.agreement.project_id != task.project_id:
        raise ValidationError(_("Dit hoort niet bij dit traject. Laad de bladzijde opnieuw en kies opnieuw."))
    task.full_clean(exclude=["form_key"])


register_verb("work_task_added", gettext_lazy("{actor} schreef taak {task} op."))
register_verb("work_task_changed", gettext_lazy("{actor} wijzigde taak {task}."))
register_verb("work_task_retired", gettext_lazy("{actor} zette taak {task} op niet meer nodig."))
register_verb("work_task_removed", gettext_lazy("{actor} wiste taak {task}."))
