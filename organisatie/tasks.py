"""The doorbell of an import. It carries nothing: the rows say what is to be done, the sweep catches what it missed."""

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from organisatie.importing import runs

logger = structlog.get_logger(__name__)


@shared_task(name="organisatie.tasks.work_imports")
def work_imports() -> None:
    """Check or apply what waits. Killed at any moment, nothing is half applied and the next round does it again."""
    runs.sweep()


def ring() -> None:
    """Wake the worker. A broker that is away is no reason to fail: the sweep comes within a minute."""
    try:
        work_imports.apply_async(retry=False)
    except (OperationalError, OSError):  # the row is safe: the sweep will find it
        logger.warning("import_bell_silent")
