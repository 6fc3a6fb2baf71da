"""The canary by mail: once a day it looks, and tells who runs the house when kinds of reminders were silent for a week.

At most one mail in a week. Without OPERATORS it looks and keeps still: /gereed counts the same.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, QuerySet
from django.utils.translation import override

from trajecten import canary
from trajecten.mail_labels import label_of
from trajecten.models import Heartbeat, Mail
from trajecten.outbox import MailKind, MailSpec, queue_many, register_kind
from trajecten.reminders import WORKER, Source, register

NAME, KIND = "canary", "reminders.silent"
LANGUAGE = "nl"
EVERY = timedelta(days=1)
APART = timedelta(days=7)


def not_looked_today(now: datetime) -> QuerySet[Heartbeat]:
    lately = Heartbeat.objects.filter(name=NAME, at__gt=now - EVERY)
    return Heartbeat.objects.filter(~Exists(lately), name=WORKER)


def collect(now: datetime) -> int:
    """Look, by one process a day; gives how many mails are new."""
    if not _is_mine(now) or not settings.OPERATORS:
        return 0
    kinds = canary.silent(now)
    if not kinds or Mail.objects.filter(kind=KIND, created_at__gt=now - APART).exists():
        return 0
    with override(LANGUAGE):
        names = sorted({label_of(kind) for kind in kinds})
    specs = [
        MailSpec(
            kind=KIND,
            key=f"silent:{address}:{now:%Y-%m-%d}",
            to=address,
            context={"kinds": names, "link": f"{settings.SITE_URL}/gereed"},
            language=LANGUAGE,
            not_before=now,
            expires_at=now + APART,
        )
        for address in settings.OPERATORS
    ]
    return queue_many(specs, mailing=None)


def _is_mine(now: datetime) -> bool:
    if Heartbeat.objects.filter(name=NAME, at__lte=now - EVERY).update(at=now):
        return True
    return Heartbeat.objects.get_or_create(name=NAME, defaults={"at": now})[1]


register_kind(MailKind(KIND, "trajecten/stil", resend_when_uncertain=False))
register(Source("reminders.canary", collect, not_looked_today))
