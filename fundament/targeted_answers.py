"""What came back on a targeted question, for who asks: names for who leads the project, counts from five on for the others.

Every number and every name comes from `bevraging`, under its own rules.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from bevraging.actions import questions_of
from bevraging.actions.answering import questions_of as frozen_questions
from bevraging.drawn_results import drawn_cells, few_by_name, state_sentence
from bevraging.models import Survey, SurveySegment
from bevraging.questions import Question
from bevraging.reading import counts_of
from bevraging.result_types import OpenQuestion
from bevraging.results import figures_of, named_rows_of, results_of
from bevraging.views.lead_results import named_answers


@dataclass(frozen=True)
class Answers:
    state: str = ""
    """Why there is nothing to show."""
    named: tuple[dict, ...] = ()
    """Who said what; only for who may see names."""
    tallied: tuple[tuple[str, int], ...] = ()
    """(answer, how many) of those, most first."""
    counted: tuple[tuple[Any, Any], ...] = ()
    """(Counted, its cells drawn)."""
    texts: tuple[OpenQuestion, ...] = ()


def answers_of(survey: Survey, *, names: bool) -> Answers:
    """`names`: for who may see who said what. It counts in a survey by name only. Four queries at most."""
    if survey.status != Survey.Status.PUBLISHED:
        return Answers(state_sentence(results_of(survey)))
    if survey.is_anonymous:
        found = results_of(survey)
        return Answers(counted=_counted(found), texts=found.open_questions)
    return _by_name(survey) if names else _numbers(survey)


def told_by_name(surveys: list[Survey]) -> dict[int, Answers]:
    """What colleagues said by name, per survey that came back; only for who may see names. One query, besides papers that
    were not at hand yet."""
    rows = named_rows_of(surveys)
    return {one.pk: _told(frozen_questions(one), rows[one.pk], one) for one in surveys if rows[one.pk]}


def _by_name(survey: Survey) -> Answers:
    return _told(questions_of(survey), None, survey)


def _told(asked: list[Question], rows: list | None, survey: Survey) -> Answers:
    """Few people, and who leads knows each answer: the counts are those of the list itself."""
    named = named_answers(survey, rows, asked)
    first = [words for row in named for text, words in row["said"][:1] if text == asked[0].words("nl")]
    tallied = Counter(first).most_common() if not asked[0].is_text else []
    return Answers(named=tuple(named), tallied=tuple(tallied))


def _numbers(survey: Survey) -> Answers:
    """Never a text: colleagues were told that the project lead reads what they write, and nobody else."""
    found = figures_of(
        survey, counts_of(survey), list(SurveySegment.objects.filter(survey=survey)), questions_of(survey)
    )
    if found.answered < survey.min_group:
        return Answers(few_by_name(survey))
    counted = _counted(found)
    return Answers("" if counted else few_by_name(survey), counted=counted)


def _counted(found: Any) -> tuple[tuple[Any, Any], ...]:
    return tuple((one, drawn_cells(one.cells)) for one in found.counted)
