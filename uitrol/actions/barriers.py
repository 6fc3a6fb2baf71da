"""What holds people back: note it, pass it on out of an entry, take it up, solve it, open it again.

History names a barrier by its code: its words may still have to lose a name.
"""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project
from uitrol.models import Barrier, SupportLog

Status = Barrier.Status
LONGEST = 400
"""Of what solved it."""


@transaction.atomic
def note_barrier(*, project: Project, by: Any, text: str, form_key: UUID | None = None, **fields: Any) -> Barrier:
    """A barrier that somebody noted. The same `form_key` twice gives the same one.

    Raises ValidationError: at the field for a place, task or owner of elsewhere, and for what a constraint refuses.
    """
    number = _next_number(project)
    if form_key is not None and (earlier := Barrier.objects.filter(project=project, form_key=form_key).first()):
        return earlier
    barrier = Barrier(project=project, number=number, text=text, opened_at=timezone.now(), form_key=form_key, **fields)
    _keep(barrier)
    history.record("rollout_barrier_noted", project=project, actor=by, code=barrier.code)
    return barrier


@transaction.atomic
def pass_on(*, log: SupportLog, by: Any) -> tuple[Barrier, bool]:
    """One click: an entry becomes a barrier with its place and its task; gives it and whether it is new.

    Raises ValidationError for a success, which asks nothing.
    """
    number = _next_number(log.project)
    if earlier := Barrier.objects.filter(from_log=log).first():
        return earlier, False
    if log.kind == SupportLog.Kind.SUCCESS:
        raise ValidationError(_("Een succes hoeft niemand meer op te lossen."))
    barrier = Barrier(project=log.project, number=number, text=words_of(log), from_log=log)
    barrier.location, barrier.task, barrier.opened_at = log.location, log.task, timezone.now()
    _keep(barrier)
    asking = SupportLog.objects.filter(pk=log.pk).exclude(solved=SupportLog.Solved.PASSED_ON)
    asking.update(solved=SupportLog.Solved.PASSED_ON)
    history.record("rollout_barrier_passed_on", project=log.project, actor=by, code=barrier.code)
    return barrier, True


def words_of(log: SupportLog) -> str:
    """What was written, or else what it was about."""
    about = log.task or log.theme
    return log.text or (_("Het lukt nog niet: %(task)s") % {"task": about} if about else _("Er is iets dat tegenhoudt"))


@transaction.atomic
def change_barrier(*, barrier: Barrier, by: Any, **fields: Any) -> bool:
    """Other words, place, task, severity, owner or day; False when nothing changed. Raises as `note_barrier`."""
    before = Barrier.objects.select_for_update().get(pk=barrier.pk)
    if all(getattr(before, name) == value for name, value in fields.items()):
        return False
    for name, value in fields.items():
        setattr(before, name, value)
    _keep(before)
    history.record("rollout_barrier_changed", project=barrier.project, actor=by, code=barrier.code)
    return True


@transaction.atomic
def take_up(*, barrier: Barrier, by: Any) -> bool:
    """Somebody works on it; False when somebody did already, or it is solved."""
    waiting = Barrier.objects.filter(pk=barrier.pk, status=Status.OPEN)
    return _move(waiting, barrier, by, "rollout_barrier_taken_up", status=Status.BUSY, busy_at=timezone.now())


@transaction.atomic
def solve(*, barrier: Barrier, solution: str, by: Any) -> bool:
    """Solved, and how; False when it was solved before. Raises ValidationError when it does not say how."""
    solution = solution.strip()
    if not solution:
        raise ValidationError({"solution": _("Schrijf op wat de drempel oploste.")})
    if len(solution) > LONGEST:
        raise ValidationError({"solution": _("Maak het korter. Er is plaats voor %(n)d tekens.") % {"n": LONGEST}})
    unsolved = Barrier.objects.filter(pk=barrier.pk).unsolved()
    now = {"status": Status.SOLVED, "solved_at": timezone.now(), "solution": solution}
    return _move(unsolved, barrier, by, "rollout_barrier_solved", **now)


@transaction.atomic
def reopen(*, barrier: Barrier, by: Any) -> bool:
    """It is there again; False when it was not solved."""
    solved = Barrier.objects.filter(pk=barrier.pk, status=Status.SOLVED)
    again = {"status": Status.OPEN, "solved_at": None, "busy_at": None, "solution": ""}
    return _move(solved, barrier, by, "rollout_barrier_reopened", **again)


def _move(rows: Any, barrier: Barrier, by: Any, verb: str, **values: Any) -> bool:
    if not rows.update(**values):
        return False
    history.record(verb, project=barrier.project, actor=by, code=barrier.code)
    return True


def _next_number(project: Project) -> int:
    """Holds the project, so that two at once each get a number of their own."""
    Project.objects.select_for_update().get(pk=project.pk)
    return (project.barriers.aggregate(last=Max("number"))["last"] or 0) + 1


def _keep(barrier: Barrier) -> None:
    project, home = barrier.project, barrier.project.organisation_id
    if barrier.location is not None and barrier.location.organisation_id != home:
        raise ValidationError({"location": _("Kies een locatie van deze organisatie.")})
    if barrier.task is not None and barrier.task.project_id != project.pk:
        raise ValidationError({"task": _("Kies een taak van dit traject.")})
    if barrier.owner is not None and barrier.owner.organisation_id != home:
        raise ValidationError({"owner": _("Kies een collega van deze organisatie.")})
    barrier.full_clean(exclude=["project", "location", "task", "owner", "from_log"])
    barrier.save()


register_verb("rollout_barrier_noted", gettext_lazy("{actor} noteerde drempel {code} bij de uitrol."))
register_verb(
    "rollout_barrier_passed_on", gettext_lazy("{actor} maakte drempel {code} van een notitie van de werkvloer.")
)
register_verb("rollout_barrier_changed", gettext_lazy("{actor} paste drempel {code} bij de uitrol aan."))
register_verb("rollout_barrier_taken_up", gettext_lazy("{actor} noteerde dat er aan drempel {code} gewerkt wordt."))
register_verb("rollout_barrier_solved", gettext_lazy("{actor} noteerde dat drempel {code} bij de uitrol opgelost is."))
register_verb("rollout_barrier_reopened", gettext_lazy("{actor} zette drempel {code} bij de uitrol weer open."))
