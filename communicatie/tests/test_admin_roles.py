"""Roles in the administration: to look at, and nobody who would rather not."""

import pytest
from django.contrib.admin.sites import AdminSite
from django.test import RequestFactory

from bevraging.tests.factories import make_project
from communicatie.admin_roles import ContactPointAdmin, RoleAskAdmin
from communicatie.models import ContactPoint, RoleAsk
from communicatie.tests.factories import make_ask, make_contact_point, make_employee
from organisatie.tests.factories import make_user

KINDS = [(RoleAsk, RoleAskAdmin), (ContactPoint, ContactPointAdmin)]


@pytest.fixture
def asked(linde):
    project = make_project()
    fatima = make_employee("Fatima Akin", project=project)
    make_contact_point(fatima, project=project)
    make_ask(make_employee("Mo Haddad", project=project), project=project, status="declined")
    return make_ask(fatima, project=project)


@pytest.fixture
def request_of_staff(db):
    request = RequestFactory().get("/")
    request.user = make_user("beheer@platform.test", "Beheer", is_staff=True, is_superuser=True)
    return request


@pytest.mark.parametrize(("model", "kind"), KINDS)
def test_administration_looks_and_changes_nothing(asked, request_of_staff, model, kind):
    found = kind(model, AdminSite())
    row = found.get_queryset(request_of_staff).get()
    may = [getattr(found, f"has_{what}_permission")(request_of_staff) for what in ("view", "add", "change", "delete")]
    assert may == [True, False, False, False]
    pages = [
        found.changelist_view(request_of_staff),
        found.changeform_view(request_of_staff, str(row.pk)),
    ]
    assert ["Fatima Akin" in page.render().content.decode() for page in pages] == [True, True]


def test_who_would_rather_not_is_not_listed(asked, request_of_staff):
    assert list(RoleAskAdmin(RoleAsk, AdminSite()).get_queryset(request_of_staff)) == [asked]


def test_link_of_a_question_is_not_shown(asked, request_of_staff):
    page = RoleAskAdmin(RoleAsk, AdminSite()).changeform_view(request_of_staff, str(asked.pk)).render()
    assert asked.token_hash not in page.content.decode()
