"""A shared tablet. It may be empty, so SQLite adds the column without making the table anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bevraging", "0006_question_types_and_languages")]
    operations = [
        migrations.AddField(
            model_name="survey",
            name="tablet",
            field=models.PositiveSmallIntegerField(
                editable=False, null=True, verbose_name="uitgave van het tabletadres"
            ),
        ),
    ]
