"""Approaches under «Binnenkort», and once a year the whole project: there, and for who leads on Vandaag.

No query of its own: it came along with the projects.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from communicatie.page_parts import rows_of
from opvolging.addresses import address
from opvolging.models import ProjectReview, Remedy
from opvolging.yearly_reading import first_in, first_rows
from trajecten.agenda import AgendaItem, register_source
from trajecten.models import Project
from trajecten.reading import register_columns
from trajecten.steps import LAST_STEP
from trajecten.templatetags.getallen import datum
from trajecten.today import STEP, Task, register_task_source

TRIED, YEARLY, FIRST = "step6_tried", "step6_yearly", "step6_first_year"
AHEAD, SOON = timedelta(days=28), timedelta(days=7)
"""«Binnenkort» looks four weeks ahead, Vandaag one."""


def columns() -> dict[str, Subquery]:
    """Three small lists for each project, as JSON."""
    today = timezone.localdate()
    running = Remedy.objects.running().filter(
        agreement__project=OuterRef("pk"), due_on__lte=today + AHEAD, effect_on__gte=today
    )
    newest = ProjectReview.objects.newest().filter(project=OuterRef("pk"), next_on__lte=today + AHEAD)
    return {
        TRIED: rows_of(
            running, "agreement__project",
            number="agreement__number", place="location__name", what="what", due_on="due_on", effect_on="effect_on",
        ),
        YEARLY: rows_of(newest, day="next_on"),
        FIRST: first_rows(),
    }  # fmt: skip


def _read(projects: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Each project with the row that knows its columns: itself, or read for all that did not bring them."""
    asked = list(projects)
    missing = [project.pk for project in asked if not hasattr(project, TRIED)]
    rows = {row.pk: row for row in Project.objects.filter(pk__in=missing).annotate(**columns())} if missing else {}
    return [(project, rows.get(project.pk, project)) for project in asked]


def items(projects: list[Any]) -> Iterable[AgendaItem]:
    """The day on which an approach is done, and the one from which a check shows whether it helps."""
    for project, row in _read(projects):
        for one in getattr(row, TRIED) or ():
            where = f"A{one['number']:02}, {one['place'] or _('overal')}"
            yield AgendaItem(project.pk, date.fromisoformat(one["due_on"]), _("Een aanpak is klaar"), one["what"])
            yield AgendaItem(project.pk, date.fromisoformat(one["effect_on"]), _("Kijken of een aanpak helpt"), where)
        for day in _yearly(row):
            yield AgendaItem(project.pk, day, _("Jaarlijkse herziening"), _("Hoe gaat het verder?"))


def tasks(_user: Any, projects: list[Any]) -> Iterable[Task]:
    """The yearly look, from a week before its day on."""
    for project, row in _read(one for one in projects if one.step == LAST_STEP):
        for day in _yearly(row):
            if day <= timezone.localdate() + SOON:
                yield Task(
                    title=_("Kijk samen hoe het verdergaat"),
                    detail=_when(day) % {"project": project.title, "day": datum(day)},
                    url=address(project, "trajectherziening"),
                    label=_("Bekijk de herziening"),
                    icon="oog",
                    weight=STEP,
                    due=day,
                    project_id=project.pk,
                )


def _yearly(row: Any) -> list[date]:
    """What the last one agreed on; before there is any, a year after the go of the last gate."""
    first = first_in(getattr(row, FIRST))
    if first is not None:
        return [first] if first <= timezone.localdate() + AHEAD else []
    return [date.fromisoformat(one["day"]) for one in getattr(row, YEARLY) or ()]


def _when(day: date) -> str:
    if day < timezone.localdate():
        return _("%(project)s. De jaarlijkse herziening was op %(day)s.")
    return _("%(project)s. De jaarlijkse herziening is op %(day)s.")


register_columns("opvolging.tried", columns)
register_source("opvolging.tried", items)
register_task_source("opvolging.yearly", tasks)
