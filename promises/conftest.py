"""Promise tests share one set of services, that of their process; they are thrown away when the tests are done."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def _services():
    from promises import harness

    yield
    harness.stop_services()
