"""What a project lead calls each type of question."""

from django.utils.translation import gettext as _

from bevraging import questions


def type_words(kind: str) -> str:
    """«Eén antwoord kiezen» for a choice."""
    return {
        questions.STATEMENT: _("Stelling"),
        questions.CHOICE: _("Eén antwoord kiezen"),
        questions.CHOICES: _("Meer antwoorden kiezen"),
        questions.RATING: _("Schaal van 1 tot 5"),
        questions.SCORE: _("Cijfer van 0 tot 10"),
        questions.YESNO: _("Ja of nee"),
        questions.NUMBER: _("Getal"),
        questions.DATE: _("Datum"),
        questions.SHORT: _("Korte tekst"),
        questions.OPEN: _("Lange tekst"),
        questions.RANKING: _("Rangschikken"),
        questions.INFO: _("Tekst om te lezen"),
    }[kind]


__all__ = ["type_words"]
