"""Which projects somebody sees together: those of the organisation they work in now, and where they are a guest."""

from django.db.models import Exists, OuterRef, Q

from organisatie.models import Membership, Organisation
from trajecten.models import Project, ProjectRole


def projects_in(user, organisation):
    """Projects of `organisation`, and projects elsewhere in which `user` has a role without being a member there.

    A guest (a decider, say) has no organisation to switch to; without this they would never find their project.
    """
    mine = Project.objects.visible_to(user)
    member = Membership.objects.filter(organisation=OuterRef("organisation"), user=user, is_active=True)
    here = Q(organisation=organisation) if organisation else Q(pk__in=[])
    return mine.filter(here | ~Exists(member)).select_related("organisation")


def home_of(user) -> Organisation | None:
    """Where `user` begins: the first of their organisations in which a project runs that they may see, or None.

    Somebody who helps several organisations would else begin in the first by name, where there may be nothing to do.
    """
    running = Project.objects.visible_to(user).running().filter(organisation=OuterRef("pk"))
    return Organisation.objects.visible_to(user).filter(Exists(running)).order_by("name").first()


def with_my_part(projects, user):
    """Annotates on each project `edits`, as `access.may_edit_project` would answer, and `decides`, whether this is its
    decider: so lists ask nothing per row."""
    member = Membership.objects.filter(organisation=OuterRef("organisation"), user=user, is_active=True)
    mine = ProjectRole.objects.current().held_by(user).filter(project=OuterRef("pk"))
    leads = mine.filter(role=ProjectRole.Role.LEAD)
    return projects.annotate(
        decides=Exists(mine.filter(role=ProjectRole.Role.DECIDER)),
        edits=Exists(member.filter(role="admin")) | (Exists(member.filter(role="lead")) & Exists(leads)),
    )
