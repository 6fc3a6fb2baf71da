"""Who may see and do what around a project: named predicates, for views, templates and the administration alike.

One rule each, as in the table of product.md §5. Strangers get 404, readers 403 on writing: `project_or_404` and
`editable_project` do both. Platform staff has no rights here: they use the administration.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import rules
from django.core.exceptions import PermissionDenied
from django.db.models import F, FilteredRelation, JSONField, OuterRef, Q, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404

from organisatie.access import role_in
from organisatie.models import Membership
from trajecten import reading
from trajecten.models import GateRequest, Project, ProjectRole

Role = ProjectRole.Role


@dataclass(frozen=True)
class Standing:
    """What one person is to one project: their membership in its organisation, and their roles in it."""

    user_id: int | None = None
    membership: str = ""
    roles: frozenset[str] = frozenset()
    """The roles they have in it now."""
    involved: bool = False
    """They have a role in it, whichever."""

    @property
    def edits(self) -> bool:
        """An admin edits every project; a lead of the organisation those they lead."""
        return self.membership == "admin" or (self.membership == "lead" and Role.LEAD in self.roles)

    @property
    def decides(self) -> bool:
        """A decider who also leads does not decide: those are two people."""
        return Role.DECIDER in self.roles and Role.LEAD not in self.roles


NOBODY = Standing()


def standing(user: Any, project: Project | None) -> Standing:
    """Two queries the first time; remembered on this very `project` object, so that a page asks once."""
    if project is None or not (user.is_authenticated and user.is_active):
        return NOBODY
    if (crowd := getattr(project, "_crowd", None)) is not None:
        return crowd.standing(user)
    known: Standing | None = getattr(project, "_standing", None)
    if known is None or known.user_id != user.pk:
        known = _read(user, project)
        project._standing = known  # type: ignore[attr-defined]
    return known


@dataclass
class Crowd:
    """Everybody of one project: who is or was a member of its organisation, and who holds which role in it now."""

    members: dict[int, tuple[str, bool]]
    """{account: (role, still active)}"""
    roles: dict[int, set[str]] = field(default_factory=dict)

    def standing(self, user: Any) -> Standing:
        membership, is_member = self.members.get(user.pk, ("", False))
        return _standing_of(user, membership, is_member, self.roles.get(user.pk, ()))


def know_everybody(projects: Iterable[Project]) -> None:
    """Puts everybody's standing on these very objects: for who asks it of many people in many projects. Two queries."""
    asked = list(projects)
    if not asked:
        return
    members: dict[int, dict[int, tuple[str, bool]]] = {}
    found = Membership.objects.filter(organisation__in={project.organisation_id for project in asked})
    for organisation, user, role, active in found.values_list("organisation", "user", "role", "is_active"):
        members.setdefault(organisation, {})[user] = role, active
    crowds = {project.pk: Crowd(members.get(project.organisation_id, {})) for project in asked}
    held = ProjectRole.objects.current().filter(project__in=crowds)
    for pk, user, account, role in held.values_list("project", "user", "employee__user", "role"):
        for who in {user, account} - {None}:
            crowds[pk].roles.setdefault(who, set()).add(role)
    for project in asked:
        project._crowd = crowds[project.pk]  # type: ignore[attr-defined]


def _read(user: Any, project: Project) -> Standing:
    member = Membership.objects.filter(user=user, organisation=project.organisation_id).first()
    roles = ProjectRole.objects.current().held_by(user).filter(project=project).values_list("role", flat=True)
    return _standing_of(user, member.role if member else "", member is not None and member.is_active, roles)


def _standing_of(user: Any, membership: str | None, is_member: bool | None, roles: Iterable[str]) -> Standing:
    """Who was a member and is not any more is nobody, whatever roles were left behind."""
    if membership and not is_member:
        return Standing(user.pk)
    held = frozenset(roles)
    return Standing(user.pk, membership or "", held, involved=bool(held))


def _with_standing(rows: Any, user: Any, project: str = "") -> Any:
    """Adds what `standing` needs, so that a project comes with the rights of who asks for it.

    `project` is the way to it from these rows («project__»). A join and one small list: every condition more costs the
    ORM and the planner of PostgreSQL a millisecond.
    """
    mine = ProjectRole.objects.current().held_by(user).filter(project=OuterRef(f"{project}pk"))
    held = mine.order_by().values("project").annotate(rows=reading.Rows("role")).values("rows")
    members = f"{project}organisation__memberships"
    return rows.annotate(mine=FilteredRelation(members, condition=Q(**{f"{members}__user": user}))).annotate(
        my_membership=F("mine__role"), i_am_member=F("mine__is_active"), my_roles=Subquery(held, JSONField())
    )


def _keep_standing(project: Any, user: Any, row: Any) -> None:
    project._standing = _standing_of(user, row.my_membership, row.i_am_member, row.my_roles or ())


@rules.predicate
def is_member(user: Any, organisation: Any) -> bool:
    return _membership(user, organisation) != ""


@rules.predicate
def may_create_project(user: Any, organisation: Any) -> bool:
    return _membership(user, organisation) in ("admin", "lead")


@rules.predicate
def may_see_project(user: Any, project: Project | None) -> bool:
    """Members, and everybody with a role in it. What a guest sees of it, the other predicates say."""
    found = standing(user, project)
    return bool(found.membership or found.involved)


@rules.predicate
def may_see_team(user: Any, project: Project | None) -> bool:
    return standing(user, project).membership != ""


@rules.predicate
def may_see_results(user: Any, project: Project | None) -> bool:
    """Aggregated results: members and who decides. Who answered what is another right: `may_see_names`."""
    found = standing(user, project)
    return found.membership != "" or Role.DECIDER in found.roles


@rules.predicate
def may_see_names(user: Any, project: Project | None) -> bool:
    """Who answered what, and who did not yet, in a survey that says so: only who leads this very project."""
    found = standing(user, project)
    return found.edits and Role.LEAD in found.roles


@rules.predicate
def may_see_gate(user: Any, project: Project | None) -> bool:
    """The checklist with its figures, and the decisions: who may see results."""
    return may_see_results(user, project)


@rules.predicate
def may_edit_project(user: Any, project: Project | None) -> bool:
    return standing(user, project).edits


@rules.predicate
def may_report_bottleneck(user: Any, project: Project | None) -> bool:
    """Everybody with a role in the project, and who leads or manages in its organisation. Who only reads along does not."""
    found = standing(user, project)
    return found.involved or found.membership in ("admin", "lead")


NOTES_SUPPORT = frozenset({Role.AMBASSADOR, Role.HELPER, Role.KEY_FIGURE, Role.LEAD})
"""Who stands beside colleagues on the floor, and so notes what they ran into."""


@rules.predicate
def may_note_support(user: Any, project: Project | None) -> bool:
    """Note that somebody was helped: who helps in this very project, and who edits it. Reading along is not helping."""
    found = standing(user, project)
    return found.edits or bool(NOTES_SUPPORT & found.roles)


@rules.predicate
def may_request_decision(user: Any, project: Project | None) -> bool:
    """Who edits may ask, but not who decides: one never asks oneself."""
    found = standing(user, project)
    return found.edits and Role.DECIDER not in found.roles


@rules.predicate
def may_decide(user: Any, thing: Project | GateRequest | None) -> bool:
    """The decider of now; never who asked, and never a lead of the project."""
    if isinstance(thing, GateRequest):
        return thing.requested_by_id != user.pk and standing(user, thing.project).decides
    return standing(user, thing).decides


@rules.predicate
def may_take_decision(user: Any, decision: Any) -> bool:
    """A decision of step 2: its own decider, as long as they see results there; never who drives it."""
    if decision is None or user.pk is None or decision.decider_id != user.pk or decision.driver_id == user.pk:
        return False
    return may_see_results(user, decision.project)


def _membership(user: Any, organisation: Any) -> str:
    """The role in an organisation, or an empty text. `request.organisation` may be a lazy None."""
    if not organisation or not (user.is_authenticated and user.is_active):
        return ""
    return role_in(user, organisation)


def project_or_404(request: Any, slug: str, *, with_gate: bool = False) -> Project:
    """The project with the rights of this person, when they may see it; otherwise 404, as if it did not exist.

    One query. `with_gate`, for pages that only look: what its gate needs comes along (`trajecten.reading`).
    """
    _signed_in_or_404(request)
    projects = _with_standing(Project.objects.select_related("organisation"), request.user)
    project = get_object_or_404(reading.with_gate(projects) if with_gate else projects, slug=slug)
    _keep_or_404(request, project, project)
    return reading.keep(project) if with_gate else project


def part_or_404(request: Any, parts: Any, slug: str, pk: int | None = None, **which: Any) -> Any:
    """One of `parts` (rows with a `project`) together with its project, in one query; 404 as for the project itself.

    Found by its key, or by what `which` says: `number=2`.
    """
    _signed_in_or_404(request)
    parts = _with_standing(parts.select_related("project__organisation"), request.user, "project__")
    part = get_object_or_404(parts, project__slug=slug, **(which if pk is None else {"pk": pk}))
    _keep_or_404(request, part.project, part)
    return part


def _signed_in_or_404(request: Any) -> None:
    if not request.user.is_authenticated:
        raise Http404


def _keep_or_404(request: Any, project: Project, row: Any) -> None:
    """What came along says the same as `Project.objects.visible_to`, in half the time; a test holds the two together."""
    _keep_standing(project, request.user, row)
    if not may_see_project(request.user, project):
        raise Http404


def editable_project(request: Any, slug: str) -> Project:
    """The project when this person may change it: 404 for strangers, PermissionDenied for who only reads."""
    project = project_or_404(request, slug)
    if not may_edit_project(request.user, project):
        raise PermissionDenied
    return project


# Rules, not permissions: a permission is always true for a superuser, and nobody is above the promise to respondents.
for _name, _predicate in {
    "is_member": is_member,
    "create_project": may_create_project,
    "see_project": may_see_project,
    "see_team": may_see_team,
    "see_results": may_see_results,
    "see_gate": may_see_gate,
    "edit_project": may_edit_project,
    "report_bottleneck": may_report_bottleneck,
    "note_support": may_note_support,
    "request_decision": may_request_decision,
    "decide": may_decide,
    "take_decision": may_take_decision,
}.items():
    rules.set_rule(_name, _predicate)
