"""The page of one question. The frame holds the question and its answers, the slots what this person chose and typed."""

from django.http import HttpResponse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from bevraging.answer_rules import other_key
from bevraging.answer_words import limit_words
from bevraging.frames import page
from bevraging.messages import count_words, draw_message, is_error, words
from bevraging.papers import MOST_STRIPES
from bevraging.pictures import THUMBS, picture
from bevraging.questions import (
    CHOICE,
    CHOICES,
    DATE,
    DONT_KNOW,
    INFO,
    NUMBER,
    OPEN,
    OTHER,
    RANKING,
    RATING,
    SCORE,
    SHORT,
    STATEMENT,
    YESNO,
    Question,
)
from bevraging.screens_shared import context_of, key_of, shared_slots
from bevraging.walks import Walk
from trajecten.faces import FACES

PARTS = {
    STATEMENT: "knoppen", CHOICE: "knoppen", YESNO: "knoppen", RATING: "knoppen", SCORE: "score", CHOICES: "vinkjes",
    RANKING: "rangorde", NUMBER: "veld", DATE: "veld", SHORT: "veld", OPEN: "tekst", INFO: "lezen",
}  # fmt: skip
"""Which drawing of an answer belongs to which type: `templates/public/bevraging/antwoord/`."""
OWN_WORDS = "anders"


def question(
    walk: Walk,
    number: int,
    answer: str | None = None,
    other: str | None = None,
    *,
    own_words: bool = False,
    message: str = "",
    status: int = 200,
) -> HttpResponse:
    """Question `number`; `answer` is marked as chosen, or stands in the field, and `other` in the field of «iets anders».

    Both are what was kept when left out. With `own_words`: the second half of «iets anders».
    """
    one = walk.question(number)
    answer = walk.answers.get(one.key, "") if answer is None else answer
    other = walk.answers.get(other_key(one.key), "") if other is None and one.other else other or ""
    part = OWN_WORDS if own_words else PARTS[one.type]
    slots = shared_slots(walk) | _around(walk, number, message) | _filled(walk, one, part, answer, other)
    slots["zegel"] = walk.seal()
    key = (*key_of(walk), number, part)
    return page(
        "vraag", key, walk.language, lambda: _context(walk, one, number, part), slots, status, keep=not walk.is_trial
    )


def _around(walk: Walk, number: int, message: str) -> dict[str, str]:
    """The counter, the way back and a message: where this person is."""
    one, language = walk.question(number), walk.language
    asked = walk.numbers if walk.paper.number_asked == len(walk.paper.asked) else _asked(walk)
    total, before = len(asked), sum(1 for place in asked if place < number)
    told = count_words(before + 1, total, language) if one.is_asked else words("lezen", language)
    stripes = ""
    if total <= MOST_STRIPES:
        now, rest = ('<i class="n"></i>', total - before - 1) if one.is_asked else ("", total - before)
        stripes = (
            '<div class="streepjes" aria-hidden="true">'
            + '<i class="k"></i>' * before
            + now
            + "<i></i>" * rest
            + "</div>"
        )
    limits = limit_words(one.type, one.minimum, one.maximum, language) if one.minimum or one.maximum else ""
    return {
        "teller": told,
        "streepjes": stripes,
        "vorige": walk.before(number),
        "bericht": draw_message(message, language, before + 1, limits=limits) if message else "",
        "fout": words("fout", language) + " " if is_error(message) else "",
    }


def _asked(walk: Walk) -> list[int]:
    return [number for number in walk.numbers if walk.question(number).is_asked]


def _filled(walk: Walk, one: Question, part: str, answer: str, other: str) -> dict[str, str]:
    if part == OWN_WORDS:
        return {"tekst": escape(other)}
    if part in ("knoppen", "score"):
        if answer not in one.codes:
            return {}
        mine = (
            f'<small class="antwoord__jouw"{"" if not walk.paper.foreign(walk.language) else f" lang={walk.around}"}>'
        )
        return {
            f"k-{answer}": " antwoord--gekozen",
            f"j-{answer}": f"{mine}{words('jouw', walk.language)}</small>",
        }
    if part == "vinkjes":
        return {f"k-{code}": " checked" for code in answer.split()} | {"anders": escape(other)}
    if part == "rangorde":
        return _ranked(walk, one, answer)
    if part == "tekst":
        return {"tekst": "\n" + escape(answer)} if answer else {}  # the first line break is not part of the text
    # What cannot be read as a date must be shown as it was typed.
    is_date = one.type == DATE and (not answer or _is_iso(answer))
    shown = answer.replace(".", ",") if one.type == NUMBER else answer
    return {"tekst": escape(shown), "soort": "date" if is_date else "text"}


def _is_iso(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit()


def _ranked(walk: Walk, one: Question, answer: str) -> dict[str, str]:
    """The places that were given as a list; their buttons step aside."""
    names, placed = walk.paper.words(one, walk.language), answer.split()
    rows = "".join(f"<li>{escape(names[code])}</li>" for code in placed if code in names)
    whole = len(placed) == len(one.codes)
    return {
        **{f"h-{code}": " hidden" for code in placed},
        "lijst": f'<ol class="rangorde" data-lees>{rows}</ol>' if rows else "",
        "klaar": "" if whole else " hidden",
        "bezig": "" if placed else " hidden",
        "kiezen": " hidden" if whole else "",
    }


def _context(walk: Walk, one: Question, number: int, part: str) -> dict:
    language = walk.language
    hint = one.hint_words(language)
    limits = limit_words(one.type, one.minimum, one.maximum, language)
    return context_of(walk) | {
        "question": one,
        "number": number,
        "part": f"public/bevraging/antwoord/{part}.html",
        "words": one.words(language),
        "hint": hint,
        "limits": limits,
        "warning": "" if hint or not one.personal else _warning(one, walk.around),
        "options": options_of(walk, one),
        "may_skip": not one.required and one.type not in (STATEMENT, INFO),
        "by_tap": part in ("knoppen", "score", "rangorde"),
        "action": walk.url(number, "?anders=1" if part == OWN_WORDS else ""),
    }


def _warning(one: Question, language: str) -> str:
    with override(language):
        if one.is_text:
            return _("Schrijf geen namen. Niemand mag te herkennen zijn.")
        return _("Dit antwoord komt in geen enkel verslag.")


def options_of(walk: Walk, one: Question) -> list[dict]:
    """What can be chosen, in the order shown: code, words, and a drawing where it has one."""
    own = {option.code: option.picture for option in one.options}
    rows = walk.paper.words(one, walk.language).items()
    return [
        {
            "code": code,
            "words": text,
            "light": code == DONT_KNOW,
            "other": code == OTHER and one.other,
            "picture": _picture(walk, one, code, own.get(code, "")),
        }
        for code, text in rows
    ]


def _picture(walk: Walk, one: Question, code: str, own: str) -> SafeString | str:
    if code == DONT_KNOW:
        return ""
    if one.type == STATEMENT or (one.type == RATING and (one.faces or walk.survey.easy)):
        return FACES[int(code)]
    if one.type == YESNO:
        return picture(THUMBS[code]) if walk.survey.easy else ""
    return picture(own)
