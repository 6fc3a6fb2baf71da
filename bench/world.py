"""Where the benchmarks run: a migrated database that is copied for each, keys, static files, a folder of its own."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

from bench.tools import ROOT
from promises.harness import sql

KEYS = {
    f"{part}_KEY": f"bench-{part.lower()}-key-of-fifty-characters-0123456789-abcde"
    for part in ("SECRET", "LINK", "SEAL")
}


class World:
    """Everything that is the same for all benchmarks; gone when it ends."""

    def __init__(self, database_url: str) -> None:
        self.base = database_url.rpartition("/")[0]
        self.folder = Path(tempfile.mkdtemp(prefix="trajecten-bench-"))
        self.template = f"bench_{uuid.uuid4().hex[:8]}"
        self.env = {
            **os.environ,
            **KEYS,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "trajecten.settings",
            "VAR_DIR": str(self.folder),
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": "1",
            "EMAIL_USE_TLS": "false",
            "SITE_URL": "http://127.0.0.1:8000",
            # What a production installation writes down, and how.
            "LOG_LEVEL": "INFO",
            "LOG_JSON": "true",
        }

    def __enter__(self) -> "World":
        self._sql(f'CREATE DATABASE "{self.template}"')
        for command in (["migrate", "-v0", "--skip-checks"], ["collectstatic", "--noinput", "-v0"]):
            environment = {**self.env, "DATABASE_URL": f"{self.base}/{self.template}"}
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        return self

    def __exit__(self, *_failure: object) -> None:
        self._sql(f'DROP DATABASE IF EXISTS "{self.template}" WITH (FORCE)')
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextlib.contextmanager
    def copy(self, name: str) -> Iterator[dict[str, str]]:
        """The environment of one benchmark, with a database of its own."""
        database = f"{self.template}_{name}"
        self._sql(f'CREATE DATABASE "{database}" TEMPLATE "{self.template}"')
        try:
            yield {**self.env, "DATABASE_URL": f"{self.base}/{database}"}
        finally:
            self._sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def _sql(self, statement: str) -> None:
        sql(f"{self.base}/postgres", statement)
