"""What shifts a project: taking a turn, settling where it stands, and opening a step again.

Every door starts with `take_turn`. That UPDATE is the lock: the second of two clicks waits for it, on SQLite and on
PostgreSQL alike, and then sees what the first one did.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from organisatie.models import User
from trajecten import access, history, mails_reopened
from trajecten.gate import running_on
from trajecten.gate.course import course_of
from trajecten.gate.errors import GateClosed, NoExit
from trajecten.models import GateRequest, Project, Reopening
from trajecten.steps import step_for


def take_turn(project: Project) -> Project:
    """Wait for who is busy at a gate of this project; gives it as it stands now. Needs a transaction around it."""
    Project.objects.filter(pk=project.pk).update(turn=F("turn") + 1)
    return Project.objects.select_related("organisation").get(pk=project.pk)


def must_run(project: Project) -> None:
    if project.status == Project.Status.STOPPED:
        raise NoExit(_("Dit traject is stopgezet. Alles blijft te lezen."))


def settle(project: Project, *, actor: Any) -> None:
    """Store where the course of the project came to. The only place that writes `Project.step` and its status.

    Raises GateClosed when the project is no longer where it was: then nothing of this transaction stays.
    """
    course = course_of(project)
    step, status = course.current, Project.Status.STOPPED if course.stopped else Project.Status.RUNNING
    if (step, status) == (project.step, project.status):
        return
    here = Project.objects.filter(pk=project.pk, step=project.step, status=project.status)
    if here.update(step=step, status=status) != 1:
        raise GateClosed(_("Iemand was net voor jou. Laad de bladzijde opnieuw."))
    if step != project.step:
        values = {"before": project.step, "after": step, "name": str(step_for(step).name)}
        history.record("gate.moved", project=project, actor=actor, **values)
    if status != project.status:
        verb = "gate.stopped" if course.stopped else "gate.resumed"
        history.record(verb, project=project, actor=actor)
    project.step, project.status = step, status


def drop_open_request(project: Project, why: str, *, actor: Any) -> None:
    """What was asked no longer fits where the project stands."""
    for request in GateRequest.objects.filter(project=project, status=GateRequest.Status.OPEN):
        mark_stale(request, why, actor=actor)


def mark_stale(request: GateRequest, why: str, *, actor: Any) -> None:
    changed = GateRequest.objects.filter(pk=request.pk, status=GateRequest.Status.OPEN).update(
        status=GateRequest.Status.STALE
    )
    if changed:
        history.record("gate.stale", project=request.project, actor=actor, step=request.step, why=why)


def reopen(
    *, project: Project, to_step: int, by: User, reason: str, answers: Mapping[str, str] | None = None
) -> Reopening:
    """Open an earlier step again. All data stays; later gates ask for their go again, and an open request lapses.

    `answers` say of what runs now whether it pauses or goes on (`running_on`). Raises PermissionDenied, ValidationError
    without a reason, without an answer or for a step that is not passed, NoExit when stopped.
    """
    if not reason.strip():
        raise ValidationError(_("Schrijf kort op waarom"))
    with transaction.atomic():
        now = take_turn(project)
        if not (access.may_edit_project(by, now) or access.may_decide(by, now)):
            raise PermissionDenied
        must_run(now)
        if not 1 <= to_step < now.step:
            raise ValidationError(_("Kies een stap die jullie al afrondden."))
        row = Reopening.objects.create(
            project=now, from_step=now.step, to_step=to_step, reason=reason.strip(), by=by, turn=now.turn
        )
        history.record("gate.reopened", project=now, actor=by, step=to_step, before=now.step, reason=row.reason)
        drop_open_request(now, _("Stap %(step)d ging opnieuw open.") % {"step": to_step}, actor=by)
        settle(now, actor=by)
        running_on.carry_out(project=now, step=to_step, reason=row.reason, by=by, answers=answers or {})
        mails_reopened.queue_reopened(row)
    project.step, project.turn = now.step, now.turn
    return row
