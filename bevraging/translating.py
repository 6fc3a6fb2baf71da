"""Every text of a questionnaire that is read in another language: which there are, what is written, what is missing.

Pure: no database. A text has a name: «title», «intro», «v.<key>» (a question), «h.<key>» (its hint), «a.<key>.<code>»
(an answer), «w.<code>» (a word that every statement or yes-or-no question shares; French and English have those of the
house until others are written).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from bevraging.languages import FIXED_TEXTS, RATING_TEXTS, option_words, other_languages
from bevraging.questions import (
    DONT_KNOW,
    INFO,
    LANGUAGES,
    MAX_INFO,
    MAX_OPTION_TEXT,
    MAX_TEXT,
    NO_CODE,
    OTHER,
    RATING,
    SCALE,
    STATEMENT,
    YES_CODE,
    YESNO,
    Option,
    Question,
)

MAX_TITLE, MAX_INTRO = 120, 300


@dataclass(frozen=True)
class Text:
    name: str
    label: str
    """«Vraag 3», «Antwoord bij vraag 3»: where it stands."""
    dutch: str
    longest: int
    fixed: bool = False
    """Of the pulse: in the languages of the house its words never change."""

    def may_change(self, language: str) -> bool:
        return not self.fixed or language not in LANGUAGES

    @property
    def is_long(self) -> bool:
        return self.longest > MAX_OPTION_TEXT


def texts_of(asked: Sequence[Question], title: str, intro: str) -> list[Text]:
    """In the order in which a colleague meets them; what has no Dutch words needs no others."""
    found = [Text("title", _("Titel"), title, MAX_TITLE), Text("intro", _("Inleiding"), intro, MAX_INTRO)]
    for number, question in enumerate(asked, 1):
        found += _texts_of_question(question, number)
    return [text for text in [*found, *_shared_words(asked)] if text.dutch]


def _texts_of_question(question: Question, number: int) -> list[Text]:
    key, told = question.key, {"n": number}
    longest = MAX_INFO if question.type == INFO else MAX_TEXT
    found = [
        Text(f"v.{key}", _("Vraag %(n)s") % told, question.words("nl"), longest, fixed=question.pulse),
        Text(f"h.{key}", _("Hulptekst bij vraag %(n)s") % told, question.hint.get("nl", ""), MAX_TEXT),
    ]
    label = _("Antwoord bij vraag %(n)s") % told
    own = {option.code for option in question.options}
    for option in full_options(question):
        found.append(Text(f"a.{key}.{option.code}", label, option.text["nl"], MAX_OPTION_TEXT, option.code not in own))
    return found


def full_options(question: Question) -> tuple[Option, ...]:
    """The answers with words of their own; of a scale all five, also where the words of the house would do."""
    if question.type != RATING:
        return question.options
    own = {option.code: option for option in question.options}
    house = {
        code: Option(code, {language: RATING_TEXTS[language][place] for language in LANGUAGES})
        for place, code in enumerate(SCALE)
    }
    return tuple(own.get(code) or house[code] for code in SCALE)


def _shared_words(asked: Iterable[Question]) -> list[Text]:
    asked = list(asked)
    kinds = {question.type for question in asked}
    words = {**FIXED_TEXTS["nl"], **option_words("nl")}
    codes = [*(SCALE if STATEMENT in kinds else ()), *((YES_CODE, NO_CODE) if YESNO in kinds else ())]
    codes += [OTHER] if any(question.other for question in asked) else []
    codes += [DONT_KNOW] if any(question.may_doubt for question in asked) else []
    # The pulse keeps the words of the house, so a word that only the pulse has cannot change in its languages.
    own = [question for question in asked if not question.pulse]
    held = () if any(question.type == STATEMENT for question in own) else SCALE
    held = held if any(question.may_doubt for question in own) else (*held, DONT_KNOW)
    label = _("Vast antwoord")
    return [Text(f"w.{code}", label, words[code], MAX_OPTION_TEXT, fixed=code in held) for code in codes]


def _of_the_house(code: str, language: str) -> str:
    """The word of the house for a fixed answer; empty in a language that it does not speak."""
    return {**FIXED_TEXTS[language], **option_words(language)}.get(code, "") if language in LANGUAGES else ""


def chosen(languages: Sequence[str], asked: Sequence[Question]) -> list[str]:
    """The languages beside Dutch: those that were promised, else those in which something is written."""
    return [code for code in languages if code != "nl"] or other_languages(asked)


def written(text: Text, language: str, asked: Mapping[str, Question], translations: Mapping[str, Any]) -> str:
    """The words of `text` in `language`; empty when they are not there. `asked` by key."""
    own = translations.get(language) or {}
    kind, _dot, rest = text.name.partition(".")
    if kind in ("title", "intro"):
        return str(own.get(kind, ""))
    if kind == "w":
        return str((own.get("options") or {}).get(rest, "")) or _of_the_house(rest, language)
    key, _dot, code = rest.partition(".")
    question = asked[key]
    if kind == "v":
        return question.text.get(language, "")
    if kind == "h":
        return question.hint.get(language, "")
    return next((option.text.get(language, "") for option in full_options(question) if option.code == code), "")


def missing(
    languages: Iterable[str], asked: Sequence[Question], title: str, intro: str, translations: Mapping[str, Any]
) -> dict[str, list[Text]]:
    """Per language what is not written yet; a language that is complete is not in it."""
    texts, known = texts_of(asked, title, intro), {question.key: question for question in asked}
    found = {
        language: [text for text in texts if not written(text, language, known, translations)] for language in languages
    }
    return {language: gaps for language, gaps in found.items() if gaps}


def put(
    wanted: Mapping[tuple[str, str], str], asked: Sequence[Question], translations: Mapping[str, Any]
) -> tuple[list[Question], dict[str, Any]]:
    """The questions and the translations with `wanted` ({(language, name): words}) written in; empty words wipe.

    A word of the house that is written as it was is not kept: it changes when that of the house does.
    """
    after = {question.key: question for question in asked}
    shared = {language: {**own, "options": dict(own.get("options") or {})} for language, own in translations.items()}
    for (language, name), words in wanted.items():
        kind, _dot, rest = name.partition(".")
        if kind in ("title", "intro", "w"):
            own = shared.setdefault(language, {"options": {}})
            place, code = (own["options"], rest) if kind == "w" else (own, kind)
            place.pop(code, None)
            own_words = words and not (kind == "w" and words == _of_the_house(code, language))
            place.update({code: words} if own_words else {})
            continue
        key, _dot, code = rest.partition(".")
        after[key] = _with_words(after[key], kind, code, language, words)
    filled = {language: {name: value for name, value in own.items() if value} for language, own in shared.items()}
    return list(after.values()), {language: own for language, own in filled.items() if own}


def _with_words(question: Question, kind: str, code: str, language: str, words: str) -> Question:
    def changed(text: Mapping[str, str]) -> dict[str, str]:
        kept = {one: given for one, given in text.items() if one != language}
        return {**kept, language: words} if words else kept

    if kind == "v":
        return replace(question, text=changed(question.text))
    if kind == "h":
        return replace(question, hint=changed(question.hint))
    options = tuple(
        replace(option, text=changed(option.text)) if option.code == code else option
        for option in full_options(question)
    )
    return replace(question, options=options)
