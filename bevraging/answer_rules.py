"""What is an answer to which question, and which questions are asked at all. Pure: no database, no screen.

Answers under way are texts under the key of their question: a code, codes with a space between them («koffie thee», the
order of a ranking), a number («37.5»), a date («2026-01-31») or own words. What somebody wrote at «iets anders» stands
under `other_key`. A question that was passed over has an empty text, a text block that was read has `SEEN`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bevraging.questions import (
    ABOVE,
    BELOW,
    CHOICES,
    DATE,
    DONT_KNOW,
    INFO,
    IS,
    MAX_ANSWER,
    MAX_SHORT,
    NUMBER,
    OTHER,
    RANKING,
    SHORT,
    Condition,
    Question,
)

SEEN = "gezien"
MAX_DIGITS = 15


def other_key(key: str) -> str:
    """Where the own words at «iets anders» are kept: no key of a question looks like it."""
    return f"{key}.{OTHER}"


def clean_answer(question: Question, raw: str) -> str:
    """The answer as it is kept; empty when it is no answer to this question."""
    if question.type == INFO:
        return SEEN if raw else ""
    if question.is_text:
        return clean_text(raw)[: MAX_SHORT if question.type == SHORT else MAX_ANSWER]
    if question.type in (CHOICES, RANKING):
        return _several(question, raw)
    if question.type == NUMBER:
        return _number(question, raw)
    if question.type == DATE:
        return _date(question, raw)
    return raw if raw in question.codes else ""


def clean_text(raw: str) -> str:
    """Own words without signs that cannot be read, trimmed."""
    text = "".join(letter for letter in raw.replace("\r\n", "\n") if letter == "\n" or letter.isprintable())
    return text.strip()


def _several(question: Question, raw: str) -> str:
    given = list(dict.fromkeys(code for code in raw.split() if code in question.codes))
    if question.type == CHOICES:  # kept in the order of the options: the same answer is the same text
        return " ".join(code for code in question.codes if code in given)
    return " ".join(given)


def is_whole(question: Question, answer: str) -> bool:
    """False for a ranking with options that have no place yet: the next tap goes on with it."""
    return question.type != RANKING or len(answer.split()) in (0, len(question.options))


def _number(question: Question, raw: str) -> str:
    """«1.250,5», «1250.5» and «1 250,5» are the same number. Empty when it is none, or outside the limits."""
    text = "".join(raw.split())
    if "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        number = Decimal(text)
    except InvalidOperation:
        return ""
    if not number.is_finite() or len(text) > MAX_DIGITS or not _within(question, number, Decimal):
        return ""
    return format(number.normalize(), "f")


def _date(question: Question, raw: str) -> str:
    text = raw.strip()
    parts = text.replace("-", "/").replace(".", "/").split("/")
    try:
        if len(parts) == 3 and len(parts[2]) == 4:  # 31/01/2026, as people write it
            found = date(int(parts[2]), int(parts[1]), int(parts[0]))
        else:
            found = date.fromisoformat(text)
    except ValueError:
        return ""
    return found.isoformat() if _within(question, found, date.fromisoformat) else ""


def _within(question: Question, value, read) -> bool:
    above = not question.minimum or value >= read(question.minimum)
    return above and (not question.maximum or value <= read(question.maximum))


def shown(asked: Iterable[Question], answers: Mapping[str, str]) -> Iterator[Question]:
    """The questions that are put to somebody with these answers: a hidden one hides what depends on it."""
    seen: dict[str, Question] = {}
    for question in asked:
        if question.show_if is None or _holds(question.show_if, seen, answers):
            seen[question.key] = question
            yield question


def _holds(condition: Condition, seen: Mapping[str, Question], answers: Mapping[str, str]) -> bool:
    earlier = seen.get(condition.key)
    given = clean_answer(earlier, answers.get(condition.key, "")) if earlier else ""
    if earlier is None or not given:
        return False
    if condition.operator in (ABOVE, BELOW):
        return _compared(earlier, given, condition)
    several = set(given.split()) if earlier.type in (CHOICES, RANKING) else {given}
    return bool(several & set(condition.values)) == (condition.operator == IS)


def _compared(earlier: Question, given: str, condition: Condition) -> bool:
    if given == DONT_KNOW:
        return False
    read: Callable[[str], Any] = date.fromisoformat if earlier.type == DATE else Decimal
    mine, other = read(given), read(condition.values[0])
    return mine > other if condition.operator == ABOVE else mine < other


def split(asked: Sequence[Question], given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Closed answers and texts. What is no answer to a question that was put to this person falls away."""
    closed: dict[str, str] = {}
    texts: dict[str, str] = {}
    for question in shown(asked, given):
        answer = clean_answer(question, given.get(question.key, ""))
        if not answer or not question.is_asked or not is_whole(question, answer):
            continue
        (texts if question.is_text else closed)[question.key] = answer
        if question.other and OTHER in answer.split():
            words = clean_text(given.get(other_key(question.key), ""))[:MAX_SHORT]
            texts.update({other_key(question.key): words} if words else {})
    return closed, texts


def missing(asked: Sequence[Question], given: Mapping[str, str]) -> list[Question]:
    """The questions that must be answered and were not, in order; a hidden one never is."""
    return [
        question
        for question in shown(asked, given)
        if question.required
        and not ((answer := clean_answer(question, given.get(question.key, ""))) and is_whole(question, answer))
    ]


__all__ = ["SEEN", "clean_answer", "clean_text", "is_whole", "missing", "other_key", "shown", "split"]
