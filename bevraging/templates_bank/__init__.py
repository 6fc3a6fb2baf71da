"""Ready-made surveys in Dutch, French and English, one for each moment at which a project asks something."""

from collections.abc import Sequence
from dataclasses import replace

from bevraging import question_shelf
from bevraging.questions import Option, Question
from bevraging.templates_bank.later import AGREEMENT, PULSE, STAND_INS, TARGETED, TRAINING, TRYOUT
from bevraging.templates_bank.shape import Template
from bevraging.templates_bank.start import DIGITAL, KNOWLEDGE, PLANNING, START

TEMPLATES: tuple[Template, ...] = (START, DIGITAL, PLANNING, KNOWLEDGE, PULSE, TRYOUT, TARGETED, TRAINING, AGREEMENT)


def by_key(key: str) -> Template | None:
    return next((template for template in TEMPLATES if template.key == key), None)


def filled_in(asked: Sequence[Question], language: str) -> list[Question]:
    """The same questions, with words in `language` where ours stand in them unchanged and have none yet."""
    ready = [question for template in TEMPLATES for question in template.questions]
    known: dict[str, dict[str, str]] = {}
    for question in (*ready, *question_shelf.SHELF):
        for text in question.written:
            known.setdefault(text["nl"], dict(text))

    def fill(text) -> dict[str, str]:
        ours = known.get(text.get("nl", ""), {}).get(language, "")
        return {**({language: ours} if ours else {}), **text}

    return [
        replace(
            question,
            text=fill(question.text),
            hint=fill(question.hint) if question.hint else {},
            options=tuple(Option(option.code, fill(option.text), option.picture) for option in question.options),
        )
        for question in asked
    ]


def has_stand_ins(asked: Sequence[Question]) -> bool:
    """Whether «Aanpak 1» or «Aanpak 2» still stands where their own words should."""
    known = {words.casefold() for words in STAND_INS}
    return any(option.words("nl").casefold() in known for question in asked for option in question.options)


__all__ = ["STAND_INS", "TARGETED", "TEMPLATES", "Template", "by_key", "filled_in", "has_stand_ins"]
