"""The Celery app. The database decides what is due; a task is only a doorbell (docs/decisions/0010-outbox.md)."""

import os
from contextlib import suppress
from pathlib import Path

from celery import Celery
from celery.signals import worker_ready, worker_shutting_down

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajecten.settings")
app = Celery("trajecten")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_after_configure.connect
def make_broker_folders(sender: Celery, **_kwargs) -> None:
    """The filesystem broker (embedded installations) does not make its own folders."""
    options = sender.conf.broker_transport_options or {}
    for name in ("data_folder_in", "data_folder_out", "control_folder", "processed_folder"):
        if folder := options.get(name):
            Path(folder).mkdir(parents=True, exist_ok=True)


@worker_ready.connect
def sign_of_life(**_kwargs) -> None:
    """A worker that just started is alive: /gereed need not wait for the first sweep."""
    from django.db import DatabaseError

    from trajecten.heartbeat import beat

    with suppress(DatabaseError):  # not migrated yet, or not there yet: the sweep will tell
        beat("worker")


@worker_shutting_down.connect
def finish_the_current_mail(**_kwargs) -> None:
    """A stopping worker does not start on the next mail, so that no mail is left uncertain."""
    from trajecten.outbox import stopping

    stopping.ask()
