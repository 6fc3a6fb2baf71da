"""A dossier is written once, whoever writes: the database itself refuses a change."""

from django.db import migrations

from trajecten.triggers import Refusal, changed

TABLE = "trajecten_gatedossier"
ONCE = Refusal(f"{TABLE}_once", TABLE, "BEFORE UPDATE", changed("decision_id", "content", "sha256", "at"))


class Migration(migrations.Migration):
    dependencies = [("trajecten", "0003_dossier")]
    operations = [ONCE.operation]
