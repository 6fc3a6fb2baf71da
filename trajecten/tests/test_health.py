"""Signs of life."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.utils import timezone

from trajecten import outbox, readiness
from trajecten.heartbeat import beat
from trajecten.models import Heartbeat


@pytest.fixture
def working(db):
    beat("worker")


def test_healthz_asks_nothing_of_the_database(client):
    # Without the mark for a database, a question to it would fail this test.
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})


@pytest.mark.parametrize("path", ["/healthz", "/gereed"])
def test_health_post_is_not_allowed(client, path):
    assert client.post(path).status_code == 405


def test_gereed_with_everything_there(client, working):
    response = client.get("/gereed")
    assert (response.status_code, response.json()["ready"]) == (200, True)


def test_gereed_tells_no_versions(client, working):
    expected = [
        "broker",
        "cache",
        "database",
        "mail",
        "mail_seconds",
        "migrations",
        "ready",
        "reminders_silent",
        "worker",
        "worker_seconds",
    ]
    assert sorted(client.get("/gereed").json()) == expected


def test_gereed_without_a_worker(client, db):
    response = client.get("/gereed")
    assert (response.status_code, response.json()["worker"]) == (503, False)


def test_gereed_with_a_silent_worker(client, working):
    Heartbeat.objects.update(at=timezone.now() - timedelta(seconds=readiness.WORKER_SILENT + 5))
    response = client.get("/gereed")
    assert (response.status_code, response.json()["worker"]) == (503, False)


def test_gereed_with_mail_that_does_not_leave(client, working):
    late = timezone.now() - timedelta(seconds=readiness.MAIL_LATE + 5)
    outbox.queue(kind="testmail", key="a", to="lies@linde.example", not_before=late)
    response = client.get("/gereed")
    assert (response.status_code, response.json()["mail"]) == (503, False)


def test_gereed_without_a_database(client, working, monkeypatch):
    class Away:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr(readiness, "connection", Away())
    response = client.get("/gereed")
    assert (response.status_code, response.json()["database"]) == (503, False)


def test_gereed_with_migrations_to_do(client, working, monkeypatch):
    monkeypatch.setattr(readiness, "_migrated", set())
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: ["something"])
    response = client.get("/gereed")
    assert (response.status_code, response.json()["migrations"]) == (503, False)


def test_gereed_without_a_broker(client, working, settings):
    settings.EMBEDDED, settings.REDIS_URL = False, "redis://127.0.0.1:1/0"
    response = client.get("/gereed")
    assert (response.status_code, response.json()["broker"]) == (503, False)


def test_migrate_alone_leaves_the_table_in_which_the_limits_of_sign_in_live(db, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "limits"}}
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0)
    assert "limits" in connection.introspection.table_names()
