"""Copying a whole database while it is used, and putting one back at once or not at all, by the database's own means."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from trajecten.safekeeping.archive import BadArchive

Rows = dict[str, int]


def dump(folder: Path) -> tuple[Path, Rows]:
    """A copy of the database in `folder`, as it was at one moment, and how many rows each table had at that moment."""
    return _postgres_dump(folder) if connection.vendor == "postgresql" else _sqlite_dump(folder)


def restore(source: Path) -> None:
    """Replace everything in the database by the copy `source`. Raises BadArchive with what the database said of it."""
    _postgres_restore(source) if connection.vendor == "postgresql" else _sqlite_restore(source)


def count_rows() -> Rows:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {table: _count(cursor, table) for table in sorted(tables)}


def is_empty() -> bool:
    """Nobody's: no tables yet, or no account and no organisation in them."""
    rows = count_rows()
    return not any(rows.get(table, 0) for table in ("organisatie_user", "organisatie_organisation"))


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608  (a name of the database itself)
    return cursor.fetchone()[0]


# --- SQLite --------------------------------------------------------------------------------------


def _sqlite_dump(folder: Path) -> tuple[Path, Rows]:
    """VACUUM INTO: one reading of the whole, writers go on, and nothing of what was erased comes along."""
    target = folder / "databank.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    with closing(sqlite3.connect(target)) as copy:
        tables = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {
            name: copy.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in sorted(tables)
            if not name.startswith("sqlite_")
        }
    return target, rows


def _sqlite_restore(source: Path) -> None:
    """Page by page into the database in use, as one transaction: whoever has it open sees the old or the new."""
    with closing(sqlite3.connect(source)) as copy:
        try:
            said = copy.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise BadArchive(f"De databank in de kopie is beschadigd: {error}") from error
        if said != "ok":
            raise BadArchive(f"De databank in de kopie is beschadigd: {said}")
        connection.ensure_connection()
        copy.backup(connection.connection)
    connection.close()


# --- PostgreSQL ----------------------------------------------------------------------------------

EMPTY_SCHEMA = """
DROP SCHEMA IF EXISTS public CASCADE;
CREATE SCHEMA public;
ALTER SCHEMA public OWNER TO pg_database_owner;
GRANT USAGE ON SCHEMA public TO PUBLIC;
"""
"""As a new database of PostgreSQL 15 has it."""


def _postgres_dump(folder: Path) -> tuple[Path, Rows]:
    """pg_dump and our counts look at the same moment: they share a snapshot."""
    target = folder / "databank.dump"
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        rows = count_rows()
        options = ["--format=custom", "--no-owner", "--no-privileges"]
        _run("pg_dump", *options, f"--snapshot={snapshot}", f"--file={target}")
    return target, rows


def _postgres_restore(source: Path) -> None:
    """Everything in one transaction: the old is gone and the new is there, or nothing happened."""
    empty, body = source.with_suffix(".empty.sql"), source.with_suffix(".sql")
    empty.write_text(EMPTY_SCHEMA)
    _run("pg_restore", "--no-owner", "--no-privileges", f"--file={body}", str(source), connected=False)
    connection.close()
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    _run("psql", *options, f"--file={empty}", f"--file={body}")


def _run(tool: str, *words: str, connected: bool = True) -> None:
    if shutil.which(tool) is None:
        raise BadArchive(f"Het programma {tool} staat niet op deze machine (apt-get install postgresql-client).")
    settings = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    address = {name: str(settings[key]) for name, key in names.items() if settings.get(key)} if connected else {}
    done = subprocess.run(  # noqa: S603  (our own words; the tool is found on the path of the administrator)
        [tool, *words], env={**os.environ, **address}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "zonder uitleg")
        raise BadArchive(f"{tool} stopte: {last.strip()}")
