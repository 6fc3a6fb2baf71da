"""A colleague of De Linde, and another project there: for tests of step 5 that define none of their own."""

import pytest

from bevraging.tests.factories import make_project
from organisatie.tests.factories import make_employee


@pytest.fixture
def an(linde):
    return make_employee(linde, "An Peeters")


@pytest.fixture
def elsewhere(linde):
    """Another project of the same organisation."""
    return make_project(slug="ander-traject")
