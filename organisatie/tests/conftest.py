import pytest

from organisatie.tests import factories


@pytest.fixture
def ines(linde):
    """Ines, who manages the people of De Linde."""
    return factories.make_ines()


@pytest.fixture
def as_ines(client, ines):
    client.force_login(ines)
    return client


@pytest.fixture
def as_vik(client, vik):
    client.force_login(vik)
    return client
