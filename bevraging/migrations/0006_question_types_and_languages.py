"""More types of questions, promised languages and an easy mode.

SQLite makes a changed table anew, and its triggers go with the old one: all are dropped first and made again after,
now also for what was promised about languages.
"""

from importlib import import_module

from django.db import migrations, models

before = import_module("bevraging.migrations.0002_frozen_after_launch")
CONTENT = "UPDATE OF content, frozen, number, survey_id"
RULES = [
    (
        name,
        when.replace(CONTENT, f"{CONTENT}, languages, translations"),
        table,
        condition.replace("{content}", "{content} OR {languages} OR {translations}"),
    )
    for name, when, table, condition in before.RULES
]


def create(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    changed = "OLD.{0}::text <> NEW.{0}::text" if on_postgresql else "OLD.{0} <> NEW.{0}"
    for name, when, table, condition in RULES:
        for column in ("content", "languages", "translations", "members"):
            condition = condition.replace("{" + column + "}", changed.format(column))
        values = {"name": name, "when": when, "table": table, "refused": before.REFUSED, "condition": condition}
        statements = (before.POSTGRESQL_CHECK, before.POSTGRESQL) if on_postgresql else (before.SQLITE,)
        for statement in statements:
            schema_editor.execute(statement.format(**values), params=None)


class Migration(migrations.Migration):
    dependencies = [("bevraging", "0005_conversations_themes_inventory")]
    operations = [
        migrations.RunPython(before.drop, before.create),
        migrations.AddField(
            model_name="questionnaireversion",
            name="languages",
            field=models.JSONField(blank=True, default=list, verbose_name="talen"),
        ),
        migrations.AddField(
            model_name="questionnaireversion",
            name="translations",
            field=models.JSONField(blank=True, default=dict, verbose_name="vertaalde titel en inleiding"),
        ),
        migrations.AddField(
            model_name="survey",
            name="easy",
            field=models.BooleanField(default=False, verbose_name="makkelijk te lezen"),
        ),
        migrations.AlterField(
            model_name="openanswer",
            name="question",
            field=models.CharField(max_length=48, verbose_name="vraag"),
        ),
        migrations.AlterField(
            model_name="survey",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("start", "startbevraging"),
                    ("pulse", "draagvlakpuls"),
                    ("tryout", "feedback na een try-out"),
                    ("targeted", "gerichte vraag"),
                    ("training", "zelfinschatting bij taaktraining"),
                    ("agreement", "nazicht van afspraken"),
                    ("own", "eigen bevraging"),
                ],
                default="start",
                max_length=10,
                verbose_name="doel",
            ),
        ),
        migrations.RunPython(create, before.drop),
    ]
