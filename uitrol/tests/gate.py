"""What tests of gate 5 share: what it says now."""

from trajecten.models import Project
from trajecten.steps import Outcome, State
from uitrol.step import Uitrol


def outcomes(project: Project) -> dict[str, Outcome]:
    """Every criterion of step 5 on a fresh object, with its own goal."""
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    return {one.code[3:]: one.compute(project, one.default) for one in Uitrol().criteria()}


def outcome(project: Project, code: str, goal=None) -> Outcome:
    project = Project.objects.select_related("organisation").get(pk=project.pk)
    asked = next(one for one in Uitrol().criteria() if one.code == f"s5.{code}")
    return asked.compute(project, asked.default if goal is None else goal)


def state(project: Project, code: str) -> State:
    return outcome(project, code).state
