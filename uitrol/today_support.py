"""What support puts on Vandaag: barriers that block, for who leads; and the way to «Noteren» for who helps."""

from collections.abc import Iterable

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trajecten.models import Project, ProjectRole
from trajecten.today import IDEA, STEP, Task, register_personal_source, register_task_source
from uitrol.models import Barrier, Wave

ROLLOUT = 5
HELPING = (ProjectRole.Role.AMBASSADOR, ProjectRole.Role.HELPER)


def tasks(user, projects: list[Project]) -> Iterable[Task]:
    """One task per project in step 5 where something blocks; one query at most for all of them."""
    here = {project.pk: project for project in projects if project.step == ROLLOUT}
    if not here:
        return
    blocking = Barrier.objects.blocking().filter(project__in=here)
    for pk, n in blocking.order_by().values_list("project").annotate(n=Count("pk")):
        yield _blocking(here[pk], n)


def _blocking(project: Project, n: int) -> Task:
    detail = ngettext("%(n)d drempel houdt iedereen tegen.", "%(n)d drempels houden iedereen tegen.", n) % {"n": n}
    return Task(
        title=_("Haal weg wat blokkeert"),
        detail=f"{project.title}. {detail}",
        url=reverse("uitrol:drempels", args=[project.slug]) + "?ernst=blocking&toestand=niet",
        label=_("Bekijk wat blokkeert"),
        icon="let",
        weight=STEP,
        project_id=project.pk,
    )


def to_note(user, projects: list[Project]) -> Iterable[Task]:
    """For who helps, as long as a wave runs; one query at most."""
    here = {project.pk: project for project in projects if project.step == ROLLOUT}
    if not here:
        return
    mine = ProjectRole.objects.current().held_by(user).filter(role__in=HELPING, project__in=here)
    running = mine.filter(project__waves__status=Wave.Status.RUNNING)
    for pk in running.order_by().values_list("project", flat=True).distinct():
        yield Task(
            title=_("Hielp je een collega?"),
            detail=_("%(project)s. Noteer het in 3 tikken.") % {"project": here[pk].title},
            url=reverse("uitrol:noteren") + f"?traject={here[pk].slug}",
            label=_("Noteer een moment"),
            icon="hand",
            weight=IDEA,
            project_id=pk,
        )


register_task_source("uitrol.support", tasks)
register_personal_source("uitrol.support", to_note)
