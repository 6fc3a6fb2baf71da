"""A project in step 5 with two locations, people in shifts, and what a wave needs before it starts."""

import re
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes, policy

from django.core import mail as django_mail
from django.urls import reverse
from django.utils import timezone

from bevraging.tests.factories import make_project
from organisatie.models import Employee
from organisatie.tests.factories import make_employee, make_employees, make_location
from trajecten import outbox
from trajecten.models import Mail, Project, ProjectRole
from trajecten.outbox.composing import Composer
from uitrol.actions import inviting, moments, waves
from uitrol.models import Moment, Wave
from uitrol.tests import ics_reader
from uitrol.tests.factories import make_place, make_session

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
"""A Monday, 10 o'clock in Brussels; the clock changes on 29 March."""
START = datetime(2026, 3, 24, 13, tzinfo=UTC)
"""Tuesday 24 March, 14 o'clock: the last week of winter time."""
START_DAY = START.date()


def make_step_5(lead=None, **fields) -> Project:
    """A project that passed gate 4."""
    project = make_project(**fields)
    Project.objects.filter(pk=project.pk).update(step=5)
    project.refresh_from_db()
    if lead is not None:
        ProjectRole.objects.create(project=project, role=ProjectRole.Role.LEAD, user=lead)
    return project


def staff(project: Project, location: str, count: int, shift: str = "", **fields) -> list[Employee]:
    """`count` employees of a location in a shift, each with an address."""
    place = make_location(project.organisation, location)
    group = Employee.objects.filter(organisation=project.organisation).count()
    prefix = " ".join(f"{location} {shift} {group}".split())
    return make_employees(project.organisation, count, location=place, shift=shift, prefix=prefix, **fields)


def plan_wave(project: Project, by, *locations: str, day=START_DAY, **fields) -> Wave:
    """By the action itself."""
    places = [make_place(project, name) for name in locations]
    return waves.make_wave(project=project, by=by, starts_on=day, locations=places, **fields)


def plan_moment(project: Project, by, location: str = "Aalst", kind: str = "start", at=START, **fields) -> Moment:
    """By the action itself; half an hour."""
    ends_at = fields.pop("ends_at", at + timedelta(minutes=30))
    place = make_place(project, location)
    return moments.plan_moment(
        project=project, by=by, kind=kind, location=place, starts_at=at, ends_at=ends_at, **fields
    )


def invite(moment: Moment, by, *employees: Employee) -> None:
    inviting.invite(moment=moment, by=by, employees=employees)


def make_ambassadors(project: Project, location: str, count: int) -> None:
    place = make_place(project, location)
    for number in range(count):
        name = f"Ambassadeur {location} {number}"
        employee = make_employee(project.organisation, name, location=place, shift="dag")
        ProjectRole.objects.create(project=project, role=ProjectRole.Role.AMBASSADOR, employee=employee, location=place)


def make_ready(wave: Wave) -> None:
    """Everything its small gate asks: ambassadors, a session for every shift on its first day, and all was looked at."""
    first = datetime.combine(wave.starts_on, time(9), tzinfo=UTC)
    for place in wave.places.select_related("location"):
        make_ambassadors(wave.project, place.location.name, 2)
        make_session(project=wave.project, location=place.location, starts_at=first)
    wave.checks.update(checked_at=timezone.now())


def address(name: str, project: Project, *args) -> str:
    return reverse(f"uitrol:{name}", args=[project.slug, *args])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def status(response) -> int:
    """Its status; a file that came along is put down."""
    if response.streaming:
        list(response)
    return response.status_code


def sent(kind: str = "") -> list[Mail]:
    """What was queued of this kind, in the order of the addresses."""
    found = Mail.objects.order_by("recipient", "key")
    return list(found.filter(kind=kind) if kind else found)


def delivered() -> list:
    """What leaves now, by whom it is for."""
    before = len(django_mail.outbox)
    outbox.deliver()
    return sorted(django_mail.outbox[before:], key=lambda message: (message.to, message.subject))


def calendar_in(mail: Mail) -> ics_reader.CalendarRead:
    """The calendar file in a mail as it goes over the line, read strictly."""
    values = outbox.kind_of(mail.kind).personal([mail])[mail.pk]
    message = message_from_bytes(Composer().compose(mail, values).as_bytes(), policy=policy.default)
    (part,) = message.iter_attachments()
    found = ics_reader.read(part.get_payload(decode=True))
    if part.get_content_type() != "text/calendar" or part.get_param("method") != found.method:
        raise AssertionError("The mail says another method than the file.")
    return found
