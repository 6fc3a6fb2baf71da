"""The Celery app. The database decides what is due; a task is only a doorbell (docs/decisions)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trajecten.settings")
app = Celery("trajecten")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
