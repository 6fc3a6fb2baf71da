"""Who may be chosen to take a decision: accounts that see its project and may decide there."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from organisatie.models import Membership, User
from trajecten.models import Project, ProjectRole

DECIDER = ProjectRole.Role.DECIDER


def deciders_of(project: Project) -> QuerySet[User]:
    """Active members of the organisation, and who decides at the gates of this project, by name.

    As `access.may_take_decision` answers about each of them. Whose membership was ended is left out.
    """
    member = Membership.objects.filter(user=OuterRef("pk"), organisation=project.organisation_id)
    guest = _deciding(OuterRef("pk")).filter(project=project.pk)
    may = Exists(member.filter(is_active=True)) | Exists(guest) & ~Exists(member)
    return User.objects.filter(may, is_active=True).order_by("name", "email")


def decider_may() -> Q | Any:
    """The same about the decider of each decision, to annotate a queryset of decisions with."""
    member = Membership.objects.filter(user=OuterRef("decider"), organisation=OuterRef("project__organisation"))
    guest = _deciding(OuterRef("decider")).filter(project=OuterRef("project"))
    may = Exists(member.filter(is_active=True)) | Exists(guest) & ~Exists(member)
    return Q(may, decider__is_active=True)


def _deciding(user: Any) -> QuerySet[ProjectRole]:
    return ProjectRole.objects.current().filter(Q(user=user) | Q(employee__user=user), role=DECIDER)
