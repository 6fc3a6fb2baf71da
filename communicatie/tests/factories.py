"""Audiences, messages, asks and contact points to test with, straight into the database: no mail, no gate, no history."""

from datetime import timedelta

from django.utils import timezone

from bevraging.tests.factories import make_project
from communicatie.models import Audience, ContactPoint, Message, ProjectPage, RoleAsk
from organisatie.models import Employee, JobFunction, Location
from trajecten.models import Project, ProjectRole
from trajecten.tokens import make_token, token_hash


def make_audience(name: str = "Zorgkundigen", *, project: Project | None = None, functions=(), locations=(), **fields):
    """Colleagues; everybody that the project touches, unless functions or locations are named."""
    project = project or make_project()
    audience = Audience.objects.create(project=project, name=name, **fields)
    for field, model, names in (("functions", JobFunction, functions), ("locations", Location, locations)):
        rows = [model.objects.get_or_create(organisation=project.organisation, name=one)[0] for one in names]
        getattr(audience, field).set(rows)
    return audience


def make_message(
    title: str = "We beginnen bij jullie ervaring", *, audience: Audience | None = None, **fields
) -> Message:
    """Planned for next week, by word of mouth, unless `fields` say otherwise."""
    audience = audience or make_audience()
    project = audience.project
    number = (project.messages.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    values = {
        "key": Message.Key.WHY,
        "channel": Message.Channel.BRIEFING,
        "said_by": Message.From.TEAM_LEADER,
        "status": Message.Status.PLANNED,
        "planned_on": timezone.localdate() + timedelta(days=7),
        **fields,
    }
    if values["status"] == Message.Status.SENT:
        values = {"sent_at": timezone.now(), "reached_of": 10, **values}
    return Message.objects.create(project=project, number=number, audience=audience, title=title, **values)


def make_employee(
    name: str, *, project: Project, location: str = "Aalst", function: str = "Zorg", **fields
) -> Employee:
    """Somebody who works there, with an address."""
    place = Location.objects.get_or_create(organisation=project.organisation, name=location)[0]
    work = JobFunction.objects.get_or_create(organisation=project.organisation, name=function)[0]
    fields.setdefault("email", f"{name.lower().replace(' ', '.')}@{project.organisation.slug}.test")
    return Employee.objects.create(
        organisation=project.organisation, name=name, location=place, function=work, **fields
    )


def make_ask(
    employee: Employee, *, project: Project, role: str = "ambassador", status: str = "asked", **fields
) -> RoleAsk:
    """Asked, or with status «accepted» confirmed: then the role is given as well. At the place where they work."""
    values = {"location": employee.location, "status": status, **fields}
    if status in ("accepted", "declined"):
        values.setdefault("answered_at", timezone.now())
    if status == "accepted":
        values["given"] = ProjectRole.objects.create(
            project=project, role=role, employee=employee, user=employee.user, location=values["location"]
        )
    ask = RoleAsk.objects.create(project=project, employee=employee, role=role, **values)
    ask.token_hash = token_hash(secret_of_ask(ask))
    ask.save(update_fields=["token_hash"])
    return ask


def secret_of_ask(ask: RoleAsk) -> str:
    return make_token("role", ask.pk, ask.generation)


def make_contact_point(employee: Employee | None = None, *, project: Project, **fields) -> ContactPoint:
    location = fields.pop("location", employee.location if employee else None)
    return ContactPoint.objects.create(project=project, employee=employee, location=location, **fields)


def secret_of_page(page: ProjectPage) -> str:
    return make_token("page", page.project_id, page.generation)


def make_page(project: Project, **fields) -> ProjectPage:
    """Open, with a few words."""
    values = {"is_on": True, "what": "We noteren alles op één plaats.", "generation": 1, **fields}
    secret = make_token("page", project.pk, values["generation"])
    return ProjectPage.objects.create(project=project, token_hash=token_hash(secret), **values)
