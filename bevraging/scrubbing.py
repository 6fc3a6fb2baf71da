"""Making the database really forget: deleted rows stay readable in its files until they are vacuumed.

Best effort right after the close, because it cannot run inside a transaction and needs the tables for a moment;
the sweep tries again until it succeeded (`Survey.scrubbed`).
"""

import logging

from django.db import DatabaseError, connection
from django.db.models import QuerySet

from bevraging.models import Draft, NamedResponse, OpenAnswer, Participant, Response, SealedBallot, Survey

log = logging.getLogger(__name__)
TABLES = (SealedBallot, Draft, Response, OpenAnswer, Survey)
"""Survey too: its old row holds the salt."""
MOST = 500
"""So many at once are marked as clean."""
RETIRED = (Participant, NamedResponse)
"""Deleted long after the close, and read by who answers now: not locked for it, so PostgreSQL only gives the space free."""


def scrub(survey: Survey) -> bool:
    """Vacuum the answer tables. False when it could not be done now."""
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                _vacuum_postgresql(cursor)
    except DatabaseError:
        log.warning("the answer tables could not be vacuumed; the sweep tries again")
        return False
    Survey.objects.filter(pk=survey.pk).update(scrubbed=True)
    return True


def left() -> QuerySet[Survey]:
    return Survey.objects.filter(scrubbed=False).order_by("closed_at")


def scrub_what_is_left() -> int:
    """Try again for the surveys that were closed while the tables were busy; the number that is clean now."""
    waiting = list(left()[:MOST])
    if not waiting or not scrub(waiting[0]):
        return 0
    # One vacuum covers everything that was deleted before it began, and nothing that was deleted meanwhile.
    return 1 + Survey.objects.filter(pk__in=[survey.pk for survey in waiting[1:]]).update(scrubbed=True)


def _vacuum_postgresql(cursor) -> None:
    cursor.execute("SET statement_timeout = 0")
    try:
        for model in TABLES:
            cursor.execute(f"VACUUM FULL {connection.ops.quote_name(model._meta.db_table)}")
        for retired in RETIRED:
            cursor.execute(f"VACUUM {connection.ops.quote_name(retired._meta.db_table)}")
    finally:
        cursor.execute("RESET statement_timeout")
