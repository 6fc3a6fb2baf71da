"""PostgreSQL as Django knows it, with two savings for the busiest requests (docs/decisions/0031-respondent-lane.md)."""

import select
from itertools import count
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict) -> Any:
        self._planned: dict[str, str] = {}
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        """Whether the server is still there. A quiet socket says so without a question.

        A server process that ends, however it ends, closes its side, and a closed or talking socket can be read from.
        Then, and after an error, the server is asked as Django does: what was said may also be a harmless notice.
        """
        if self.connection is None:
            return False
        if not self.errors_occurred and not self.connection.closed and _is_quiet(self.connection.fileno()):
            return True
        return super().is_usable()

    def planned(self, statement: str) -> str:
        """What to execute in the place of `statement`, so that this connection plans it once and not each time.

        Ask it with an open cursor. Stays through a rollback; a new connection plans anew.
        """
        known = self._planned.get(statement)
        if known is None:
            places, name = count(1), f"planned_{len(self._planned)}"
            parts = statement.split("%s")
            body = parts[0] + "".join(f"${next(places)}{part}" for part in parts[1:])
            with self.wrap_database_errors, self.connection.cursor() as cursor:
                cursor.execute(f"PREPARE {name} AS {body}")
            known = self._planned[statement] = f"EXECUTE {name} ({', '.join(['%s'] * (len(parts) - 1))})"
        return known


def _is_quiet(socket: int) -> bool:
    # poll and not select: select refuses a file number above 1023.
    waiting = select.poll()
    waiting.register(socket, select.POLLIN)
    return not waiting.poll(0)
