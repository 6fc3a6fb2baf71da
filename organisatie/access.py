"""Who may do what in an organisation. The roles in a project stand in `trajecten.access`."""

import rules
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from organisatie.models import Membership, Organisation


def role_in(user, organisation) -> str:
    """The role of `user` in `organisation`: "admin", "lead", "reader", or "" for a stranger."""
    if not user.is_authenticated or not organisation:
        return ""
    if getattr(organisation, "my_role_of", None) == user.pk:
        return organisation.my_role
    role = Membership.objects.filter(user=user, organisation=organisation, is_active=True).values_list(
        "role", flat=True
    )
    return role.first() or ""


@rules.predicate
def may_manage_people(user, organisation) -> bool:
    """Change employees, colleagues with an account, places and functions; import."""
    return role_in(user, organisation) == Membership.Role.ADMIN


@rules.predicate
def may_see_people(user, organisation) -> bool:
    """See and export the list of employees. A reader does not need all those addresses."""
    return role_in(user, organisation) in (Membership.Role.ADMIN, Membership.Role.LEAD)


rules.add_rule("organisatie.manage_people", may_manage_people)
rules.add_rule("organisatie.see_people", may_see_people)


def organisation_of(request) -> Organisation:
    """The organisation that somebody works in now. Raises Http404 for who belongs to none."""
    if not request.organisation:
        raise Http404
    return request.organisation


def managed_organisation(request) -> Organisation:
    """The same, to change its people. Raises Http404 for a stranger, PermissionDenied for who may only look."""
    return _guarded(request, may_manage_people, _("Mensen beheren doet de beheerder van je organisatie. %(who)s"))


def readable_organisation(request) -> Organisation:
    """The same, to see its people. Raises Http404 for a stranger, PermissionDenied for a reader."""
    said = _("De lijst van collega's is voor beheerders en projectleiders van je organisatie. %(who)s")
    return _guarded(request, may_see_people, said)


def _guarded(request, may, said: str) -> Organisation:
    organisation = organisation_of(request)
    if not may(request.user, organisation):
        raise PermissionDenied(said % {"who": _who_can(organisation)})
    return organisation


def _who_can(organisation) -> str:
    """Who gives more rights: the admins of the organisation, at most three by name."""
    admins = Membership.objects.filter(organisation=organisation, role=Membership.Role.ADMIN, is_active=True)
    names = [str(member.user) for member in admins.select_related("user").order_by("user__name")[:3]]
    if not names:
        return _("Vraag het aan de beheerder van je organisatie.")
    return _("Vraag het aan de beheerder van je organisatie: %(names)s.") % {"names": ", ".join(names)}
