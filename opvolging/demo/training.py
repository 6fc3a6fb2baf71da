"""What people learn before their house starts: the tasks, and a session for each shift of the first wave."""

from opvolging.demo import content_tasks as content
from opvolging.demo.content_ambassadors import AMBASSADORS
from opvolging.demo.content_waves import WAVES
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from organisatie.models import Employee
from uitrol.actions.tasks import add_task
from uitrol.actions.training import plan_session


def learn(stage: Stage) -> None:
    stage.on(Moment(-28, 3, 13), _write_tasks)
    stage.on(Moment(-27, 0, 10), _plan_sessions)


def _write_tasks(stage: Stage) -> None:
    for task in content.TASKS:
        add_task(
            project=stage.project,
            by=stage.lead,
            functions=[stage.function(name) for name in task.functions],
            sentence=task.sentence,
            why=task.why,
            minutes=task.minutes,
            agreement=stage.agreements[task.agreement].agreement,
        )


def _plan_sessions(stage: Stage) -> None:
    """For the first wave, on the two days before it starts; an ambassador of the shift helps, a colleague learns most from one."""
    tasks = list(stage.project.work_tasks.filter(number__in=content.FIRST_TASKS))
    first = WAVES[0]
    for weekday, house in enumerate(first.houses, 1):
        for shift, (hour, minute) in content.HOURS.items():
            plan_session(
                project=stage.project,
                by=stage.lead,
                tasks=tasks,
                location=stage.place(house),
                shift=shift,
                starts_at=stage.at(Moment(first.week, weekday, hour, minute)),
                minutes=content.SESSION_MINUTES,
                place=content.SESSION_PLACE,
                helper=_helper(stage, house, shift),
            )


def _helper(stage: Stage, house: str, shift: str) -> Employee:
    name = next(one.name for one in AMBASSADORS if one.house == house and shift in one.shifts)
    return stage.employee(name)
