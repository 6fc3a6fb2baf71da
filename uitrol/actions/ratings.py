"""How somebody rates themselves, and whether they want to help. In nobody's name but their own, and in no history."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisatie.models import Employee
from uitrol.models import SelfRating, TaskHelper, WorkTask
from uitrol.models.training import TOP
from uitrol.rating_page import AGAIN, meant_for


def rate(*, employee: Employee, task: WorkTask, now: int, then: int | None = None) -> SelfRating:
    """One task; as `rate_all`."""
    return rate_all(employee=employee, said={task: (then, now)})[0]


@transaction.atomic
def rate_all(*, employee: Employee, said: Mapping[WorkTask, tuple[int | None, int]]) -> list[SelfRating]:
    """Looking back and now, {task: (then, now)}: all of it or nothing. The same twice changes nothing.

    Raises ValidationError for a task that is not theirs, and once four weeks have passed.
    """
    _must_be_theirs(employee, *said)
    held = _ratings(employee, said)
    found = []
    for task, (then, now) in said.items():
        rating = held[task.pk]
        if rating.rated_at and rating.rated_at <= timezone.now() - AGAIN:
            raise ValidationError(_("Dat is vier weken geleden. Vul nu in hoe het vandaag gaat."))
        rating.level_then, rating.level_now = then, now
        rating.rated_at = rating.rated_at or timezone.now()
        found.append(_saved(rating))
    return found


@transaction.atomic
def rate_later(*, employee: Employee, task: WorkTask, level: int) -> SelfRating:
    """How it goes after four weeks. Raises ValidationError before that."""
    _must_be_theirs(employee, task)
    rating = _rating(employee, task)
    if rating.rated_at is None or rating.rated_at > timezone.now() - AGAIN:
        raise ValidationError(_("Dit vragen we pas na vier weken."))
    rating.level_later, rating.later_at = level, rating.later_at or timezone.now()
    return _saved(rating)


@transaction.atomic
def answer_help(*, employee: Employee, task: WorkTask, yes: bool) -> None:
    """«Wil je collega's helpen?»: a yes is an offer to who leads; a no takes an offer back that nobody confirmed yet.

    Raises ValidationError for who did not say that they could show it.
    """
    _must_be_theirs(employee, task)
    rating = _rating(employee, task)
    if not _is_top(rating):
        raise ValidationError(_("Dit vragen we wie de taak aan een collega kan tonen."))
    rating.helps = yes
    _saved(rating)
    if not yes:
        _take_back(rating)
        return
    offer, made = TaskHelper.objects.get_or_create(
        task=task, employee=employee, defaults={"offered_at": timezone.now()}
    )
    if not made and offer.offered_at is None:
        TaskHelper.objects.filter(pk=offer.pk).update(offered_at=timezone.now())


def _must_be_theirs(employee: Employee, *tasks: WorkTask) -> None:
    if meant_for(employee).filter(pk__in=[task.pk for task in tasks]).count() != len(tasks):
        raise ValidationError(_("Deze taak hoort niet bij jou. Laad de bladzijde opnieuw."))


def _rating(employee: Employee, task: WorkTask) -> SelfRating:
    return _ratings(employee, [task])[task.pk]


def _ratings(employee: Employee, tasks: Iterable[WorkTask]) -> dict[int, SelfRating]:
    """{key of the task: what they said of it before, or a new one}."""
    # Two phones at once: the second one waits here.
    Employee.objects.select_for_update().get(pk=employee.pk)
    tasks = list(tasks)
    held = {one.task_id: one for one in SelfRating.objects.filter(employee=employee, task__in=tasks)}
    for task in tasks:
        values: dict[str, Any] = {"project_id": task.project_id}
        held.setdefault(task.pk, SelfRating(task=task, employee=employee, **values))
    return held


def _saved(rating: SelfRating) -> SelfRating:
    if not _is_top(rating):
        rating.helps = None
        _take_back(rating)
    rating.clean_fields(exclude=["employee", "task", "project"])
    rating.save()
    return rating


def _is_top(rating: SelfRating) -> bool:
    return TOP in (rating.level_now, rating.level_later)


def _take_back(rating: SelfRating) -> None:
    offers = TaskHelper.objects.filter(task=rating.task_id, employee=rating.employee_id, offered_at__isnull=False)
    offers.filter(confirmed_at__isnull=True).delete()
