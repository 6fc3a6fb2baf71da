"""Everybody who learned a task says how it goes: looking back and now, in the week of the session, by their own link."""

from opvolging.demo.content_tasks import LEARNED
from opvolging.demo.content_waves import WAVES
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from organisatie.models import Employee
from uitrol.actions.helpers import confirm_helper
from uitrol.actions.ratings import answer_help, rate_all
from uitrol.models import SelfRating, TaskDone, TaskHelper, WorkTask
from uitrol.models.training import INDEPENDENT, TOP

FIRST, LAST = WAVES[0].week, WAVES[-1].week + 3
"""Weeks with sessions."""
SHOWS_EVERY, OFFERS_EVERY = 5, 4
"""One in so many who can do it alone could show it to a colleague; one in so many of those offers to."""
WITH_HELP = (2, 2, 1)
"""How the others say it goes, by turns."""


def rate_themselves(stage: Stage) -> None:
    """Each Friday what was learned that week; on Monday the lead answers who offered to help."""
    for week in range(FIRST, LAST + 1):
        stage.on(Moment(week, 4, 17), _rate)
        stage.on(Moment(week + 1, 0, 9, 15), _thank_helpers)


def _rate(stage: Stage) -> None:
    """Each person in one go, as on the page of their link."""
    rated = set(SelfRating.objects.filter(project=stage.project).values_list("task", "employee"))
    found = TaskDone.objects.filter(project=stage.project).order_by("done_at", "pk")
    fresh: dict[Employee, dict[WorkTask, tuple[int | None, int]]] = {}
    offers = []
    for done in found.select_related("task__project", "employee"):
        if (done.task_id, done.employee_id) in rated:
            continue
        level, offers_help = _level(stage, done.task)
        fresh.setdefault(done.employee, {})[done.task] = (max(0, level - 2), level)
        if offers_help:
            offers.append(done)
    for employee, said in fresh.items():
        rate_all(employee=employee, said=said)
    for done in offers:
        answer_help(employee=done.employee, task=done.task, yes=True)


def _level(stage: Stage, task: WorkTask) -> tuple[int, bool]:
    """How the next one says it goes, and whether they offer to help. As many of those who learned it can do it alone as
    the story says, spread over the weeks."""
    figures, place = LEARNED[task.number], stage.rated[task.number]
    before, after = (at * figures.alone // figures.learned for at in (place, place + 1))
    stage.rated[task.number] += 1
    if before == after:
        return WITH_HELP[place % len(WITH_HELP)], False
    shows = after % SHOWS_EVERY == 0
    return (TOP if shows else INDEPENDENT), shows and after % (SHOWS_EVERY * OFFERS_EVERY) == 0


def _thank_helpers(stage: Stage) -> None:
    offers = TaskHelper.objects.filter(task__project=stage.project, confirmed_at__isnull=True)
    for helper in offers.select_related("task__project", "employee"):
        confirm_helper(helper=helper, by=stage.lead)
