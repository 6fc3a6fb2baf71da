"""What points to a wave, a task, a theme or an entry points to one of the very same project; a calendar always knows a
moment by the same UID."""

from django.db import migrations

from trajecten.triggers import Refusal, changed


def _strays(column: str, table: str) -> str:
    """SQL: the row of `table` that `column` points to is of another project. Pointing to nothing is fine."""
    own = f"SELECT 1 FROM {table} x WHERE x.id = NEW.{column} AND x.project_id = NEW.project_id"
    return f"NEW.{column} IS NOT NULL AND NOT EXISTS ({own})"


POINTING = {
    "wavelocation": [("wave_id", "uitrol_wave")],
    "moment": [("wave_id", "uitrol_wave")],
    "supportlog": [("task_id", "uitrol_worktask"), ("theme_id", "bevraging_theme")],
    "barrier": [("task_id", "uitrol_worktask"), ("from_log_id", "uitrol_supportlog")],
    "worktask": [("agreement_id", "fundament_agreement")],
    "taskdone": [("task_id", "uitrol_worktask"), ("session_id", "uitrol_trainingsession")],
    "selfrating": [("task_id", "uitrol_worktask")],
}
TWO_PROJECTS = """NOT EXISTS (SELECT 1 FROM uitrol_trainingsession s JOIN uitrol_worktask t ON t.project_id = s.project_id
WHERE s.id = NEW.trainingsession_id AND t.id = NEW.worktask_id)"""


def _refusals() -> list[Refusal]:
    found = []
    for table, columns in POINTING.items():
        condition = " OR ".join(_strays(column, other) for column, other in columns)
        name = f"uitrol_{table}_own_project"
        found.append(Refusal(name, f"uitrol_{table}", "BEFORE INSERT", condition))
        found.append(Refusal(f"{name}_later", f"uitrol_{table}", "BEFORE UPDATE", condition))
    return found


REFUSALS = [
    *_refusals(),
    Refusal("uitrol_session_own_tasks", "uitrol_trainingsession_tasks", "BEFORE INSERT", TWO_PROJECTS),
    Refusal("uitrol_moment_uid_stays", "uitrol_moment", "BEFORE UPDATE", changed("uid")),
]


class Migration(migrations.Migration):
    dependencies = [("uitrol", "0001_initial")]
    operations = [refusal.operation for refusal in REFUSALS]
