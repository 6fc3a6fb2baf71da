"""Choosing how often reminders come."""

from django.db import transaction

from trajecten.models import ReminderChoice
from trajecten.rhythms import EMPLOYEE


@transaction.atomic
def choose_rhythm(*, word: str, rhythm: str) -> None:
    """Keep what this person wants; the same choice again changes nothing. `word` is that of `trajecten.rhythms`.

    Not in the history of a project: how somebody reads their mail is for nobody else.
    """
    key = int(word.removeprefix(EMPLOYEE))
    if word.startswith(EMPLOYEE):
        ReminderChoice.objects.update_or_create(employee_id=key, defaults={"rhythm": rhythm})
    else:
        ReminderChoice.objects.update_or_create(user_id=key, defaults={"rhythm": rhythm})
