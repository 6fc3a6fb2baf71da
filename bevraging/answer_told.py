"""An answer as somebody reads it: the words of its options, a decimal comma, a day."""

from datetime import date

from django.utils.formats import date_format

from bevraging.languages import words_of
from bevraging.questions import CHOICES, DATE, NUMBER, RANKING, Question


def said(question: Question, answer: str, language: str = "nl") -> str:
    """«Koffie, Thee», «37,5», «31 januari 2026»; a text as it was written."""
    if not answer or question.is_text:
        return answer
    if question.type == NUMBER:
        return answer.replace(".", ",")
    if question.type == DATE:
        return date_format(date.fromisoformat(answer), "j F Y")
    words = words_of(question, language)
    if question.type in (CHOICES, RANKING):
        return ", ".join(words.get(code, code) for code in answer.split())
    return words.get(answer, answer)
