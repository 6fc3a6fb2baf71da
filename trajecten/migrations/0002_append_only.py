"""What was asked, seen, decided and done is written once, whoever writes: the database itself refuses a change.

Deleting is left to the models (PROTECT, append-only managers): a test database has to be emptied. Columns that point
at a person stay free, so that an account can be removed from thresholds and history.
"""

from django.db import migrations

REFUSED = "append-only"
TABLES = {
    "trajecten_snapshot": "request_id, content, sha256, engine_version, at",
    "trajecten_waiver": "snapshot_id, code, reason, measure, owner_id, expires_on, by_id, at",
    "trajecten_gatedecision": "request_id, outcome, back_to, decided_by_id, at, reason, turn, replaces_id, sha256",
    "trajecten_reopening": "project_id, from_step, to_step, reason, turn, by_id, at",
    "trajecten_threshold": "project_id, code, value, before, reason, at",
    "trajecten_event": "organisation_id, project_id, verb, data, at",
}
SQLITE = """CREATE TRIGGER {table}_once BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW
BEGIN SELECT RAISE(ABORT, '{refused}: {table}'); END"""
FUNCTION = """CREATE FUNCTION trajecten_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = '{refused}: ' || TG_TABLE_NAME;
END $$"""
POSTGRESQL = """CREATE TRIGGER {table}_once BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION trajecten_append_only()"""


def create(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    if on_postgresql:
        schema_editor.execute(FUNCTION.format(refused=REFUSED), params=None)
    for table, columns in TABLES.items():
        statement = POSTGRESQL if on_postgresql else SQLITE
        schema_editor.execute(statement.format(table=table, columns=columns, refused=REFUSED), params=None)


def drop(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_once" + (f" ON {table}" if on_postgresql else ""), params=None)
    if on_postgresql:
        schema_editor.execute("DROP FUNCTION trajecten_append_only()", params=None)


class Migration(migrations.Migration):
    dependencies = [("trajecten", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
