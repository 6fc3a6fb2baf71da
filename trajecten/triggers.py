"""Rules that no constraint can tell, given to the database itself: on SQLite and PostgreSQL from one condition.

For migrations only. A trigger goes when SQLite makes its table anew: a later migration that alters such a table has to
create it again.
"""

from dataclasses import dataclass
from typing import Any

from django.db import migrations

SQLITE = """CREATE TRIGGER {name} {moment} ON {table} FOR EACH ROW WHEN {condition}
BEGIN SELECT RAISE(ABORT, 'refused: {name}'); END"""
FUNCTION = """CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {condition} THEN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = 'refused: {name}';
  END IF;
  RETURN NEW;
END $$"""
POSTGRESQL = "CREATE TRIGGER {name} {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


@dataclass(frozen=True)
class Refusal:
    """The database refuses a row when `condition` (plain SQL over NEW and OLD) holds; it raises IntegrityError."""

    name: str
    table: str
    moment: str
    """«BEFORE UPDATE» or «BEFORE INSERT»; in the latter NEW.id is not known yet."""
    condition: str

    def create(self, _apps: Any, schema_editor: Any) -> None:
        words = {"name": self.name, "table": self.table, "moment": self.moment, "condition": self.condition}
        on_postgresql = schema_editor.connection.vendor == "postgresql"
        for statement in (FUNCTION, POSTGRESQL) if on_postgresql else (SQLITE,):
            schema_editor.execute(statement.format(**words), params=None)

    def drop(self, _apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {self.name} ON {self.table}", params=None)
            schema_editor.execute(f"DROP FUNCTION {self.name}()", params=None)
        else:
            schema_editor.execute(f"DROP TRIGGER {self.name}", params=None)

    @property
    def operation(self) -> migrations.RunPython:
        return migrations.RunPython(self.create, self.drop, elidable=False)


def changed(*columns: str) -> str:
    """SQL: one of these columns gets another value."""
    return "(" + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns) + ")"
