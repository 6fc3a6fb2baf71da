"""What tests of step 2 share: a project of Lies in step 2, and Dirk who decides."""

import pytest
from django.utils import timezone

from fundament.tests.factories import make_asked, make_proposal
from trajecten.tests.factories import make_decider, make_project


@pytest.fixture
def dirk(linde):
    """Dirk reads at De Linde, and can be asked to decide."""
    return make_decider(linde)


@pytest.fixture
def project(linde, lies, dirk):
    return make_project(linde, lies, dirk, step=2)


@pytest.fixture
def as_(client):
    """as_(user): a browser in which this person is signed in."""

    def as__(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as__


@pytest.fixture
def proposal(project, lies, dirk):
    """A whole proposal, with a task."""
    made = make_proposal(project, driver=lies, decider=dirk)
    made.tasks.create(what="Toestellen kopen", who="ICT", due_on=timezone.localdate())
    return made


@pytest.fixture
def asked(project, lies, dirk):
    return make_asked(project, driver=lies, decider=dirk)
