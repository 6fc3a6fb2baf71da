"""The shape of a questionnaire: what `QuestionnaireVersion.content` holds, read and written in one place.

{"key": "waarom", "type": "statement", "pulse": true, "theme": "", "text": {"nl": "…"}, "required": false}

What a type needs more stands beside it, and only where it is filled in (so that an older questionnaire keeps its digest):
"options", "other", "dont_know", "faces", "minimum", "maximum", "show_if" and "personal".
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

STATEMENT = "statement"
CHOICE = "choice"
CHOICES = "choices"
RATING = "rating"
SCORE = "score"
YESNO = "yesno"
NUMBER = "number"
DATE = "date"
SHORT = "short"
OPEN = "open"
RANKING = "ranking"
INFO = "info"
TYPES = (STATEMENT, CHOICE, CHOICES, RATING, SCORE, YESNO, NUMBER, DATE, SHORT, OPEN, RANKING, INFO)
TEXTS = frozenset({SHORT, OPEN})
"""Answered in own words: kept apart from every other answer."""
WITH_OPTIONS = frozenset({CHOICE, CHOICES, RANKING})
"""These need options of their own; a rating and a score may have words for theirs."""
MAY_DOUBT = frozenset({CHOICE, RATING, SCORE})
"""May offer «weet ik niet»; a statement and a yes-or-no question always do."""

LANGUAGES = ("nl", "fr", "en")
"""The languages of the house. A questionnaire may be written in any other one too."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-zA-Z]{2,8})?")

SCALE = ("1", "2", "3", "4", "5")
SCORES = tuple(str(number) for number in range(11))
DONT_KNOW = "x"
YES_CODE, NO_CODE = "ja", "nee"
OTHER = "anders"
OPTIONS = (*SCALE, DONT_KNOW)
YES = ("4", "5")

MAX_QUESTIONS = 400
"""More than anybody should ask; a questionnaire from elsewhere can be read and then made shorter."""
ADVISED_QUESTIONS = 20
MAX_TEXT = 500
MAX_INFO = 3000
MAX_OPTIONS = 60
MAX_OPTION_TEXT = 200
MAX_ANSWER = 1000
MAX_SHORT = 150
PULSE_KEYS = ("waarom", "goesting", "weten", "kunnen", "steun")
"""In this order: the first one that scores 3 or less is the first barrier."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,29}")

IS, IS_NOT, ABOVE, BELOW = "is", "is_not", "above", "below"
OPERATORS = (IS, IS_NOT, ABOVE, BELOW)


class NotAQuestionnaire(ValueError):
    """The content cannot be asked; the message is a sentence for the project lead."""


@dataclass(frozen=True)
class Option:
    code: str
    text: Mapping[str, str]
    picture: str = ""
    """The name of a pictogram; see `bevraging.pictures`."""

    def words(self, language: str) -> str:
        return self.text.get(language) or self.text.get("nl", "")


@dataclass(frozen=True)
class Condition:
    """Ask only when the answer to the earlier question `key` is (not) one of `values`, or above or below the one value."""

    key: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    key: str
    type: str
    text: Mapping[str, str]
    pulse: bool = False
    theme: str = ""
    required: bool = False
    hint: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    """Own options; for a rating or a score the words for some of its codes."""
    other: bool = False
    """A choice that also offers «iets anders», with room for own words."""
    dont_know: bool = False
    faces: bool = False
    """A rating that is drawn with faces."""
    minimum: str = ""
    maximum: str = ""
    """Limits of a number («0», «37.5») or a date («2026-01-31»); empty for none."""
    show_if: Condition | None = None
    personal: bool = False
    """The answer may hold personal data: it stays out of exports and reports, and respondents are warned."""

    @property
    def is_statement(self) -> bool:
        return self.type == STATEMENT

    @property
    def is_text(self) -> bool:
        return self.type in TEXTS

    @property
    def is_asked(self) -> bool:
        """A text block tells something and asks nothing."""
        return self.type != INFO

    @property
    def may_doubt(self) -> bool:
        return self.type in (STATEMENT, YESNO) or (self.dont_know and self.type in MAY_DOUBT)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that can be chosen, in the order shown, «iets anders» and «weet ik niet» last; none for a number,
        a date, a text or a text block."""
        own = {
            STATEMENT: SCALE,
            RATING: SCALE,
            SCORE: SCORES,
            YESNO: (YES_CODE, NO_CODE),
        }.get(self.type, tuple(option.code for option in self.options))
        return (*own, *([OTHER] if self.other else ()), *([DONT_KNOW] if self.may_doubt else ()))

    def words(self, language: str) -> str:
        """The question in `language`; in Dutch when it was not translated."""
        return self.text.get(language) or self.text["nl"]

    def hint_words(self, language: str) -> str:
        return self.hint.get(language) or self.hint.get("nl", "")

    @property
    def written(self) -> Sequence[Mapping[str, str]]:
        """Everything with words in it that a respondent reads."""
        return [self.text, *([self.hint] if self.hint else ()), *(option.text for option in self.options)]


def parse(content: object) -> list[Question]:
    """The questions of a stored questionnaire. Raises NotAQuestionnaire with a sentence that says what to repair."""
    if not isinstance(content, list) or not content:
        raise NotAQuestionnaire(_("Zet minstens één vraag in de bevraging."))
    if len(content) > MAX_QUESTIONS:
        raise NotAQuestionnaire(_("Hooguit %(n)s vragen: korter geeft meer antwoorden.") % {"n": MAX_QUESTIONS})
    questions: list[Question] = []
    for place, item in enumerate(content, 1):
        questions.append(_parse_one(item, place, {question.key: question for question in questions}))
    if len({question.key for question in questions}) != len(questions):
        raise NotAQuestionnaire(_("Twee vragen hebben dezelfde sleutel."))
    if not any(question.is_asked for question in questions):
        raise NotAQuestionnaire(_("Zet minstens één vraag in de bevraging."))
    return questions


def _parse_one(item: object, place: int, before: Mapping[str, Question]) -> Question:
    if not isinstance(item, dict) or item.get("type") not in TYPES or not _KEY.fullmatch(str(item.get("key", ""))):
        raise NotAQuestionnaire(_("Vraag %(n)s kunnen we niet lezen.") % {"n": place})
    text = _words(item.get("text"), place)
    if not text.get("nl"):
        raise NotAQuestionnaire(_("Schrijf vraag %(n)s in het Nederlands.") % {"n": place})
    longest = MAX_INFO if item["type"] == INFO else MAX_TEXT
    if max(map(len, text.values())) > longest:
        raise NotAQuestionnaire(_("Maak vraag %(n)s korter: hooguit %(max)s tekens.") % {"n": place, "max": longest})
    kind = item["type"]
    question = Question(
        key=item["key"],
        type=kind,
        text=text,
        pulse=bool(item.get("pulse")),
        theme=str(item.get("theme", ""))[:60],
        required=bool(item.get("required")) and kind != INFO,
        hint=_words(item.get("hint"), place),
        options=_options(item.get("options"), kind, place),
        other=bool(item.get("other")) and kind in (CHOICE, CHOICES),
        dont_know=bool(item.get("dont_know")) and kind in MAY_DOUBT,
        faces=bool(item.get("faces")) and kind == RATING,
        minimum=_limit(item.get("minimum"), kind, place),
        maximum=_limit(item.get("maximum"), kind, place),
        show_if=_condition(item.get("show_if"), place, before),
        personal=bool(item.get("personal")) and kind != INFO,
    )
    if question.minimum and question.maximum and _value(question.minimum, kind) > _value(question.maximum, kind):
        raise NotAQuestionnaire(_("Vraag %(n)s: het minste is meer dan het meeste.") % {"n": place})
    return question


def _words(value: object, place: int) -> dict[str, str]:
    if value is not None and not isinstance(value, Mapping):
        raise NotAQuestionnaire(_("Vraag %(n)s kunnen we niet lezen.") % {"n": place})
    found = {str(code): str(words or "").strip() for code, words in (value or {}).items()}
    return {code: words for code, words in found.items() if words and is_language(code)}


def is_language(code: str) -> bool:
    """Whether `code` can stand for a language: «nl», «ar», «pt-br»."""
    return bool(_LANGUAGE.fullmatch(code))


def _options(value: object, kind: str, place: int) -> tuple[Option, ...]:
    allowed = {RATING: SCALE, SCORE: SCORES}.get(kind)
    if kind not in WITH_OPTIONS and allowed is None:
        return ()
    rows: list[Any] = value if isinstance(value, list) else []
    found = [_option(row, place) for row in rows if not isinstance(row, dict) or row.get("code") != OTHER]
    codes = [option.code for option in found]
    if len(set(codes)) != len(codes) or (allowed is not None and not set(codes) <= set(allowed)):
        raise NotAQuestionnaire(_("Vraag %(n)s: twee antwoorden hebben dezelfde sleutel.") % {"n": place})
    if kind in WITH_OPTIONS and not 2 <= len(found) <= MAX_OPTIONS:
        raise NotAQuestionnaire(
            _("Vraag %(n)s: geef minstens 2 antwoorden, en hooguit %(max)s.") % {"n": place, "max": MAX_OPTIONS}
        )
    return tuple(found)


def _option(row: object, place: int) -> Option:
    if not isinstance(row, dict) or not _CODE.fullmatch(str(row.get("code", ""))) or row["code"] == DONT_KNOW:
        raise NotAQuestionnaire(_("Vraag %(n)s: een antwoord kunnen we niet lezen.") % {"n": place})
    text = _words(row.get("text"), place)
    if not text.get("nl") or max(map(len, text.values())) > MAX_OPTION_TEXT:
        raise NotAQuestionnaire(
            _("Vraag %(n)s: schrijf elk antwoord in het Nederlands, in hooguit %(max)s tekens.")
            % {"n": place, "max": MAX_OPTION_TEXT}
        )
    return Option(code=str(row["code"]), text=text, picture=str(row.get("picture", ""))[:40])


def _limit(value: object, kind: str, place: int) -> str:
    text = str(value if value is not None else "").strip()
    if not text or kind not in (NUMBER, DATE):
        return ""
    try:
        _value(text, kind)
    except (ValueError, InvalidOperation) as error:
        raise NotAQuestionnaire(_("Vraag %(n)s: een grens kunnen we niet lezen.") % {"n": place}) from error
    return text


def _value(text: str, kind: str) -> Any:
    """A limit or an answer as something that can be compared. Raises ValueError or InvalidOperation."""
    if kind == DATE:
        return date.fromisoformat(text)
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number


def _condition(value: object, place: int, before: Mapping[str, Question]) -> Condition | None:
    if not value:
        return None
    problem = NotAQuestionnaire(_("Vraag %(n)s: de voorwaarde verwijst niet naar een vraag ervoor.") % {"n": place})
    if not isinstance(value, dict) or value.get("operator") not in OPERATORS:
        raise problem
    earlier = before.get(str(value.get("key")))
    values = tuple(str(one) for one in value.get("values") or ())
    if earlier is None or not values or not earlier.is_asked or earlier.is_text:
        raise problem
    if value["operator"] in (ABOVE, BELOW):
        if earlier.type not in (NUMBER, DATE, SCORE, RATING, STATEMENT) or len(values) != 1:
            raise problem
        try:
            _value(values[0], DATE if earlier.type == DATE else NUMBER)
        except (ValueError, InvalidOperation) as error:
            raise problem from error
    elif earlier.codes and not set(values) <= set(earlier.codes):
        raise problem
    return Condition(earlier.key, value["operator"], values)


def dump(questions: Iterable[Question]) -> list[dict]:
    """The stored form of `questions`: `parse(dump(q)) == q`."""
    return [_dump_one(question) for question in questions]


def _dump_one(question: Question) -> dict:
    stored: dict[str, Any] = {
        "key": question.key,
        "type": question.type,
        "pulse": question.pulse,
        "theme": question.theme,
        "required": question.required,
        "text": dict(question.text),
        "hint": dict(question.hint),
    }
    if question.options:
        stored["options"] = [
            {"code": option.code, "text": dict(option.text), **({"picture": option.picture} if option.picture else {})}
            for option in question.options
        ]
    for name in ("other", "dont_know", "faces", "minimum", "maximum", "personal"):
        if getattr(question, name):
            stored[name] = getattr(question, name)
    if question.show_if:
        stored["show_if"] = {
            "key": question.show_if.key,
            "operator": question.show_if.operator,
            "values": list(question.show_if.values),
        }
    return stored


def digest(questions: Iterable[Question], *more: object) -> str:
    """SHA-256 of the questions in canonical form: the same words give the same digest. `more` counts where it is filled in."""
    whole: list[Any] = dump(questions)
    canonical = json.dumps(
        [whole, *filled] if (filled := [one for one in more if one]) else whole,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
