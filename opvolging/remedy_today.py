"""What approaches put on Vandaag: where an agreement asks for attention and nobody takes it up, for who leads.

No query of its own: it came along with the projects (`opvolging.attention`).
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opvolging.attention import Asked, asking
from trajecten.models import Project
from trajecten.steps import LAST_STEP
from trajecten.today import STEP, Task, register_task_source


def tasks(user, projects: list[Project]) -> Iterable[Task]:
    """One task per project in step 6 where something asks for attention."""
    here = {project.pk: project for project in projects if project.step == LAST_STEP}
    if not here:
        return
    for pk, found in asking(here.values(), timezone.localdate()).items():
        if found:
            yield _task(here[pk], found)


def _task(project: Project, found: list[Asked]) -> Task:
    """One place leads to its own approach, several to the list."""
    n, first = len(found), found[0]
    told = ngettext("%(n)d plek vraagt aandacht.", "%(n)d plekken vragen aandacht.", n) % {"n": n}
    if n == 1:
        told = _("%(code)s in %(place)s vraagt aandacht.") % {"code": first.code, "place": first.place or _("overal")}
        url = reverse("opvolging:aanpak_nieuw", args=[project.slug]) + f"?na={first.check}"
    else:
        url = reverse("opvolging:aanpakken", args=[project.slug])
    return Task(
        title=_("Spreek een aanpak af"),
        detail=f"{project.title}. {told}",
        url=url,
        label=_("Bekijk wat er speelt"),
        icon="oog",
        weight=STEP,
        project_id=project.pk,
    )


register_task_source("opvolging.remedies", tasks)
