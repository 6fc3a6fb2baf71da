"""The account of who says yes to a role: the one with their address, or a new one that gets in with a code by mail."""

from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from organisatie.models import Employee, Membership, User


def account_of(employee: Employee, *, proven: bool) -> User | None:
    """The account linked to this employee; found or made by their address when there is none yet. Nobody without address.

    `proven`: they answered by the link in a mail to that address, so it is theirs. On somebody else's word a new account
    is made, or that of a member is taken; an account from elsewhere is never linked without its owner. In the
    transaction of the caller.
    """
    if employee.user_id or not employee.email:
        return employee.user
    user = User.objects.filter(email=employee.email).first()
    user = user or _new_account(employee)
    if not _may_be_linked(user, employee, proven=proven):
        return None
    Employee.objects.filter(pk=employee.pk, user=None).update(user=user)
    employee.user = user
    if proven:
        EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


def _new_account(employee: Employee) -> User:
    """Without a password: a code by mail opens it, and who wants a password makes one."""
    about: dict[str, Any] = {"name": employee.name, "language": employee.language}
    try:
        with transaction.atomic():
            return User.objects.create_user(employee.email, None, **about)
    except IntegrityError:  # another press of the same button was first
        return User.objects.get(email=employee.email)


def _may_be_linked(user: User, employee: Employee, *, proven: bool) -> bool:
    """Not an account that was closed, shut out of the organisation or linked to another colleague there."""
    here = {"organisation": employee.organisation_id, "user": user}
    member = Membership.objects.filter(**here).first()
    if not user.is_active or (member and not member.is_active) or Employee.objects.filter(**here).exists():
        return False
    never_came_in = user.last_login is None and not user.has_usable_password()
    return proven or member is not None or never_came_in
