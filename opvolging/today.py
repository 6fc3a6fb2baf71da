"""What checks put on Vandaag: one's own that are near or late; for who leads what is late and what has no owner.

Who leads reads how many and never whose. No query of its own: it came along with the projects (`opvolging.ahead`).
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opvolging.addresses import address
from opvolging.ahead import Ahead, ToCheck, ahead_of
from opvolging.planning import ON_TIME
from trajecten.steps import LAST_STEP
from trajecten.templatetags.getallen import datum
from trajecten.today import STEP, Task, register_personal_source, register_task_source

SOON = timedelta(days=7)
OWN = 3
"""So many of one's own stand there apart; the list has all."""


def mine(user: Any, projects: list[Any]) -> Iterable[Task]:
    """Of who owns an agreement and has an account: the check of this week, and one that is past its day."""
    until = timezone.localdate() + SOON
    for ahead in ahead_of(projects):
        if ahead.project.step >= LAST_STEP:
            found = [one for one in ahead.to_check if one.owner == user.pk and one.on <= until]
            yield from (_check(ahead, one) for one in found[:OWN])


def _check(ahead: Ahead, one: ToCheck) -> Task:
    values = {"code": one.code, "place": one.place or _("overal"), "project": ahead.project.title, "day": datum(one.on)}
    return Task(
        title=_("Kijk hoe %(code)s leeft") % values,
        detail=_("%(project)s. %(place)s, tegen %(day)s.") % values,
        url=address(ahead.project, "check", one.pk),
        label=_("Noteer wat je zag"),
        icon="vink",
        weight=STEP,
        due=one.on,
        project_id=ahead.project.pk,
    )


def tasks(_user: Any, projects: list[Any]) -> Iterable[Task]:
    """What is late for more than a week, and rhythms without an owner: one line each."""
    for ahead in ahead_of(projects):
        if ahead.project.step >= LAST_STEP:
            yield from _late(ahead)
            yield from _ownerless(ahead)


def _late(ahead: Ahead) -> Iterator[Task]:
    late = [one for one in ahead.to_check if one.on < timezone.localdate() - ON_TIME]
    if late:
        words = ngettext("%(n)d check is over haar dag.", "%(n)d checks zijn over hun dag.", len(late)) % {
            "n": len(late)
        }
        yield Task(
            title=_("Vraag of het kijken lukt"),
            detail=f"{ahead.project.title}. {words}",
            url=address(ahead.project, "checks"),
            label=_("Bekijk de checks"),
            icon="klok",
            weight=STEP,
            due=late[0].on,
            project_id=ahead.project.pk,
        )


def _ownerless(ahead: Ahead) -> Iterator[Task]:
    if ahead.ownerless:
        words = ngettext("%(n)d ritme heeft geen eigenaar.", "%(n)d ritmes hebben geen eigenaar.", ahead.ownerless)
        yield Task(
            title=_("Kies wie er kijkt"),
            detail=f"{ahead.project.title}. {words % {'n': ahead.ownerless}}",
            url=address(ahead.project, "ritmes", toon="vraagt"),
            label=_("Kies een eigenaar"),
            icon="mensen",
            weight=STEP,
            project_id=ahead.project.pk,
        )


register_personal_source("opvolging.checks", mine)
register_task_source("opvolging.checks", tasks)
