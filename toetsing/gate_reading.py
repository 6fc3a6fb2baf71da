"""What gate 3 has to know, read in one statement: several kinds of rows in one shape, as `bevraging.gate_reading` does.

A page of a lead may ask eight queries and not one more; the page of the step draws its lists from the same rows.
"""

from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Max, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, ExtractDay, ExtractMonth, ExtractYear

from bevraging.models import NamedResponse
from fundament.models import AgreementVersion
from toetsing.models import Concept, Finding, RoundConcept, RoundPerson, TestRound

CONCEPT, ROUND, TRIED, PERSON, SAID, FINDING, AGREEMENT, TOUCHED = (
    "concept", "round", "tried", "person", "said", "finding", "agreement", "touched",
)  # fmt: skip
TEXTS, NUMBERS = ("a", "b", "c"), ("x", "y", "z", "w")
COLUMNS = ("kind", *TEXTS, *NUMBERS)
Status = AgreementVersion.Status
IN_USE = [Status.CONCEPT, Status.TESTED, Status.IN_FORCE]


def read(project: Any) -> dict[str, list[tuple[Any, ...]]]:
    """{kind: [(a, b, c, x, y, z, w), …]} of this project. One query."""
    day = ExtractYear("starts_at") * 10_000 + ExtractMonth("starts_at") * 100 + ExtractDay("starts_at")
    words = AgreementVersion.objects.filter(agreement__project=project, status__in=IN_USE)
    draft = Count("pk", filter=Q(status=Status.CONCEPT))
    in_scope = Case(When(left_out="", then=1), default=0)
    parts = [
        _rows(Concept.objects.filter(project=project), CONCEPT, a="name", x="pk", y="number", z=Max("versions__number"), w=in_scope),
        _rows(TestRound.objects.filter(project=project), ROUND, a="kind", b="status", x="pk", y="number", z=day),
        _rows(RoundConcept.objects.filter(round__project=project), TRIED, x="round_id", y="concept_id", z="version__number", w="pk"),
        _rows(RoundPerson.objects.filter(round__project=project), PERSON, a="location__name", b="function__name", x="round_id", y="employee_id", z="pk"),
        _rows(_said(project), SAID, a="answers", x="participant__survey__test_round", y="participant__employee_id", z="participant_id"),
        _rows(Finding.objects.filter(project=project), FINDING, a="kind", b="severity", c="disposition", x="concept_id", y="version__number", z="round__number", w=Count("pk")),
        _rows(words, AGREEMENT, x="agreement__number", y=draft),
        _rows(project.impacted(), TOUCHED, a="location__name", b="function__name", x=Count("pk")),
    ]  # fmt: skip
    found: dict[str, list[tuple[Any, ...]]] = {}
    for kind, *row in parts[0].union(*parts[1:], all=True):
        found.setdefault(kind, []).append(tuple(row))
    return found


def _said(project: Any) -> QuerySet[NamedResponse]:
    return NamedResponse.objects.filter(participant__survey__test_round__project=project)


def _rows(found: QuerySet[Any], kind: str, **columns: Any) -> QuerySet[Any, Any]:
    """`found` in the columns that all parts share: an empty text or 0 where it has none. Counted per row of the others."""
    texts = {name: F(columns[name]) if name in columns else Value("") for name in TEXTS}
    given = {f"row_{name}": Coalesce(Cast(value, TextField()), Value("", TextField())) for name, value in texts.items()}
    numbers = {name: columns.get(name, Value(0)) for name in NUMBERS}
    plain = {name: value for name, value in numbers.items() if not isinstance(value, Count | Max)}
    given |= {f"row_{name}": _number(value) for name, value in plain.items()}
    grouped: Any = found.order_by().annotate(**given).values(*given)
    counted = {f"row_{name}": _number(value) for name, value in numbers.items() if name not in plain}
    grouped = grouped.annotate(row_kind=Value(kind, TextField()), **counted)
    return grouped.values_list(*(f"row_{name}" for name in COLUMNS))


def _number(value: Any) -> Coalesce:
    return Coalesce(Cast(value, BigIntegerField()), Value(0, BigIntegerField()))
