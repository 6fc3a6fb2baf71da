"""Who may see and do what around a project."""

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from organisatie.models import Membership, User
from organisatie.tests.factories import make_employee, make_membership, make_user
from trajecten import access
from trajecten.models import GateRequest, Project, ProjectRole
from trajecten.tests.factories import make_decider, make_project, make_role

PREDICATES = ("see_project", "see_team", "see_results", "see_gate", "edit_project", "request_decision", "decide")


@pytest.fixture
def project(linde, lies):
    return make_project(linde, lies)


@pytest.fixture
def guest(linde):
    """Somebody from outside the organisation."""
    return make_user("gast@elders.test", "Gast Peeters")


def allowed(user, project):
    fresh = Project.objects.get(pk=project.pk)
    return {name for name in PREDICATES if rules.test_rule(name, user, fresh)}


READS = {"see_project", "see_team", "see_results", "see_gate"}
EDITS = READS | {"edit_project", "request_decision"}


def test_lead_of_the_project_edits_and_asks(project, lies):
    assert allowed(lies, project) == EDITS


def test_lead_of_the_organisation_reads_a_project_they_do_not_lead(project, linde):
    other = make_user("karel@linde.test", "Karel Baert")
    make_membership(other, linde, "lead")
    assert allowed(other, project) == READS


def test_admin_edits_every_project(project, linde):
    ann = make_user("ann@linde.test", "Ann Claes")
    make_membership(ann, linde, "admin")
    assert allowed(ann, project) == EDITS


def test_reader_reads(project, noor):
    assert allowed(noor, project) == READS


def test_reader_with_a_role_as_lead_still_only_reads(project, noor):
    make_role(project, noor, "lead")
    assert allowed(noor, project) == READS


def test_decider_without_membership_sees_gate_and_results_and_decides(project, guest):
    project.roles.filter(role="decider").delete()
    make_role(project, guest, "decider")
    assert allowed(guest, project) == {"see_project", "see_results", "see_gate", "decide"}


@pytest.mark.parametrize("role", ["ambassador", "helper", "owner", "contact", "key_figure"])
def test_guest_with_another_role_sees_only_the_overview(project, guest, role):
    make_role(project, guest, role)
    assert allowed(guest, project) == {"see_project"}


def test_guest_who_leads_without_membership_does_not_edit(project, guest):
    make_role(project, guest, "lead")
    assert allowed(guest, project) == {"see_project"}


def test_employee_linked_to_an_account_has_the_role_of_the_employee(project, guest, linde):
    employee = make_employee(linde, "Gast Peeters", user=guest)
    project.roles.create(role="ambassador", employee=employee)
    assert allowed(guest, project) == {"see_project"}
    assert list(Project.objects.visible_to(guest)) == [project]


def test_stranger_of_another_organisation_may_nothing(project, vik):
    assert allowed(vik, project) == set()
    assert list(Project.objects.visible_to(vik)) == []


def test_visitor_who_is_not_signed_in_may_nothing(project):
    assert allowed(AnonymousUser(), project) == set()


def test_superuser_without_membership_may_nothing(project):
    petra = make_user("petra@platform.test", "Petra", is_staff=True, is_superuser=True)
    assert allowed(petra, project) == set()
    assert list(Project.objects.visible_to(petra)) == []


def test_former_member_may_nothing_whatever_roles_were_left(project, lies):
    Membership.objects.filter(user=lies).update(is_active=False)
    assert allowed(lies, project) == set()
    assert list(Project.objects.visible_to(lies)) == []


def test_closed_account_may_nothing(project, lies):
    User.objects.filter(pk=lies.pk).update(is_active=False)
    assert allowed(User.objects.get(pk=lies.pk), project) == set()


def test_ended_role_gives_nothing(project, guest):
    from django.utils import timezone

    make_role(project, guest, "ambassador", until=timezone.now())
    assert allowed(guest, project) == set()


def test_decider_who_also_leads_does_not_decide(project):
    decider = project.decider
    make_role(project, decider, "lead")
    assert "decide" not in allowed(decider, project)


def test_decider_who_asked_does_not_decide_that_request(project):
    decider = project.decider
    asked = GateRequest(project=project, step=1, round=1, requested_by=decider)
    assert access.may_decide(decider, asked) is False
    assert (
        access.may_decide(
            decider,
            GateRequest(
                project=project, step=1, round=1, requested_by=make_decider(project.organisation, "Ilse Aerts")
            ),
        )
        is True
    )


def test_project_may_be_made_by_leads_and_admins_of_the_organisation(linde, lies, noor, vik):
    ann = make_user("ann@linde.test", "Ann Claes")
    make_membership(ann, linde, "admin")
    made = {user.first_name for user in (lies, noor, vik, ann) if access.may_create_project(user, linde)}
    assert made == {"Lies", "Ann"}


def test_predicates_without_an_object_say_no(lies):
    assert [access.may_edit_project(lies, None), access.is_member(lies, None), access.may_decide(lies, None)] == [
        False
    ] * 3


def test_rights_of_one_project_cost_two_queries_a_page(project, lies, django_assert_num_queries):
    fresh = Project.objects.get(pk=project.pk)
    with django_assert_num_queries(2):
        for name in PREDICATES:
            rules.test_rule(name, lies, fresh)


def test_remembered_rights_of_one_person_are_not_those_of_another(project, lies, vik):
    assert access.may_edit_project(lies, project) is True
    assert access.may_edit_project(vik, project) is False


def request_of(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_project_or_404_gives_the_project_to_a_reader(project, noor):
    assert access.project_or_404(request_of(noor), project.slug) == project


def test_project_or_404_hides_it_from_a_stranger(project, vik):
    with pytest.raises(Http404):
        access.project_or_404(request_of(vik), project.slug)


def test_editable_project_refuses_a_reader_and_hides_from_a_stranger(project, noor, vik):
    with pytest.raises(PermissionDenied):
        access.editable_project(request_of(noor), project.slug)
    with pytest.raises(Http404):
        access.editable_project(request_of(vik), project.slug)


def test_editable_project_is_given_to_the_lead(project, lies):
    assert access.editable_project(request_of(lies), project.slug) == project


def people_around(project, linde, lies, noor, vik, guest):
    """Everybody who may and who may not: members, guests, former members, an employee with an account, a stranger."""
    gone = make_user("weg@linde.test", "Wim Weg")
    make_membership(gone, linde, "lead", is_active=False)
    make_role(project, gone, "lead")
    linked = make_user("an@linde.test", "An Peeters")
    ProjectRole.objects.create(project=project, role="helper", employee=make_employee(linde, user=linked))
    ended = make_user("oud@elders.test", "Oud Gast")
    make_role(project, ended, "ambassador", until=timezone.now())
    closed = make_user("dicht@linde.test", "Dicht", is_active=False)
    make_membership(closed, linde, "admin")
    make_role(project, guest, "ambassador")
    make_role(project, guest, "lead")
    return [lies, noor, vik, guest, gone, linked, ended, closed]


def test_project_or_404_agrees_with_visible_to_and_with_the_predicates(project, linde, lies, noor, vik, guest):
    for user in people_around(project, linde, lies, noor, vik, guest):
        try:
            found = access.project_or_404(request_of(user), project.slug)
        except Http404:
            found = None
        assert Project.objects.visible_to(user).filter(pk=project.pk).first() == found, user
        if found:
            fresh = access.standing(user, Project.objects.get(pk=project.pk))
            assert access.standing(user, found) == fresh, user


def test_part_or_404_agrees_with_project_or_404(project, linde, lies, noor, vik, guest):
    role = project.roles.first()
    for user in people_around(project, linde, lies, noor, vik, guest):
        try:
            found = access.part_or_404(request_of(user), ProjectRole.objects.all(), project.slug, role.pk)
        except Http404:
            found = None
        sees = Project.objects.visible_to(user).filter(pk=project.pk).exists()
        assert found == (role if sees else None), user


def test_part_or_404_knows_no_part_of_another_project(project, linde, lies):
    other = make_project(linde, lies, title="Ander traject")
    with pytest.raises(Http404):
        access.part_or_404(request_of(lies), ProjectRole.objects.all(), other.slug, project.roles.first().pk)


def test_project_with_the_rights_of_who_asks_costs_one_query(project, guest, django_assert_num_queries):
    make_role(project, guest, "ambassador")
    with django_assert_num_queries(1):
        found = access.project_or_404(request_of(guest), project.slug)
        assert (access.may_see_results(guest, found), found.organisation.name) == (False, "De Linde")


def test_who_has_a_part_in_the_project_reports_a_bottleneck_and_a_reader_does_not(
    project, linde, noor, bram, lies, vik, guest
):
    make_role(project, bram, ProjectRole.Role.AMBASSADOR)
    make_role(project, guest, ProjectRole.Role.KEY_FIGURE)
    karel = make_user("karel@linde.test", "Karel Baert")
    make_membership(karel, linde, "lead")
    found = {
        user.name: access.may_report_bottleneck(user, Project.objects.get(pk=project.pk))
        for user in (lies, bram, guest, karel, noor, vik)
    }
    assert found == {
        "Lies Maes": True, "Bram De Smet": True, "Gast Peeters": True, "Karel Baert": True,
        "Noor Jacobs": False, "Vik Wouters": False,
    }  # fmt: skip


def test_everybody_known_at_once_stands_as_when_asked_alone(
    project, linde, anker, lies, noor, bram, vik, django_assert_num_queries
):
    """Leads, readers, an ambassador by account and one by employee, somebody who left, and strangers, in two projects."""
    left, admin = make_user("weg@linde.test", "Weg"), make_user("ann@linde.test", "Ann")
    make_membership(left, linde, Membership.Role.LEAD, is_active=False)
    make_membership(admin, linde, Membership.Role.ADMIN)
    make_role(project, left, ProjectRole.Role.LEAD)
    make_role(project, bram)
    employee = make_employee(linde, "Els", user=make_user("els@linde.test", "Els"))
    ProjectRole.objects.create(project=project, employee=employee, role=ProjectRole.Role.HELPER)
    elsewhere = make_project(anker, vik, title="Elders")
    people = [lies, noor, bram, vik, left, admin, employee.user, *User.objects.filter(email__startswith="dirk")]
    fresh = list(Project.objects.filter(pk__in=[project.pk, elsewhere.pk]))
    with django_assert_num_queries(2):
        access.know_everybody(fresh)
        found = {(one.pk, person.pk): access.standing(person, one) for one in fresh for person in people}
    assert found == {
        (pk, person.pk): access.standing(person, Project.objects.get(pk=pk))
        for pk in (project.pk, elsewhere.pk)
        for person in people
    }
