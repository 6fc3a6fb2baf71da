"""What gate 1 has to know beside the surveys that came along with the project: read in one statement.

Four kinds of rows in one shape, because a page of a lead may ask eight queries and not one more: who takes part in the
survey that counts, what was confirmed in the inventory, who was spoken with, and how many answered each question.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce

from bevraging.models import Conversation, InventoryItem, Participant, Survey, Tally, Turnout
from bevraging.questions import CHOICE, DONT_KNOW, RATING, STATEMENT, YESNO, Question

TAKING_PART, ITEM, REPORT, PLACE, FUNCTION, ANSWERS = "part", "item", "report", "place", "function", "answers"
COLUMNS = ("kind", "a", "b", "c", "x", "y", "z")
SPREAD_TYPES = (STATEMENT, CHOICE, RATING, YESNO)
"""Of these it can be said how far practices differ: everybody gave one answer."""


@dataclass(frozen=True)
class Confirmed:
    """Items of one lens in the inventory."""

    items: int = 0
    places: int = 0
    """From how many locations."""
    everywhere: int = 0
    """Items that are of no single location."""


@dataclass(frozen=True)
class Listening:
    """What was heard in other ways than by the number of answers."""

    items: dict[str, Confirmed] = field(default_factory=dict)
    """Per lens."""
    reports: int = 0
    """Finished reports of conversations."""
    places: frozenset[str] = frozenset()
    """The names of the locations of which somebody was spoken with, in a report that is finished."""
    functions: frozenset[str] = frozenset()
    answers: dict[str, int] = field(default_factory=dict)
    """How many gave an answer that counts, per question with a theme; published surveys only."""


def read(project: Any, survey: Any | None, asked: Iterable[Question] = ()) -> tuple[list[Any], Listening]:
    """(who takes part in `survey`, as `participation.taking_part` gives it; what else was heard). One query."""
    talks = Conversation.objects.filter(project=project).finished()
    parts = [
        _rows(InventoryItem.objects.filter(project=project).confirmed(), ITEM, a="lens", **_counts()),
        _rows(talks, REPORT, a="project_id", x=Count("pk")),
        _rows(talks.filter(locations__isnull=False), PLACE, a="locations__name", x=Count("pk")),
        _rows(talks.filter(functions__isnull=False), FUNCTION, a="functions__name", x=Count("pk")),
    ]
    themed = [question.key for question in asked if has_spread(question)]
    if survey is not None and survey.status == Survey.Status.PUBLISHED and themed:
        cells = Tally.objects.filter(survey=survey, dimension="", segment="", question__in=themed)
        parts.append(_rows(cells.exclude(option__in=["", DONT_KNOW]), ANSWERS, a="question", x=Sum("count")))
    if survey is not None:
        parts.append(_taking_part(survey))
    rows = list(parts[0].union(*parts[1:], all=True))
    return [_part(row) for row in rows if row[0] == TAKING_PART], _listening(rows)


def has_spread(question: Question) -> bool:
    """Whether the question is about a theme of the work itself, and everybody gave one answer to it."""
    return bool(question.theme) and not question.pulse and question.type in SPREAD_TYPES


def _taking_part(survey: Any) -> QuerySet[Any, Any]:
    if survey.people_gone_on:
        kept = Turnout.objects.filter(survey=survey).exclude(about=Turnout.About.PLACE)
        sums = {"x": Sum("invited"), "y": Sum("answered"), "z": Sum("unmailed")}
        return _rows(kept, TAKING_PART, a="location", b="function", c="name", **sums)
    people = Participant.objects.filter(survey=survey)
    names = {"a": "location", "b": "function", "c": "employee__function__name"}
    done, unmailed = Count("pk", filter=Q(answered=True)), Count("pk", filter=Q(email=""))
    return _rows(people, TAKING_PART, **names, x=Count("pk"), y=done, z=unmailed)


def _rows(found: QuerySet[Any], kind: str, **columns: Any) -> QuerySet[Any, Any]:
    """`found` counted per text column, in the seven columns that all parts share."""
    texts = {name: columns[name] for name in ("a", "b", "c") if name in columns}
    empty = Value("", output_field=CharField())
    given: dict[str, Any] = {name: Coalesce(Cast(column, CharField()), empty) for name, column in texts.items()}
    given |= {name: Value("", output_field=CharField()) for name in ("a", "b", "c") if name not in texts}
    zero = Value(0, output_field=BigIntegerField())
    counts = {name: Cast(columns[name], BigIntegerField()) if name in columns else zero for name in ("x", "y", "z")}
    grouped: Any = found.order_by().annotate(**{f"row_{name}": value for name, value in given.items()})
    grouped = grouped.values(*(f"row_{name}" for name in given))
    grouped = grouped.annotate(row_kind=Value(kind, output_field=CharField()))
    grouped = grouped.annotate(**{f"row_{name}": value for name, value in counts.items()})
    return grouped.values_list(*(f"row_{name}" for name in COLUMNS))


def _counts() -> dict[str, Count]:
    return {
        "x": Count("pk"),
        "y": Count("location", distinct=True),
        "z": Count("pk", filter=Q(location=None)),
    }


def _part(row: tuple[Any, ...]) -> dict[str, Any]:
    _kind, location, function, own, invited, done, unmailed = row
    return {
        "location": location,
        "function": function,
        "employee__function__name": own,
        "invited": invited,
        "done": done,
        "unmailed": unmailed,
    }


def _listening(rows: list[tuple[Any, ...]]) -> Listening:
    of: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        of.setdefault(row[0], []).append(row)
    return Listening(
        items={row[1]: Confirmed(*row[4:]) for row in of.get(ITEM, ())},
        reports=sum(row[4] for row in of.get(REPORT, ())),
        places=frozenset(row[1] for row in of.get(PLACE, ())),
        functions=frozenset(row[1] for row in of.get(FUNCTION, ())),
        answers={row[1]: row[4] for row in of.get(ANSWERS, ())},
    )
