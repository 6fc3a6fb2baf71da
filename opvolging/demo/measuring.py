"""Support is measured again in each step."""

from bevraging import actions as surveys
from bevraging.actions.pulse import launch_pulse
from opvolging.demo import answers
from opvolging.demo.content_pulses import S2, S3, S4, S5, S5_MIDWAY, S6, Measured
from opvolging.demo.script import Moment
from opvolging.demo.stage import Stage


def measure(stage: Stage) -> None:
    for week, name, measured in (
        (-46, "s2", S2),
        (-33, "s3", S3),
        (-29, "s4", S4),
        (-23, "s5-midden", S5_MIDWAY),
        (-17, "s5", S5),
        (-4, "s6-k1", S6),
    ):
        stage.on(Moment(week, 0, 8, 30), _launch, name)
        stage.on(Moment(week + 1, 2, 14), _answer, name, measured)
        stage.on(Moment(week + 2, 0, 0, 5), _close, name)


def _launch(stage: Stage, name: str) -> None:
    stage.surveys[name] = launch_pulse(project=stage.project, by=stage.lead)


def _answer(stage: Stage, name: str, measured: Measured) -> None:
    answers.answer_pulse(stage.surveys[name], measured)


def _close(stage: Stage, name: str) -> None:
    surveys.close(survey=stage.surveys[name], by=stage.lead)
