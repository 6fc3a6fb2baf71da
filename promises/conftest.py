"""Promise tests share one set of services; they are thrown away when the tests are done."""

import os

import pytest


@pytest.fixture(scope="session", autouse=True)
def _services():
    from promises import harness

    harness.INSTANCE = f"promises-{os.getpid()}"
    yield
    harness.stop_services()
