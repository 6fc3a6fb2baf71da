"""Translations that still say what the Dutch said before it was changed. Pure: no database.

Beside the translations of a language stands, under «was», the Dutch from which a text was translated, as soon as that
Dutch becomes another one: {"fr": {"title": "…", "was": {"v.gelukt": "…"}}}. Who writes other words, or says that they are
still right, takes it away; putting the old Dutch back makes it idle.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bevraging.questions import Question
from bevraging.translating import Text, full_options, texts_of, written

WAS = "was"
AROUND = ("title", "intro")
Translations = Mapping[str, Mapping[str, Any]]
Words = dict[str, Mapping[str, str]]
"""{"v.gelukt": {"nl": "…", "fr": "…"}}: every text of the questions by its name."""


def earlier(text: Text, language: str, translations: Translations) -> str:
    """The Dutch from which `text` was translated, when it is another one now; empty when nothing changed."""
    was = str(_was(translations, language).get(text.name, ""))
    return was if was != text.dutch else ""


def outdated(
    languages: Iterable[str], asked: Sequence[Question], title: str, intro: str, translations: Translations
) -> dict[str, list[Text]]:
    """Per language the texts to look at again: written, but from other Dutch. A language without any is not in it."""
    texts, known = texts_of(asked, title, intro), {question.key: question for question in asked}
    found = {
        language: [
            text
            for text in texts
            if text.may_change(language)
            and earlier(text, language, translations)
            and written(text, language, known, translations)
        ]
        for language in languages
    }
    return {language: old for language, old in found.items() if old}


def after_questions(
    before: Sequence[Question], after: Sequence[Question], translations: Translations
) -> dict[str, dict[str, Any]]:
    """`translations` with what the change from `before` to `after` left behind marked in it."""
    old, new, origin = _texts(before), _texts(after), _origins(before, after)
    languages = {code for words in new.values() for code in words} | set(translations)
    return _with_marks(
        translations, {code: _left_behind(code, old, new, origin, _was(translations, code)) for code in languages}
    )


def after_details(translations: Translations, promised: Collection[str], dutch: Mapping[str, str]) -> dict[str, Any]:
    """`translations` after title or introduction changed in Dutch; `dutch` is what stood there: {"title": "…"}.

    In a language that was promised they are marked. In another one nobody comes to look: there they go, and the Dutch
    is shown.
    """
    kept: dict[str, dict[str, Any]] = {}
    for code, own in translations.items():
        if code in promised:
            stood = {name: words for name, words in dutch.items() if own.get(name) and words}
            kept[code] = {**own, WAS: {**stood, **_was(translations, code)}}
        else:
            kept[code] = {name: words for name, words in own.items() if name not in dutch}
    return _with_marks(kept, {code: _was(kept, code) for code in kept})


def settled(translations: Translations, places: Collection[tuple[str, str]]) -> dict[str, dict[str, Any]]:
    """`translations` without the marks at `places` ((language, name of the text)): somebody looked at them."""
    marks = {
        code: {name: words for name, words in _was(translations, code).items() if (code, name) not in places}
        for code in translations
    }
    return _with_marks(translations, marks)


def _was(translations: Translations, language: str) -> Mapping[str, str]:
    return (translations.get(language) or {}).get(WAS) or {}


def _with_marks(translations: Translations, marks: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for code in {*translations, *marks}:
        own = {name: words for name, words in (translations.get(code) or {}).items() if name != WAS}
        if marks.get(code):
            own[WAS] = dict(marks[code])
        if own:
            found[code] = own
    return found


def _left_behind(
    language: str, old: Words, new: Words, origin: Mapping[str, str], was: Mapping[str, str]
) -> dict[str, str]:
    """The marks of one language: texts whose words here stayed as they were while their Dutch did not."""
    found = {name: words for name, words in was.items() if name in AROUND}
    for name, words in new.items():
        before = old.get(origin.get(name, name), {})
        if language == "nl" or not words.get(language) or words[language] != before.get(language):
            continue
        dutch = was.get(origin.get(name, name)) or before.get("nl", "")
        if dutch and dutch != words.get("nl", ""):
            found[name] = dutch
    return found


def _texts(asked: Iterable[Question]) -> Words:
    found: Words = {}
    for question in asked:
        found |= {f"v.{question.key}": question.text, f"h.{question.key}": question.hint}
        found |= {f"a.{question.key}.{option.code}": option.text for option in full_options(question)}
    return found


def _origins(before: Sequence[Question], after: Sequence[Question]) -> dict[str, str]:
    """{"v.eigen1": "v.gelukt"}: of a question that is a copy of another, the names of the texts it was copied from."""
    known = {question.key for question in before}
    found: dict[str, str] = {}
    for question in after:
        if question.key in known:
            continue
        twin = next((one for one in before if replace(one, key=question.key) == question), None)
        if twin is not None:
            found |= dict(zip(_texts([question]), _texts([twin]), strict=True))
    return found


__all__ = ["WAS", "after_details", "after_questions", "earlier", "outdated", "settled"]
