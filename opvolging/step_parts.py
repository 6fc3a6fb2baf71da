"""What stands on the page of step 6, part by part: the rhythm first, then each part adds its own when it is loaded.

    step_parts.register("spotlights", 40, Part("opvolging/deel/kijker.html", build, columns))

The page reads everything in one statement with the project: a part says in `columns` which small rows it needs (see
`trajecten.reading`), and `build` makes of them what its template shows. `build` asks the database nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Subquery

Facts = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Part:
    template: str
    """Gets `found` (what `build` made), `project` and `may_edit`."""
    build: Callable[[Any, Facts, date], Mapping[str, Any] | None]
    """(project, facts, today). Nothing to say is None, and then the part is not there."""
    columns: Callable[[date], Mapping[str, Subquery]] | None = None
    """`{name: rows}` of the project: `OuterRef("pk")`. A name that two parts give must mean the same."""


_parts: dict[str, tuple[int, Part]] = {}


def register(code: str, order: int, part: Part) -> None:
    """Put a part on the page; the same code again replaces it. Rhythm 10, remedies 20, spread and recurrence 30,
    spotlights 40, health 5."""
    _parts[code] = (order, part)


def all_parts() -> list[tuple[str, Part]]:
    """In the order in which people read them."""
    return [(code, part) for code, (_order, part) in sorted(_parts.items(), key=lambda one: (one[1][0], one[0]))]


def columns_on(day: date) -> dict[str, Subquery]:
    """What all parts read together."""
    found: dict[str, Subquery] = {}
    for _code, part in all_parts():
        found.update(part.columns(day) if part.columns else {})
    return found
