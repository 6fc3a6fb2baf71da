"""Debian's own Chromium, driven by Playwright: started for the first test that wants it, gone before one that does not.

Django may be called beside Playwright's event loop as long as it runs; other tests run without that loop.
"""

import os
import shutil
from contextlib import ExitStack

import pytest

FLAGS = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


class Chromium:
    """A running Chromium; started anew when it went away."""

    def __init__(self, launch) -> None:
        self._launch, self._browser = launch, launch()

    def new_context(self, **options):
        if not self._browser.is_connected():
            self._browser = self._launch()
        return self._browser.new_context(**options)

    def close(self) -> None:
        self._browser.close()


_running: list[tuple[Chromium, ExitStack]] = []


@pytest.fixture
def chromium() -> Chromium:
    """The same one as long as the next test wants it too."""
    if not _running:
        with ExitStack() as stack:
            started = _start(stack)
            _running.append((started, stack.pop_all()))
    return _running[0][0]


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem):
    if nextitem is None or "chromium" not in getattr(nextitem, "fixturenames", ()):
        _stop()


def pytest_unconfigure():
    _stop()


def _start(stack: ExitStack) -> Chromium:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("Chromium is missing: apt-get install chromium, or leave these out with make test-fast.")
    patch = stack.enter_context(pytest.MonkeyPatch.context())
    playwright = stack.enter_context(sync_playwright())
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    _keep_files(patch)
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    started = Chromium(lambda: playwright.chromium.launch(executable_path=path, args=[*FLAGS, *sandbox]))
    stack.callback(started.close)
    return started


def _stop() -> None:
    while _running:
        _running.pop()[1].close()


def _keep_files(patch: pytest.MonkeyPatch) -> None:
    """A browser keeps our files as it does with those of a server; otherwise it asks for twenty of them on each page."""
    from django.contrib.staticfiles.handlers import StaticFilesHandlerMixin

    serve = StaticFilesHandlerMixin.serve

    def kept(self, request):
        answer = serve(self, request)
        answer["Cache-Control"] = "max-age=600"
        return answer

    patch.setattr(StaticFilesHandlerMixin, "serve", kept)
