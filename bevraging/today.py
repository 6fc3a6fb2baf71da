"""What surveys put on Vandaag: make the first one, finish a draft, look at results."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from bevraging.models import Survey
from bevraging.reading import shallow
from trajecten.models import Project
from trajecten.today import STEP, Task, register_task_source


def tasks(user, projects: list[Project]) -> Iterable[Task]:
    """One task per project in step 1 that needs the lead now; one query at most for all of them."""
    asking = {project.pk: project for project in projects if project.step == 1}
    newest: dict[int, Survey] = {}
    for survey in shallow(asking.values()):
        newest.setdefault(survey.project_id, survey)
    for pk, project in asking.items():
        task = _task(project, newest.get(pk))
        if task is not None:
            yield task


def _task(project: Project, survey: Survey | None) -> Task | None:
    if survey is None:
        return _one(
            project, _("Maak de startbevraging"), _("We zetten de vragen klaar."), "bevraging:stap", [], _("Begin")
        )
    if survey.status == Survey.Status.DRAFT:
        detail = _("De bevraging staat klaar, maar is nog niet verstuurd.")
        return _one(project, _("Werk de bevraging af"), detail, "bevraging:vragen", [survey.pk], _("Bekijk de vragen"))
    if survey.status == Survey.Status.PUBLISHED:
        detail = _("De resultaten staan klaar. Kijk of de poort open kan.")
        return _one(
            project,
            _("Bekijk wat collega's zeggen"),
            detail,
            "bevraging:resultaten",
            [survey.pk],
            _("Bekijk de resultaten"),
        )
    return None


def _one(project: Project, title: str, detail: str, page: str, args: list, label: str) -> Task:
    return Task(
        title=title,
        detail=f"{project.title}. {detail}",
        url=reverse(page, args=[project.slug, *args]),
        label=label,
        icon="potlood",
        weight=STEP,
        project_id=project.pk,
    )


register_task_source("bevraging", tasks)
