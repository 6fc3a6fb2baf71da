"""A decision that was taken stays as it was taken, tested words stay as they were tested, and nothing points astray."""

from django.db import migrations

from trajecten.triggers import Refusal, changed

TAKEN = "question, context, kind, number, project_id, decider_id, chosen_id, rationale, consequences, followed_how, taken_at, supersedes_id"  # fmt: skip
WORDS = 'sentence, why, "when", example, exception, changed, changed_why, number, agreement_id'
NOT_MINE = "NOT EXISTS (SELECT 1 FROM fundament_decisionoption o WHERE o.id = NEW.chosen_id AND o.decision_id = NEW.id)"
SETTLED = "EXISTS (SELECT 1 FROM fundament_decision d WHERE d.id = NEW.decision_id AND d.status <> 'proposal')"
OTHERS = "NOT EXISTS (SELECT 1 FROM fundament_agreementversion v WHERE v.id = NEW.version_id AND v.agreement_id = NEW.agreement_id)"  # fmt: skip
STRAYS = f"NEW.version_id IS NOT NULL AND {OTHERS}"

REFUSALS = [
    Refusal(
        "fundament_decision_stays",
        "fundament_decision",
        "BEFORE UPDATE",
        f"OLD.status <> 'proposal' AND {changed(*TAKEN.split(', '))}",
    ),
    Refusal(
        "fundament_decision_never_reopens",
        "fundament_decision",
        "BEFORE UPDATE",
        "OLD.status <> 'proposal' AND NEW.status = 'proposal' OR OLD.status IN ('withdrawn', 'superseded') AND NEW.status <> OLD.status",
    ),
    Refusal(
        "fundament_chosen_is_own_option",
        "fundament_decision",
        "BEFORE UPDATE",
        f"NEW.chosen_id IS NOT NULL AND OLD.chosen_id IS DISTINCT FROM NEW.chosen_id AND {NOT_MINE}",
    ),
    Refusal("fundament_chosen_not_at_birth", "fundament_decision", "BEFORE INSERT", "NEW.chosen_id IS NOT NULL"),
    Refusal("fundament_option_stays", "fundament_decisionoption", "BEFORE UPDATE", SETTLED),
    Refusal("fundament_option_not_later", "fundament_decisionoption", "BEFORE INSERT", SETTLED),
    Refusal(
        "fundament_words_stay",
        "fundament_agreementversion",
        "BEFORE UPDATE",
        f"OLD.status <> 'concept' AND {changed(*WORDS.split(', '))}",
    ),
    Refusal("fundament_in_force_own_version", "fundament_inforce", "BEFORE INSERT", STRAYS),
    Refusal("fundament_in_force_own_version_later", "fundament_inforce", "BEFORE UPDATE", STRAYS),
]


class Migration(migrations.Migration):
    dependencies = [("fundament", "0001_initial")]
    operations = [refusal.operation for refusal in REFUSALS]
