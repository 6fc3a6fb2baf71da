"""De Linde of `world.build`, made once in a test process: it takes some ten seconds, a copy of its database none."""

import pickle
from pathlib import Path

from django.conf import settings
from django.db import connection

from e2e import world
from e2e.world import World
from trajecten.tests.ready_database import lay

_kept: dict[Path, bytes] = {}
"""The file with the database, and what `build` gave."""


def built() -> World:
    """The same as `build()`, for a test that really commits. On another database than SQLite it is made each time."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return world.build()
    file = Path(settings.VAR_DIR) / "wereld.sqlite3"
    if file in _kept:
        lay(file)
        return pickle.loads(_kept[file])  # noqa: S301  (made by this process itself)
    made = world.build()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    _kept[file] = pickle.dumps(made)
    return made
