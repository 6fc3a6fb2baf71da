"""The secret address of somebody's own calendar: no account, worthless once it was made anew."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from organisatie.models import Employee
from trajecten.models import Project
from trajecten.tokens import make_token
from uitrol import calendar
from uitrol.models import Attendance, Material, Moment, MomentPerson, PersonalLink, TrainingSession, Wave

PURPOSE = PersonalLink.Purpose.CALENDAR
KEPT = timedelta(days=60)
"""So long what is over stays in a calendar that subscribes."""


def secret_of(employee: int, generation: int) -> str:
    """Behind /v/agenda/: whose it is, signed."""
    return f"{employee}-{make_token(PURPOSE.value, employee, generation)}"


def with_generation(employees: QuerySet[Employee]) -> QuerySet[Employee]:
    """These employees with `generation`: which edition of their address works now."""
    mine = PersonalLink.objects.filter(employee=OuterRef("pk"), purpose=PURPOSE).values("generation")
    return employees.annotate(generation=Coalesce(Subquery(mine), 0))


def employee_of(secret: str) -> Any:
    """Who the address is of, with their `generation`; None when it is not ours, is an old one, or they left."""
    number = secret.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    people = with_generation(Employee.objects.active().select_related("organisation", "location"))
    person: Any = people.filter(pk=int(number)).first()
    if person is None or not constant_time_compare(secret, secret_of(person.pk, person.generation)):
        return None
    return person


def page_url(employee: int, generation: int) -> str:
    """The page with their moments, from which a calendar subscribes."""
    return settings.SITE_URL + reverse("uitrol:v_agenda_blad", args=[secret_of(employee, generation)])


def feed_url(employee: int, generation: int) -> str:
    return settings.SITE_URL + reverse("uitrol:v_agenda", args=[secret_of(employee, generation)])


# --- What stands in it ---------------------------------------------------------------------------


def moments_of(employee: Employee) -> QuerySet[Moment]:
    """Where they are invited or that they host, in projects that run: what is to come, and what was lately."""
    invited = MomentPerson.objects.filter(moment=OuterRef("pk"), employee=employee)
    mine = Moment.objects.standing().filter(Exists(invited) | Q(host=employee), ends_at__gte=timezone.now() - KEPT)
    running = mine.filter(project__status=Project.Status.RUNNING)
    return running.select_related("project__organisation", "location", "host").order_by("starts_at", "pk")


def sessions_of(employee: Employee) -> QuerySet[TrainingSession]:
    """Sessions of task training in which they are expected or that they give."""
    expected = Attendance.objects.filter(session=OuterRef("pk"), employee=employee)
    mine = TrainingSession.objects.filter(Exists(expected) | Q(helper=employee), starts_at__gte=timezone.now() - KEPT)
    standing = mine.exclude(status=TrainingSession.Status.CANCELLED).filter(project__status=Project.Status.RUNNING)
    return standing.select_related("project__organisation", "location").prefetch_related("tasks").order_by("starts_at")


def waves_of(employee: Employee) -> QuerySet[Wave]:
    """The waves in which their location starts, and those they own."""
    mine = Wave.objects.filter(Q(places__location=employee.location_id) | Q(owner=employee)).distinct()
    lately = timezone.localdate() - KEPT
    running = mine.filter(starts_on__gte=lately, project__status=Project.Status.RUNNING)
    return running.select_related("project__organisation").order_by("starts_on", "pk")


def feed_of(employee: Employee) -> bytes:
    """The whole calendar, in the language that is active. Three queries, and one more for the tasks of sessions."""
    events = [calendar.facts_of(one, hosts=one.host_id == employee.pk) for one in moments_of(employee)]
    events += [calendar.facts_of_session(one) for one in sessions_of(employee)]
    events += [calendar.facts_of_wave(one) for one in waves_of(employee)]
    return calendar.file_of(events, timezone.now(), name=_("Momenten"))


def materials_of(moments: Iterable[Moment]) -> dict[int, list[Material]]:
    """What belongs to these moments or to their whole project, by the key of the moment. One query."""
    found = list(moments)
    projects = {moment.project_id for moment in found}
    rows = Material.objects.filter(Q(moment__in=[moment.pk for moment in found]) | Q(project__in=projects))
    kept = list(rows)
    return {
        moment.pk: [one for one in kept if one.moment_id == moment.pk or one.project_id == moment.project_id]
        for moment in found
    }
