"""Results that are published already get their edition, so that they are drawn once as well."""

import uuid

from django.db import migrations, models


def give(apps, schema_editor):
    Survey = apps.get_model("bevraging", "Survey")
    for pk in Survey.objects.filter(status="published").values_list("pk", flat=True):
        Survey.objects.filter(pk=pk).update(edition=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("bevraging", "0003_reminder_look")]
    operations = [
        # Nullable without a default: SQLite then adds a column, in place of a new table without our triggers.
        migrations.AddField(
            "survey",
            "edition",
            models.UUIDField(editable=False, null=True, verbose_name="uitgave van de resultaten"),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
