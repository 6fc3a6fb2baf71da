"""What gate 1 has to know beside the surveys that came along with the project: read in one statement.

Several kinds of rows in one shape, because a page of a lead may ask eight queries and not one more: whom the project
touches, who was asked and took part in each survey, what was confirmed in the inventory, who was spoken with, and how
many answered each question.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce

from bevraging.models import Conversation, InventoryItem, Participant, Tally, Turnout
from bevraging.questions import CHOICE, DONT_KNOW, RATING, STATEMENT, YESNO, Question

TAKING_PART, ITEM, REPORT, PLACE, FUNCTION, ANSWERS = "part", "item", "report", "place", "function", "answers"
TOUCHED, ASKED = "touched", "asked"
TEXTS, NUMBERS = ("a", "b", "c", "d"), ("x", "y", "z")
COLUMNS = ("kind", *TEXTS, *NUMBERS)
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


@dataclass(frozen=True)
class Reading:
    """What one statement gave. Exact numbers: not to be shown, only to make steps or a judgement of."""

    listening: Listening
    touched: dict[tuple[str, str], int]
    """Whom the project touches: how many per (location, function); "" for who has none."""
    parts: dict[int, list[Any]]
    """Who takes part per survey, as `participation.taking_part` gives it."""
    places: dict[int, dict[str, int]]
    """How many were asked per survey and location; "" for who has none."""
    answers: dict[int, dict[str, int]]
    """How many gave an answer that counts, per published survey and question with a theme."""


def read(project: Any, surveys: Sequence[Any], asked: Mapping[int, Iterable[Question]], on: Any = None) -> Reading:
    """One query. `asked`: the questions of the published ones; `on`: the day on which who is in service is touched."""
    talks = Conversation.objects.filter(project=project).finished()
    parts = [
        _rows(InventoryItem.objects.filter(project=project).confirmed(), ITEM, a="lens", **_counts()),
        _rows(talks, REPORT, a="project_id", x=Count("pk")),
        _rows(talks.filter(locations__isnull=False), PLACE, a="locations__name", x=Count("pk")),
        _rows(talks.filter(functions__isnull=False), FUNCTION, a="functions__name", x=Count("pk")),
    ]
    if surveys:
        parts.append(_rows(project.impacted(on), TOUCHED, a="location__name", b="function__name", x=Count("pk")))
        parts += _taking_part(surveys)
    themed = Q(pk__in=[])
    for pk, found in asked.items():
        themed |= Q(survey=pk, question__in=[question.key for question in found if has_spread(question)])
    if asked:
        cells = Tally.objects.filter(themed, dimension="", segment="").exclude(option__in=["", DONT_KNOW])
        parts.append(_rows(cells, ANSWERS, a="question", d="survey_id", x=Sum("count")))
    return _reading(list(parts[0].union(*parts[1:], all=True)))


def has_spread(question: Question) -> bool:
    """Whether the question is about a theme of the work itself, and everybody gave one answer to it."""
    return bool(question.theme) and not question.pulse and question.type in SPREAD_TYPES


def _taking_part(surveys: Sequence[Any]) -> list[QuerySet[Any, Any]]:
    """Who takes part, and who was asked where: of the people themselves, or of what was kept when they were forgotten."""
    here = [survey.pk for survey in surveys if not survey.people_gone_on]
    gone = [survey.pk for survey in surveys if survey.people_gone_on]
    found = []
    if here:
        people = Participant.objects.filter(survey__in=here)
        names = {"a": "location", "b": "function", "c": "employee__function__name", "d": "survey_id"}
        done, unmailed = Count("pk", filter=Q(answered=True)), Count("pk", filter=Q(email=""))
        found.append(_rows(people, TAKING_PART, **names, x=Count("pk"), y=done, z=unmailed))
        found.append(_rows(people, ASKED, a="employee__location__name", d="survey_id", x=Count("pk")))
    if gone:
        kept = Turnout.objects.filter(survey__in=gone)
        place = Q(about=Turnout.About.PLACE)
        names = {"a": "location", "b": "function", "c": "name", "d": "survey_id"}
        sums = {"x": Sum("invited"), "y": Sum("answered"), "z": Sum("unmailed")}
        found.append(_rows(kept.exclude(place), TAKING_PART, **names, **sums))
        found.append(_rows(kept.filter(place), ASKED, a="name", d="survey_id", x=Sum("invited")))
    return found


def _rows(found: QuerySet[Any], kind: str, **columns: Any) -> QuerySet[Any, Any]:
    """`found` counted per text column, in the eight columns that all parts share."""
    texts = {name: columns[name] for name in TEXTS if name in columns}
    empty = Value("", output_field=CharField())
    given: dict[str, Any] = {name: Coalesce(Cast(column, CharField()), empty) for name, column in texts.items()}
    given |= {name: Value("", output_field=CharField()) for name in TEXTS if name not in texts}
    zero = Value(0, output_field=BigIntegerField())
    counts = {name: Cast(columns[name], BigIntegerField()) if name in columns else zero for name in NUMBERS}
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
    _kind, location, function, own, _survey, invited, done, unmailed = row
    return {
        "location": location,
        "function": function,
        "employee__function__name": own,
        "invited": invited,
        "done": done,
        "unmailed": unmailed,
    }


def _reading(rows: list[tuple[Any, ...]]) -> Reading:
    of: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        of.setdefault(row[0], []).append(row)
    parts: dict[int, list[Any]] = {}
    for row in of.get(TAKING_PART, ()):
        parts.setdefault(int(row[4]), []).append(_part(row))
    return Reading(
        _listening(of),
        {(row[1], row[2]): row[5] for row in of.get(TOUCHED, ())},
        parts,
        _per_survey(of.get(ASKED, ())),
        _per_survey(of.get(ANSWERS, ())),
    )


def _per_survey(rows: Iterable[tuple[Any, ...]]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        found.setdefault(int(row[4]), {})[row[1]] = row[5]
    return found


def _listening(of: Mapping[str, list[tuple[Any, ...]]]) -> Listening:
    return Listening(
        items={row[1]: Confirmed(*row[5:]) for row in of.get(ITEM, ())},
        reports=sum(row[5] for row in of.get(REPORT, ())),
        places=frozenset(row[1] for row in of.get(PLACE, ())),
        functions=frozenset(row[1] for row in of.get(FUNCTION, ())),
    )
