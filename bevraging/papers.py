"""A questionnaire as it is put to people: its questions, the languages to choose from, and all its words. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bevraging import questions
from bevraging.languages import chrome, languages_of, words_of
from bevraging.questions import Question

MOST_STRIPES = 30
"""With more questions than this the stripes would be dots: words say it alone."""


@dataclass(frozen=True)
class Paper:
    asked: list[Question]
    promised: tuple[str, ...] = ()
    """Languages beside Dutch that the lead chose; empty for whatever is written in full."""
    translations: Mapping[str, Mapping] = field(default_factory=dict)

    @cached_property
    def languages(self) -> list[str]:
        """What a respondent can choose: Dutch first, and only what is written in full."""
        return [code for code in languages_of(self.asked) if code == "nl" or not self.promised or code in self.promised]

    @cached_property
    def branches(self) -> bool:
        """Whether some questions are asked of some people only."""
        return any(question.show_if for question in self.asked)

    @cached_property
    def requires(self) -> bool:
        """Whether something must be answered."""
        return any(question.required for question in self.asked)

    @cached_property
    def number_asked(self) -> int:
        """How many questions there are to answer; a text block is none."""
        return sum(question.is_asked for question in self.asked)

    def words(self, question: Question, language: str) -> dict[str, str]:
        """The words of each code of `question`, in the order shown."""
        return words_of(question, language, self.translations.get(language, {}).get("options"))

    def translated(self, name: str, language: str, otherwise: str) -> str:
        """The title or the introduction in `language`; `otherwise` when it was not translated."""
        return str(self.translations.get(language, {}).get(name) or otherwise)

    def foreign(self, language: str) -> bool:
        """Whether the words around the questions stand in another language than the questions."""
        return chrome(language) != language


def paper(content: object, promised: Iterable[str] = (), translations: object = None) -> Paper:
    """The paper of a stored questionnaire. Raises NotAQuestionnaire."""
    given = translations if isinstance(translations, Mapping) else {}
    return Paper(
        asked=questions.parse(content),
        promised=tuple(str(code) for code in promised or ()),
        translations={code: words for code, words in given.items() if isinstance(words, Mapping)},
    )
