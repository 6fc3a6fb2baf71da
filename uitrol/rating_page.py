"""What one person sees of their own learning: the tasks that are theirs, and how they rated themselves. Nobody else's."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from organisatie.models import Employee
from trajecten.models import Project
from uitrol.models import SelfRating, TaskDone, WorkTask
from uitrol.models.training import TOP

AGAIN = timedelta(weeks=4)
STEP = 5


@dataclass(frozen=True)
class Line:
    task: WorkTask
    rating: SelfRating | None

    @property
    def is_rated(self) -> bool:
        return self.rating is not None and self.rating.rated_at is not None

    @property
    def asks_later(self) -> bool:
        """Four weeks have passed: looking back is over, now it is asked how it goes since."""
        rating = self.rating
        return rating is not None and rating.rated_at is not None and rating.rated_at <= timezone.now() - AGAIN

    @property
    def asks_help(self) -> bool:
        rating = self.rating
        return rating is not None and rating.helps is None and TOP in (rating.level_now, rating.level_later)


def tasks_of(employee: Employee) -> QuerySet[Any, Any]:
    """Those of `meant_for`, each with its project and whether this person learned it."""
    learned = Exists(TaskDone.objects.filter(task=OuterRef("pk"), employee=employee))
    return meant_for(employee).annotate(learned=learned).select_related("project")


def meant_for(employee: Employee) -> QuerySet[WorkTask]:
    """The tasks that people learn now and that are meant for this person, in every project that touches them."""
    projects = Project.objects.filter(
        organisation=employee.organisation_id, status=Project.Status.RUNNING, step__gte=STEP
    )
    for chosen, column, mine in (
        (Project.locations, "location", employee.location_id),
        (Project.functions, "jobfunction", employee.function_id),
    ):
        picked = chosen.through.objects.filter(project=OuterRef("pk"))
        projects = projects.filter(~Exists(picked) | Exists(picked.filter(**{column: mine})))
    meant = WorkTask.functions.through.objects.filter(worktask=OuterRef("pk"))
    return WorkTask.objects.current().filter(
        ~Exists(meant) | Exists(meant.filter(jobfunction=employee.function_id)), project__in=projects
    )


def lines_of(employee: Employee) -> list[Line]:
    """What was learned first, then what is still to come. Two queries."""
    own = Prefetch("self_ratings", SelfRating.objects.filter(employee=employee), to_attr="own")
    tasks = tasks_of(employee).prefetch_related(own).order_by("-learned", "project_id", "number")
    return [Line(task, task.own[0] if task.own else None) for task in tasks]


def to_rate() -> QuerySet[TaskDone]:
    """What was learned in a session and not rated yet, by somebody with a mail address."""
    rated = SelfRating.objects.filter(task=OuterRef("task"), employee=OuterRef("employee"), rated_at__isnull=False)
    return TaskDone.objects.filter(
        ~Q(employee__email=""),
        ~Exists(rated),
        session__isnull=False,
        task__retired_at__isnull=True,
        project__status=Project.Status.RUNNING,
        employee__in=Employee.objects.active(),
    )


def to_rate_again() -> QuerySet[SelfRating]:
    """What was rated and not looked at again, by somebody with a mail address."""
    return SelfRating.objects.filter(
        ~Q(employee__email=""),
        rated_at__isnull=False,
        later_at__isnull=True,
        task__retired_at__isnull=True,
        project__status=Project.Status.RUNNING,
        employee__in=Employee.objects.active(),
    )
