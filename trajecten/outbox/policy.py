"""How patient the sender is. Read at the moment of use, so that a test can press time together."""

from datetime import timedelta

BATCH = 200
"""Mails claimed at once. A crash leaves at most this many waiting for their lease to pass."""
SLICE = 2_000
"""Rows queued in one statement."""
LEASE = timedelta(minutes=5)
"""How long a claimed mail belongs to one sender. Well above the time one mail may take (EMAIL_TIMEOUT)."""
BACKOFF = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60)]
"""After a "not now" of the receiver; the last one repeats."""
PATIENCE = timedelta(hours=72)
BREAKER_AFTER = 10
"""Connection failures in a row after which only one try a minute goes out."""
PROBE_EVERY = timedelta(minutes=1)
ROUND_SECONDS = 45.0
"""A round stops after this and rings again: a task that ends soon lets the worker stop and sweep in between."""
SEALED_KINDS = "account."
"""Kinds whose code or link is wiped when they fail: such a mail is asked again where it came from. What others carry
sealed (the way out of reminders) stays with a mail that failed, so that it can go again."""
KEEP = timedelta(days=90)
"""Finished rows are deleted after this."""


def delay_after(attempts: int) -> timedelta:
    """How long to wait after the given number of tries."""
    return BACKOFF[min(attempts, len(BACKOFF)) - 1]
