"""The two projects of the demo: one that can ask for its first decision, one that is listening now."""

from datetime import timedelta

from bevraging import actions as survey_actions
from bevraging.actions.exchanging import put_in
from bevraging.exchange.report import Imported
from bevraging.fatigue import SEND_ANYWAY
from bevraging.models import Survey
from opvolging.demo import answers, content, content_survey
from opvolging.demo.listening import listen
from organisatie.models import Organisation, User
from trajecten import actions
from trajecten.models import Project, ProjectRole


def make_booked(organisation: Organisation, lead: User, decider: User) -> Project:
    """The start survey is closed, its results stand there, and gate 1 can be asked for."""
    touched = organisation.functions.exclude(name=content.CLEANING)
    project = _make(
        organisation, lead, decider, content.BOOKED, content.BOOKED_GOAL, content.BOOKED_WHY, functions=touched
    )
    for employee in organisation.employees.filter(name__in=[head for _house, head, _n in content.HOUSES]):
        actions.set_role(
            project=project, by=lead, role=ProjectRole.Role.KEY_FIGURE, employee=employee, location=employee.location
        )
    survey = ask_everybody(project, lead)
    said = answers.story()
    first = answers.answer_until(survey, content_survey.FIRST_ROUND, said)
    # Too few answered in one house: a week more, and somebody goes there with coffee and tablets.
    if survey.closes_on is not None:  # as each launched survey has
        survey_actions.extend(survey=survey, by=lead, until=survey.closes_on + timedelta(days=7))
    survey.refresh_from_db()
    answers.answer_until(survey, content_survey.EXTRA_ROUND, said, first)
    survey_actions.close(survey=survey, by=lead)
    survey.refresh_from_db()
    listen(project, lead, survey)
    return project


def ask_everybody(project: Project, lead: User) -> Survey:
    """The survey of De Hazelaar, sent to all 420 colleagues: also cleaning sees what gets lost."""
    survey = survey_actions.create_start_survey(project=project, by=lead)
    asked = Imported(questions=list(content_survey.QUESTIONS), languages=[], translations={}, title=survey.title)
    put_in(survey=survey, imported=asked, replacing=True, by=lead)
    survey_actions.add_employees(survey=survey, employees=project.organisation.employees.active(), by=lead)
    survey_actions.launch(survey=survey, by=lead)
    survey.refresh_from_db()
    return survey


def make_planned(organisation: Organisation, lead: User, decider: User) -> Project:
    """The start survey is open; the first answers are in."""
    project = _make(organisation, lead, decider, content.PLANNED, content.PLANNED_GOAL, content.PLANNED_WHY)
    answers.answer_share(_launch(project, lead), content.OPEN_RESPONSE)
    return project


def _make(organisation, lead, decider, title, goal, why, **more) -> Project:
    return actions.create_project(
        organisation=organisation, by=lead, title=title, goal=goal, why=why, decider_user=decider, **more
    )


def _launch(project: Project, lead: User):
    """The second start survey asks the same people on the same day, so it goes with a reason."""
    survey = survey_actions.create_start_survey(project=project, by=lead)
    survey_actions.add_employees(survey=survey, employees=project.impacted(), by=lead)
    survey_actions.launch(survey=survey, by=lead, lately=SEND_ANYWAY, reason=content.ANYWAY)
    survey.refresh_from_db()
    return survey
