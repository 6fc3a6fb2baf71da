"""What every test may lean on: settings for tests, the four people, and a browser.

The people are always the same. Lies leads projects at De Linde, Bram is her ambassador, Noor only reads,
and Vik works for another organisation, Het Anker, and must never see anything of De Linde.
"""

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.test import override_settings

_var = pytest.StashKey[tempfile.TemporaryDirectory]()

CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


# --- Settings ----------------------------------------------------------------------------------
# pytest-django reads settings.py before this file: what depends on the environment is replaced here, so that
# neither a developer's .env nor the folder var/ plays a part in a test.


def pytest_configure(config):
    from django.conf import settings

    config.stash[_var] = tempfile.TemporaryDirectory(prefix="trajecten-test-", ignore_cleanup_errors=True)
    var = Path(config.stash[_var].name)
    override_settings(**_settings_for_tests(var)).enable()
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        # A file, not memory: several connections, as in real life. Losing it in a power cut is fine here.
        database["TEST"]["NAME"] = str(var / "test.sqlite3")
        database["OPTIONS"]["init_command"] = database["OPTIONS"]["init_command"].replace(
            "synchronous=FULL", "synchronous=OFF"
        )
    from trajecten.catalogues import compile_catalogues

    compile_catalogues()


def pytest_unconfigure(config):
    if var := config.stash.get(_var, None):
        var.cleanup()


def _settings_for_tests(var: Path) -> dict:
    broker = {name: str(var / name) for name in ("wachtrij", "sturing", "verwerkt")}
    for folder in broker.values():
        Path(folder).mkdir()
    return {
        "DEBUG": False,
        "SECRET_KEY": "test-secret-key-of-fifty-characters-0123456789-abcdefgh",
        "LINK_KEY": "test-link-key-of-fifty-characters-0123456789-abcdefghij",
        "SEAL_KEY": "test-seal-key-of-fifty-characters-0123456789-abcdefghij",
        "SITE_URL": "http://localhost:8000",
        "SITE_HOST": "localhost",
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1"],
        "VAR_DIR": var,
        "MEDIA_ROOT": var / "bestanden",
        "MAILBOX_ON": True,
        "MAILBOX_DIR": var / "postvak",
        "EMBEDDED": True,
        "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "CACHES": {
            "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
            "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
            "results": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "results"},
            "paper": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "paper"},
        },
        # Hashed names need collectstatic first; a test reads the files as they are.
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        "STATIC_ROOT": var / "static",
        "WHITENOISE_AUTOREFRESH": True,
        "WHITENOISE_USE_FINDERS": True,
        "CELERY_BROKER_URL": "filesystem://localhost",
        "CELERY_BROKER_TRANSPORT_OPTIONS": {
            "data_folder_in": broker["wachtrij"],
            "data_folder_out": broker["wachtrij"],
            "control_folder": broker["sturing"],
            "processed_folder": broker["verwerkt"],
            "store_processed": False,
        },
    }


@pytest.fixture(autouse=True)
def _empty_caches():
    """Rate limits, rendered pages and papers of one test never reach the next."""
    from django.core.cache import caches

    from bevraging.actions import answering

    yield
    answering.forget_papers()
    for name in ("default", "pages", "results", "paper"):
        caches[name].clear()


# --- A database that was made before --------------------------------------------------------------
# Making one takes every migration of the house, a quarter of a minute. On SQLite a copy of the empty one stays in var/,
# under a name that says from which migrations and which Django it was made.


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings) -> bool:
    """True when the copy is there: then only what comes after the migrations is done again."""
    from django.conf import settings

    ready = _empty_database()
    if ready is None or not ready.exists():
        return False
    shutil.copyfile(ready, settings.DATABASES["default"]["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    from django.db import connection

    ready = _empty_database()
    if ready is not None and not django_db_keepdb:
        ready.parent.mkdir(parents=True, exist_ok=True)
        half = ready.with_suffix(f".{os.getpid()}")
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(half)])
        half.replace(ready)  # at once: another run finds a whole one or none


def _empty_database() -> Path | None:
    """Where the copy is; None on another database than SQLite."""
    import django
    from django.apps import apps
    from django.conf import settings

    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return None
    made_of = hashlib.sha256(django.__version__.encode())
    for app in sorted(apps.get_app_configs(), key=lambda one: one.label):
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            made_of.update(file.read_bytes())
    made_of.update(Path("trajecten/triggers.py").read_bytes())
    return Path("var/testdatabase").resolve() / f"{made_of.hexdigest()[:20]}.sqlite3"


# --- People ------------------------------------------------------------------------------------


@pytest.fixture
def linde(db):
    """De Linde: the organisation where everything happens."""
    return _people().make_organisation("De Linde")


@pytest.fixture
def anker(db):
    """Het Anker: another organisation, that must never see anything of De Linde."""
    return _people().make_organisation("Het Anker")


@pytest.fixture
def lies(linde):
    """Project lead at De Linde."""
    return _people().make_lies()


@pytest.fixture
def bram(linde):
    """Ambassador at De Linde: reads the organisation; what more he may do, a project says."""
    return _people().make_bram()


@pytest.fixture
def noor(linde):
    """Reader at De Linde: sees, never writes."""
    return _people().make_noor()


@pytest.fixture
def vik(anker):
    """Project lead at Het Anker: a stranger to De Linde."""
    return _people().make_vik()


def _people():
    from organisatie.tests import factories  # models can be imported only once Django is set up

    return factories


# --- Browser -----------------------------------------------------------------------------------
# Debian's own Chromium, driven by Playwright. A test with one of these fixtures carries the mark `browser`.


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    # Before the words of -m are applied, so that `-m "not browser"` leaves them out.
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            # Debian's Chromium goes away by itself once in some thousand pages: no fault of ours, seen once it is tried
            # again. Any other failure counts at once.
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TargetClosedError"]))


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


@pytest.fixture(scope="module")
def chromium():
    """A running Chromium. Django may be called beside Playwright's event loop as long as it runs."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("Chromium is missing: apt-get install chromium, or leave these out with make test-fast.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        flags = [*CHROMIUM_FLAGS, *sandbox]
        browser = Chromium(lambda: playwright.chromium.launch(executable_path=path, args=flags))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server, settings):
    """open_page(**context options) -> a fresh page of its own context, on the running product.

    Afterwards the page may not have broken the content security policy, nor thrown an error.
    """
    settings.SITE_URL = live_server.url
    problems, contexts = [], []

    def heard(message):
        if "Content Security Policy" in message.text:
            problems.append(message.text)

    def open_(**options):
        options = {"viewport": {"width": 1280, "height": 800}, **options}
        context = chromium.new_context(
            base_url=live_server.url, locale="nl-BE", timezone_id="Europe/Brussels", **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.on("console", heard)
        context.on("weberror", lambda error: problems.append(str(error.error)))
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def page(open_page):
    """A desktop page, 1280 wide."""
    return open_page()


@pytest.fixture
def phone(open_page):
    """A phone, 390 x 844, with touch."""
    return open_page(**PHONE)


@pytest.fixture
def phone_without_js(open_page):
    """The same phone with JavaScript off: everything for respondents must work on it."""
    return open_page(**PHONE, java_script_enabled=False)


PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}


@pytest.fixture
def sign_in(live_server):
    """sign_in(page, user): the page goes on as `user`, without walking through the sign-in screens."""
    from django.conf import settings
    from django.test import Client

    def sign_in_(page, user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
        return page

    return sign_in_


@pytest.fixture
def axe():
    """axe(page): no accessibility violation on the page as it stands now, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe

    def axe_(page, schemes=("light", "dark")):
        found = []
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            violations = Axe().run(page).response["violations"]
            found += [
                f"{scheme} {page.url}: {violation['id']} ({violation['help']}) at {node['target']}: {node['html']}"
                for violation in violations
                for node in violation["nodes"]
            ]
        page.emulate_media(color_scheme=None, reduced_motion=None)
        assert found == []

    return axe_
