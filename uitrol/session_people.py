"""Who may come to a session, and who did: for who gives it, and nobody else."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from organisatie.models import Employee
from trajecten import access
from uitrol.models import Attendance, TrainingSession

MOST = 200
"""So many names on one page; who is not among them is found by typing."""


@dataclass(frozen=True)
class Person:
    pk: int
    name: str
    function: str
    present: bool


def may_note_presence(user: Any, session: TrainingSession) -> bool:
    """Who leads, and who gives this session."""
    return access.may_edit_project(user, session.project) or (
        session.helper is not None and session.helper.user_id is not None and session.helper.user_id == user.pk
    )


def expected(session: TrainingSession) -> QuerySet[Employee]:
    """The people of its location and shift for whom at least one of its tasks is."""
    for_all = session.tasks.filter(functions=None).exists()
    found = session.project.impacted().filter(location=session.location_id)
    if session.shift:
        found = found.filter(shift__iexact=session.shift)
    return found if for_all else found.filter(function__work_tasks__sessions=session).distinct()


def people_of(session: TrainingSession, search: str = "") -> list[Person]:
    """Who is expected and who was noted, by name. With `search` everybody of the organisation with that in their name."""
    came = dict(Attendance.objects.filter(session=session).values_list("employee_id", "present"))
    staff = Employee.objects.filter(organisation=session.project.organisation_id)
    if search:
        found = staff.active().filter(name__icontains=search)
    else:
        found = staff.filter(Q(pk__in=list(came)) | Q(pk__in=expected(session).values("pk")))
    return [
        Person(one.pk, one.name, one.function.name if one.function else "", bool(came.get(one.pk)))
        for one in found.select_related("function").order_by("name", "pk")[:MOST]
    ]
