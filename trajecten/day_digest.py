"""The mail of the day: all that came due for one person at office opening, when it is more than one thing.

Which reminders are in it was decided by their claim (`reminder_claims.py`). What it says is worked out when it leaves, as
of the mail of the week: what was done meanwhile is left out, and when nothing is left no mail goes.
"""

from typing import Any

from trajecten import rhythms, week_digest
from trajecten.models import Mail
from trajecten.outbox import MailKind, register_kind
from trajecten.reminder_claims import DAY_KIND
from trajecten.reminder_rules import NO_NEED


def unwanted(mails: list[Mail]) -> dict[Any, str]:
    """Right before it leaves: as the mail of the week, and not to who left or has another address by now."""
    people = rhythms.readers(week_digest.person_of(mail) for mail in mails)
    moved = {
        mail.pk: NO_NEED
        for mail in mails
        if (one := people.get(week_digest.person_of(mail))) is None or one.email != mail.recipient
    }
    return moved | week_digest.unwanted(mails)


register_kind(
    MailKind(
        DAY_KIND,
        "trajecten/dagmail",
        resend_when_uncertain=False,
        recheck=unwanted,
        content=week_digest.content,
    )
)
