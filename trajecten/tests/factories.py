"""Projects to test with, made through the same actions as the screens use."""

from typing import Any

from organisatie.models import Membership, Organisation, User
from organisatie.tests.factories import make_lies, make_membership, make_user
from trajecten import actions
from trajecten.models import Project, ProjectRole


def make_lead(organisation: Organisation, name: str = "Lies Maes") -> User:
    """A lead of the organisation; at De Linde that is the Lies of the fixture."""
    if organisation.slug == "de-linde" and name == "Lies Maes":
        return make_lies()
    return _member(organisation, name, Membership.Role.LEAD)


def make_decider(organisation: Organisation, name: str = "Dirk Van Hove") -> User:
    """A reader of the organisation who can be asked to decide."""
    return _member(organisation, name, Membership.Role.READER)


def make_project(
    organisation: Organisation,
    lead: User | None = None,
    decider: User | None = None,
    *,
    title: str = "Digitale werkbonnen",
    with_decider: bool = True,
    step: int = 1,
    **fields: Any,
) -> Project:
    """A running project of Lies about which Dirk decides. `step` above 1 skips the gates: only for what is not about them."""
    lead = lead or make_lead(organisation)
    if with_decider:
        fields["decider_user"] = decider or make_decider(organisation)
    fields.setdefault("goal", "Iedereen weet 's morgens meteen wat eerst moet.")
    project = actions.create_project(organisation=organisation, by=lead, title=title, **fields)
    if step != 1:
        Project.objects.filter(pk=project.pk).update(step=step)
        project.refresh_from_db()
    return project


def make_role(project: Project, user: User, role: str = ProjectRole.Role.AMBASSADOR, **fields: Any) -> ProjectRole:
    """A role as a row, without asking who gives it."""
    return ProjectRole.objects.create(project=project, user=user, role=role, **fields)


def _member(organisation: Organisation, name: str, role: str) -> User:
    first = name.split()[0].lower()
    user = make_user(f"{first}@{organisation.slug}.test", name)
    make_membership(user, organisation, role)
    return user
