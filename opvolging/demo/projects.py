"""The two projects of the demo: one that can ask for its first decision, one that is listening now."""

from datetime import date, timedelta

from django.utils import timezone

from bevraging import actions as survey_actions
from bevraging.actions.exchanging import put_in
from bevraging.exchange.report import Imported
from bevraging.models import Survey
from opvolging.demo import answers, clock, content, content_survey
from opvolging.demo.feedback import come_back
from opvolging.demo.listening import listen
from organisatie.models import Organisation, User
from trajecten import actions
from trajecten.models import Project, ProjectRole

SENT, MADE = 36, 40
"""Days ago that the survey of the first project was sent, and that the project was made."""


def make_booked(organisation: Organisation, lead: User, decider: User) -> Project:
    """The start survey is closed, its results stand there, and gate 1 can be asked for."""
    with clock.at(clock.working_day(MADE), 9, 20):
        project = start_booked(organisation, lead, decider)
    with clock.at(clock.working_day(SENT), 10, 5):
        survey = ask_everybody(project, lead)
    _collect(survey, lead)
    listen(project, lead, survey)
    with clock.at(clock.working_day(1), 16, 0):
        come_back(survey, lead)
    return project


def start_booked(organisation: Organisation, lead: User, decider: User) -> Project:
    """It touches everybody but cleaning; the heads of the houses are its key figures."""
    touched = organisation.functions.exclude(name=content.CLEANING)
    project = _make(
        organisation, lead, decider, content.BOOKED, content.BOOKED_GOAL, content.BOOKED_WHY, functions=touched
    )
    _give_roles(project, lead)
    return project


def _give_roles(project: Project, lead: User) -> None:
    heads = [head for _house, head, _n in content.HOUSES]
    for employee in project.organisation.employees.filter(name__in=heads):
        actions.set_role(
            project=project, by=lead, role=ProjectRole.Role.KEY_FIGURE, employee=employee, location=employee.location
        )


def _collect(survey: Survey, lead: User) -> None:
    """Colleagues answer, get a week more, answer again; the day after the last one the survey closes."""
    said = answers.story()
    last = survey.closes_on or timezone.localdate()  # a launched survey has a last day
    with clock.at(last, 11, 40):
        first = answers.answer_until(survey, content_survey.FIRST_ROUND, said)
        # Too few answered in one house: a week more, and somebody goes there with coffee and tablets.
        survey_actions.extend(survey=survey, by=lead, until=last + timedelta(days=7))
    survey.refresh_from_db()
    with clock.at(last + timedelta(days=4), 14, 10):
        answers.answer_until(survey, content_survey.EXTRA_ROUND, said, first)
    with clock.at(last + timedelta(days=8), 0, 5):
        survey_actions.close(survey=survey, by=lead)
    survey.refresh_from_db()


def ask_everybody(project: Project, lead: User, closes_on: date | None = None) -> Survey:
    """The survey of De Hazelaar, sent to all 420 colleagues: also cleaning sees what gets lost."""
    survey = survey_actions.create_start_survey(project=project, by=lead)
    asked = Imported(questions=list(content_survey.QUESTIONS), languages=[], translations={}, title=survey.title)
    put_in(survey=survey, imported=asked, replacing=True, by=lead)
    if closes_on:
        details = {name: getattr(survey, name) for name in ("title", "intro", "contact", "reminders", "mode")}
        survey_actions.update_details(survey=survey, by=lead, closes_on=closes_on, **details)
    survey_actions.add_employees(survey=survey, employees=project.organisation.employees.active(), by=lead)
    survey_actions.launch(survey=survey, by=lead)
    survey.refresh_from_db()
    return survey


def make_planned(organisation: Organisation, lead: User, decider: User) -> Project:
    """The start survey is open; the first answers are in."""
    with clock.at(clock.working_day(5), 15, 45):
        project = _make(organisation, lead, decider, content.PLANNED, content.PLANNED_GOAL, content.PLANNED_WHY)
    with clock.at(clock.working_day(2), 9, 15):
        survey = _launch(project, lead)
        answers.answer_share(survey, content.OPEN_RESPONSE)
    return project


def _make(organisation, lead, decider, title, goal, why, **more) -> Project:
    return actions.create_project(
        organisation=organisation, by=lead, title=title, goal=goal, why=why, decider_user=decider, **more
    )


def _launch(project: Project, lead: User):
    """The second start survey asks the same people, five weeks after the first."""
    survey = survey_actions.create_start_survey(project=project, by=lead)
    survey_actions.add_employees(survey=survey, employees=project.impacted(), by=lead)
    survey_actions.launch(survey=survey, by=lead)
    survey.refresh_from_db()
    return survey
