"""Is this installation ready for work? Each question gives True, or what is wrong in one word for the operator."""

import os
from datetime import datetime

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from trajecten import canary, outbox
from trajecten.heartbeat import age_seconds

WORKER_SILENT = 180
"""Seconds. The sweep comes once a minute, a round of sending takes at most 45."""
MAIL_LATE = 600
CANARY_SECONDS = 3600
"""It looks back over a week, so once an hour is often enough."""
_migrated: set[str] = set()


def questions(now: datetime | None = None) -> dict[str, bool | int | None]:
    """Every answer by name. Figures in seconds are for the alarm rules of the operator."""
    now = now or timezone.now()
    answers: dict[str, bool | int | None] = {"database": database(), "broker": broker()}
    if not answers["database"]:
        return answers
    answers["migrations"] = migrations()
    if answers["migrations"]:
        answers["cache"] = cache_works()
        answers["worker_seconds"] = age = age_seconds("worker", now)
        answers["worker"] = age is not None and age <= WORKER_SILENT
        answers["mail_seconds"] = late = outbox.oldest_due_seconds(now)
        answers["mail"] = late <= MAIL_LATE
        if answers["cache"]:
            answers["reminders_silent"] = cache.get_or_set(
                "reminders_silent", lambda: len(canary.silent(now)), CANARY_SECONDS
            )
    return answers


def database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def migrations() -> bool:
    """Everything applied. Remembered once true: the code of a running process does not change."""
    if "all" not in _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add("all")
    return True


def cache_works() -> bool:
    try:
        cache.set("gereed", "ja", 10)
        return cache.get("gereed") == "ja"
    except (redis.RedisError, DatabaseError, OSError):
        return False


def broker() -> bool:
    if settings.EMBEDDED:
        folder = settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"]
        return os.access(str(folder), os.W_OK)
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False
