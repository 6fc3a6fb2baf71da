"""The account of who decides: found by address, or made and invited. A decider may come from outside the organisation."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from organisatie.models import Employee, Invitation, Membership, User, normalise_email


def decider_account(*, email: str, organisation: Any, by: User, title: str) -> User:
    """The account with this address; a new one without a password when there is none, with an invitation.

    Who has no membership yet is invited as a reader; until they accept, they see the project they decide about. The mail
    says what they are asked for: to decide in the project called `title`.
    Raises ValidationError when the account is closed, or was shut out of this organisation.
    """
    address = normalise_email(email)
    user = User.objects.filter(email=address).first() or User.objects.create_user(address, None)
    if not user.is_active:
        raise ValidationError(_("Dit account is afgesloten. Kies iemand anders."))
    member = Membership.objects.filter(user=user, organisation=organisation).first()
    if member and not member.is_active:
        raise ValidationError(_("Deze persoon is geen lid meer van jullie organisatie. Kies iemand anders."))
    if member is None and not invited(address, organisation):
        _invite(address, organisation, by, title)
    return user


def invited(address: str, organisation: Any) -> bool:
    return Invitation.objects.usable().filter(organisation=organisation, email=normalise_email(address)).exists()


def belongs(user: User, organisation: Any) -> bool:
    """Whether this account may get a role here: a member, a linked employee, or somebody who is invited."""
    if not user.is_active:
        return False
    member = Membership.objects.filter(user=user, organisation=organisation).first()
    if member:
        return member.is_active
    linked = Employee.objects.filter(user=user, organisation=organisation).active().exists()
    return linked or invited(user.email, organisation)


def _invite(address: str, organisation: Any, by: User, title: str) -> None:
    from organisatie import actions

    actions.invite(organisation=organisation, email=address, role=Membership.Role.READER, by=by, decides=title)
