"""The shape of a questionnaire: what `QuestionnaireVersion.content` holds, read and written in one place.

{"key": "waarom", "type": "statement", "pulse": true, "theme": "", "text": {"nl": "…"}, "required": false}
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

STATEMENT = "statement"
OPEN = "open"
TYPES = (STATEMENT, OPEN)
LANGUAGES = ("nl", "fr", "en")

SCALE = ("1", "2", "3", "4", "5")
DONT_KNOW = "x"
OPTIONS = (*SCALE, DONT_KNOW)
YES = ("4", "5")
OPTION_TEXTS = {
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

MAX_QUESTIONS = 20
MAX_TEXT = 200
MAX_ANSWER = 1000
PULSE_KEYS = ("waarom", "goesting", "weten", "kunnen", "steun")
"""In this order: the first one that scores 3 or less is the first barrier."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


class NotAQuestionnaire(ValueError):
    """The content cannot be asked; the message is a sentence for the project lead."""


@dataclass(frozen=True)
class Question:
    key: str
    type: str
    text: Mapping[str, str]
    pulse: bool = False
    theme: str = ""
    required: bool = False
    hint: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_statement(self) -> bool:
        return self.type == STATEMENT

    def words(self, language: str) -> str:
        """The question in `language`; in Dutch when it was not translated."""
        return self.text.get(language) or self.text["nl"]

    def hint_words(self, language: str) -> str:
        return self.hint.get(language) or self.hint.get("nl", "")


def parse(content: object) -> list[Question]:
    """The questions of a stored questionnaire. Raises NotAQuestionnaire with a sentence that says what to repair."""
    if not isinstance(content, list) or not content:
        raise NotAQuestionnaire(_("Zet minstens één vraag in de bevraging."))
    if len(content) > MAX_QUESTIONS:
        raise NotAQuestionnaire(_("Hooguit %(n)s vragen: korter geeft meer antwoorden.") % {"n": MAX_QUESTIONS})
    questions = [_parse_one(item, place) for place, item in enumerate(content, 1)]
    if len({question.key for question in questions}) != len(questions):
        raise NotAQuestionnaire(_("Twee vragen hebben dezelfde sleutel."))
    return questions


def _parse_one(item: object, place: int) -> Question:
    if not isinstance(item, dict) or item.get("type") not in TYPES or not _KEY.fullmatch(str(item.get("key", ""))):
        raise NotAQuestionnaire(_("Vraag %(n)s kunnen we niet lezen.") % {"n": place})
    text = {code: str(words).strip() for code, words in dict(item.get("text") or {}).items() if code in LANGUAGES}
    if not text.get("nl"):
        raise NotAQuestionnaire(_("Schrijf vraag %(n)s in het Nederlands.") % {"n": place})
    if max(map(len, text.values())) > MAX_TEXT:
        raise NotAQuestionnaire(_("Maak vraag %(n)s korter: hooguit %(max)s tekens.") % {"n": place, "max": MAX_TEXT})
    return Question(
        key=item["key"],
        type=item["type"],
        text=text,
        pulse=bool(item.get("pulse")),
        theme=str(item.get("theme", "")),
        required=bool(item.get("required")),
        hint={code: str(words) for code, words in dict(item.get("hint") or {}).items() if code in LANGUAGES},
    )


def dump(questions: Iterable[Question]) -> list[dict]:
    """The stored form of `questions`: `parse(dump(q)) == q`."""
    return [
        {
            "key": question.key,
            "type": question.type,
            "pulse": question.pulse,
            "theme": question.theme,
            "required": question.required,
            "text": dict(question.text),
            "hint": dict(question.hint),
        }
        for question in questions
    ]


def digest(questions: Iterable[Question]) -> str:
    """SHA-256 of the questions in canonical form: the same words give the same digest."""
    canonical = json.dumps(dump(questions), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def languages_of(questions: Iterable[Question]) -> list[str]:
    """The languages in which every question is written; Dutch always."""
    questions = list(questions)
    return [code for code in LANGUAGES if code == "nl" or all(question.text.get(code) for question in questions)]


def other_languages(questions: Iterable[Question]) -> list[str]:
    """The languages beside Dutch in which at least one question is written."""
    found = {code for question in questions for code, words in question.text.items() if words}
    return [code for code in LANGUAGES if code != "nl" and code in found]


def option_words(language: str) -> dict[str, str]:
    """{"1": "Nee, helemaal niet", …, "x": "Weet ik niet"} in `language`."""
    return dict(zip(OPTIONS, OPTION_TEXTS.get(language, OPTION_TEXTS["nl"]), strict=True))


def clean_answer(question: Question, raw: str) -> str:
    """The answer as it is kept: an option code, or the trimmed text. Empty when it is no answer to this question."""
    if question.is_statement:
        return raw if raw in OPTIONS else ""
    text = "".join(letter for letter in raw.replace("\r\n", "\n") if letter == "\n" or letter.isprintable())
    return text.strip()[:MAX_ANSWER]
