"""The project, a concept with a file, a round in preparation, and who looks: for tests that define none of their own."""

import pytest

from toetsing.tests import files
from toetsing.tests.factories import make_concept, make_ready_project, make_round, make_testers
from toetsing.tests.files import upload
from trajecten.models import ProjectRole


@pytest.fixture
def project(linde, lies):
    project = make_ready_project()
    ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lies)
    return project


@pytest.fixture
def concept(project):
    found = make_concept(project=project)
    version = found.versions.get()
    version.file, version.file_name = upload("x.pdf", files.PDF), "blad.pdf"
    version.save()
    return found


@pytest.fixture
def planned(project, concept):
    testers = make_testers(project, ("Aalst", "Zorg", 3), ("Gent", "Keuken", 2))
    return make_round(project=project, people=testers, concepts=[concept])


@pytest.fixture
def as_lies(client, lies):
    client.force_login(lies)
    return client


@pytest.fixture
def as_noor(client, noor):
    client.force_login(noor)
    return client
