"""A database that was made before: every migration of the house takes half a minute of a processor, a copy a second.

The copy stays in `var/testdatabase/` under a name that says from which migrations and which Django it was made: a file of
SQLite, and what `pg_dump` writes for PostgreSQL. Of several test processes one makes it, the others wait and take it over.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path

import pytest

FOLDER = Path("var/testdatabase")
PATIENCE = 20
"""Seconds that a test may still write after its end."""
NAMED = "READY_DATABASE"
"""The variable that tells other processes of a test which copy is meant: its path without an ending."""
_turn: list[TextIOWrapper] = []


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings, django_db_blocker) -> bool:
    """True when a file of SQLite was laid in its place: Django then does only what comes after the migrations."""
    from django.db import connection

    ready, database = ready_file(connection.vendor), connection.settings_dict
    _take_turn()
    if not ready.exists():
        return False  # this process makes it; the others wait until `django_db_setup` is done
    if connection.vendor == "sqlite":
        shutil.copyfile(ready, database["TEST"]["NAME"])
    else:
        with django_db_blocker.unblock():
            database["TEST"]["TEMPLATE"] = _template(connection, ready)
    _give_turn()
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker):
    from django.db import connection

    ready = ready_file(connection.vendor)
    with django_db_blocker.unblock():
        if not ready.exists():
            _keep(connection, ready)
        # Asked of SQLite once in a process, in three statements: not while a test counts those of its own.
        assert connection.features.supports_json_field
    _give_turn()
    with pytest.MonkeyPatch.context() as patch:
        if connection.vendor == "sqlite":
            _copy_back(patch, ready)
        yield


def ready_file(vendor: str) -> Path:
    """Where the copy for this kind of database stands, or will stand."""
    return Path(os.environ[NAMED] + (".sqlite3" if vendor == "sqlite" else ".sql"))


def name_it() -> None:
    """From here on the copy has a name; needs the apps."""
    import django
    from django.apps import apps

    made_of = hashlib.sha256(django.__version__.encode())
    for app in sorted(apps.get_app_configs(), key=lambda one: one.label):
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            made_of.update(file.read_bytes())
    made_of.update(Path("trajecten/triggers.py").read_bytes())
    os.environ[NAMED] = str(FOLDER.resolve() / made_of.hexdigest()[:20])


def _take_turn() -> None:
    """One process at a time; a process that falls gives its turn by itself."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _turn.append((FOLDER / ".beurt").open("w"))
    fcntl.flock(_turn[-1], fcntl.LOCK_EX)


def _give_turn() -> None:
    while _turn:
        _turn.pop().close()


def _keep(connection, ready: Path) -> None:
    """Write the copy, at once: another run finds a whole one or none. Without `pg_dump` there is none."""
    half = ready.with_suffix(f".{os.getpid()}")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(half)])
    elif shutil.which("pg_dump") is None or _tool(connection, "pg_dump", "--no-owner", f"--file={half}").returncode:
        half.unlink(missing_ok=True)
        return
    half.replace(ready)


def _template(connection, ready: Path) -> str | None:
    """The name of a database in this cluster that holds the copy; None when it could not be laid there."""
    name, half = f"ready_{ready.stem}", f"half_{ready.stem}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return name
        cursor.execute(f'DROP DATABASE IF EXISTS "{half}"')
        cursor.execute(f'CREATE DATABASE "{half}"')
        quiet = ("--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={ready}")
        if shutil.which("psql") is None or _tool(connection, "psql", *quiet, name=half).returncode:
            cursor.execute(f'DROP DATABASE "{half}"')
            return None
        cursor.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
    return name


def _tool(connection, tool: str, *words: str, name: str = "") -> subprocess.CompletedProcess:
    """A program of PostgreSQL, on the database of now or the one with this name."""
    parameters = connection.settings_dict
    given = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    named = {key: str(parameters[part]) for key, part in given.items() if parameters[part]}
    env = {**os.environ, **named, "PGDATABASE": name or parameters["NAME"]}
    return subprocess.run([tool, *words], env=env, stdout=subprocess.DEVNULL, check=False)  # noqa: S603  (ours)


def _copy_back(patch: pytest.MonkeyPatch, ready: Path) -> None:
    """After a test that really commits: the copy over the database, instead of each of its tables emptied by name."""
    from django.test import TransactionTestCase

    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _test: lay(ready))


def lay(file: Path) -> None:
    """The database of SQLite is as this file. Raises TimeoutError when somebody goes on writing in it."""
    from django.db import connection

    until = time.monotonic() + PATIENCE

    def late(*_progress) -> None:
        if time.monotonic() > until:
            raise TimeoutError("The test database is still being written.")

    connection.close()
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as source:
        source.backup(connection.connection, progress=late)
