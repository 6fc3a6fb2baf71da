"""What tests of gate 4 share: what it says now, and people to say it of."""

from communicatie.models import RoleAsk
from communicatie.step import Communicatie
from communicatie.tests.factories import make_ask, make_employee
from organisatie.models import Employee
from trajecten.models import Project
from trajecten.steps import Outcome, State


def outcomes(project: Project) -> dict[str, Outcome]:
    """Every criterion of step 4 on a fresh object, with its own goal."""
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    return {one.code: one.compute(project, one.default) for one in Communicatie().criteria()}


def outcome(project: Project, code: str, goal=None) -> Outcome:
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    asked = next(one for one in Communicatie().criteria() if one.code == f"s4.{code}")
    return asked.compute(project, asked.default if goal is None else goal)


def state(project: Project, code: str) -> State:
    return outcome(project, code).state


def people(project: Project, count: int, location: str = "Aalst", **fields) -> list[Employee]:
    """So many colleagues who work there."""
    first = Employee.objects.filter(organisation=project.organisation).count()
    return [
        make_employee(f"Collega {first + number:04}", project=project, location=location, **fields)
        for number in range(count)
    ]


def ambassadors(project: Project, found: list[Employee], **fields) -> list[RoleAsk]:
    """These colleagues said yes."""
    return [make_ask(one, project=project, status="accepted", **fields) for one in found]
