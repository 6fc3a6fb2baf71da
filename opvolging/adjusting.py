"""«Bijsturen»: what Trajecten proposes, and nothing more. A person opens a step again, in the form of the gate; the proposal
names agreements and never people."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from opvolging.found import code_of
from opvolging.health import HealthState, Reading, latest_of
from trajecten.models import Project
from trajecten.steps import LAST_STEP, step_for
from trajecten.today import STEP as WEIGHT
from trajecten.today import Task, register_task_source

CHOOSE, TRY = 2, 3
ABOUT_THE_CHOICE = frozenset({"s6.recurrence", "s6.spread"})
"""Missed, these say that what was agreed does not do what it was for: then the choice itself is open again. The others say
that it is not followed yet: then its words are tried out again."""


@dataclass(frozen=True)
class Proposal:
    step: int
    agreements: tuple[str, ...]
    """Codes: A05."""
    url: str

    @property
    def title(self) -> str:
        values = {"step": self.step, "name": step_for(self.step).name, "codes": ", ".join(self.agreements)}
        return _("Voorstel: open stap %(step)d, %(name)s, opnieuw voor %(codes)s.") % values

    @property
    def why(self) -> str:
        if self.step == CHOOSE:
            return _("Wat jullie afspraken, brengt nog niet wat het moest brengen. Bekijk samen of de keuze nog klopt.")
        return _(
            "De keuze houdt stand, maar het lukt nog niet overal. Probeer de woorden opnieuw uit met een kleine groep."
        )

    @property
    def label(self) -> str:
        return _("Open stap %(step)d opnieuw") % {"step": self.step}


def proposal_of(project: Project, reading: Reading | None) -> Proposal | None:
    """None unless there is something to adjust about agreements: a vacancy or a missing spotlight is mended where it is."""
    if reading is None or reading.state != HealthState.ADJUST or project.step != LAST_STEP:
        return None
    agreements = reading.agreements()
    if not agreements:
        return None
    missed = {row["code"] for row in reading.rows if row["state"] == "missed"}
    step = CHOOSE if missed & ABOUT_THE_CHOICE else TRY
    url = f"{reverse('trajecten:heropenen', args=[project.slug])}?{urlencode({'stap': step})}"
    return Proposal(step, tuple(code_of(one) for one in agreements), url)


def tasks(user: Any, projects: list[Project]) -> Iterable[Task]:
    """Each project in follow-up that asks to adjust; no query where the readings came along."""
    here = {project.pk: project for project in projects if project.step == LAST_STEP}
    for pk, reading in latest_of(here.values()).items():
        if reading.state == HealthState.ADJUST:
            project = here[pk]
            yield Task(
                title=_("Bekijk samen wat jullie bijsturen"),
                detail=_("%(project)s. In de opvolging vraagt meer dan één ding aandacht.")
                % {"project": project.title},
                url=reverse("opvolging:gezondheid", args=[project.slug]),
                label=_("Bekijk de gezondheid"),
                weight=WEIGHT,
                project_id=project.pk,
            )


register_task_source("opvolging.health", tasks)
