"""The two statements of a tap, written out: building them anew from models costs more than running them.

Everything else goes through the models. `test_hotpath_reads_what_the_models_say` holds the two together.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

VISIT = """SELECT p.id, p.survey_id, p.language, p.answered, p.may_answer, s.status, s.closes_on, s.launched_at,
    (SELECT payload FROM bevraging_draft WHERE key = %s)
FROM bevraging_participant p JOIN bevraging_survey s ON s.id = p.survey_id WHERE p.token_hash = %s"""
DRAFT = "SELECT payload FROM bevraging_draft WHERE key = %s"
SAVE = "UPDATE bevraging_draft SET payload = %s WHERE key = %s AND payload = %s"


@dataclass(frozen=True)
class Person:
    """What a page has to know of who looks at it."""

    pk: int
    survey_id: int
    language: str
    answered: bool
    may_answer: bool


@dataclass(frozen=True)
class Moment:
    """What may change of a survey while people answer it."""

    status: str
    closes_on: date
    launch: str


def visit(token_hash: str, draft_key: str) -> tuple[Person, Moment, bytes] | None:
    """The person of a link, the state of their survey and their sealed draft (empty without one); None for an unknown link."""
    row = _one(VISIT, draft_key, token_hash)
    if row is None:
        return None
    pk, survey, language, answered, may_answer, status, closes_on, launched_at, payload = row
    person = Person(pk, survey, language, bool(answered), bool(may_answer))
    day = date.fromisoformat(closes_on) if isinstance(closes_on, str) else closes_on  # SQLite keeps dates as text
    return person, Moment(status, day, str(launched_at)), bytes(payload or b"")


def draft(key: str) -> bytes:
    """The sealed draft under `key`; empty without one."""
    row = _one(DRAFT, key)
    return b"" if row is None else bytes(row[0])


def replace_draft(key: str, before: bytes, after: bytes) -> bool:
    """Put `after` in the place of exactly `before`; False when somebody else changed it."""
    with connection.cursor() as cursor:
        cursor.execute(_planned(SAVE), [after, key, before])
        return cursor.rowcount == 1


def _one(statement: str, *values: str) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(_planned(statement), values)
        return cursor.fetchone()


def _planned(statement: str) -> str:
    """PostgreSQL plans it once for each connection; the driver of SQLite does that by itself."""
    planned = getattr(connection, "planned", None)
    return planned(statement) if planned else statement
