"""Sessions: plan, change, call off, held. Who came is `uitrol.actions.presence`."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trajecten import history
from trajecten.actions.checks import must_be_of
from trajecten.history import register_verb
from trajecten.models import Project
from uitrol.models import TrainingSession, WorkTask

Status = TrainingSession.Status
MOVES = ("starts_at", "minutes", "place", "location")
"""What stands in somebody's calendar: another one is another edition."""
STAYS = ("starts_at", "location", "tasks")
"""Not changed once it was held: what people learned hangs on it."""


@transaction.atomic
def plan_session(
    *, project: Project, by: Any, tasks: Iterable[WorkTask], form_key: UUID | None = None, **fields: Any
) -> TrainingSession:
    """A planned session. The same `form_key` twice gives the same session. Raises ValidationError."""
    tasks = list(tasks)
    project = Project.objects.select_for_update().get(pk=project.pk)
    if form_key and (earlier := TrainingSession.objects.filter(form_key=form_key).first()):
        if earlier.project_id != project.pk:
            raise ValidationError(_("Dit lukte niet. Laad de bladzijde opnieuw en probeer nog eens."))
        return earlier
    session = TrainingSession(project=project, form_key=form_key, **fields)
    _check(session, tasks)
    session.save()
    session.tasks.set(tasks)
    history.record("training_planned", project=project, actor=by, day=_day(session))
    return session


@transaction.atomic
def change_session(*, session: TrainingSession, by: Any, **fields: Any) -> None:
    """Another moment, place, helper or tasks; of a session that was held only how it went. Raises ValidationError."""
    held = TrainingSession.objects.select_for_update().get(pk=session.pk)
    if held.status == Status.CANCELLED:
        raise ValidationError(_("Deze sessie gaat niet door. Plan een nieuwe."))
    if held.status == Status.HELD and set(fields) & set(STAYS):
        raise ValidationError(_("Deze sessie is gehouden. Dag, locatie en taken blijven wat ze waren."))
    tasks = fields.pop("tasks", None)
    moved = any(name in fields and getattr(held, name) != fields[name] for name in MOVES)
    for name, value in fields.items():
        setattr(held, name, value)
    _check(held, tasks)
    held.sequence += moved
    held.save()
    if tasks is not None:
        held.tasks.set(tasks)
    history.record("training_changed", project=session.project, actor=by, day=_day(held))


@transaction.atomic
def cancel_session(*, session: TrainingSession, by: Any) -> bool:
    """False when it was called off already, or was held: what happened stays."""
    rows = TrainingSession.objects.filter(pk=session.pk, status=Status.PLANNED)
    changes = {"status": Status.CANCELLED, "cancelled_at": timezone.now(), "sequence": F("sequence") + 1}
    if not rows.update(**changes):
        return False
    history.record("training_cancelled", project=session.project, actor=by, day=_day(session))
    return True


@transaction.atomic
def hold_session(*, session: TrainingSession, by: Any) -> bool:
    """It took place; False when that was noted already. Raises ValidationError before its day, and when it was called off."""
    rows = TrainingSession.objects.filter(pk=session.pk)
    if rows.filter(status=Status.CANCELLED).exists():
        raise ValidationError(_("Deze sessie gaat niet door. Plan een nieuwe."))
    if timezone.localdate(session.starts_at) > timezone.localdate():
        raise ValidationError(_("Deze sessie moet nog komen. Noteer wie er was op de dag zelf."))
    if not rows.filter(status=Status.PLANNED).update(status=Status.HELD, held_at=timezone.now()):
        return False
    history.record("training_held", project=session.project, actor=by, day=_day(session))
    return True


def _check(session: TrainingSession, tasks: list[WorkTask] | None) -> None:
    people = [row for row in (session.location, session.helper) if row]
    must_be_of(people, session.project.organisation_id)
    if tasks is not None and any(one.project_id != session.project_id for one in tasks):
        raise ValidationError(_("Dit hoort niet bij dit traject. Laad de bladzijde opnieuw en kies opnieuw."))
    if tasks is not None and not tasks:
        raise ValidationError({"tasks": _("Kies minstens één taak")})
    session.full_clean(exclude=["project", "form_key"])


def _day(session: TrainingSession) -> str:
    return str(timezone.localdate(session.starts_at))


register_verb("training_planned", gettext_lazy("{actor} plande een sessie taaktraining op {day}."))
register_verb("training_changed", gettext_lazy("{actor} wijzigde de sessie taaktraining van {day}."))
register_verb("training_cancelled", gettext_lazy("{actor} schrapte de sessie taaktraining van {day}."))
register_verb("training_held", gettext_lazy("{actor} noteerde de sessie taaktraining van {day} als gehouden."))
