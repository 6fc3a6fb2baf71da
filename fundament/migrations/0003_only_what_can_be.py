"""No decision that cannot be, and never two versions in force at one place: what the doors hold, the database holds too.

Triggers and no constraints: each of these rules looks at other rows, and a constraint would make the table anew on SQLite,
without the triggers of 0002. Rows of before are first brought to what they meant.
"""

from django.db import migrations
from django.db.models import F

from trajecten.triggers import Refusal

DECISION, IN_FORCE = "fundament_decision", "fundament_inforce"
TAKES = "OLD.status = 'proposal' AND NEW.status = 'taken'"
WEIGHED = "SELECT COUNT(*) FROM fundament_decisionoption o WHERE o.decision_id = NEW.id AND o.plus <> '' AND o.minus <> ''"
BARE = "SELECT 1 FROM fundament_decisionoption o WHERE o.decision_id = NEW.id AND (o.plus = '' OR o.minus = '')"
HEARD = "SELECT 1 FROM fundament_decisionparty p WHERE p.decision_id = NEW.id AND p.part = 'consulted' AND p.does_the_work"
DECIDES_ALONE = "NEW.driver_id IS NOT NULL AND NEW.driver_id = NEW.decider_id"
SETTLED = "NEW.status IN ('taken', 'reviewed', 'superseded')"
FORMER = "SELECT 1 FROM fundament_decision d WHERE d.id = NEW.supersedes_id AND d.project_id = NEW.project_id AND d.number < NEW.number"  # fmt: skip
NEXT = "SELECT 1 FROM fundament_decision d WHERE d.supersedes_id = NEW.id AND (d.project_id <> NEW.project_id OR d.number <= NEW.number)"  # fmt: skip
NOT_EARLIER = f"NEW.supersedes_id IS NOT NULL AND NOT EXISTS ({FORMER})"
SOMEWHERE = "SELECT 1 FROM fundament_inforce o WHERE o.agreement_id = NEW.agreement_id AND (o.location_id IS NULL) <> (NEW.location_id IS NULL)"  # fmt: skip

REFUSALS = [
    Refusal(
        "fundament_taken_was_weighed",
        DECISION,
        "BEFORE UPDATE",
        f"{TAKES} AND (({WEIGHED}) < 2 OR EXISTS ({BARE}) OR NOT EXISTS ({HEARD}))",
    ),
    Refusal("fundament_nobody_decides_alone", DECISION, "BEFORE UPDATE", f"{SETTLED} AND {DECIDES_ALONE}"),
    # The number only grows along the line, so it never closes into a circle.
    Refusal("fundament_replaces_an_earlier", DECISION, "BEFORE INSERT", NOT_EARLIER),
    Refusal(
        "fundament_replaces_an_earlier_later",
        DECISION,
        "BEFORE UPDATE",
        "(OLD.supersedes_id IS DISTINCT FROM NEW.supersedes_id OR OLD.number <> NEW.number OR OLD.project_id <> NEW.project_id)"
        f" AND ({NOT_EARLIER} OR EXISTS ({NEXT}))",
    ),
    Refusal("fundament_in_force_one_way", IN_FORCE, "BEFORE INSERT", f"EXISTS ({SOMEWHERE})"),
    Refusal(
        "fundament_in_force_one_way_later", IN_FORCE, "BEFORE UPDATE", f"EXISTS ({SOMEWHERE} AND o.id <> NEW.id)"
    ),
]


def leave_alone_to_the_decider(apps, _schema_editor):
    """Who took a decision that they drove themselves took it: that stays, without a driver."""
    apps.get_model("fundament", "Decision").objects.filter(
        status__in=["taken", "reviewed", "superseded"], driver=F("decider")
    ).update(driver=None)


def spread_what_held_everywhere(apps, _schema_editor):
    """Rows without a place beside rows with one: from their day on they held at each of those, unless another began there."""
    InForce = apps.get_model("fundament", "InForce")
    mixed = InForce.objects.filter(location=None, agreement__in_force__location__isnull=False)
    loose = list(InForce.objects.filter(pk__in=mixed.values("pk")))
    InForce.objects.filter(pk__in=[row.pk for row in loose]).delete()
    for row in loose:
        begun = InForce.objects.filter(agreement=row.agreement_id)
        places = set(begun.values_list("location", flat=True))
        for place in sorted(places - set(begun.filter(since=row.since).values_list("location", flat=True))):
            InForce.objects.create(
                agreement_id=row.agreement_id, version_id=row.version_id, location_id=place, since=row.since
            )


class Migration(migrations.Migration):
    dependencies = [("fundament", "0002_what_stays")]
    operations = [
        *[refusal.operation for refusal in REFUSALS],
        migrations.RunPython(leave_alone_to_the_decider, migrations.RunPython.noop),
        migrations.RunPython(spread_what_held_everywhere, migrations.RunPython.noop),
    ]
