"""What the promises about mail do inside their world: queue, send, look. Called with `world.call`."""

import time
from datetime import UTC, datetime

from django.db import transaction

from trajecten import outbox
from trajecten.models import Mail
from trajecten.outbox import MailKind, MailSpec
from trajecten.outbox.doorbell import _line

INVITATION, REMINDER = "belofte.uitnodiging", "belofte.herinnering"
outbox.register_kind(MailKind(INVITATION, "trajecten/testmail", resend_when_uncertain=True))
outbox.register_kind(MailKind(REMINDER, "trajecten/testmail", resend_when_uncertain=False))


def fill(count: int, prefix: str = "p") -> float:
    """Queue this many mails, half of each kind; gives the seconds it took."""
    started = time.monotonic()
    specs = (
        MailSpec(
            kind=(INVITATION, REMINDER)[n % 2], key=f"{prefix}:{n}", to=f"{prefix}{n}@linde.example", name=f"Naam {n}"
        )
        for n in range(count)
    )
    mailing = outbox.start_mailing(organisation=None, kind=INVITATION, subject_key=prefix, planned=count)
    with transaction.atomic():
        outbox.queue_many(specs, mailing=mailing)
    return time.monotonic() - started


def rows() -> list[list]:
    """Every row as [recipient, id, kind, status, maybe_twice]."""
    fields = ("recipient", "pk", "kind", "status", "maybe_twice")
    return [[to, str(pk), kind, status, twice] for to, pk, kind, status, twice in Mail.objects.values_list(*fields)]


def generate(rounds: int, count: int, own_keys: bool) -> int:
    """A scheduler that queues the same reminders each round; gives how many it believes are new."""
    import os

    whose = f"{os.getpid()}:" if own_keys else ""
    fresh = 0
    for turn in range(rounds):
        part = f"{whose}{turn}:" if own_keys else ""
        specs = (MailSpec(kind=REMINDER, key=f"reminder:{part}{n}", to=f"r{n}@linde.example") for n in range(count))
        fresh += outbox.queue_many(specs, mailing=None)
    return fresh


def queue_some(count: int, pause: float) -> list[dict]:
    """Queue single mails as requests would, each with its bell; gives when, and how long each requester waited."""
    _line()  # what a web process has imported long before
    done = []
    for number in range(count):
        started = time.monotonic()
        with transaction.atomic():
            outbox.queue(kind="testmail", key=f"q{number}", to=f"q{number}@linde.example")
        done.append({"key": f"q{number}", "at": time.time(), "seconds": time.monotonic() - started})
        time.sleep(pause)
    return done


def send_all() -> dict:
    """Send everything that is due on one connection; gives how fast."""
    started, cpu = time.monotonic(), time.process_time()
    sent = outbox.deliver(seconds=600)["sent"]
    seconds, used = time.monotonic() - started, time.process_time() - cpu
    return {"sent": sent, "per_second": round(sent / seconds), "cpu_ms": round(1000 * used / max(1, sent), 3)}


def send_skeleton(count: int) -> dict:
    """The limit to measure against: one kept connection and a text with only the address filled in."""
    import smtplib

    from django.conf import settings

    mail = Mail(recipient="{}", kind=INVITATION, created_at=datetime.now(UTC))
    from trajecten.outbox.composing import Composer

    mail.recipient = "xx@linde.example"
    text = Composer().compose(mail, {}).as_bytes()
    before, _x, after = text.partition(b"xx@linde.example")
    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as line:
        line.ehlo()
        started, cpu = time.monotonic(), time.process_time()
        for number in range(count):
            address = f"s{number}@linde.example"
            line.mail("trajecten@linde.example")
            line.rcpt(address)
            line.data(before + address.encode() + after)
        seconds, used = time.monotonic() - started, time.process_time() - cpu
    return {"per_second": round(count / seconds), "cpu_ms": round(1000 * used / count, 3)}
