"""What a page about one project reads together with the project itself, in the same query.

Only for pages that look: no verb uses what stands here, it reads again inside its transaction. Kept on the project
object of this request, so never older than the page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Exists, FilteredRelation, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from organisatie.models import Membership
from trajecten.models import GateRequest, Project, ProjectRole, Threshold, Waiver

Role = ProjectRole.Role


class Rows(Aggregate):
    """Small rows of another table as one JSON list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def moment_in(text: str) -> datetime:
    """A moment that stands in such a list, as either database writes it down: SQLite does not say that it is UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Ahead:
    """What the gate of this project needs, already read."""

    decider: Any
    decider_leads: bool
    decider_left: bool
    """Their membership was ended: they see nothing of this project any more."""
    asked: GateRequest | None
    goals: list[Threshold]
    waivers: list[dict]
    """Of the open request."""


def with_gate(projects):
    """Joins who decides (one at most) and the open request (one at most), and adds the goals of this project and
    what the request proposes to go on without."""
    goals = Threshold.objects.filter(project=OuterRef("pk")).order_by().values("project")
    row = JSONObject(pk="pk", code="code", value="value", reason="reason")
    open_one = {"snapshot__request__project": OuterRef("pk"), "snapshot__request__status": GateRequest.Status.OPEN}
    waivers = Waiver.objects.filter(**open_one).order_by().values("snapshot__request__project")
    waived = JSONObject(
        code="code",
        reason="reason",
        measure="measure",
        expires_on="expires_on",
        owner_name="owner__name",
        owner_email="owner__email",
    )
    leads = ProjectRole.objects.current().filter(
        project=OuterRef("pk"), role=Role.LEAD, user=OuterRef("decider_role__user")
    )
    left = Membership.objects.filter(
        user=OuterRef("decider_role__user"), organisation=OuterRef("organisation"), is_active=False
    )
    return with_columns(
        projects.annotate(
            decider_role=FilteredRelation("roles", condition=Q(roles__role=Role.DECIDER, roles__until__isnull=True)),
            asked=FilteredRelation("gate_requests", condition=Q(gate_requests__status=GateRequest.Status.OPEN)),
        )
        .annotate(
            decider_leads=Exists(leads),
            decider_left=Exists(left),
            goal_rows=Subquery(goals.annotate(rows=Rows(row)).values("rows"), output_field=JSONField()),
            waiver_rows=Subquery(waivers.annotate(rows=Rows(waived)).values("rows"), output_field=JSONField()),
        )
        .select_related("decider_role__user", "asked__requested_by")
    )


def keep(project: Project) -> Project:
    """Puts what `with_gate` read where `ahead_of` finds it."""
    role, asked = getattr(project, "decider_role", None), getattr(project, "asked", None)
    rows = sorted(getattr(project, "goal_rows", None) or [], key=lambda row: -row["pk"])
    goals = [Threshold(code=r["code"], value=Decimal(str(r["value"])), reason=r["reason"]) for r in rows]
    if asked is not None:
        asked.project = project
    decider = role.user if role else None
    leads, left = (bool(getattr(project, name, False)) for name in ("decider_leads", "decider_left"))
    waivers = getattr(project, "waiver_rows", None) or []
    project._ahead = Ahead(decider, leads, left, asked, goals, waivers)  # type: ignore[attr-defined]
    facts_with([project], deep=True)
    return project


def ahead_of(project: Project) -> Ahead | None:
    """What was read with this very object, or None: then one reads it now."""
    return getattr(project, "_ahead", None)


Reader = Callable[[list[Project], bool], None]
_readers: dict[str, Reader] = {}


def register_facts(code: str, reader: Reader) -> None:
    """Let a step app put its rows on the projects of a page, in a fixed number of queries: `reader(projects, deep)`.

    `deep` on a page about one project; its sources (support line, agenda, tasks, criteria) find the rows there.
    """
    _readers[code] = reader


def facts_with(projects: Iterable[Project], *, deep: bool = False) -> list[Project]:
    """These projects with the rows of the steps."""
    found = list(projects)
    for reader in _readers.values():
        reader(found, deep)
    return found


Columns = Callable[[], dict[str, Any]]
_columns: dict[str, Columns] = {}


def register_columns(code: str, columns: Columns) -> None:
    """Let a step app read along in the query of the projects themselves: names and expressions on a project.

    For a few small rows that Vandaag and the overview show: another query would be one more than they may ask.
    """
    _columns[code] = columns


def with_columns(projects: Any) -> Any:
    """These projects with what the steps read along."""
    for columns in _columns.values():
        projects = projects.annotate(**columns())
    return projects
