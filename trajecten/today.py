"""What needs somebody now, across the projects of the organisation they work in. Sources fill the list.

A step app registers one source in its `ready()`:

    today.register_task_source("bevraging", tasks)    # tasks(user, projects) -> iterable of Task

`projects` are the running projects the user may edit, already loaded; a source uses a fixed number of queries for all of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trajecten.models import GateRequest, Project, ProjectRole
from trajecten.templatetags.getallen import datum

DECISION, CONDITION, WAIVER, STEP, IDEA = 10, 20, 25, 30, 40
"""The order of the list: who waits for me comes before what I could do."""


@dataclass(frozen=True)
class Task:
    """One thing that asks for attention: what, in which project, and the button that does it."""

    title: str
    detail: str
    url: str
    label: str
    icon: str = "pijl"
    weight: int = STEP
    due: date | None = None
    project_id: int | None = None


Source = Callable[[object, list[Project]], Iterable[Task]]
_sources: dict[str, Source] = {}
_personal: dict[str, Source] = {}


def register_task_source(code: str, source: Source) -> None:
    """Let a step app put tasks on Vandaag; the same code again replaces the earlier one."""
    _sources[code] = source


def register_personal_source(code: str, source: Source) -> None:
    """Let a step app put before somebody what waits for them by name, whatever else they may do in the project.

    It gets all projects that `user` sees, and asks a fixed number of queries.
    """
    _personal[code] = source


def tasks_of_steps(user, editable: list[Project]) -> list[Task]:
    """What the steps propose in the projects that `user` may edit."""
    return [task for source in _sources.values() for task in source(user, editable)] if editable else []


def tasks_for(user, visible: list[Project], proposed: Iterable[Task] = ()) -> list[Task]:
    """The tasks of `user`, most pressing first: who waits for them, then what the steps propose.

    A project that waits for its decision asks nothing else of its lead.
    """
    from trajecten import agreed  # it makes tasks of this kind

    asked = open_requests(visible)
    waiting = {request.project_id for request in asked}
    tasks = [*decisions_to_take(user, asked), *agreed.tasks(user, visible)]
    tasks += [task for source in _personal.values() for task in source(user, visible)]
    tasks += [task for task in proposed if task.project_id not in waiting]
    return sorted(tasks, key=lambda task: (task.weight, task.due or date.max, task.title))


def open_requests(projects: list[Project]) -> list[GateRequest]:
    """The open requests in these projects, each with the account of who decides now."""
    decider = ProjectRole.objects.current().filter(project=OuterRef("project"), role=ProjectRole.Role.DECIDER)
    asked = GateRequest.objects.filter(project__in=projects, status=GateRequest.Status.OPEN)
    account = decider.values(account=Coalesce("user", "employee__user"))[:1]
    return list(asked.select_related("project", "requested_by").annotate(decider=Subquery(account)))


def decisions_to_take(user, asked: list[GateRequest]) -> list[Task]:
    """Those of the open requests that wait for `user`; nobody decides on what they asked themselves."""
    return [_decision(r) for r in asked if r.decider == user.pk and r.requested_by_id != user.pk]


def _decision(request: GateRequest) -> Task:
    late = request.decide_by < timezone.localdate()
    values = {
        "project": request.project.title,
        "name": request.requested_by.first_name,
        "day": datum(request.decide_by),
    }
    return Task(
        title=_("Beslis over %(project)s") % values,
        detail=(
            _("%(name)s vroeg je beslissing tegen %(day)s. Het kan nog altijd.")
            if late
            else _("%(name)s vraagt je beslissing tegen %(day)s.")
        )
        % values,
        url=reverse("trajecten:beslissen", args=[request.project.slug, request.step]),
        label=_("Bekijk en beslis"),
        icon="hand",
        weight=DECISION,
        due=request.decide_by,
        project_id=request.project_id,
    )
