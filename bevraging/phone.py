"""What a question looks like on a phone, for the frame beside the list of the project lead."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from bevraging.languages import words_of
from bevraging.pictures import picture
from bevraging.questions import (
    CHOICES,
    DATE,
    DONT_KNOW,
    INFO,
    NUMBER,
    OPEN,
    RANKING,
    SCORE,
    SHORT,
    STATEMENT,
    Question,
)

MOST = 8
"""A frame is a picture of a phone: of a long list the first answers say enough."""
FIELDS = frozenset({NUMBER, DATE, SHORT, OPEN})


def phone_of(asked: Sequence[Question], key: str = "") -> dict[str, Any] | None:
    """The question `key` (or the first one) as a phone shows it; None when there is none yet.

    {"question", "number", "total", "rows": [{"words", "face", "light", "picture"}], "more": how many answers are left out, …}
    """
    for question in asked:
        if question.key == key or not key:
            return frame_of(question) | counter_of(asked, question)
    return phone_of(asked) if key and asked else None


def counter_of(asked: Sequence[Question], question: Question) -> dict[str, int]:
    """«Vraag {number} van {total}»: of what is to be answered, as a respondent and the mail say. A text block is 0."""
    answerable = [one.key for one in asked if one.is_asked]
    return {"number": answerable.index(question.key) + 1 if question.is_asked else 0, "total": len(answerable)}


def frame_of(question: Question) -> dict[str, Any]:
    words = words_of(question, "nl")
    faces = question.type == STATEMENT or question.faces
    drawings = {option.code: picture(option.picture) for option in question.options}
    rows = [
        {
            "words": text,
            "face": int(code) if faces and code.isdigit() else 0,
            "light": code == DONT_KNOW,
            "picture": "" if faces else drawings.get(code, ""),
        }
        for code, text in words.items()
    ]
    score = question.type == SCORE
    return {
        "question": question,
        "rows": [] if score else rows[:MOST],
        "more": 0 if score else max(0, len(rows) - MOST),
        "grid": [code for code in question.codes if code != DONT_KNOW] if score else [],
        "ends": _ends(question, words) if score else (),
        "several": question.type == CHOICES,
        "ranking": question.type == RANKING,
        "field": question.type in FIELDS,
        "tall": question.type == OPEN,
        "sample": _("dd/mm/jjjj") if question.type == DATE else "",
        "buttons": _buttons(question),
    }


def _ends(question: Question, words: dict[str, str]) -> tuple[str, str]:
    own = {option.code for option in question.options}
    return (words["0"] if "0" in own else "", words["10"] if "10" in own else "")


def _buttons(question: Question) -> list[tuple[str, bool]]:
    """(words, filled) of what stands under the answers: a tap on one answer goes on by itself."""
    goes_on = question.type in FIELDS or question.type in (CHOICES, INFO)
    skip = question.is_asked and not question.required and question.type != STATEMENT
    return [*([(_("Verder"), True)] if goes_on else []), *([(_("Sla over"), False)] if skip else [])]
