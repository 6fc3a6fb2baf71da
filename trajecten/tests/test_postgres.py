"""Our PostgreSQL connection: it notices without a question that its server is gone, and plans a busy statement once."""

import select

import pytest
from django.db import DataError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has a server that can go away"),
]


@pytest.fixture(autouse=True)
def fresh():
    """A connection of its own for each test, as at the start of a request of a kept connection."""
    connection.close()
    connection.ensure_connection()
    yield
    connection.close()


def ask(question="SELECT 1", *values):
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def from_elsewhere(statement, *values):
    """Over a second connection."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(statement, values)
    other.close()


def server_ends():
    """The process behind the connection is ended, as by a restart, and we wait until it is gone."""
    from_elsewhere("SELECT pg_terminate_backend(%s, 5000)", ask("SELECT pg_backend_pid()"))


def asked_of_the_server(monkeypatch) -> list:
    """The health checks that were a question to the server."""
    from django.db.backends.postgresql.base import DatabaseWrapper

    questions, real = [], DatabaseWrapper.is_usable
    monkeypatch.setattr(DatabaseWrapper, "is_usable", lambda self: questions.append(1) or real(self))
    return questions


def test_quiet_connection_is_usable_without_a_question(monkeypatch):
    questions = asked_of_the_server(monkeypatch)
    assert (connection.is_usable(), questions) == (True, [])


def test_connection_whose_server_ended_is_not_usable():
    server_ends()
    assert connection.is_usable() is False


def test_next_request_after_a_restart_gets_a_new_connection():
    connection.health_check_enabled = True
    server_ends()
    connection.close_if_unusable_or_obsolete()
    assert ask() == 1


def test_without_the_health_check_the_next_request_would_fail():
    connection.health_check_enabled = False
    server_ends()
    with pytest.raises(OperationalError):
        ask()


def test_notice_is_no_reason_to_leave(monkeypatch):
    """A server that says something unasked is asked, and keeps its connection."""
    ask("LISTEN something; SELECT 1")
    before = ask("SELECT pg_backend_pid()")
    questions = asked_of_the_server(monkeypatch)
    from_elsewhere("NOTIFY something")
    select.select([connection.connection], [], [], 5)
    assert (connection.is_usable(), questions, ask("SELECT pg_backend_pid()")) == (True, [1], before)


def test_after_an_error_the_server_is_asked(monkeypatch):
    with pytest.raises(OperationalError):
        ask("SET statement_timeout = 1; SELECT pg_sleep(1)")
    questions = asked_of_the_server(monkeypatch)
    assert (connection.is_usable(), questions) == (True, [1])


def test_statement_is_planned_once_a_connection():
    with connection.cursor() as cursor:
        instead = connection.planned("SELECT %s::int + %s::int")
        cursor.execute(instead, [2, 3])
        assert cursor.fetchone() == (5,)
        assert connection.planned("SELECT %s::int + %s::int") == instead
    assert ask("SELECT count(*) FROM pg_prepared_statements") == 1


def test_new_connection_plans_anew():
    with connection.cursor():
        connection.planned("SELECT %s::int")
    connection.close()
    assert ask("SELECT count(*) FROM pg_prepared_statements") == 0
    with connection.cursor() as cursor:
        cursor.execute(connection.planned("SELECT %s::int"), [7])
        assert cursor.fetchone() == (7,)


def test_planned_statement_outlives_a_rollback():
    with pytest.raises(DataError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(connection.planned("SELECT 8 / %s::int"), [0])
    with connection.cursor() as cursor:
        cursor.execute(connection.planned("SELECT 8 / %s::int"), [2])
        assert cursor.fetchone() == (4,)


def test_planning_is_no_query_of_the_page():
    with CaptureQueriesContext(connection) as queries, connection.cursor() as cursor:
        cursor.execute(connection.planned("SELECT %s::int"), [1])
    assert len(queries) == 1
