"""What trying out puts on Vandaag: something that blocks is solved before anything else."""

from collections.abc import Iterable

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetsing.finding_list import LEFT
from toetsing.models import Finding
from trajecten.models import Project
from trajecten.today import STEP, Task, register_task_source


def tasks(user, projects: list[Project]) -> Iterable[Task]:
    """One task per project in step 3 with something that blocks; one query at most for all of them."""
    here = {project.pk: project for project in projects if project.step == 3}
    if not here:
        return
    blocking = Finding.objects.filter(LEFT, project__in=here, severity=Finding.Severity.BLOCKING)
    for pk, n in blocking.order_by().values_list("project").annotate(n=Count("pk")):
        yield _task(here[pk], n)


def _task(project: Project, n: int) -> Task:
    detail = ngettext("%(n)d bevinding blokkeert nog.", "%(n)d bevindingen blokkeren nog.", n) % {"n": n}
    return Task(
        title=_("Los op wat blokkeert"),
        detail=f"{project.title}. {detail}",
        url=reverse("toetsing:drempels", args=[project.slug]) + "?ernst=blocking&open=ja",
        label=_("Bekijk wat blokkeert"),
        icon="let",
        weight=STEP,
        project_id=project.pk,
    )


register_task_source("toetsing", tasks)
