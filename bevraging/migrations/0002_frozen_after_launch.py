"""After launch the promise to respondents may not change, whoever writes: the database itself refuses it.

Triggers, because a check constraint cannot compare the old row with the new one.
"""

from django.db import migrations

REFUSED = "frozen after launch"

# (name, when, table, condition for refusing); OLD and NEW mean the same in both databases.
LAUNCHED = "(SELECT status FROM bevraging_survey WHERE id = {row}.survey_id) <> 'draft'"
RULES = [
    (
        "survey_frozen",
        "UPDATE OF mode, min_group, min_text, digest, project_id",
        "bevraging_survey",
        "OLD.status <> 'draft' AND (OLD.mode <> NEW.mode OR OLD.min_group <> NEW.min_group"
        " OR OLD.min_text <> NEW.min_text OR OLD.digest <> NEW.digest OR OLD.project_id <> NEW.project_id)",
    ),
    (
        "survey_no_way_back",
        "UPDATE OF status",
        "bevraging_survey",
        "(OLD.status <> 'draft' AND NEW.status = 'draft')"
        " OR (OLD.status IN ('closed', 'published', 'erased') AND NEW.status = 'open')"
        " OR (OLD.status = 'erased' AND NEW.status <> 'erased')",
    ),
    (
        "questionnaire_frozen",
        "UPDATE OF content, frozen, number, survey_id",
        "bevraging_questionnaireversion",
        "OLD.frozen AND (NOT NEW.frozen OR {content} OR OLD.number <> NEW.number OR OLD.survey_id <> NEW.survey_id)",
    ),
    (
        "questionnaire_no_addition",
        "INSERT",
        "bevraging_questionnaireversion",
        LAUNCHED.format(row="NEW"),
    ),
    (
        "segment_frozen",
        "UPDATE OF survey_id, dimension, code, label, members, invited",
        "bevraging_surveysegment",
        LAUNCHED.format(row="OLD") + " AND (OLD.survey_id <> NEW.survey_id OR OLD.dimension <> NEW.dimension"
        " OR OLD.code <> NEW.code OR OLD.label <> NEW.label OR OLD.invited <> NEW.invited OR {members})",
    ),
    ("segment_no_addition", "INSERT", "bevraging_surveysegment", LAUNCHED.format(row="NEW")),
    (
        "participant_frozen",
        "UPDATE OF survey_id, location, function",
        "bevraging_participant",
        LAUNCHED.format(row="OLD") + " AND (OLD.survey_id <> NEW.survey_id OR OLD.location <> NEW.location"
        " OR OLD.function <> NEW.function)",
    ),
]
SQLITE = """CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{refused}: {table}'); END"""
# PostgreSQL allows no subquery in WHEN: the condition goes into a function of its own.
POSTGRESQL_CHECK = """CREATE FUNCTION bevraging_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {condition} THEN
    RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = '{refused}: {table}';
  END IF;
  RETURN NEW;
END $$"""
POSTGRESQL = """CREATE TRIGGER {name} BEFORE {when} ON {table} FOR EACH ROW EXECUTE FUNCTION bevraging_{name}()"""


def create(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    changed = "OLD.{0}::text <> NEW.{0}::text" if on_postgresql else "OLD.{0} <> NEW.{0}"
    for name, when, table, condition in RULES:
        values = {
            "name": name,
            "when": when,
            "table": table,
            "refused": REFUSED,
            "condition": condition.replace("{content}", changed.format("content")).replace(
                "{members}", changed.format("members")
            ),
        }
        for statement in (POSTGRESQL_CHECK, POSTGRESQL) if on_postgresql else (SQLITE,):
            schema_editor.execute(statement.format(**values), params=None)


def drop(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    for name, _when, table, _condition in RULES:
        schema_editor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if on_postgresql else ""), params=None)
        if on_postgresql:
            schema_editor.execute(f"DROP FUNCTION bevraging_{name}()", params=None)


class Migration(migrations.Migration):
    dependencies = [("bevraging", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
