"""From which day the sweep has to look at an open survey for a reminder, and indexes for what the sweep looks at."""

from django.db import migrations, models
from django.db.models import F, Q


def look_at_the_open_ones(apps, schema_editor):
    """Since their launch: the first sweep looks at each once, and sets the day itself."""
    surveys = apps.get_model("bevraging", "Survey").objects.using(schema_editor.connection.alias)
    surveys.filter(status="open").update(remind_from=F("launched_at"))


class Migration(migrations.Migration):
    dependencies = [("bevraging", "0002_frozen_after_launch")]
    operations = [
        migrations.AddField(
            "survey",
            "remind_from",
            models.DateTimeField(null=True, editable=False, verbose_name="volgende herinnering niet voor"),
        ),
        migrations.AddIndex(
            "survey", models.Index(fields=["remind_from"], name="survey_remind_from", condition=Q(status="open"))
        ),
        migrations.AddIndex(
            "survey", models.Index(fields=["closed_at"], name="survey_erase_later", condition=Q(status="closed"))
        ),
        migrations.RunPython(look_at_the_open_ones, migrations.RunPython.noop, elidable=True),
    ]
