"""Colleagues answer: through the same verb as the pages of a respondent. The same answers every time."""

from random import Random

from bevraging.actions.answering import Outcome, questions_of, submit
from bevraging.links import token_of
from bevraging.models import Survey
from opvolging.demo import content

OPTIONS = ("1", "2", "3", "4", "5")
SEED = 9


def answer(survey: Survey, share: dict[str, int] | int) -> int:
    """`share` of a hundred invited colleagues send their answers, per location or everywhere; gives how many."""
    dice = Random(SEED + survey.pk)  # noqa: S311  (a story, not a secret)
    questions = questions_of(survey)
    sent = 0
    people = survey.participants.select_related("employee__location").order_by("pk")
    for number, person in enumerate(people):
        place = person.employee.location.name if person.employee and person.employee.location else ""
        wanted = share if isinstance(share, int) else share.get(place, 0)
        if dice.randrange(100) >= wanted:
            continue
        token = token_of(person.pk, person.generation)
        outcome = submit(survey=survey, token=token, answers=_answers(questions, dice, number))
        sent += outcome == Outcome.SENT
    return sent


def _answers(questions, dice: Random, number: int) -> dict[str, str]:
    given = {}
    for question in questions:
        if question.is_statement:
            given[question.key] = _one(content.LEANING.get(question.key, content.OTHERWISE), dice)
        elif number % 3 == 0:
            given[question.key] = content.GOES_WELL[dice.randrange(len(content.GOES_WELL))]
    return given


def _one(chances: tuple[int, ...], dice: Random) -> str:
    throw, reached = dice.randrange(100), 0
    for option, chance in zip(OPTIONS, chances, strict=True):
        reached += chance
        if throw < reached:
            return option
    return "x"
