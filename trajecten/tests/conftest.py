"""What tests of the core share: a world around a gate of fake steps."""

import pytest

from trajecten.steps import replaced
from trajecten.tests.factories import make_decider, make_project
from trajecten.tests.gate_world import Facts, World, fake_steps, in_preparation


@pytest.fixture
def world(linde, lies):
    """A project of Lies in step 1 of fake steps, everything in order, Dirk decides."""
    facts = Facts()
    dirk = make_decider(linde)
    with fake_steps(facts):
        yield World(make_project(linde, lies, dirk), lies, dirk, facts)


@pytest.fixture
def project_in_preparation(linde, lies):
    """A project in a step that only has its page «wordt voorbereid»."""
    with replaced(in_preparation(1)):
        yield make_project(linde, lies)
