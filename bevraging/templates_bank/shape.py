"""What a ready-made survey is, and short ways to write its questions."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from bevraging.question_shelf import by_key as on_shelf
from bevraging.questions import CHOICE, CHOICES, OPEN, STATEMENT, Option, Question

Words = dict[str, str]


@dataclass(frozen=True)
class Template:
    key: str
    purpose: str
    """A value of `Survey.Purpose`."""
    about: Promise
    """When to use it, in one sentence for the project lead."""
    title: Words
    intro: Words
    questions: tuple[Question, ...]
    name: Promise | str = field(default="")
    """On the card; the Dutch title when empty."""

    def translations(self) -> dict[str, Any]:
        """As `QuestionnaireVersion.translations`."""
        return {code: {"title": self.title[code], "intro": self.intro[code]} for code in ("fr", "en")}


def words(nl: str, fr: str, en: str) -> Words:
    return {"nl": nl, "fr": fr, "en": en}


NO_NAMES = words(
    "Schrijf geen namen, ook niet die van jezelf.",
    "N’écrivez pas de noms, pas même le vôtre.",
    "Please write no names, not even your own.",
)


def statement(key: str, theme: str, nl: str, fr: str, en: str) -> Question:
    return Question(key=key, type=STATEMENT, theme=theme, text=words(nl, fr, en))


def ask(key: str, kind: str, text: Words, **more: Any) -> Question:
    return Question(key=key, type=kind, text=text, **more)


def pick(key: str, text: Words, *options: tuple[str, str, str], several: bool = False, **more: Any) -> Question:
    """A question with answers to choose from: each (nl, fr, en), under the codes a1, a2, …"""
    return Question(key=key, type=CHOICES if several else CHOICE, text=text, options=options_of(*options), **more)


def options_of(*options: tuple[str, str, str], first: int = 1, prefix: str = "a") -> tuple[Option, ...]:
    return tuple(Option(f"{prefix}{place}", words(*option)) for place, option in enumerate(options, first))


def scale_of(*options: tuple[str, str, str]) -> tuple[Option, ...]:
    """Own words for 1, 2, 3, …"""
    return options_of(*options, prefix="")


def written(key: str, nl: str, fr: str, en: str, **more: Any) -> Question:
    """An open question, with the request to write no names."""
    return Question(key=key, type=OPEN, text=words(nl, fr, en), hint=NO_NAMES, **more)


def shelf(*keys: str) -> tuple[Question, ...]:
    return tuple(question for key in keys if (question := on_shelf(key)))
