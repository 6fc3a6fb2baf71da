"""Who sends which mail: decided by conditional updates in the database, the same on SQLite and PostgreSQL.

Every step of a mail is one UPDATE that names the state it expects and the lease it holds. Zero rows changed means
that somebody else was first, or that the mail was withdrawn; then nothing is done with it.
"""

import uuid
from collections import Counter
from datetime import datetime
from typing import Any
from weakref import WeakSet

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from trajecten.models import Mail
from trajecten.outbox import policy
from trajecten.outbox.kinds import all_kinds

Status = Mail.Status
Counts = Counter
"""What a round did: {"sent": 12, "failed": 1, ...}."""
FREE = {"lease_by": None, "lease_until": None}
EMPTY: dict[str, Any] = {"context": {}, "sealed": None}


def open_work(now: datetime) -> QuerySet[Mail]:
    """Whatever a round would find: what is due, and what a sender that died left uncertain."""
    return Mail.objects.filter(
        Q(status=Status.WAITING) | Q(lease_until__lt=now), status__in=Mail.OPEN, not_before__lte=now
    )


def due(now: datetime) -> QuerySet[Mail]:
    """What a sender may take: waiting and due, or taken by a sender that did not finish."""
    return open_work(now).exclude(status=Status.UNCERTAIN)


def claim(limit: int, now: datetime | None = None) -> list[Mail]:
    """Take up to `limit` mails for one lease, single mails first."""
    now = now or timezone.now()
    lease = uuid.uuid4()
    with transaction.atomic():
        candidates = due(now).order_by("bulk", "not_before")
        if connection.features.has_select_for_update_skip_locked:
            # Only for speed: two senders do not wait for each other's rows. The condition below decides.
            candidates = candidates.select_for_update(skip_locked=True)
        ids = list(candidates.values_list("pk", flat=True)[:limit])
        if not ids:
            return []
        due(now).filter(pk__in=ids).update(
            status=Status.BUSY,
            lease_by=lease,
            lease_until=now + policy.LEASE,
            first_attempt_at=Coalesce(F("first_attempt_at"), now),
        )
    mine = Mail.objects.filter(pk__in=ids, lease_by=lease, status=Status.BUSY)
    # Without their organisation: only who renders a skeleton asks for it, once for the whole batch.
    return list(mine.order_by("bulk", "not_before"))


def resolve_uncertain(now: datetime | None = None) -> Counts:
    """Decide on mails whose sender died between the last word and the answer of the receiver.

    A kind where losing is worse goes once more, with the same bytes and Message-ID, marked as possibly double.
    Anything else is never sent again, and stays visible as "unknown".
    """
    now = now or timezone.now()
    left = Mail.objects.filter(status=Status.UNCERTAIN, lease_until__lt=now)
    if not left.exists():
        return Counts()
    again = [kind.code for kind in all_kinds() if kind.resend_when_uncertain]
    resent = left.filter(kind__in=again, maybe_twice=False).update(status=Status.WAITING, maybe_twice=True, **FREE)
    return Counts(resent=resent, unknown=left.update(status=Status.UNKNOWN, **FREE, **EMPTY))


def held(mail: Mail, status: str = Status.BUSY) -> QuerySet[Mail]:
    return Mail.objects.filter(pk=mail.pk, lease_by=mail.lease_by, status=status)


STEP = """
UPDATE trajecten_mail SET
    status = CASE WHEN id = %(now)s THEN 'uncertain' ELSE 'sent' END,
    lease_by = CASE WHEN id = %(now)s THEN lease_by ELSE NULL END,
    lease_until = CASE WHEN id = %(now)s THEN %(until)s ELSE NULL END,
    sent_at = CASE WHEN id = %(now)s THEN NULL ELSE %(at)s END,
    attempts = attempts + CASE WHEN id = %(now)s THEN 0 ELSE 1 END,
    context = CASE WHEN id = %(now)s THEN context ELSE '{}' END,
    sealed = CASE WHEN id = %(now)s THEN sealed ELSE NULL END,
    error = CASE WHEN id = %(now)s THEN error ELSE '' END
WHERE id IN (%(now)s, %(done)s) AND lease_by = %(lease)s
    AND status = CASE WHEN id = %(now)s THEN 'busy' ELSE 'uncertain' END
"""


ORDER = ("now", "done", "lease", "at", "until")
PREPARE = "PREPARE mail_step (uuid, uuid, uuid, timestamptz, timestamptz) AS " + STEP % {
    name: f"${place}" for place, name in enumerate(ORDER, 1)
}
EXECUTE = f"EXECUTE mail_step ({', '.join(f'%({name})s' for name in ORDER)})"
_prepared: WeakSet = WeakSet()
"""The sessions with PostgreSQL that know the statement."""


def step(mail: Mail, accepted: Mail | None) -> bool:
    """Right before the text of `mail` is given: it becomes uncertain, and the one accepted before it becomes sent.

    One statement and one commit for each mail that leaves. By hand and prepared, because the ORM needs longer to write
    it down, and PostgreSQL to plan it, than to do it. False when this mail is not ours any more: then it may not be sent.
    """
    now = timezone.now()
    values = {
        "now": mail.pk,
        "done": (accepted or mail).pk,
        "lease": mail.lease_by,
        "at": now,
        "until": now + policy.LEASE,
    }
    changed = _changed(values)
    if changed == (2 if accepted else 1):
        return True
    # Fewer: one of the two was withdrawn, forgotten or taken over. Which one?
    return bool(changed) and held(mail, Status.UNCERTAIN).exists()


def _changed(values: dict[str, Any]) -> int:
    """Do the step; gives the number of rows it changed."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            adapt = connection.ops.adapt_datetimefield_value
            cursor.execute(STEP, {k: v.hex if isinstance(v, uuid.UUID) else adapt(v) for k, v in values.items()})
        else:
            if connection.connection not in _prepared:
                cursor.execute(PREPARE)
                _prepared.add(connection.connection)
            cursor.execute(EXECUTE, values)
        return cursor.rowcount


def mark_sent(mail: Mail) -> bool:
    """Accepted by the server, and no other mail follows."""
    changes = {"status": Status.SENT, "sent_at": timezone.now(), "attempts": F("attempts") + 1, "error": ""}
    return bool(held(mail, Status.UNCERTAIN).update(**changes, **FREE, **EMPTY))


def release(mails: list[Mail]) -> None:
    """Give back what was taken and not tried, so that nobody has to wait for the lease to pass."""
    for lease in {mail.lease_by for mail in mails}:
        ids = [mail.pk for mail in mails if mail.lease_by == lease]
        Mail.objects.filter(pk__in=ids, lease_by=lease, status=Status.BUSY).update(status=Status.WAITING, **FREE)


def withdraw_held(mail: Mail, reason: str) -> bool:
    """No longer wanted at the moment of sending."""
    return bool(held(mail).update(status=Status.WITHDRAWN, error=reason[:200], **FREE, **EMPTY))


def fail(mail: Mail, error: str) -> bool:
    """The receiver said no for good, or the patience ran out; shown to the lead."""
    mine = Mail.objects.filter(pk=mail.pk, lease_by=mail.lease_by, status__in=[Status.BUSY, Status.UNCERTAIN])
    wiped = {"sealed": None} if mail.kind.startswith(policy.SEALED_KINDS) else {}
    return bool(mine.update(status=Status.FAILED, error=error[:200], attempts=F("attempts") + 1, **wiped, **FREE))


def defer(mail: Mail, error: str, now: datetime | None = None) -> str:
    """Not now: try again later, or give up when that would be past the patience. Gives the resulting state."""
    now = now or timezone.now()
    later = now + policy.delay_after(mail.attempts + 1)
    if later > (mail.first_attempt_at or now) + policy.PATIENCE:
        fail(mail, error)
        return Status.FAILED
    mine = Mail.objects.filter(pk=mail.pk, lease_by=mail.lease_by, status__in=[Status.BUSY, Status.UNCERTAIN])
    mine.update(status=Status.WAITING, not_before=later, attempts=F("attempts") + 1, error=error[:200], **FREE)
    return "deferred"
