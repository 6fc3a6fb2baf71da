"""The product with its time pressed together, so that half an hour of outage fits in half a minute.

A Celery app (`celery -A promises.pressed worker`) and a sender without Celery (`promises.pressed:send_forever`). The
environment says what is pressed: PRESSED='{"lease": 3, "factor": 60, "sweep": 1, "control": ""}'. `control` plants a
known mistake, to see that the promise test finds it.
"""

import json
import os
import time
from datetime import timedelta

import django

django.setup()

from promises import mailworld  # noqa: E402, F401  (its kinds of mail)
from trajecten import reminders  # noqa: E402
from trajecten.celery import app  # noqa: E402
from trajecten.outbox import claiming, policy, stopping  # noqa: E402

__all__ = ["app"]
pressed = json.loads(os.environ.get("PRESSED", "{}"))
FACTOR = pressed.get("factor", 1)
policy.BATCH = pressed.get("batch", policy.BATCH)
policy.LEASE = timedelta(seconds=pressed.get("lease", 300))
policy.BACKOFF = [wait / FACTOR for wait in policy.BACKOFF]
policy.PROBE_EVERY /= FACTOR
policy.PATIENCE /= FACTOR
app.conf.beat_schedule = {"sweep": {"task": "trajecten.tasks.sweep", "schedule": pressed.get("sweep", 60.0)}}
app.conf.beat_schedule_filename = f"{os.environ['VAR_DIR']}/beat-{os.getpid()}"


def send_forever(every: float) -> None:
    """Sweep without Celery until it is stopped."""
    while not stopping.asked():
        reminders.sweep()
        time.sleep(every)


def _sent_before_sending(mail, accepted):
    """Control A: what many products do. A crash loses the mail without a trace."""
    return _step(mail, accepted) and claiming.mark_sent(mail)


def _never_uncertain(mail, accepted):
    """Control B: lease, send, mark. A crash sends the mail twice without a trace."""
    if accepted:
        _sent_from_busy(accepted)
    return claiming.held(mail).exists()


def _sent_from_busy(mail):
    return bool(claiming.held(mail).update(status="sent", lease_by=None, lease_until=None))


_step = claiming.step
if pressed.get("control") == "sent-first":
    claiming.step = _sent_before_sending
if pressed.get("control") == "never-uncertain":
    claiming.step, claiming.mark_sent = _never_uncertain, _sent_from_busy
if pressed.get("control") == "five-tries":
    policy.PATIENCE = sum(policy.BACKOFF[:4], timedelta())
