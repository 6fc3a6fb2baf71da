"""What gate 4 has to know, read in one statement: several kinds of rows in one shape, as `toetsing.gate_reading` does.

A page of a lead may ask eight queries and not one more; the page of the step draws its lists from the same rows. Who is
no longer in service holds no role, is no contact point and owns no agreement.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, ExtractDay, ExtractMonth, ExtractYear
from django.utils import timezone

from bevraging.models import Survey, Tally
from communicatie.models import Audience, ContactPoint, Message, ProjectPage, RoleAsk
from fundament.models import AgreementVersion
from organisatie.models import Employee
from trajecten.models import ProjectRole

AUDIENCE, FOR_FUNCTION, FOR_LOCATION, MESSAGE, PLACE, KEY_FIGURE, AMBASSADOR, CONTACT, AGREEMENT, HELPED, PAGE = (
    "audience", "function", "location", "message", "place", "key_figure", "ambassador", "contact", "agreement", "helped", "page",
)  # fmt: skip
TEXTS, NUMBERS = ("a", "b", "c", "d"), ("x", "y", "z", "w")
COLUMNS = ("kind", *TEXTS, *NUMBERS)
HELP_QUESTION = "steun"
"""The item of the pulse that asks whether people know whom to turn to."""
STEP = 4
Status = AgreementVersion.Status
IN_USE = [Status.CONCEPT, Status.TESTED, Status.IN_FORCE]


Part = Callable[[Any], QuerySet[Any, Any]]
_joined: dict[str, Part] = {}


def join_rows(kind: str, part: Part) -> None:
    """Let a later room read its rows in this statement, for what it joins to gate 4: `part(project)` gives `rows(…, kind)`.
    They stand in `Facts.joined[kind]`."""
    _joined[kind] = part


def joined_kinds() -> list[str]:
    return list(_joined)


def read(project: Any) -> dict[str, list[tuple[Any, ...]]]:
    """{kind: [(a, b, c, d, x, y, z, w), …]} of this project, with what later rooms joined. One query."""
    here = Employee.objects.filter(organisation=project.organisation_id).active()
    touched = Count("pk", filter=Q(pk__in=project.impacted().order_by().values("pk")))
    parts = [
        *_told(project),
        rows(here, PLACE, a="location__name", b="shift", x="location_id", y=touched, z=Count("pk")),
        _key_figures(project, here),
        _ambassadors(project, here),
        _contacts(project, here),
        _agreements(project, here),
        rows(_helped(project), HELPED, a="option", x="survey_id", y="count"),
        rows(ProjectPage.objects.filter(project=project), PAGE, x=one_if(Q(is_on=True))),
        *(part(project) for part in _joined.values()),
    ]
    found: dict[str, list[tuple[Any, ...]]] = {}
    for kind, *row in parts[0].union(*parts[1:], all=True):
        found.setdefault(kind, []).append(tuple(row))
    return found


def _told(project: Any) -> list[QuerySet[Any, Any]]:
    """For whom, and what they hear."""
    day = ExtractYear("planned_on") * 10_000 + ExtractMonth("planned_on") * 100 + ExtractDay("planned_on")
    functions, locations = Audience.functions.through.objects, Audience.locations.through.objects
    mine = {"audience__project": project}
    return [
        rows(Audience.objects.filter(project=project), AUDIENCE, a="name", b="kind", c="shift", x="pk", y=one_if(Q(inner=True)), z=one_if(Q(in_matrix=True))),
        rows(functions.filter(**mine), FOR_FUNCTION, x="audience_id", y="jobfunction_id"),
        rows(locations.filter(**mine), FOR_LOCATION, x="audience_id", y="location_id"),
        rows(Message.objects.filter(project=project), MESSAGE, a="title", b="key", c="status", d="said_by", x="number", y="audience_id", z=day),
    ]  # fmt: skip


def _key_figures(project: Any, here: QuerySet[Employee]) -> QuerySet[Any, Any]:
    """Named as employee, or by an account that belongs to one; for the location they were named for, else where they work."""
    roles = ProjectRole.objects.current().filter(project=project, role=ProjectRole.Role.KEY_FIGURE)
    linked = here.filter(user=OuterRef("user")).order_by("pk").values("location")[:1]
    place = Coalesce("location_id", "employee__location_id", Subquery(linked))
    return rows(roles.filter(Q(employee__in=here) | Q(employee=None, user__is_active=True)), KEY_FIGURE, x=place)


def _ambassadors(project: Any, here: QuerySet[Employee]) -> QuerySet[Any, Any]:
    """Who was asked, and what came of it. A yes whose role was ended afterwards is a yes no more."""
    asks = RoleAsk.objects.filter(project=project, role=RoleAsk.Role.AMBASSADOR, employee__in=here)
    asks = asks.running().exclude(Q(status=RoleAsk.Status.ACCEPTED) & (Q(given=None) | Q(given__until__isnull=False)))
    terms = Q(hours__gt=0, prepared_on__lte=timezone.localdate())
    place = Coalesce("location_id", "employee__location_id")
    return rows(
        asks, AMBASSADOR, a="status", b="shifts", c="employee__shift", x=place, y="employee_id", z=one_if(terms)
    )


def _contacts(project: Any, here: QuerySet[Employee]) -> QuerySet[Any, Any]:
    points = ContactPoint.objects.filter(project=project, employee__in=here)
    shift = Case(When(backup__in=here, then="backup__shift"), default=Value(""))
    backup = one_if(Q(backup__in=here) | ~Q(backup_note=""))
    return rows(points, CONTACT, a="employee__shift", b=shift, x="location_id", y=backup)


def _agreements(project: Any, here: QuerySet[Employee]) -> QuerySet[Any, Any]:
    words = AgreementVersion.objects.filter(agreement__project=project, status__in=IN_USE)
    return rows(words, AGREEMENT, x="agreement__number", y=one_if(Q(agreement__owner__in=here)))


def _helped(project: Any) -> QuerySet[Tally]:
    """What everybody together answered; published counts only, so of five people or more."""
    asked = {"survey__project": project, "survey__status": Survey.Status.PUBLISHED, "survey__step__gte": STEP}
    return Tally.objects.filter(**asked, question=HELP_QUESTION, dimension="", segment="")


def one_if(condition: Q) -> Case:
    return Case(When(condition, then=1), default=0, output_field=BigIntegerField())


def rows(found: QuerySet[Any], kind: str, **columns: Any) -> QuerySet[Any, Any]:
    """`found` in the columns that all parts share: an empty text or 0 where it has none. Counted per row of the others."""
    texts = {name: columns.get(name, Value("")) for name in TEXTS}
    given: dict[str, Any] = {f"row_{name}": _kept(value, TextField(), Value("")) for name, value in texts.items()}
    numbers = {name: columns.get(name, Value(0)) for name in NUMBERS}
    plain = {name: value for name, value in numbers.items() if not isinstance(value, Count)}
    given |= {f"row_{name}": _kept(value, BigIntegerField(), Value(0)) for name, value in plain.items()}
    grouped: Any = found.order_by().annotate(**given).values(*given)
    counted = {f"row_{name}": value for name, value in numbers.items() if name not in plain}
    grouped = grouped.annotate(row_kind=Value(kind, TextField()), **counted)
    return grouped.values_list(*(f"row_{name}" for name in COLUMNS))


def _kept(value: Any, field: Any, empty: Value) -> Coalesce:
    return Coalesce(Cast(F(value) if isinstance(value, str) else value, field), Cast(empty, field))
