"""What every test may lean on: settings for tests, the four people, and a browser.

The people are always the same. Lies leads projects at De Linde, Bram is her ambassador, Noor only reads,
and Vik works for another organisation, Het Anker, and must never see anything of De Linde.
"""

import re
import tempfile
from pathlib import Path

import pytest
from django.test import override_settings

pytest_plugins = ["trajecten.tests.ready_database", "trajecten.tests.chromium", "trajecten.tests.order"]
DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
"""Who asks for one of these touches the database."""
AGAIN = re.compile(
    r"test_(schema|models|.*migration|.*clicks|.*properties|.*once|outbox|.*retention|safekeeping|noting|runs|admin"
    r"|answering|tallying|results_counted|results_filter|coverage|measures|recurrence|returning|spread|matrix|places)"
)
"""Files about what a database does in its own way: rules, locks, JSON, grouping, files. So do tests that really commit, and the story."""
_var = pytest.StashKey[tempfile.TemporaryDirectory]()


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
    from trajecten.tests import ready_database

    compile_catalogues()
    ready_database.name_it()


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
# A test with one of these fixtures carries the mark `browser`.


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    # Before the words of -m are applied, so that `-m "not browser"` leaves them out.
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            # Debian's Chromium goes away by itself once in some thousand pages: no fault of ours, seen once it is tried
            # again. Any other failure counts at once.
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TargetClosedError"]))
        touched = DATABASE.intersection(getattr(item, "fixturenames", ()))
        if not touched and not any(item.get_closest_marker(name) for name in ("django_db", "promise")):
            item.add_marker(pytest.mark.plain)
        elif item.path.name.startswith("test_views"):
            item.add_marker(pytest.mark.page)
        elif _again(item):
            item.add_marker(pytest.mark.again)


def _again(item) -> bool:
    """Whether it runs on SQLite as well: docs/decisions/0047-two-databases.md."""
    mark = item.get_closest_marker("django_db")
    commits = "transactional_db" in item.fixturenames or bool(mark and mark.kwargs.get("transaction"))
    return commits or item.path.parent.name == "story" or bool(AGAIN.match(item.path.name))


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
