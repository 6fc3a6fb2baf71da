"""The two projects of the demo: one that can ask for its first decision, one that is listening now."""

from bevraging import actions as survey_actions
from bevraging.fatigue import SEND_ANYWAY
from opvolging.demo import content
from opvolging.demo.answers import answer
from opvolging.demo.listening import listen
from organisatie.models import Organisation, User
from trajecten import actions
from trajecten.models import Project, ProjectRole


def make_booked(organisation: Organisation, lead: User, decider: User) -> Project:
    """The start survey is closed, its results stand there, and gate 1 can be asked for."""
    project = _make(organisation, lead, decider, content.BOOKED, content.BOOKED_GOAL, content.BOOKED_WHY)
    for employee in organisation.employees.filter(function__name=content.HEADS):
        actions.set_role(
            project=project, by=lead, role=ProjectRole.Role.KEY_FIGURE, employee=employee, location=employee.location
        )
    survey = _launch(project, lead)
    answer(survey, content.RESPONSE)
    survey_actions.close(survey=survey, by=lead)
    survey.refresh_from_db()
    listen(project, lead, survey)
    return project


def make_planned(organisation: Organisation, lead: User, decider: User) -> Project:
    """The start survey is open; the first answers are in."""
    project = _make(organisation, lead, decider, content.PLANNED, content.PLANNED_GOAL, content.PLANNED_WHY)
    answer(_launch(project, lead), content.OPEN_RESPONSE)
    return project


def _make(organisation, lead, decider, title, goal, why) -> Project:
    return actions.create_project(
        organisation=organisation, by=lead, title=title, goal=goal, why=why, decider_user=decider
    )


def _launch(project: Project, lead: User):
    """The second start survey asks the same people on the same day, so it goes with a reason."""
    survey = survey_actions.create_start_survey(project=project, by=lead)
    survey_actions.add_employees(survey=survey, employees=project.impacted(), by=lead)
    survey_actions.launch(survey=survey, by=lead, lately=SEND_ANYWAY, reason=content.ANYWAY)
    survey.refresh_from_db()
    return survey
