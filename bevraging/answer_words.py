"""An answer in words, for whoever gave it: on «Klopt dit?» and beside a field."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from bevraging.answer_rules import clean_answer, is_whole, other_key
from bevraging.languages import chrome
from bevraging.papers import Paper
from bevraging.questions import CHOICES, DATE, NUMBER, OTHER, RANKING, Question


def answer_lines(paper: Paper, question: Question, answers: Mapping[str, str], language: str) -> list[str]:
    """The answer to `question` as plain text, one line per choice; no line when there is none (or half a ranking)."""
    given = clean_answer(question, answers.get(question.key, ""))
    if not given or not is_whole(question, given):
        return []
    if question.is_text:
        return [f"‘{given}’"]
    if question.type in (NUMBER, DATE):
        return [value_words(given, question.type, language)]
    words = paper.words(question, language)
    codes = given.split() if question.type in (CHOICES, RANKING) else [given]
    own = answers.get(other_key(question.key), "")
    lines = [f"{words[code]}: ‘{own}’" if code == OTHER and question.other and own else words[code] for code in codes]
    if question.type == RANKING:
        return [f"{place}. {line}" for place, line in enumerate(lines, 1)]
    return lines


def value_words(value: str, kind: str, language: str) -> str:
    """«37,5» or «31 januari 2026»."""
    with override(chrome(language)):
        return date_format(date.fromisoformat(value), "j F Y") if kind == DATE else number_format(Decimal(value))


@lru_cache(maxsize=500)
def limit_words(kind: str, minimum: str, maximum: str, language: str) -> str:
    """«Van 0 tot en met 40.»: what a number or a date may be; empty for anything."""
    told = {
        "low": minimum and value_words(minimum, kind, language),
        "high": maximum and value_words(maximum, kind, language),
    }
    with override(chrome(language)):
        if minimum and maximum:
            return _("Van %(low)s tot en met %(high)s.") % told
        if minimum:
            return _("Vanaf %(low)s.") % told
        return _("Tot en met %(high)s.") % told if maximum else ""
