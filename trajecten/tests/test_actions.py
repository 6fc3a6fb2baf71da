"""Make a project, change it, give and end roles."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.template.loader import render_to_string

from organisatie.models import Invitation, User
from organisatie.tests.factories import make_employee, make_function, make_location, make_membership, make_user
from trajecten import actions
from trajecten.models import Event, GateRequest, Mail, Project, ProjectRole
from trajecten.tests.factories import make_decider, make_project


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies)


def create(linde, lies, **values):
    chosen = {"title": "Digitale werkbonnen", "goal": "Iedereen weet wat eerst moet."}
    return actions.create_project(organisation=linde, by=lies, **(chosen | values))


def roles(project, role):
    return [r.person for r in project.roles.current().filter(role=role)]


# --- A new project ------------------------------------------------------------------------------


def test_new_project_stands_in_step_one_with_its_lead_and_decider(linde, lies):
    dirk = make_decider(linde)
    project = create(linde, lies, decider_user=dirk)
    assert (project.step, project.status, roles(project, "lead"), project.decider) == (1, "running", [lies], dirk)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Eén bewonersdossier", "een-bewonersdossier"),
        ("Kwaliteit & zorg", "kwaliteit-en-zorg"),
        ("Nieuw", "nieuw-2"),
        ("???", "traject"),
        ("x" * 80, "x" * 70),
    ],
)
def test_new_project_gets_a_readable_address(linde, lies, title, slug):
    assert create(linde, lies, title=title).slug == slug


def test_new_project_with_the_same_title_gets_its_own_address(linde, lies):
    assert [create(linde, lies).slug for _turn in range(2)] == ["digitale-werkbonnen", "digitale-werkbonnen-2"]


def test_new_project_by_a_reader_is_refused(linde, noor):
    with pytest.raises(PermissionDenied):
        create(linde, noor)


def test_new_project_by_somebody_of_elsewhere_is_refused(linde, vik):
    with pytest.raises(PermissionDenied):
        create(linde, vik)


def test_same_form_sent_twice_is_one_project(linde, lies):
    key = uuid4()
    assert create(linde, lies, form_key=key) == create(linde, lies, form_key=key)
    assert Project.objects.count() == 1


def test_form_key_of_somebody_else_gives_no_access_to_their_project(linde, lies, anker, vik):
    key = uuid4()
    create(linde, lies, form_key=key)
    with pytest.raises(ValidationError):
        create(anker, vik, form_key=key)


def test_new_project_for_a_location_of_elsewhere_is_refused(linde, lies, anker):
    with pytest.raises(ValidationError, match="hoort niet bij jullie organisatie"):
        create(linde, lies, locations=[make_location(anker)])
    assert Project.objects.count() == 0


def test_new_project_with_a_title_that_is_too_long_is_refused(linde, lies):
    with pytest.raises(ValidationError):
        create(linde, lies, title="x" * 81)


def test_lead_as_decider_is_refused_and_leaves_nothing_behind(linde, lies):
    with pytest.raises(ValidationError, match="Wie beslist, is iemand anders"):
        create(linde, lies, decider_email=lies.email)
    assert (Project.objects.count(), Event.objects.count()) == (0, 0)


# --- Who decides --------------------------------------------------------------------------------


def test_decider_with_an_account_here_is_found_by_address(linde, lies):
    dirk = make_decider(linde)
    project = create(linde, lies, decider_email=dirk.email.upper())
    assert (project.decider, Invitation.objects.count()) == (dirk, 0)


def test_decider_without_an_account_is_invited(linde, lies):
    project = create(linde, lies, decider_email="hilde@elders.test")
    invitation = Invitation.objects.get()
    assert (project.decider.email, project.decider.has_usable_password()) == ("hilde@elders.test", False)
    assert (invitation.email, invitation.role, invitation.organisation) == ("hilde@elders.test", "reader", linde)


def test_invitation_of_a_decider_says_what_they_decide_about(linde, lies):
    create(linde, lies, title="Slimme werkbonnen", decider_email="hilde@elders.test")
    mail = Mail.objects.get(kind="account.invitation")
    values = mail.context | {"link": "x"}
    for form in ("txt", "html"):
        text = render_to_string(f"mail/account/uitnodiging.{form}", values)
        assert "Het gaat over het traject «Slimme werkbonnen». Daar beslis jij" in text


def test_decider_without_an_account_of_two_projects_is_invited_once(linde, lies):
    for title in ("Eerste", "Tweede"):
        create(linde, lies, title=title, decider_email="hilde@elders.test")
    assert (Invitation.objects.count(), User.objects.filter(email="hilde@elders.test").count()) == (1, 1)


def test_decider_with_a_closed_account_is_refused(linde, lies):
    make_user("hilde@elders.test", is_active=False)
    with pytest.raises(ValidationError, match="afgesloten"):
        create(linde, lies, decider_email="hilde@elders.test")


def test_decider_who_was_shut_out_is_refused(linde, lies):
    dirk = make_decider(linde)
    make_membership(dirk, linde, "reader", is_active=False)
    with pytest.raises(ValidationError, match="geen lid meer"):
        create(linde, lies, decider_email=dirk.email)


def test_decider_from_another_organisation_without_invitation_is_refused(project, lies, vik):
    with pytest.raises(ValidationError, match="Nodig eerst uit"):
        actions.set_role(project=project, role="decider", by=lies, user=vik)


def test_new_decider_replaces_the_one_before(project, lies, noor):
    actions.set_role(project=project, role="decider", by=lies, user=noor)
    assert roles(project, "decider") == [noor]
    assert ProjectRole.objects.filter(project=project, role="decider").count() == 2


def test_new_decider_hears_of_the_request_that_is_open(world, noor):
    request = world.ask()
    actions.set_role(project=world.project, role="decider", by=world.lead, user=noor)
    keys = sorted(Mail.objects.values_list("key", flat=True))
    assert keys == sorted(f"decision:{request.pk}:{person.pk}" for person in (world.decider, noor))
    assert GateRequest.objects.get().status == "open"


# --- Roles --------------------------------------------------------------------------------------


def test_role_twice_is_one_row(project, lies, noor):
    first, second = (actions.set_role(project=project, role="ambassador", by=lies, user=noor) for _turn in range(2))
    assert first == second


def test_role_for_an_employee_without_account(project, lies, linde):
    an = make_employee(linde)
    given = actions.set_role(project=project, role="ambassador", by=lies, employee=an, location=make_location(linde))
    assert (given.employee, given.user) == (an, None)


def test_role_for_an_employee_with_an_account_is_for_the_account(project, lies, linde, noor):
    an = make_employee(linde, user=noor)
    assert actions.set_role(project=project, role="helper", by=lies, employee=an).user == noor


def test_role_for_an_employee_of_elsewhere_is_refused(project, lies, anker):
    with pytest.raises(ValidationError, match="hoort niet bij"):
        actions.set_role(project=project, role="ambassador", by=lies, employee=make_employee(anker))


def test_role_at_a_location_of_elsewhere_is_refused(project, lies, noor, anker):
    with pytest.raises(ValidationError, match="hoort niet bij"):
        actions.set_role(project=project, role="ambassador", by=lies, user=noor, location=make_location(anker))


def test_role_for_nobody_is_refused(project, lies):
    with pytest.raises(ValidationError, match="Kies wie"):
        actions.set_role(project=project, role="ambassador", by=lies)


def test_role_that_does_not_exist_is_refused(project, lies, noor):
    with pytest.raises(ValidationError, match="rol uit de lijst"):
        actions.set_role(project=project, role="baas", by=lies, user=noor)


def test_role_as_decider_for_an_employee_without_account_is_refused(project, lies, linde):
    with pytest.raises(ValidationError, match="account nodig"):
        actions.set_role(project=project, role="decider", by=lies, employee=make_employee(linde))


def test_role_as_lead_for_a_reader_is_refused(project, lies, noor):
    with pytest.raises(ValidationError, match="lid van jullie organisatie als projectleider"):
        actions.set_role(project=project, role="lead", by=lies, user=noor)


def test_role_as_lead_for_the_decider_is_refused(project, lies, linde):
    make_membership(project.decider, linde, "lead")
    with pytest.raises(ValidationError, match="iemand anders"):
        actions.set_role(project=project, role="lead", by=lies, user=project.decider)


def test_role_given_by_a_reader_is_refused(project, noor):
    with pytest.raises(PermissionDenied):
        actions.set_role(project=project, role="ambassador", by=noor, user=noor)


def test_ended_role_stays_with_its_end(project, lies, noor):
    role = actions.set_role(project=project, role="ambassador", by=lies, user=noor)
    assert [actions.end_role(role=role, by=lies) for _turn in range(2)] == [True, False]
    assert ProjectRole.objects.get(pk=role.pk).until is not None


def test_decider_is_replaced_and_never_just_ended(project, lies):
    with pytest.raises(ValidationError, match="rol beslisser"):
        actions.end_role(role=project.roles.get(role="decider"), by=lies)
    assert project.decider is not None


def test_last_lead_cannot_be_ended(project, lies):
    with pytest.raises(ValidationError, match="minstens één projectleider"):
        actions.end_role(role=project.roles.get(role="lead"), by=lies)


# --- Changes ------------------------------------------------------------------------------------


def test_change_keeps_what_was_there_before(project, lies, linde):
    aalst = make_location(linde, "Aalst")
    changed = actions.update_project(project=project, by=lies, title="Werkbonnen", locations=[aalst])
    event = Event.objects.filter(verb="project.changed").get()
    assert changed == ["title", "locations"]
    assert event.data["before"] == {"title": "Digitale werkbonnen", "locations": []}
    assert event.data["after"] == {"title": "Werkbonnen", "locations": ["Aalst"]}


def test_change_of_nothing_leaves_no_trace(project, lies):
    assert actions.update_project(project=project, by=lies, title=project.title, functions=[]) == []
    assert Event.objects.filter(verb="project.changed").count() == 0


def test_change_of_the_step_is_not_possible(project, lies):
    with pytest.raises(TypeError, match="step"):
        actions.update_project(project=project, by=lies, step=3)


def test_change_by_a_reader_is_refused(project, noor):
    with pytest.raises(PermissionDenied):
        actions.update_project(project=project, by=noor, title="Van mij")


def test_change_to_a_function_of_elsewhere_is_refused_whole(project, lies, anker):
    with pytest.raises(ValidationError):
        actions.update_project(project=project, by=lies, title="Anders", functions=[make_function(anker)])
    assert Project.objects.get().title == "Digitale werkbonnen"
