"""«Zet het ritme klaar»: for each agreement, in each place where it holds, a first proposal that can be started at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.models import Agreement, InForce
from opvolging.actions.rhythm import plan_ahead
from opvolging.models import CheckRhythm
from opvolging.models.rhythm import WEEKS_DEFAULT
from opvolging.planning import last_first_day
from organisatie.models import Employee, Location
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project
from trajecten.reminders import working_day_from

Place = tuple[int, int | None]
"""(agreement, location); no location in an organisation without locations."""
SPREAD = 4
"""First checks stand in the last four of the eight weeks, agreement by agreement: not all in one week."""


@dataclass(frozen=True)
class Proposal:
    """An agreement that holds somewhere, where nobody looks yet."""

    agreement: Agreement
    location: Location | None
    owner: Employee | None
    first_on: date

    @property
    def key(self) -> str:
        """«12-4»; «12-0» without a location."""
        return f"{self.agreement.pk}-{self.location.pk if self.location else 0}"


def proposals(project: Project) -> list[Proposal]:
    """What has no rhythm yet, in the order of the agreements. Two queries."""
    today = timezone.localdate()
    running = CheckRhythm.objects.running().filter(agreement__project=project)
    taken: set[Place] = set(running.values_list("agreement", "location"))
    holding = InForce.objects.filter(agreement__project=project, version__isnull=False).on(today)
    rows = holding.select_related("agreement__owner", "location").order_by("agreement__number", "location__name")
    return [
        Proposal(row.agreement, row.location, row.agreement.owner, first_day(row.agreement.number, today))
        for row in rows
        if not taken & {(row.agreement_id, row.location_id), (row.agreement_id, None)}
    ]


def first_day(number: int, today: date) -> date:
    """A working day within eight weeks; agreements after each other come in other weeks."""
    latest = last_first_day(today)
    return min(working_day_from(latest - timedelta(weeks=number % SPREAD)), latest)


@transaction.atomic
def prepare(*, project: Project, by: Any, keys: Collection[str] | None = None) -> int:
    """Starts what is proposed (all of it, or those `keys`): a sample every eight weeks, by the owner of the agreement.

    Gives how many began; pressed again there is nothing left to start. The owner, the way and the interval of each can
    be changed afterwards.
    """
    held = Project.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=project.pk)
    chosen = [one for one in proposals(held) if keys is None or one.key in keys]
    if not chosen:
        return 0
    rhythms = CheckRhythm.objects.bulk_create(_rhythms(chosen))
    plan_ahead(rhythms, timezone.localdate())
    history.record("rhythm_prepared", project=held, actor=by, count=len(rhythms))
    return len(rhythms)


def _rhythms(chosen: list[Proposal]) -> list[CheckRhythm]:
    return [
        CheckRhythm(
            agreement=one.agreement,
            location=one.location,
            method=CheckRhythm.Method.SAMPLE,
            unit=_("momenten"),
            interval_weeks=WEEKS_DEFAULT,
            first_on=one.first_on,
            owner=one.owner,
        )
        for one in chosen
    ]


register_verb(
    "rhythm_prepared", gettext_lazy("{actor} zette het ritme klaar: {count} keer kijkt iemand of een afspraak leeft.")
)
