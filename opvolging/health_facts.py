"""What the nine measures of follow-up know of one project, read at night: some twenty queries, whatever the data.

Of people nothing but whether there is somebody: no count here is of one person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from bevraging.support_trend import measured
from communicatie import gate_facts as roles
from fundament.models import Agreement, AgreementFramework, InForce
from fundament.reading import read as read_foundation
from opvolging.attention import counts_on
from opvolging.models import CheckRhythm, PlannedCheck, Remedy, Spotlight
from opvolging.reading import Seen, Share, latest_in, shares
from opvolging.returning import Returning, returning_of
from opvolging.spread import Spread, spreads_of
from organisatie.models import Employee

QUARTER = timedelta(weeks=13)
"""What «the last quarter» is: a quarter of a calendar begins empty, and would be missed on its first day."""
GRACE = timedelta(days=7)
"""A check is on time until so long after its day."""
TO_BEGIN = timedelta(days=14)
"""So long there is to agree on an approach."""


@dataclass(frozen=True)
class Due:
    """So many planned checks of one day, done on a day or not yet."""

    due_on: date
    done_on: date | None
    n: int


@dataclass(frozen=True)
class Approach:
    """A remedy that ended, or that somebody looks after; `location` None is everywhere."""

    agreement: int
    location: int | None
    started_on: date
    helps: bool
    """It runs, or it ended because it helped."""
    runs: bool


@dataclass(frozen=True)
class Vacancies:
    """Where nobody is: agreements by their number, checks by agreement, contact points by the name of the place."""

    agreements: tuple[int, ...] = ()
    rhythms: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    looked_after: int = 0
    """How many agreements, rhythms and places there are in all."""

    @property
    def count(self) -> int:
        return len(self.agreements) + len(self.rhythms) + len(self.places)


@dataclass(frozen=True)
class Facts:
    project: Any
    today: date
    due: tuple[Due, ...] = ()
    checks: tuple[Seen, ...] = ()
    """The latest of each agreement in force, in each place."""
    shares: dict[int, Share] = field(default_factory=dict)
    approaches: tuple[Approach, ...] = ()
    reviews: tuple[tuple[str, date], ...] = ()
    """(name of a framework with something in force, the day to look at it again)."""
    places: dict[int, str] = field(default_factory=dict)
    """The locations that the project touches."""
    shown_at: frozenset[int] = frozenset()
    """Those with a spotlight in the last quarter."""
    bundles: tuple[Returning, ...] = ()
    spreads: tuple[Spread, ...] = ()
    vacancies: Vacancies = Vacancies()
    surveys: Sequence[Any] = ()


def facts_of(project: Any, today: date) -> Facts:
    """Read now. What step 2 knows stays on this very object."""
    project.foundation_read = reading = read_foundation(project)
    owned = _in_force_with_owner(project, today)
    checks = [one for one in latest_in(project) if one.number in owned]
    seen = shares(checks, today)
    told = roles.facts_of(project)
    return Facts(
        project=project,
        today=today,
        due=_due(project, today),
        checks=tuple(checks),
        shares=seen,
        approaches=_approaches(project, today),
        reviews=_reviews(project, today),
        places={place.pk: place.name for place in told.places if place.pk},
        shown_at=_shown_at(project, today),
        bundles=tuple(returning_of(project, today, seen)),
        spreads=tuple(spreads_of(project, reading, today)),
        vacancies=_vacancies(project, today, owned, told.places),
        surveys=measured(project),
    )


def _due(project: Any, today: date) -> tuple[Due, ...]:
    """Of the last quarter; what was skipped, and what an ended rhythm still planned, is no check that was due."""
    planned = PlannedCheck.objects.filter(
        Q(rhythm__ended_on__isnull=True) | Q(due_on__lte=F("rhythm__ended_on")) | Q(status=PlannedCheck.Status.DONE),
        rhythm__agreement__project=project,
        due_on__range=(today - QUARTER, today),
    ).exclude(status=PlannedCheck.Status.SKIPPED)
    counted = planned.order_by().values_list("due_on", "done_on").annotate(n=Count("pk"))
    return tuple(Due(*row) for row in counted)


def _approaches(project: Any, today: date) -> tuple[Approach, ...]:
    rows = Remedy.objects.filter(counts_on(today), agreement__project=project)
    return tuple(
        Approach(number, location, started, outcome in HELPS, outcome == Remedy.Outcome.RUNNING)
        for number, location, started, outcome in rows.order_by().values_list(
            "agreement__number", "location", "started_on", "outcome"
        )
    )


HELPS = (Remedy.Outcome.RUNNING, Remedy.Outcome.HELPED)


def _reviews(project: Any, today: date) -> tuple[tuple[str, date], ...]:
    holds = _in_force(today).filter(agreement__framework=OuterRef("pk"))
    found = AgreementFramework.objects.filter(Exists(holds), project=project, review_on__isnull=False)
    return tuple((name, day) for name, day in found.values_list("name", "review_on") if day)


def _shown_at(project: Any, today: date) -> frozenset[int]:
    shown = Spotlight.objects.shown().filter(
        project=project, location__isnull=False, shown_on__range=(today - QUARTER, today)
    )
    return frozenset(shown.values_list("location", flat=True))


def _in_force_with_owner(project: Any, today: date) -> dict[int, bool]:
    """{number of an agreement that holds somewhere: somebody who works here owns it}."""
    holds = _in_force(today).filter(agreement=OuterRef("pk"))
    found = Agreement.objects.filter(Exists(holds), project=project).annotate(owned=_somebody("owner", today))
    return dict(found.values_list("number", "owned"))


def _vacancies(project: Any, today: date, owned: dict[int, bool], places: Iterable[Any]) -> Vacancies:
    """An owner who left is nobody; so is one of a rhythm that still runs."""
    running = CheckRhythm.objects.running().filter(agreement__project=project).annotate(owned=_somebody("owner", today))
    rhythms = list(running.order_by().values_list("agreement__number", "owned"))
    here = list(places)
    return Vacancies(
        agreements=tuple(number for number, somebody in owned.items() if not somebody),
        rhythms=tuple(number for number, somebody in rhythms if not somebody),
        places=tuple(place.name or _("iedereen") for place in here if not place.has_contact),
        looked_after=len(owned) + len(rhythms) + len(here),
    )


def _in_force(today: date) -> QuerySet[InForce]:
    return InForce.objects.on(today).filter(version__isnull=False)


def _somebody(who: str, today: date) -> Exists:
    """`who` is filled in, with somebody who works here today."""
    return Exists(Employee.objects.active(today).filter(pk=OuterRef(who)))
