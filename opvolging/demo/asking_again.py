"""A year after the start everybody is asked again how they work: the same six questions, in the same words."""

from bevraging import actions as surveys
from bevraging.actions.creating import create_empty
from bevraging.actions.exchanging import put_in
from bevraging.exchange.report import Imported
from opvolging.demo import answers
from opvolging.demo import content_again as content
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage

AGAIN = "again"


def ask_again(stage: Stage) -> None:
    stage.on(Moment(-8, 0, 9), _send)
    stage.on(Moment(-7, 2, 14), _answer)
    stage.on(Moment(-6, 0, 0, 5), _close)


def _send(stage: Stage) -> None:
    survey = create_empty(project=stage.project, by=stage.lead)
    asked = Imported(questions=list(content.ASKED), languages=[], translations={}, title=content.TITLE)
    put_in(survey=survey, imported=asked, replacing=True, by=stage.lead)
    kept = {name: getattr(survey, name) for name in ("contact", "reminders", "mode", "closes_on")}
    surveys.update_details(survey=survey, by=stage.lead, title=content.TITLE, intro=content.INTRO, **kept)
    surveys.add_employees(survey=survey, employees=stage.project.organisation.employees.active(), by=stage.lead)
    surveys.launch(survey=survey, by=stage.lead)
    survey.refresh_from_db()
    stage.surveys[AGAIN] = survey


def _answer(stage: Stage) -> None:
    people = sum(content.ANSWERED.values())
    answers.answer_until(stage.surveys[AGAIN], content.ANSWERED, answers.story_again(people, content.PRACTICES))


def _close(stage: Stage) -> None:
    surveys.close(survey=stage.surveys[AGAIN], by=stage.lead)
