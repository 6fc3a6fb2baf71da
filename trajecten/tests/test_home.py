"""Where somebody of several organisations begins after signing in: where a project runs, not in the first by name."""

import pytest

from organisatie.middleware import SESSION_KEY
from organisatie.tests.factories import PASSWORD, make_membership, make_organisation
from trajecten import workspace
from trajecten.models import Project
from trajecten.tests.factories import make_project

pytestmark = pytest.mark.django_db
LOGIN = "/aanmelden/"


@pytest.fixture
def two(linde, noor):
    """Noor reads at De Linde and at Aarde, which comes first by name and where nothing runs."""
    aarde = make_organisation("Aarde")
    make_membership(noor, aarde, "reader")
    return aarde, linde


def sign_in(client, user):
    client.post(LOGIN, {"login": user.email, "password": PASSWORD})


def test_signing_in_begins_where_a_project_runs(client, noor, two):
    _aarde, linde = two
    project = make_project(linde)
    sign_in(client, noor)
    assert client.session[SESSION_KEY] == linde.pk
    assert project.title in client.get("/vandaag/").content.decode()


def test_signing_in_where_nothing_runs_begins_with_the_first_by_name(client, noor, two):
    aarde, _linde = two
    sign_in(client, noor)
    assert client.get("/vandaag/").wsgi_request.organisation.pk == aarde.pk


def test_stopped_project_makes_no_home(noor, two):
    _aarde, linde = two
    make_project(linde)
    Project.objects.update(status=Project.Status.STOPPED)
    assert workspace.home_of(noor) is None


def test_project_of_strangers_makes_no_home(vik, linde):
    make_project(linde)
    assert workspace.home_of(vik) is None


def test_signing_in_keeps_what_was_chosen_in_this_session(client, noor, two):
    aarde, linde = two
    make_project(linde)
    session = client.session
    session[SESSION_KEY] = aarde.pk
    session.save()
    sign_in(client, noor)
    assert client.session[SESSION_KEY] == aarde.pk
