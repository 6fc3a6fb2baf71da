"""The types of question in words: for the cards to choose from, and for the line under each question in the list."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bevraging.languages import words_of
from bevraging.questions import (
    ABOVE,
    BELOW,
    CHOICE,
    CHOICES,
    DATE,
    INFO,
    IS,
    IS_NOT,
    NUMBER,
    OPEN,
    RANKING,
    RATING,
    SCORE,
    SHORT,
    STATEMENT,
    WITH_OPTIONS,
    YESNO,
    Condition,
    Question,
)
from trajecten.templatetags.getallen import datum_kort, decimaal

TYPES: Mapping[str, tuple[Promise, Promise]] = {
    STATEMENT: (gettext_lazy("Stelling"), gettext_lazy("Van «nee, helemaal niet» tot «ja, helemaal», met gezichten.")),
    CHOICE: (gettext_lazy("Eén keuze"), gettext_lazy("Je collega kiest één antwoord uit een lijst.")),
    CHOICES: (gettext_lazy("Meer keuzes"), gettext_lazy("Je collega mag meer dan één antwoord kiezen.")),
    YESNO: (gettext_lazy("Ja of nee"), gettext_lazy("Ja, nee of weet ik niet. Heel snel beantwoord.")),
    RATING: (gettext_lazy("Schaal van 1 tot 5"), gettext_lazy("Vijf trappen met eigen woorden, of met gezichten.")),
    SCORE: (gettext_lazy("Cijfer van 0 tot 10"), gettext_lazy("Elf knoppen. Jij schrijft wat 0 en 10 betekenen.")),
    RANKING: (gettext_lazy("Rangschikken"), gettext_lazy("Je collega zet de antwoorden in volgorde.")),
    NUMBER: (gettext_lazy("Getal"), gettext_lazy("Bijvoorbeeld hoeveel minuten iets duurt.")),
    DATE: (gettext_lazy("Datum"), gettext_lazy("Je collega kiest een dag.")),
    SHORT: (gettext_lazy("Kort antwoord"), gettext_lazy("Enkele eigen woorden, op één regel.")),
    OPEN: (gettext_lazy("Open vraag"), gettext_lazy("Een eigen antwoord, in enkele zinnen.")),
    INFO: (gettext_lazy("Uitleg"), gettext_lazy("Een blokje tekst. Je collega leest het en gaat verder.")),
}
OPERATOR_WORDS: Mapping[str, Promise] = {
    IS: gettext_lazy("is"),
    IS_NOT: gettext_lazy("is niet"),
    ABOVE: gettext_lazy("is meer dan"),
    BELOW: gettext_lazy("is minder dan"),
}


def name_of(kind: str) -> str:
    return str(TYPES[kind][0])


def described(question: Question, asked: Sequence[Question]) -> str:
    """«Eén keuze, 4 antwoorden · alleen als vraag 2 «Ja» is»: all that matters of a question, on one line."""
    parts = [_kind(question)]
    if question.is_asked:
        parts.append(_("verplicht") if question.required else _("mag leeg blijven"))
    if question.pulse:
        parts.append(_("telt mee voor het draagvlak"))
    if question.theme:
        parts.append(_("thema: %(theme)s") % {"theme": question.theme})
    if question.personal:
        parts.append(_("kan persoonlijke gegevens bevatten"))
    if question.show_if:
        parts.append(condition_words(question.show_if, asked))
    return " · ".join(parts)


def _kind(question: Question) -> str:
    name = name_of(question.type)
    if question.type not in WITH_OPTIONS:
        return name
    count = len(question.options) + question.other
    return ngettext("%(type)s, %(n)d antwoord", "%(type)s, %(n)d antwoorden", count) % {"type": name, "n": count}


def condition_words(condition: Condition, asked: Sequence[Question]) -> str:
    """«alleen als vraag 2 is: Ja of Soms»."""
    for number, earlier in enumerate(asked, 1):
        if earlier.key == condition.key:
            values = [value_words(earlier, value) for value in condition.values]
            return _("alleen als vraag %(n)s %(operator)s: %(values)s") % {
                "n": number,
                "operator": OPERATOR_WORDS[condition.operator],
                "values": one_of(values),
            }
    return ""


def one_of(words: Sequence[str]) -> str:
    """«thee», «koffie of thee», «water, koffie of thee»."""
    if len(words) < 2:
        return "".join(words)
    return _("%(others)s of %(last)s") % {"others": ", ".join(words[:-1]), "last": words[-1]}


def value_words(question: Question, value: str) -> str:
    """An answer to `question` as a Dutch reader writes it."""
    if question.type == NUMBER:
        return str(decimaal(value, 6))
    if question.type == DATE:
        return datum_kort(date.fromisoformat(value))
    return words_of(question, "nl").get(value, value)
