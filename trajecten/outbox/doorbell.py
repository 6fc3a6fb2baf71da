"""The doorbell: asks a worker to look now. The database decides what is due, and the sweep finds what a bell missed."""

import time

import structlog
from django.db import transaction
from kombu.exceptions import OperationalError

logger = structlog.get_logger(__name__)
QUIET_SECONDS = 30.0
"""After a bell that did not work: do not make every visitor wait for a broker that is away."""
_quiet_until = 0.0


def ring_on_commit() -> None:
    """Ring once when the current transaction commits, however often it is asked."""
    connection = transaction.get_connection()
    if not any(entry[1] is ring for entry in connection.run_on_commit):
        transaction.on_commit(ring)


def ring() -> None:
    """Ring now. A broker that is away is only logged: the mail leaves with the next sweep."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    from trajecten.tasks import deliver

    try:
        deliver.apply_async(retry=False)
    except (OperationalError, OSError) as error:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("doorbell_failed", error=type(error).__name__)
