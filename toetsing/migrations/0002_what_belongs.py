"""A version that is tried, found about or adjusted is one of that very concept."""

from django.db import migrations

from trajecten.triggers import Refusal


def _strays(column: str) -> str:
    own = f"SELECT 1 FROM toetsing_conceptversion v WHERE v.id = NEW.{column} AND v.concept_id = NEW.concept_id"
    return f"NEW.{column} IS NOT NULL AND NOT EXISTS ({own})"


FINDING = f"{_strays('version_id')} OR {_strays('adjusted_in_id')}"
REFUSALS = [
    Refusal("toetsing_tried_own_version", "toetsing_roundconcept", "BEFORE INSERT", _strays("version_id")),
    Refusal("toetsing_tried_own_version_later", "toetsing_roundconcept", "BEFORE UPDATE", _strays("version_id")),
    Refusal("toetsing_finding_own_version", "toetsing_finding", "BEFORE INSERT", FINDING),
    Refusal("toetsing_finding_own_version_later", "toetsing_finding", "BEFORE UPDATE", FINDING),
]


class Migration(migrations.Migration):
    dependencies = [("toetsing", "0001_initial")]
    operations = [refusal.operation for refusal in REFUSALS]
