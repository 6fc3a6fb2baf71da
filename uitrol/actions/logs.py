"""What an ambassador notes: keep an entry once however often it is sent, and take it back.

Nothing of it goes into the history: an entry there would say who noted what.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging.models import Theme
from organisatie.models import Location
from trajecten.models import Project
from uitrol.models import SupportLog, WorkTask

Kind, Solved = SupportLog.Kind, SupportLog.Solved
LONGEST_WAIT = timedelta(days=30)
"""A phone that says it waited longer than this has a clock that is wrong."""
UNDO = timedelta(days=1)


@transaction.atomic
def note_support(
    *,
    project: Project,
    by: Any,
    key: UUID,
    location: Location,
    kind: str,
    solved: str = Solved.YES,
    task: WorkTask | None = None,
    theme: Theme | None = None,
    helped: int = 1,
    minutes: int | None = None,
    text: str = "",
    shift: str = "",
    ago: int = 0,
) -> tuple[SupportLog, bool]:
    """Keep one entry; gives it and whether it is new. The same `key` sent again is the entry of before.

    `ago` is how many seconds ago it happened when the phone sent it: a difference, so that a clock that runs ahead can
    never put an entry after the moment it came in. Raises ValidationError with the sentence for what is wrong.
    """
    _must_run_and_belong(project, location, task, theme)
    now = timezone.now()
    waited = min(max(timedelta(seconds=ago), timedelta()), LONGEST_WAIT)
    values = {
        "location": location,
        "task": task,
        "theme": theme,
        "kind": kind,
        "solved": Solved.YES if kind == Kind.SUCCESS else solved,
        "helped": helped,
        "minutes": minutes,
        "text": text,
        "shift": shift,
        "happened_at": now - waited,
        "received_at": now,
    }
    SupportLog(project=project, author=by, key=key, **values).full_clean(
        exclude=["key", "project", "author", "location", "task", "theme"], validate_unique=False
    )
    return SupportLog.objects.get_or_create(key=key, defaults={"project": project, "author": by, **values})


def _must_run_and_belong(project: Project, location: Location, task: WorkTask | None, theme: Theme | None) -> None:
    if project.status != Project.Status.RUNNING:
        raise ValidationError(_("Dit traject loopt niet meer. Noteren kan niet meer."))
    if location.organisation_id != project.organisation_id:
        raise ValidationError({"location": _("Kies een locatie van deze organisatie.")})
    if any(one is not None and one.project_id != project.pk for one in (task, theme)):
        raise ValidationError({"what": _("Kies iets van dit traject.")})


@transaction.atomic
def take_back(*, log: SupportLog, by: Any) -> bool:
    """Undo one's own entry within a day; False when it is too late, not theirs, or a barrier came out of it."""
    mine = SupportLog.objects.filter(pk=log.pk, author=by, barrier__isnull=True)
    return mine.filter(received_at__gte=timezone.now() - UNDO).delete()[0] > 0
