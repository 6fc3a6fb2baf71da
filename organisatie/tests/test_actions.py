"""Inviting, accepting, roles, leaving."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from organisatie import actions
from organisatie.models import Invitation, Membership, User
from organisatie.tests.factories import make_employee, make_membership, make_user
from trajecten.models import Event, Mail
from trajecten.outbox.queueing import secret_of

pytestmark = pytest.mark.django_db
Role = Membership.Role


def invite(organisation, by, email="nieuw@linde.test", role=Role.LEAD):
    return actions.invite(organisation=organisation, email=email, role=role, by=by)


def link_of(mail):
    return secret_of(mail)["link"].rstrip("/").rpartition("/")[2]


def member(user, organisation):
    return Membership.objects.get(user=user, organisation=organisation)


def test_invite_mails_a_link_of_which_only_the_hash_is_stored(linde, ines):
    invitation = invite(linde, ines, " Nieuw@Linde.test ")
    mail = Mail.objects.get(kind="account.invitation")
    token = link_of(mail)
    assert (invitation.email, mail.recipient) == ("nieuw@linde.test", "nieuw@linde.test")
    assert actions.token_hash(token) == invitation.token_hash
    assert token not in str(mail.context) + mail.key


def test_invite_of_a_member_is_refused(linde, ines, lies):
    with pytest.raises(ValidationError, match="is al lid van De Linde"):
        invite(linde, ines, lies.email)


def test_invite_twice_is_refused_and_sends_one_mail(linde, ines):
    invite(linde, ines)
    with pytest.raises(ValidationError, match="loopt al een uitnodiging"):
        invite(linde, ines)
    assert Mail.objects.count() == 1


def test_invite_after_the_old_one_expired_works(linde, ines):
    old = invite(linde, ines)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    new = invite(linde, ines)
    assert list(linde.invitations.waiting()) == [new]
    assert old.pk != new.pk


def test_invitation_near_midnight_is_valid_until_the_day_it_is_here(linde, ines):
    with time_machine.travel(datetime(2026, 3, 1, 23, 30, tzinfo=UTC), tick=False):  # half past midnight in Brussels
        invite(linde, ines)
    assert Mail.objects.get().context["until"] == "2026-03-16"


def test_resend_makes_a_new_link_and_the_old_one_useless(linde, ines):
    invitation = invite(linde, ines)
    old = invitation.token_hash
    Invitation.objects.update(mailed_at=timezone.now() - timedelta(minutes=2))
    assert actions.resend(invitation=invitation, by=ines) is True
    assert not Invitation.objects.filter(token_hash=old).exists()
    assert Mail.objects.count() == 2


def test_resend_within_a_minute_is_the_same_press(linde, ines):
    assert actions.resend(invitation=invite(linde, ines), by=ines) is False
    assert Mail.objects.count() == 1


def test_withdrawn_invitation_cannot_be_accepted(linde, ines):
    invitation = invite(linde, ines)
    actions.withdraw(invitation=invitation, by=ines)
    with pytest.raises(ValidationError, match="werkt niet meer"):
        actions.accept(invitation=invitation, user=make_user("nieuw@linde.test"))


def test_accept_gives_the_role_and_links_the_employee(linde, ines):
    employee = make_employee(linde, "Nieuw", email="nieuw@linde.test")
    user = make_user("nieuw@linde.test", "Nieuw")
    actions.accept(invitation=invite(linde, ines), user=user)
    employee.refresh_from_db()
    assert (member(user, linde).role, employee.user) == (Role.LEAD, user)


def test_accept_of_another_address_is_refused(linde, ines, vik):
    with pytest.raises(ValidationError, match=r"is voor nieuw@linde.test"):
        actions.accept(invitation=invite(linde, ines), user=vik)


def test_accept_twice_is_refused(linde, ines):
    invitation, user = invite(linde, ines), make_user("nieuw@linde.test")
    actions.accept(invitation=invitation, user=user)
    with pytest.raises(ValidationError, match="werkt niet meer"):
        actions.accept(invitation=invitation, user=user)


def test_accept_brings_a_former_member_back_with_the_new_role(linde, ines, noor):
    Membership.objects.filter(user=noor).update(is_active=False)
    actions.accept(invitation=invite(linde, ines, noor.email), user=noor)
    assert (member(noor, linde).role, member(noor, linde).is_active) == (Role.LEAD, True)


def test_accept_as_new_makes_an_account_that_can_sign_in(linde, ines, client):
    user = actions.accept_as_new(invitation=invite(linde, ines), name=" Nele ", password="een-lang-wachtwoord-9")
    assert (user.name, member(user, linde).role) == ("Nele", Role.LEAD)
    assert client.login(email="nieuw@linde.test", password="een-lang-wachtwoord-9")


def test_accept_as_new_never_touches_an_account_that_exists(linde, ines, vik):
    before = vik.password
    with pytest.raises(ValidationError, match="heeft al een account"):
        actions.accept_as_new(invitation=invite(linde, ines, vik.email), name="X", password="x")
    assert User.objects.get(pk=vik.pk).password == before


def test_change_role_is_written_in_the_log(linde, ines, noor):
    actions.change_role(membership=member(noor, linde), role=Role.LEAD, by=ines)
    event = Event.objects.get(verb="person.role_changed")
    assert (member(noor, linde).role, event.data["before"], event.data["after"]) == (
        Role.LEAD,
        "lezer",
        "projectleider",
    )


def test_role_changed_by_two_presses_is_told_once(linde, ines, noor):
    seen_by_both = [member(noor, linde), member(noor, linde)]
    for membership in seen_by_both:
        actions.change_role(membership=membership, role=Role.LEAD, by=ines)
    assert Event.objects.filter(verb="person.role_changed").count() == 1


def test_role_of_who_just_left_is_not_told_as_changed(linde, ines, noor):
    membership = member(noor, linde)
    actions.end_membership(membership=member(noor, linde), by=ines)
    actions.change_role(membership=membership, role=Role.LEAD, by=ines)
    assert (member(noor, linde).role, Event.objects.filter(verb="person.role_changed").count()) == (Role.READER, 0)


def test_change_to_a_role_that_does_not_exist_is_refused(linde, ines, noor):
    with pytest.raises(ValidationError, match="Kies een rol"):
        actions.change_role(membership=member(noor, linde), role="baas", by=ines)


def test_last_admin_keeps_the_role(linde, ines):
    with pytest.raises(ValidationError, match="minstens één beheerder"):
        actions.change_role(membership=member(ines, linde), role=Role.READER, by=ines)
    assert member(ines, linde).role == Role.ADMIN


def test_last_admin_cannot_leave_even_with_a_former_one(linde, ines, lies):
    Membership.objects.filter(user=lies).update(role=Role.ADMIN, is_active=False)
    with pytest.raises(ValidationError, match="minstens één beheerder"):
        actions.end_membership(membership=member(ines, linde), by=ines)


def test_admin_can_leave_when_another_stays(linde, ines, lies):
    make_membership(lies, linde, Role.ADMIN)
    actions.end_membership(membership=member(ines, linde), by=lies)
    assert member(ines, linde).is_active is False


def test_end_employment_before_the_first_day_is_refused(linde):
    employee = make_employee(linde, "An", active_from=date(2026, 5, 1))
    with pytest.raises(ValidationError, match="De laatste werkdag valt voor de eerste"):
        actions.end_employment(employee=employee, on=date(2026, 4, 30))
