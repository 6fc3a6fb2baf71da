"""When the first yearly look at a project is, and what would stop if it were stopped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from communicatie.page_parts import rows_of
from fundament.dates import months_later
from opvolging.actions.yearly import YEAR
from opvolging.models import CheckRhythm, PlannedCheck, ProjectReview, Remedy
from trajecten.models import GateDecision, Project
from trajecten.reading import moment_in
from trajecten.steps import LAST_STEP

LAST_GATE = LAST_STEP - 1
PASSING = (GateDecision.Outcome.GO, GateDecision.Outcome.GO_WITH_CONDITIONS)


def last_gates() -> QuerySet[GateDecision]:
    """The go with which projects came in the last step; one that was revised counts no more."""
    return GateDecision.objects.filter(request__step=LAST_GATE, outcome__in=PASSING, replaced_by__isnull=True)


def first_of(go: GateDecision) -> date:
    """A year after the go, on the calendar of the organisation."""
    return _a_year_after(go.at, go.request.project.organisation.time_zone)


def _a_year_after(at: datetime, zone: str) -> date:
    return months_later(at.astimezone(ZoneInfo(zone)).date(), YEAR)


def first_on(project: Project) -> date | None:
    """None when nobody decided on the last gate, as in a project that was brought in halfway. One query."""
    rows = last_gates().filter(request__project=project).select_related("request__project__organisation")
    go = rows.order_by("-at").first()
    return first_of(go) if go else None


def first_rows() -> Subquery:
    """Of a project, as small rows: the go after which no yearly look was held yet; none unless it runs in the last step."""
    held = ProjectReview.objects.filter(project=OuterRef("request__project"))
    running = {"request__project__status": Project.Status.RUNNING, "request__project__step": LAST_STEP}
    rows = last_gates().filter(~Exists(held), request__project=OuterRef("pk"), **running)
    return rows_of(rows, "request__project", at="at", zone="request__project__organisation__time_zone")


def first_in(rows: Iterable[Mapping[str, str]] | None) -> date | None:
    """The day that the newest of the rows of `first_rows` gives."""
    newest = max(rows or (), key=lambda row: moment_in(row["at"]), default=None)
    return _a_year_after(moment_in(newest["at"]), newest["zone"]) if newest else None


@dataclass(frozen=True)
class Stops:
    """How many of each would stop."""

    rhythms: int
    checks: int
    remedies: int
    frameworks: int


def what_stops(project: Project, today: date) -> Stops:
    """One query."""
    running = CheckRhythm.objects.running().filter(agreement__project=OuterRef("pk"))
    planned = PlannedCheck.objects.filter(
        rhythm__agreement__project=OuterRef("pk"), rhythm__ended_on__isnull=True, status=PlannedCheck.Status.PLANNED
    )
    remedies = Remedy.objects.running().filter(agreement__project=OuterRef("pk"))
    row = (
        Project.objects.filter(pk=project.pk)
        .annotate(
            n_rhythms=_count(running, "agreement__project"),
            n_checks=_count(planned.filter(due_on__gte=today), "rhythm__agreement__project"),
            n_remedies=_count(remedies, "agreement__project"),
            n_frameworks=Count("frameworks", distinct=True),
        )
        .get()
    )
    return Stops(row.n_rhythms, row.n_checks, row.n_remedies, row.n_frameworks)


def _count(rows: QuerySet, project: str) -> Coalesce:
    counted = rows.order_by().values(project).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
