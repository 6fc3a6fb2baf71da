"""Going through a survey: which questions one person gets, which comes next, and where each page is.

The same for a colleague with a link, for one at the shared tablet, and for the lead who tries it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bevraging.answer_rules import is_whole, missing, shown
from bevraging.languages import chrome
from bevraging.models import Survey
from bevraging.papers import Paper
from bevraging.questions import Question


@dataclass(frozen=True)
class Walk:
    survey: Survey
    paper: Paper
    language: str
    start_url: str
    """Every other page lies below it: «3/», «nakijken/», «klaar/»."""
    seal: Callable[[], str]
    """The hidden field that a form of this walk carries, as safe HTML."""
    read: Callable[[], Mapping[str, str]]
    """Fetches the answers so far; asked for at most once."""
    is_open: bool = True
    tablet_url: str = ""
    """Where the next colleague begins, on a shared tablet."""
    back_url: str = ""
    """Where the lead goes back to, in a test run: it counts for nothing and nothing of it is kept."""

    @property
    def is_trial(self) -> bool:
        return bool(self.back_url)

    @property
    def around(self) -> str:
        """The language of the words around the questions."""
        return chrome(self.language)

    @cached_property
    def answers(self) -> Mapping[str, str]:
        return self.read()

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The places (from 1) of the questions put to this person."""
        return numbers_shown(self.paper, self.answers) if self.paper.branches else range(1, len(self.paper.asked) + 1)

    @property
    def missing(self) -> list[int]:
        """The places of what must still be answered."""
        keys = {question.key for question in missing(self.paper.asked, self.answers)}
        return [number for number in self.numbers if self.question(number).key in keys]

    def question(self, number: int) -> Question:
        return self.paper.asked[number - 1]

    def url(self, number: int, query: str = "") -> str:
        return f"{self.start_url}{number}/{query}"

    @property
    def check_url(self) -> str:
        return f"{self.start_url}nakijken/"

    @property
    def done_url(self) -> str:
        return f"{self.start_url}klaar/"

    def before(self, number: int) -> str:
        """Where «Vorige» leads from question `number`."""
        earlier = [one for one in self.numbers if one < number]
        return self.url(earlier[-1]) if earlier else f"{self.start_url}?begin=1"

    def next(self, answers: Mapping[str, str], after: int = 0, query: str = "") -> str:
        """The first question without an answer, looking onward from `after` first; the check page when there is none."""
        numbers = numbers_shown(self.paper, answers)
        for number in [*(one for one in numbers if one > after), *(one for one in numbers if one <= after)]:
            if not is_answered(self.question(number), answers):
                return self.url(number, query)
        return self.check_url


def numbers_shown(paper: Paper, answers: Mapping[str, str]) -> Sequence[int]:
    if not paper.branches:
        return range(1, len(paper.asked) + 1)
    keys = {question.key for question in shown(paper.asked, answers)}
    return [number for number, question in enumerate(paper.asked, 1) if question.key in keys]


def is_answered(question: Question, answers: Mapping[str, str]) -> bool:
    """Answered, or passed over where that is allowed."""
    given = answers.get(question.key)
    if not given:
        return given is not None and not question.required
    return is_whole(question, given)
