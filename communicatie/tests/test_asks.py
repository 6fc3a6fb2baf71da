"""Asking for a role, the answer, the terms and the end: once each, whoever presses and however often."""

from decimal import Decimal
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from communicatie.actions import asks
from communicatie.models import RoleAsk
from communicatie.role_mails import secret_of
from communicatie.tests.factories import make_ask, make_employee
from communicatie.tests.role_pages import led_by
from organisatie.models import Employee, Membership, User
from organisatie.tests.factories import make_employees, make_location, make_membership, make_user
from trajecten.models import Event, Mail, ProjectRole
from trajecten.outbox import deliver
from trajecten.tokens import token_hash


@pytest.fixture
def project(linde, lies):
    return led_by(lies)


@pytest.fixture
def fatima(project):
    return make_employee("Fatima Akin", project=project)


def ask_one(project, employee, by, **fields) -> list[RoleAsk]:
    return asks.ask_people(project=project, by=by, employees=[employee], **{"role": "ambassador", **fields})


def verbs(project) -> list[str]:
    return list(project.events.order_by("pk").values_list("verb", flat=True))


# --- Asking --------------------------------------------------------------------------------------


def test_asking_makes_a_question_with_a_link_and_a_mail(project, lies, fatima):
    (ask,) = ask_one(project, fatima, lies, note="Jij legt goed uit.", hours=Decimal("2.5"))
    assert (ask.status, ask.location, ask.asked_by, ask.token_hash) == (
        "asked", fatima.location, lies, token_hash(secret_of(ask)),
    )  # fmt: skip
    mail = Mail.objects.get()
    assert (mail.recipient, mail.context["note"], mail.context["hours"]) == (
        fatima.email, "Jij legt goed uit.", "2,5 uur per week",
    )  # fmt: skip
    assert verbs(project) == ["role_asked"]


def test_mail_carries_the_link_and_is_never_stored_with_it(project, lies, fatima, mailoutbox):
    (ask,) = ask_one(project, fatima, lies)
    secret = secret_of(ask)
    assert secret not in str(Mail.objects.values())
    deliver()
    (sent,) = mailoutbox
    assert (sent.to, f"/v/rol/{secret}/" in sent.body, "Dag Fatima," in sent.body) == ([f"Fatima Akin <{fatima.email}>"], True, True)  # fmt: skip


def test_asking_twice_is_one_question(project, lies, fatima):
    ask_one(project, fatima, lies)
    assert ask_one(project, fatima, lies) == []
    assert (RoleAsk.objects.count(), Mail.objects.count(), len(verbs(project))) == (1, 1, 1)


def test_same_form_twice_does_not_ask_again_who_said_no(project, lies, fatima):
    key = uuid4()
    (ask,) = ask_one(project, fatima, lies, form_key=key)
    asks.decline(ask=ask)
    assert ask_one(project, fatima, lies, form_key=key) == []


def test_asking_for_another_place_is_another_question(project, lies, fatima):
    gent = make_location(project.organisation, "Gent")
    ask_one(project, fatima, lies)
    (ask,) = ask_one(project, fatima, lies, location=gent)
    assert ask.location == gent


def test_asking_again_after_the_role_was_ended_in_the_team(project, lies, fatima):
    earlier = make_ask(fatima, project=project, status="accepted")
    ProjectRole.objects.filter(pk=earlier.given_id).update(until=timezone.now())
    assert len(ask_one(project, fatima, lies)) == 1
    earlier.refresh_from_db()
    assert earlier.status == "stopped"


def test_who_has_no_address_is_asked_without_a_mail(project, lies, fatima):
    Employee.objects.update(email="")
    assert len(ask_one(project, fatima, lies)) == 1
    assert Mail.objects.count() == 0


def test_asking_somebody_of_elsewhere_is_refused(project, lies, anker):
    stranger = Employee.objects.create(organisation=anker, name="Vreemd")
    with pytest.raises(ValidationError, match="die hier werken"):
        ask_one(project, stranger, lies)


def test_asking_for_a_place_of_elsewhere_is_refused(project, lies, anker, fatima):
    with pytest.raises(ValidationError, match="hoort niet bij jullie"):
        ask_one(project, fatima, lies, location=make_location(anker, "Oostende"))


def test_asking_is_refused_to_who_only_reads(project, noor, fatima):
    with pytest.raises(PermissionDenied):
        ask_one(project, fatima, noor)


@pytest.mark.parametrize("hours", [Decimal(0), Decimal("40.5")])
def test_hours_that_no_week_has_are_refused(project, lies, fatima, hours):
    with pytest.raises(ValidationError, match="40 uur per week"):
        ask_one(project, fatima, lies, hours=hours)


def test_too_many_at_once_are_refused(project, lies):
    crowd = make_employees(project.organisation, asks.MOST_AT_ONCE + 1)
    with pytest.raises(ValidationError, match="hooguit 50"):
        asks.ask_people(project=project, by=lies, employees=crowd, role="ambassador")


# --- Again ---------------------------------------------------------------------------------------


def test_same_mail_again_once_a_day_with_the_same_link(project, lies, fatima):
    (ask,) = ask_one(project, fatima, lies)
    assert asks.send_again(ask=ask, by=lies) is False
    Mail.objects.update(key="role-asked:eerder")
    assert asks.send_again(ask=ask, by=lies) is True
    assert (ask.generation, Mail.objects.count()) == (0, 2)


def test_corrected_address_gets_a_new_link_and_the_old_one_opens_nothing(project, lies, fatima):
    (ask,) = ask_one(project, fatima, lies)
    old = ask.token_hash
    fatima.email = "fatima@elders.test"
    fatima.save()
    ask.refresh_from_db()
    assert asks.send_again(ask=ask, by=lies) is True
    ask.refresh_from_db()
    assert (ask.generation, ask.token_hash == old, ask.token_hash) == (1, False, token_hash(secret_of(ask)))


def test_mail_to_the_old_address_never_leaves(project, lies, fatima, mailoutbox):
    ask_one(project, fatima, lies)
    Employee.objects.filter(pk=fatima.pk).update(email="fatima@elders.test")
    deliver()
    assert (mailoutbox, Mail.objects.get().status) == ([], "withdrawn")


def test_mail_again_without_an_address_is_refused(project, lies, fatima):
    (ask,) = ask_one(project, fatima, lies)
    ask.employee.email = ""
    with pytest.raises(ValidationError, match="geen mailadres"):
        asks.send_again(ask=ask, by=lies)


# --- Yes -----------------------------------------------------------------------------------------


def test_yes_gives_the_role_and_an_account_that_signs_in_with_a_code(project, fatima):
    ask = make_ask(fatima, project=project)
    assert asks.accept(ask=ask) is True
    user = User.objects.get(email=fatima.email)
    fatima.refresh_from_db()
    role = ProjectRole.objects.get(role="ambassador")
    assert (fatima.user, user.name, user.has_usable_password()) == (user, "Fatima Akin", False)
    assert (role.user, role.employee, role.location) == (user, fatima, fatima.location)
    assert (ask.status, ask.given, ask.answered_at is not None) == ("accepted", role, True)
    assert EmailAddress.objects.get(user=user).verified is True


def test_yes_twice_is_one_role(project, fatima):
    ask = make_ask(fatima, project=project)
    assert [asks.accept(ask=ask), asks.accept(ask=ask)] == [True, False]
    assert (ProjectRole.objects.filter(role="ambassador").count(), User.objects.filter(email=fatima.email).count()) == (1, 1)  # fmt: skip


def test_yes_is_told_as_taking_up_the_role(project, fatima):
    asks.accept(ask=make_ask(fatima, project=project))
    event = Event.objects.get()
    assert (event.verb, event.actor.email, event.data["person"]) == ("role.given", fatima.email, "Fatima Akin")


def test_yes_takes_the_account_that_is_there(project, fatima):
    user = make_user(fatima.email, "Fatima")
    asks.accept(ask=make_ask(fatima, project=project))
    fatima.refresh_from_db()
    assert (fatima.user, User.objects.filter(email=fatima.email).count()) == (user, 1)


@pytest.mark.parametrize("why", ["closed", "shut out", "of another colleague"])
def test_yes_never_links_an_account_that_may_not_come_in(project, fatima, why):
    user = make_user(fatima.email, "Fatima", is_active=why != "closed")
    if why == "shut out":
        make_membership(user, project.organisation, Membership.Role.READER, is_active=False)
    if why == "of another colleague":
        make_employee("Fatima Twee", project=project, email="twee@linde.test", user=user)
    assert asks.accept(ask=make_ask(fatima, project=project)) is True
    fatima.refresh_from_db()
    role = ProjectRole.objects.get(role="ambassador")
    assert (fatima.user, role.user, role.employee) == (None, None, fatima)


def test_yes_without_an_address_gives_the_role_alone(project, fatima):
    Employee.objects.filter(pk=fatima.pk).update(email="")
    fatima.refresh_from_db()
    asks.accept(ask=make_ask(fatima, project=project))
    assert (ProjectRole.objects.get(role="ambassador").user, fatima.user) == (None, None)


def test_yes_takes_over_the_role_they_had_without_an_account(project, fatima):
    ProjectRole.objects.create(project=project, role="ambassador", employee=fatima, location=fatima.location)
    ask = make_ask(fatima, project=project)
    asks.accept(ask=ask)
    role = ProjectRole.objects.get(role="ambassador")
    assert (role.user.email, ask.given) == (fatima.email, role)


def test_yes_after_no_is_a_yes(project, fatima):
    ask = make_ask(fatima, project=project)
    asks.decline(ask=ask)
    assert asks.accept(ask=ask) is True
    assert RoleAsk.objects.confirmed().get() == ask


def test_yes_after_no_gives_way_to_a_newer_question(project, fatima):
    ask = make_ask(fatima, project=project, status="declined")
    make_ask(fatima, project=project)
    with pytest.raises(ValidationError, match="laatste mail"):
        asks.accept(ask=ask)


@pytest.mark.parametrize("status", ["withdrawn", "stopped"])
def test_yes_to_what_is_over_is_nothing(project, fatima, status):
    moments = {"answered_at": timezone.now(), "stopped_at": timezone.now()} if status == "stopped" else {}
    ask = make_ask(fatima, project=project, status=status, **moments)
    assert asks.accept(ask=ask) is False
    assert not ProjectRole.objects.filter(role="ambassador").exists()


def test_yes_on_paper_makes_an_account_but_proves_no_address(project, lies, fatima):
    ask = make_ask(fatima, project=project)
    assert asks.note_yes(ask=ask, by=lies) is True
    fatima.refresh_from_db()
    assert (fatima.user.email, EmailAddress.objects.count()) == (fatima.email, 0)
    assert Event.objects.get().actor == lies


def test_yes_on_paper_links_no_account_from_elsewhere(project, lies, fatima):
    make_user(fatima.email, "Iemand van elders")
    asks.note_yes(ask=make_ask(fatima, project=project), by=lies)
    fatima.refresh_from_db()
    assert (fatima.user, ProjectRole.objects.get(role="ambassador").user) == (None, None)


def test_yes_on_paper_is_for_who_leads(project, noor, fatima):
    with pytest.raises(PermissionDenied):
        asks.note_yes(ask=make_ask(fatima, project=project), by=noor)


# --- No ------------------------------------------------------------------------------------------


def test_no_gives_nothing_and_names_nobody(project, fatima):
    ask = make_ask(fatima, project=project)
    assert [asks.decline(ask=ask), asks.decline(ask=ask)] == [True, False]
    event = Event.objects.get()
    assert (event.verb, event.actor, event.data) == ("role_still_open", None, {"role": "ambassadeur"})
    assert not ProjectRole.objects.filter(role="ambassador").exists()


def test_no_after_yes_is_nothing(project, fatima):
    ask = make_ask(fatima, project=project, status="accepted")
    assert asks.decline(ask=ask) is False


# --- Terms and end -------------------------------------------------------------------------------


def test_terms_are_kept_and_told_once(project, lies, fatima):
    ask = make_ask(fatima, project=project, status="accepted")
    terms = {"hours": Decimal("2.5"), "shifts": ["nacht"], "voluntary": False, "prepared_on": timezone.localdate()}
    assert [asks.change_terms(ask=ask, by=lies, **terms) for _turn in range(2)] == [True, False]
    ask.refresh_from_db()
    assert {name: getattr(ask, name) for name in terms} == terms
    assert verbs(project) == ["role_terms_changed"]


def test_terms_before_an_answer_are_told_to_nobody(project, lies, fatima):
    ask = make_ask(fatima, project=project)
    assert asks.change_terms(ask=ask, by=lies, hours=Decimal(2), shifts=[], voluntary=True, prepared_on=None) is True
    assert verbs(project) == []


def test_terms_of_what_is_over_are_refused(project, lies, fatima):
    ask = make_ask(fatima, project=project, status="declined")
    with pytest.raises(ValidationError, match="niet meer open"):
        asks.change_terms(ask=ask, by=lies, hours=None, shifts=[], voluntary=True, prepared_on=None)


def test_several_are_prepared_on_one_day(project, lies, fatima):
    other = make_employee("Mo Haddad", project=project)
    mine = [make_ask(one, project=project, status="accepted") for one in (fatima, other)]
    waiting = make_ask(make_employee("An Claes", project=project), project=project)
    day = timezone.localdate()
    keys = [ask.pk for ask in [*mine, waiting]]
    assert [asks.note_prepared(project=project, by=lies, asks=keys, on=day) for _turn in range(2)] == [2, 0]
    assert list(RoleAsk.objects.order_by("pk").values_list("prepared_on", flat=True)) == [day, day, None]


def test_withdrawn_question_is_over_once(project, lies, fatima):
    ask = make_ask(fatima, project=project)
    assert [asks.withdraw(ask=ask, by=lies), asks.withdraw(ask=ask, by=lies)] == [True, False]
    assert verbs(project) == ["role_ask_withdrawn"]


def test_mail_of_a_withdrawn_question_never_leaves(project, lies, fatima, mailoutbox):
    (ask,) = ask_one(project, fatima, lies)
    asks.withdraw(ask=ask, by=lies)
    deliver()
    assert mailoutbox == []


def test_stopping_ends_the_role_once(project, lies, fatima):
    ask = make_ask(fatima, project=project, status="accepted")
    assert [asks.stop(ask=ask, by=lies), asks.stop(ask=ask, by=lies)] == [True, False]
    ask.refresh_from_db()
    assert (ask.status, ask.given.until is not None, verbs(project)) == ("stopped", True, ["role.ended"])


@pytest.mark.parametrize("name", ["withdraw", "stop", "send_again"])
def test_ending_is_for_who_leads(project, noor, fatima, name):
    ask = make_ask(fatima, project=project)
    with pytest.raises(PermissionDenied):
        getattr(asks, name)(ask=ask, by=noor)
