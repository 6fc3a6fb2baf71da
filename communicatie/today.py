"""What the plan puts on Vandaag: messages of which the day is past, one line for each project. No query of its own."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communicatie.ahead import Ahead, ToTell, ahead_of
from trajecten.today import STEP, Task, register_task_source


def tasks(user: Any, projects: list[Any]) -> Iterable[Task]:
    today = timezone.localdate()
    for ahead in ahead_of(projects):
        if late := ahead.late(today):
            yield _task(ahead, late)


def _task(ahead: Ahead, late: list[ToTell]) -> Task:
    slug, first = ahead.project.slug, late[0]
    if len(late) == 1:
        detail, url = first.title, reverse("communicatie:boodschap", args=[slug, first.number])
    else:
        words = ngettext("%(n)d boodschap wacht.", "%(n)d boodschappen wachten.", len(late))
        detail, url = words % {"n": len(late)}, reverse("communicatie:boodschappen", args=[slug]) + "?toestand=laat"
    return Task(
        title=_("Vertel wat op de planning stond"),
        detail=f"{ahead.project.title}. {detail}",
        url=url,
        label=_("Bekijk de boodschap") if len(late) == 1 else _("Bekijk de boodschappen"),
        icon="gesprek",
        weight=STEP,
        due=first.on,
        project_id=ahead.project.pk,
    )


register_task_source("communicatie.plan", tasks)
