"""In which languages a questionnaire can be answered, and the words for answers that are the same in every survey."""

from collections.abc import Callable, Iterable, Mapping

from django.conf.locale import LANG_INFO
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _

from bevraging.questions import (
    DONT_KNOW,
    LANGUAGES,
    NO_CODE,
    OPTIONS,
    OTHER,
    RATING,
    SCALE,
    STATEMENT,
    YES_CODE,
    Question,
)

STATEMENT_TEXTS = {
    "nl": ("Nee, helemaal niet", "Nee, eerder niet", "Tussenin", "Ja, eerder wel", "Ja, helemaal", "Weet ik niet"),
    "fr": (
        "Non, pas du tout",
        "Non, plutôt pas",
        "Entre les deux",
        "Oui, plutôt",
        "Oui, tout à fait",
        "Je ne sais pas",
    ),
    "en": ("No, not at all", "No, not really", "In between", "Yes, mostly", "Yes, completely", "I don't know"),
}
FIXED_TEXTS = {
    "nl": {YES_CODE: "Ja", NO_CODE: "Nee", OTHER: "Iets anders", DONT_KNOW: "Weet ik niet"},
    "fr": {YES_CODE: "Oui", NO_CODE: "Non", OTHER: "Autre chose", DONT_KNOW: "Je ne sais pas"},
    "en": {YES_CODE: "Yes", NO_CODE: "No", OTHER: "Something else", DONT_KNOW: "I don't know"},
}
RATING_TEXTS = {
    "nl": ("Heel slecht", "Slecht", "Gaat wel", "Goed", "Heel goed"),
    "fr": ("Très mauvais", "Mauvais", "Moyen", "Bon", "Très bon"),
    "en": ("Very bad", "Bad", "Fair", "Good", "Very good"),
}


def languages_of(questions: Iterable[Question]) -> list[str]:
    """The languages in which every question and every answer is written; Dutch first, then those of the house."""
    asked = list(questions)
    return [
        code
        for code in ["nl", *other_languages(asked)]
        if code == "nl" or all(words.get(code) for question in asked for words in question.written)
    ]


def other_languages(questions: Iterable[Question]) -> list[str]:
    """The languages beside Dutch in which at least one question is written: those of the house first."""
    found = {code for question in questions for code in question.text}
    return [code for code in LANGUAGES if code in found and code != "nl"] + sorted(found - set(LANGUAGES))


def chrome(language: str) -> str:
    """The language of the words around the questions: the own one where the house speaks it, else English."""
    return language if language in LANGUAGES else "en"


OWN_NAMES = {
    "am": ("አማርኛ", gettext_lazy("Amhaars")),
    "ku": ("Kurdî", gettext_lazy("Koerdisch")),
    "ps": ("پښتو", gettext_lazy("Pasjtoe")),
    "so": ("Soomaali", gettext_lazy("Somalisch")),
    "ti": ("ትግርኛ", gettext_lazy("Tigrinya")),
}
"""Languages that are spoken here and that Django does not know: the name in its own words, and in ours."""
OFFERED = ["fr", "en", "ar", "tr", "uk", "ro", "pl", "es", "fa", "ps", "ti", "so", "bg", "de", "it", "pt", "ru", "sq", "sr", "ku", "ur", "am", "hu", "sk", "ne", "zh-hans"]  # fmt: skip
"""Chosen most: those of the house first, then the ones most spoken by colleagues in Flanders."""
OTHERS = tuple(code for code in LANG_INFO if code not in ("nl", *OFFERED) and ("-" not in code or code == "zh-hant"))
"""Every other language that has a name here; what is only a country's way of writing is left out."""


def is_offered(code: str) -> bool:
    return code in OFFERED or code in OTHERS


def offered_languages() -> list[tuple[str, str]]:
    """[("ar", "العربية (Arabisch)"), …]: to choose from, the usual ones first, the others by what we call them."""
    named = {code: _our_name(code) for code in (*OFFERED, *OTHERS)}
    order = [*OFFERED, *sorted(OTHERS, key=lambda code: named[code])]
    return [(code, f"{language_name(code)} ({named[code]})") for code in order]


def _our_name(code: str) -> str:
    return str(capfirst(OWN_NAMES[code][1] if code in OWN_NAMES else get_language_info(code)["name_translated"]))


def language_name(code: str) -> str:
    """«Français», «العربية»: the language in its own words; the code itself when nobody knows it."""
    if code in OWN_NAMES:
        return OWN_NAMES[code][0]
    known = LANG_INFO.get(code) or LANG_INFO.get(code.split("-")[0]) or {}
    name = str(known.get("name_local") or code)
    return name[:1].title() + name[1:]  # not upper(): Georgian has capitals that nobody uses


def in_language(code: str) -> str:
    """«In het Frans» for the two other languages of the house, else the language in its own words."""
    known = {"nl": _("In het Nederlands"), "fr": _("In het Frans"), "en": _("In het Engels")}
    return known.get(code) or language_name(code)


def in_house_languages(words: Callable[[], dict[str, str]]) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """What `words` says in Dutch, and {"fr": …, "en": …}: whichever language its maker reads the screens in."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            found[code] = words()
    return found.pop("nl"), found


def is_rtl(code: str) -> bool:
    """Whether the language is written from right to left."""
    return code == "ps" or bool((LANG_INFO.get(code) or LANG_INFO.get(code.split("-")[0]) or {}).get("bidi"))


def option_words(language: str) -> dict[str, str]:
    """{"1": "Nee, helemaal niet", …, "x": "Weet ik niet"}: the answers to a statement in `language`."""
    return dict(zip(OPTIONS, STATEMENT_TEXTS[chrome(language)], strict=True))


def words_of(question: Question, language: str, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The words of each code of `question`, in the order shown: own words first, then those that were `given` for this
    survey in this language, else those of the house.

    The pulse keeps the words of the house in its languages: it is compared over time. In `given` stands «1» for the answer to a statement and «rating.1» for that to a rating: they say something else.
    """
    fixed: Mapping[str, str] = FIXED_TEXTS[chrome(language)]
    if question.type == STATEMENT:
        fixed = option_words(language)
    elif question.type == RATING:
        fixed = {**fixed, **dict(zip(SCALE, RATING_TEXTS[chrome(language)], strict=True))}
    own = {option.code: option.words(language) for option in question.options}
    if given and not (question.pulse and language in LANGUAGES):
        own = {**_given_words(question, given), **own}
    return {code: own.get(code) or fixed.get(code, code) for code in question.codes}


def _given_words(question: Question, given: Mapping[str, str]) -> dict[str, str]:
    plain = {DONT_KNOW, OTHER, YES_CODE, NO_CODE, *(SCALE if question.type == STATEMENT else ())}
    found = {
        code: given.get(f"{question.type}.{code}") or (given.get(code) if code in plain else "")
        for code in question.codes
    }
    return {code: str(words) for code, words in found.items() if words}


__all__ = [
    "chrome",
    "in_house_languages",
    "in_language",
    "is_offered",
    "is_rtl",
    "language_name",
    "languages_of",
    "offered_languages",
    "option_words",
    "other_languages",
    "words_of",
]
