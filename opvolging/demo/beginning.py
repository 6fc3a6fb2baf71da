"""Step 1 as the whole story tells it: they listen, ask too early, listen in Kornoelje, and go on."""

from bevraging import actions as surveys
from opvolging.demo import answers, content_listening, content_survey, listening
from opvolging.demo.feedback import come_back
from opvolging.demo.projects import ask_everybody
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage

START = "start"
LAST_DAY, MORE_TIME = (-54, 4), (-52, 4)
"""(week, weekday) until which people could answer, and after the extra time."""


def listen(stage: Stage) -> None:
    stage.on(Moment(-57, 1, 10, 5), _send)
    stage.on(Moment(-57, 3, 9, 30), _name_themes)
    for talk in content_listening.TALKS:
        stage.on(Moment(*talk.when, 16, 15), _talk, talk)
    stage.on(Moment(-54, 2, 11, 40), _first_answers)
    stage.on(Moment(-54, 3, 11), _more_time)
    stage.on(Moment(-52, 1, 14, 10), _last_answers)
    stage.on(Moment(-51, 0, 0, 5), _close)
    stage.on(Moment(-51, 0, 13, 30), _write_down)
    stage.on(Moment(-51, 1, 16), _come_back)


def _send(stage: Stage) -> None:
    stage.surveys[START] = ask_everybody(stage.project, stage.lead, stage.day(*LAST_DAY))


def _name_themes(stage: Stage) -> None:
    stage.themes = listening.add_themes(stage.project, stage.lead)


def _talk(stage: Stage, talk: content_listening.Talk) -> None:
    listening.hold(stage.project, stage.lead, talk, stage.themes)


def _first_answers(stage: Stage) -> None:
    answers.answer_until(stage.surveys[START], content_survey.FIRST_ROUND, answers.story())


def _more_time(stage: Stage) -> None:
    """Somebody goes to Kornoelje, with coffee and tablets."""
    surveys.extend(survey=stage.surveys[START], by=stage.lead, until=stage.day(*MORE_TIME))
    stage.surveys[START].refresh_from_db()


def _last_answers(stage: Stage) -> None:
    first = sum(content_survey.FIRST_ROUND.values())
    answers.answer_until(stage.surveys[START], content_survey.EXTRA_ROUND, answers.story(), first)


def _close(stage: Stage) -> None:
    surveys.close(survey=stage.surveys[START], by=stage.lead)
    stage.surveys[START].refresh_from_db()


def _write_down(stage: Stage) -> None:
    listening.take_from_survey(stage.project, stage.lead, stage.surveys[START])
    listening.read_answers(stage.project, stage.surveys[START], stage.themes)
    listening.finish(stage.project, stage.lead)


def _come_back(stage: Stage) -> None:
    come_back(stage.surveys[START], stage.lead)
