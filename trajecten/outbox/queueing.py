"""Putting mail in the outbox, in the transaction of its cause."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.utils import timezone

from organisatie.models import Organisation
from trajecten.models import Mail, Mailing
from trajecten.outbox import policy
from trajecten.outbox.doorbell import ring_on_commit
from trajecten.outbox.kinds import kind_of
from trajecten.outbox.mailings import keep_figures
from trajecten.outbox.text import one_line
from trajecten.sealing import seal, unseal

SEAL_PURPOSE = "outbox"


@dataclass(frozen=True)
class MailSpec:
    """One mail to queue. `key` is what makes it the same mail when its cause happens twice.

    `context` is stored until sending: never a token or a code, those go in `secret` (sealed) or come from the
    kind's `personal`. Mails of one mailing with the same context are rendered once.
    """

    kind: str
    key: str
    to: str
    name: str = ""
    organisation: Organisation | None = None
    subject_key: str = ""
    context: dict[str, Any] = field(default_factory=dict)
    secret: dict[str, str] | None = None
    language: str = "nl"
    not_before: datetime | None = None
    expires_at: datetime | None = None


def queue(
    *,
    kind: str,
    key: str,
    to: str,
    name: str = "",
    organisation: Organisation | None = None,
    subject_key: str = "",
    context: dict[str, Any] | None = None,
    secret: dict[str, str] | None = None,
    language: str = "nl",
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    mailing: Mailing | None = None,
) -> bool:
    """Queue one mail; True when it is new, False when a mail with this key stands already.

    Part of the caller's transaction: no commit, no mail. Raises ImproperlyConfigured for an unknown kind.
    """
    spec = MailSpec(
        kind, key, to, name, organisation, subject_key, context or {}, secret, language, not_before, expires_at
    )
    return _insert([_row(spec, mailing, bulk=False)]) == 1


def queue_many(specs: Iterable[MailSpec], *, mailing: Mailing | None) -> int:
    """Queue many mails of one mailing; gives how many are new. They leave after the single mails that are waiting."""
    rows = (_row(spec, mailing, bulk=True) for spec in specs)
    fresh = 0
    with transaction.atomic():
        while piece := list(islice(rows, policy.SLICE)):
            fresh += _insert(piece)
    if mailing is not None and not fresh:
        keep_figures([mailing.pk])
    return fresh


def withdraw(subject_key: str) -> int:
    """Stop what is about this subject and has not left yet; gives how many."""
    waiting = Mail.objects.filter(subject_key=subject_key, status__in=[Mail.Status.WAITING, Mail.Status.BUSY])
    mailings = _mailings_of(subject_key)
    gone = waiting.update(
        status=Mail.Status.WITHDRAWN, lease_by=None, lease_until=None, context={}, sealed=None, error="ingetrokken"
    )
    keep_figures(mailings)
    return gone


def forget(subject_key: str) -> int:
    """Delete every row about this subject, so that nobody can read who got which mail when; the totals stay."""
    with transaction.atomic():
        withdraw(subject_key)
        keep_figures(_mailings_of(subject_key), finish=True)
        return Mail.objects.filter(subject_key=subject_key).delete()[0]


def secret_of(mail: Mail) -> dict[str, str]:
    return json.loads(unseal(bytes(mail.sealed), SEAL_PURPOSE, mail.pk.bytes)) if mail.sealed else {}


def _mailings_of(subject_key: str) -> list[int]:
    mails = Mail.objects.filter(subject_key=subject_key, mailing__isnull=False)
    return list(mails.values_list("mailing", flat=True).distinct())


def _row(spec: MailSpec, mailing: Mailing | None, *, bulk: bool) -> Mail:
    if kind_of(spec.kind) is None:
        raise ImproperlyConfigured(f"Mail kind {spec.kind!r} is not registered.")
    mail = Mail(
        organisation=spec.organisation,
        mailing=mailing,
        kind=spec.kind,
        key=spec.key,
        subject_key=spec.subject_key or (mailing.subject_key if mailing else ""),
        recipient=spec.to.strip(),
        recipient_name=one_line(spec.name)[:120],
        language=spec.language,
        context=spec.context,
        bulk=bulk,
        not_before=spec.not_before or timezone.now(),
        expires_at=spec.expires_at,
    )
    if spec.secret:
        mail.sealed = seal(json.dumps(spec.secret).encode(), SEAL_PURPOSE, mail.pk.bytes)
    return mail


def _insert(rows: list[Mail]) -> int:
    """Insert what is new; gives the number of new rows, which the database alone knows."""
    Mail.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.not_before <= timezone.now() for row in rows):
        ring_on_commit()
    # Rows in conflict were skipped, and bulk_create does not tell which: count our own ids.
    step = connection.features.max_query_params or len(rows)
    ids = [row.pk for row in rows]
    pieces = (ids[start : start + step] for start in range(0, len(ids), step))
    return sum(Mail.objects.filter(pk__in=piece).count() for piece in pieces)
