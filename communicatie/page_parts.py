"""What stands on the page for everyone, part by part. Every room above adds its own:

    page_parts.register("moments", 45, Part(_("Wanneer bij mij?"), "public/uitrol/deel/momenten.html", build, columns))

The whole page is read in one statement: a part says in `columns` which small rows it needs, and `build` makes of them
what its template shows. Nothing to say is None, and then the part is not there. `build` asks the database nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject

from communicatie.models import ProjectPage
from trajecten.reading import Rows

Facts = Mapping[str, list[dict[str, Any]]]
"""What was read, by the names that parts gave it; the same for everybody who reads the page."""


@dataclass(frozen=True)
class Reader:
    """For whom the page is drawn: in which language, and which function and location they chose."""

    page: ProjectPage
    facts: Facts
    language: str
    day: date
    function: int | None = None
    location: int | None = None

    @property
    def functions(self) -> dict[int, str]:
        """What can be chosen: those of the project, or of the organisation when it chose none."""
        return _named(self.facts["functions"])

    @property
    def locations(self) -> dict[int, str]:
        return _named(self.facts["locations"])

    def is_meant(self, functions: set[int], locations: set[int]) -> bool:
        """Whether something for these functions and locations (an empty set: for all) is for this reader. Who did not
        choose is told what is for everybody."""
        return (not functions or self.function in functions) and (not locations or self.location in locations)


@dataclass(frozen=True)
class Part:
    title: Any
    """Its heading, lazy: it is drawn in several languages."""
    template: str
    """Gets `part` (its title), `found` (what `build` made) and what `public/communicatie/traject.html` gets."""
    build: Callable[[Reader], Mapping[str, Any] | None]
    columns: Callable[[date], Mapping[str, Subquery]] | None = None
    """`{name: rows_of(…)}`. A name that two parts give must mean the same."""


@dataclass(frozen=True)
class Drawn:
    """A part that has something to say."""

    code: str
    title: Any
    template: str
    found: Mapping[str, Any]


_parts: dict[str, tuple[int, Part]] = {}


def register(code: str, order: int, part: Part) -> None:
    """Put a part on the page; the same code again replaces it. The house itself uses 10, 20, … 80."""
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


def for_reader(reader: Reader) -> list[Drawn]:
    """The parts that have something to say to this reader."""
    found = ((code, part, part.build(reader)) for code, part in all_parts())
    return [Drawn(code, part.title, part.template, said) for code, part, said in found if said is not None]


def rows_of(found: QuerySet[Any], group: str = "project", **columns: Any) -> Subquery:
    """`found`, filtered on `OuterRef("pk")` of the project, as one JSON list. `group`: the way to the project. In no
    order: `build` sorts. A column that is JSON itself comes out as text on SQLite, so better leave it out."""
    grouped = found.order_by().values(group).annotate(rows=Rows(JSONObject(**columns)))
    return Subquery(grouped.values("rows"), output_field=JSONField())


def _named(rows: list[dict[str, Any]]) -> dict[int, str]:
    return {row["pk"]: row["name"] for row in sorted(rows, key=lambda row: row["name"].lower())}
