"""What waves and moments put on Vandaag: a wave to look after or to start, and who was at a moment that is over.

No query of its own: it came along with the projects (`uitrol.wave_ahead`).
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trajecten.templatetags.getallen import datum
from trajecten.today import STEP, Task, register_personal_source
from uitrol.models import Moment
from uitrol.wave_ahead import Ahead, ToNote, ToStart, ahead_of

SOON = timedelta(days=7)


def tasks(user: Any, projects: list[Any]) -> Iterable[Task]:
    """Who edits a project sees what it asks; who hosts a moment that is over is asked who was there."""
    for ahead in ahead_of(projects):
        yield from _of(ahead, user, edits=getattr(ahead.project, "edits", False))


def _of(ahead: Ahead, user: Any, *, edits: bool) -> Iterator[Task]:
    today = timezone.localdate()
    if edits:
        yield from (_wave(ahead, wave) for wave in ahead.waves if wave.on <= today + SOON)
    mine = [one for one in ahead.to_note if one.host == user.pk]
    yield from (_note(ahead, one) for one in mine)
    others = [one for one in ahead.to_note if one.host != user.pk]
    if edits and others:
        yield _note_all(ahead, others) if len(others) > 1 else _note(ahead, others[0])


def _wave(ahead: Ahead, wave: ToStart) -> Task:
    values = {"number": wave.number, "project": ahead.project.title, "day": datum(wave.on)}
    now = wave.on <= timezone.localdate()
    return Task(
        title=(_("Start golf %(number)s") if now else _("Kijk na of golf %(number)s kan starten")) % values,
        detail=(_("%(project)s. De startdag is %(day)s.") if now else _("%(project)s. Ze start op %(day)s.")) % values,
        url=reverse("uitrol:golf", args=[ahead.project.slug, wave.number]),
        label=_("Bekijk de golf"),
        icon="vlag",
        weight=STEP,
        due=wave.on,
        project_id=ahead.project.pk,
    )


def _note(ahead: Ahead, one: ToNote) -> Task:
    kind = str(Moment.Kind(one.kind).label).capitalize()
    values = {"project": ahead.project.title, "kind": kind, "place": one.location, "day": datum(one.at)}
    return Task(
        title=_("Noteer hoeveel collega's er waren"),
        detail=_("%(project)s. %(kind)s in %(place)s, %(day)s.") % values,
        url=reverse("uitrol:aanwezig", args=[ahead.project.slug, one.pk]),
        label=_("Noteer wie er was"),
        icon="mensen",
        weight=STEP,
        due=timezone.localdate(one.at),
        project_id=ahead.project.pk,
    )


def _note_all(ahead: Ahead, several: list[ToNote]) -> Task:
    values = {"project": ahead.project.title, "n": len(several)}
    return Task(
        title=_("Noteer hoeveel collega's er waren"),
        detail=_("%(project)s. Bij %(n)d momenten staat het nog open.") % values,
        url=reverse("uitrol:momenten", args=[ahead.project.slug]) + "?staat=noteren",
        label=_("Bekijk de momenten"),
        icon="mensen",
        weight=STEP,
        due=timezone.localdate(min(one.at for one in several)),
        project_id=ahead.project.pk,
    )


register_personal_source("uitrol_waves", tasks)
