"""Verbs about people: invite, accept, change a role, let go. Keyword-only, atomic, with a line in the log."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import date, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisatie import doors
from organisatie.models import Employee, Invitation, Membership, Organisation, User, normalise_email
from organisatie.models.members import invitation_end

RESEND_PAUSE = timedelta(minutes=1)
"""A second press within this time is the same press: every mail makes the link of the one before it useless."""


def token_hash(token: str) -> str:
    """What the database may know of an invitation's token."""
    return hashlib.sha256(token.strip().lower().encode()).hexdigest()


@transaction.atomic
def invite(*, organisation: Organisation, email: str, role: str, by: User | None, decides: str = "") -> Invitation:
    """Ask somebody to become a member, by mail. An invitation that expired makes way for the new one.

    `decides` is the title of the project they will decide about: the mail says so (sent again, it does not).
    Raises ValidationError when the address is a member already, or has an invitation that still works.
    """
    address = normalise_email(email)
    if Membership.objects.filter(organisation=organisation, user__email=address, is_active=True).exists():
        raise ValidationError(
            _("%(email)s is al lid van %(organisation)s.") % {"email": address, "organisation": organisation}
        )
    waiting = organisation.invitations.waiting().filter(email=address)
    waiting.filter(expires_at__lte=timezone.now()).update(withdrawn_at=timezone.now())
    token = secrets.token_hex(20)
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                organisation=organisation, email=address, role=role, invited_by=by, token_hash=token_hash(token)
            )
    except IntegrityError:
        raise ValidationError(
            _("Voor %(email)s loopt al een uitnodiging. Verstuur ze opnieuw.") % {"email": address}
        ) from None
    _mail(invitation, token, decides)
    doors.record(
        "person.invited", organisation=organisation, actor=by, email=address, role=str(invitation.get_role_display())
    )
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: User) -> bool:
    """Mail a fresh link; the old one stops working. False when that happened less than a minute ago."""
    token, now = secrets.token_hex(20), timezone.now()
    fresh = Invitation.objects.waiting().filter(pk=invitation.pk, mailed_at__lte=now - RESEND_PAUSE)
    if not fresh.update(token_hash=token_hash(token), mailed_at=now, expires_at=invitation_end(), invited_by=by):
        return False
    invitation.refresh_from_db()
    _mail(invitation, token)
    return True


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> bool:
    """Make the link useless. False when it was accepted or withdrawn already."""
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        return False
    doors.record("person.invitation_withdrawn", organisation=invitation.organisation, actor=by, email=invitation.email)
    return True


@transaction.atomic
def accept(*, invitation: Invitation, user: User) -> Membership:
    """Become a member, and be linked to the employee with the same address.

    Raises ValidationError when the invitation is no longer usable, or was meant for another address.
    """
    if user.email != invitation.email:
        raise ValidationError(_("Deze uitnodiging is voor %(email)s.") % {"email": invitation.email})
    if not Invitation.objects.usable().filter(pk=invitation.pk).update(accepted_at=timezone.now()):
        raise ValidationError(_("Deze uitnodiging werkt niet meer."))
    membership, new = Membership.objects.get_or_create(
        organisation=invitation.organisation, user=user, defaults={"role": invitation.role}
    )
    if not new and not membership.is_active:
        membership.is_active, membership.role = True, invitation.role
        membership.save(update_fields=["is_active", "role"])
    if not Employee.objects.filter(organisation=invitation.organisation, user=user).exists():
        same = Employee.objects.filter(organisation=invitation.organisation, email=user.email, user__isnull=True)
        same.update(user=user)
    doors.record(
        "person.joined", organisation=invitation.organisation, actor=user, role=str(membership.get_role_display())
    )
    return membership


def never_used(user: User) -> bool:
    """An account that was made for somebody who never came: no password, no second factor, no sign-in yet."""
    return user.is_active and user.last_login is None and not user.has_usable_password() and not user.is_staff


@transaction.atomic
def accept_as_new(*, invitation: Invitation, name: str, password: str) -> User:
    """Make the account that the invitation asks for, and accept. Who holds the link also owns the address.

    An account that was made beforehand and never used (the decider of a new project) gets its name and password here.
    Raises ValidationError when the address has an account in use, or the invitation is no longer usable.
    """
    from allauth.account.models import EmailAddress

    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        user = _new_user(invitation.email, name.strip(), password)
    elif never_used(user):
        user.name = name.strip()
        user.set_password(password)
        user.save()
    else:
        raise ValidationError(_("Dit mailadres heeft al een account. Meld je eerst aan."))
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    accept(invitation=invitation, user=user)
    return user


def _new_user(email: str, name: str, password: str) -> User:
    """Raises ValidationError when another press of the same button was first."""
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password, name=name)
    except IntegrityError:
        raise ValidationError(_("Dit mailadres heeft al een account. Meld je eerst aan.")) from None


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> None:
    """Give a member another role. Raises ValidationError for the last administrator, or an unknown role."""
    if role not in Membership.Role.values:
        raise ValidationError(_("Kies een rol uit de lijst."))
    labels = dict(Membership.Role.choices)
    before = membership.role
    if role != Membership.Role.ADMIN:
        _keep_an_admin(membership)
    # Of two presses at once one changes something, and only that one is told.
    if Membership.objects.filter(pk=membership.pk, is_active=True).exclude(role=role).update(role=role):
        facts = {"person": str(membership.user), "before": str(labels[before]), "after": str(labels[role])}
        doors.record("person.role_changed", organisation=membership.organisation, actor=by, **facts)


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> None:
    """Take away access; what the person did stays. Raises ValidationError for the last administrator."""
    _keep_an_admin(membership)
    if Membership.objects.filter(pk=membership.pk, is_active=True).update(is_active=False):
        doors.record("person.left", organisation=membership.organisation, actor=by, person=str(membership.user))


def end_employment(*, employee: Employee, on: date) -> None:
    """Somebody leaves after the day `on`. Raises ValidationError when that day lies before the first one."""
    employee.active_until = on
    employee.full_clean(validate_unique=False)
    employee.save(update_fields=["active_until"])


def keep_an_admin(*, organisation: int, leaving: Collection[int]) -> None:
    """Refuse when nobody would be left to manage the organisation without the memberships `leaving` (both are keys).

    The first line takes the row of the organisation: two administrators who demote each other at the same moment
    come one after the other, and the second sees what the first did.
    """
    Organisation.objects.filter(pk=organisation).update(slug=F("slug"))
    admins = Membership.objects.filter(organisation=organisation, role=Membership.Role.ADMIN, is_active=True)
    if admins.filter(pk__in=leaving).exists() and not admins.exclude(pk__in=leaving).exists():
        raise ValidationError(_("Er is minstens één beheerder nodig. Maak eerst iemand anders beheerder."))


def _keep_an_admin(leaving: Membership) -> None:
    keep_an_admin(organisation=leaving.organisation_id, leaving=[leaving.pk])


def _mail(invitation: Invitation, token: str, decides: str = "") -> None:
    by = invitation.invited_by
    known = User.objects.filter(email=invitation.email).first()
    doors.send(
        kind="account.invitation",
        key=f"account-invitation:{invitation.token_hash[:32]}",
        to=invitation.email,
        name=known.name if known else "",
        organisation=invitation.organisation,
        subject_key=f"invitation:{invitation.pk}",
        context={
            "organisation": invitation.organisation.name,
            "by": str(by) if by else "",
            "role": str(invitation.get_role_display()),
            "decides": decides,
            "until": timezone.localdate(invitation.expires_at).isoformat(),
        },
        secret={"link": settings.SITE_URL + reverse("organisatie:uitnodiging", args=[token])},
        language=known.language if known else "nl",
        expires_at=invitation.expires_at,
    )
