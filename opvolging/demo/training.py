"""What people learn: the tasks, and who shows them to colleagues. The sessions stand in `sessions`."""

from opvolging.demo import content_tasks as content
from opvolging.demo.content_ambassadors import CONTACTS
from opvolging.demo.content_lessons import COOK, ICT, WOUNDS
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage
from uitrol.actions.helpers import name_helper
from uitrol.actions.tasks import add_task

KNOW_IT = {3: (WOUNDS,), 4: (WOUNDS,), 8: (COOK,), 10: (ICT,)}
"""Number of a task: who knows it best. With the others whoever one turns to in a house helps."""


def learn(stage: Stage) -> None:
    stage.on(Moment(-28, 3, 13), _write_tasks)
    stage.on(Moment(-27, 0, 9), _name_helpers)


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


def _name_helpers(stage: Stage) -> None:
    for task in stage.project.work_tasks.select_related("project"):
        for name in KNOW_IT.get(task.number, tuple(CONTACTS.values())):
            name_helper(task=task, employee=stage.employee(name), by=stage.lead)
