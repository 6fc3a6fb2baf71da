"""Whom an audience holds, counted from the list of employees: never typed, and not stored while it is planned.

A function or location that is named counts as named; where none is named, what the project touches counts. Who has a role
counts wherever they work, unless the audience names a function, a location or a shift as well. An account without an
employee behind it is nobody here: there is no place, no shift and no address of the work to know them by.
"""

from typing import Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from communicatie.models import Audience
from organisatie.models import Employee
from trajecten.models import Project, ProjectRole

Kind = Audience.Kind
PLACES = (
    (Audience.functions, Project.functions, "jobfunction", "function"),
    (Audience.locations, Project.locations, "location", "location"),
)


def people_of(audience: Audience) -> QuerySet[Employee]:
    """The colleagues of this audience who are in service today; nobody for people outside the organisation."""
    if audience.kind == Kind.OUTSIDE:
        return Employee.objects.none()
    found = _in_service(audience.project.organisation_id, Value(audience.shift))
    if audience.kind == Kind.GROUP:
        return _in_group(found, audience.pk, audience.project_id)
    return _with_role(found, audience.pk, audience.project_id, Value(audience.role))


def size_of(audience: Audience) -> int | None:
    """How many they are; None for people outside of whom nobody wrote how many there are."""
    return audience.outside_count if audience.kind == Kind.OUTSIDE else people_of(audience).count()


def head_counts(project: Project) -> dict[int, int | None]:
    """{audience: how many they are} of all audiences of the project. One query."""
    return dict(with_size(Audience.objects.filter(project=project)).values_list("pk", "size"))


def with_size(audiences: QuerySet[Audience]) -> QuerySet[Any]:
    """Each with its `size`, counted in the same query; None as in `size_of`."""
    found = _in_service(OuterRef("project__organisation"), OuterRef("shift"))
    group = _in_group(found, OuterRef("pk"), OuterRef("project"))
    role = _with_role(found, OuterRef("pk"), OuterRef("project"), OuterRef("role"))
    return audiences.annotate(
        size=Case(
            When(kind=Kind.OUTSIDE, then=F("outside_count")),
            When(kind=Kind.ROLE, then=_counted(role)),
            default=_counted(group),
            output_field=IntegerField(),
        )
    )


def _counted(found: QuerySet[Employee]) -> Coalesce:
    rows = found.order_by().values("organisation").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)


def _in_service(organisation: Any, shift: Any) -> QuerySet[Employee]:
    """Of one shift, or of all when none is named."""
    return Employee.objects.filter(Q(Exact(shift, Value(""))) | Q(shift=shift), organisation=organisation).active()


# `IN` and not «is there one for this employee»: PostgreSQL then reads each list once for an audience, and not once for each
# of five thousand colleagues (bench/telling.py).


def _in_group(found: QuerySet[Employee], audience: Any, project: Any) -> QuerySet[Employee]:
    for chosen, touched, name, own in PLACES:
        named = chosen.through.objects.filter(audience=_deeper(audience))
        all_of_it = touched.through.objects.filter(project=_deeper(project))
        in_project = Q(**{f"{own}__in": all_of_it.values(name)}) | ~Exists(all_of_it)
        found = found.filter(Q(**{f"{own}__in": named.values(name)}) | (~Exists(named) & in_project))
    return found


def _with_role(found: QuerySet[Employee], audience: Any, project: Any, role: Any) -> QuerySet[Employee]:
    held = ProjectRole.objects.current().filter(project=_deeper(project), role=_deeper(role))
    found = found.filter(
        Q(pk__in=held.filter(employee__isnull=False).values("employee"))
        | Q(user__in=held.filter(user__isnull=False).values("user"))
    )
    for chosen, _touched, name, own in PLACES:
        named = chosen.through.objects.filter(audience=_deeper(audience))
        found = found.filter(Q(**{f"{own}__in": named.values(name)}) | ~Exists(named))
    return found


def _deeper(value: Any) -> Any:
    """The same value, seen from one query further in."""
    return OuterRef(value) if isinstance(value, OuterRef) else value
