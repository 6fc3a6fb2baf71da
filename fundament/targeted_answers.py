"""What came back on a targeted question, for who asks: names for who leads the project, counts from five on for the others.

Every number and every name comes from `bevraging`, under its own rules.
"""

from dataclasses import dataclass
from typing import Any

from bevraging.drawn_results import drawn_cells, few_by_name, state_sentence, without_texts
from bevraging.models import Survey
from bevraging.result_types import OpenQuestion
from bevraging.results import results_of
from bevraging.views.lead_results import named_answers


@dataclass(frozen=True)
class Answers:
    state: str
    """The sentence that says what there is, or why there is nothing."""
    ready: bool
    named: tuple[dict, ...] = ()
    """Who said what; only for who may see names."""
    counted: tuple[tuple[Any, Any], ...] = ()
    """(Counted, its cells drawn)."""
    texts: tuple[OpenQuestion, ...] = ()


def answers_of(survey: Survey, *, names: bool) -> Answers:
    """`names`: for who may see who said what. It counts in a survey by name only."""
    found = results_of(survey)
    if not found.ready:
        return Answers(state_sentence(found), ready=False)
    by_name = not survey.is_anonymous
    few = found.answered < survey.min_group
    if by_name and not names:
        if few:
            return Answers(few_by_name(survey), ready=False)
        found = without_texts(found)
    return Answers(
        state=state_sentence(found),
        ready=True,
        named=tuple(named_answers(survey)) if by_name and names else (),
        counted=() if by_name and few else tuple((one, drawn_cells(one.cells)) for one in found.counted),
        texts=() if by_name and names else found.open_questions,
    )
