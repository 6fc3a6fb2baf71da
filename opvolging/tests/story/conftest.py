"""The whole story of the demo, told once for this folder: built through the same actions as the screens."""

import pytest
from django.db import connection, transaction

from opvolging.demo import gates
from opvolging.tests.test_demo import booked, run
from trajecten import gate
from trajecten.models import Project


@pytest.fixture(scope="package")
def story(django_db_setup, django_db_blocker):
    """It stands for all files here, because it takes a while. Gives what gate 3 said when step 2 was opened again."""
    opening, seen = gate.reopen, {}

    def reopen(*, project: Project, **how):
        seen["gate 3"] = gate.status_of(project)
        return opening(project=project, **how)

    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(gates.gate, "reopen", reopen)
        run()
        connection.check_constraints()  # once, here: else PostgreSQL looks at all that waits at the end of every test
        yield seen
        transaction.set_rollback(True)


@pytest.fixture
def project(story, db) -> Project:
    return booked()
