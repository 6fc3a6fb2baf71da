"""What stands ready when the lead begins to write: what the results page says, and who helps.

It comes from `results_of`, so a number that may not be shown cannot stand in it.
"""

from collections.abc import Iterable

from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from bevraging import talking
from bevraging.actions.answering import paper_of
from bevraging.feedback import CONTACT, SAID
from bevraging.languages import chrome
from bevraging.models import Survey
from bevraging.naming import in_words, nearly_all
from bevraging.questions import LANGUAGES
from bevraging.results import results_of
from bevraging.results_open import shown_answers
from trajecten.templatetags.getallen import getal

MOST_THEMES = 3


def languages_to_write(survey: Survey, texts: Iterable[str] = ()) -> list[str]:
    """Dutch, the others of the house, those in which the survey was asked, and those that are written already."""
    found = dict.fromkeys([*LANGUAGES, *paper_of(survey).languages, *texts])
    return list(found)


def suggestion(survey: Survey, language: str = "nl") -> dict[str, str]:
    """What the results page says, in `language`, and who helps: for the lead to start from. The rest is theirs to write."""
    with translation.override(chrome(language)):
        contact = _("Vragen? Spreek %(naam)s aan.") % {"naam": survey.contact} if survey.contact else ""
        return {SAID: "\n".join(_heard(survey, language)), CONTACT: contact}


def taking_part(survey: Survey) -> str:
    """«255 van 420 collega's deden mee.», as exact as the results page says it; empty when it shows nothing."""
    found = results_of(survey)
    if not found.ready:
        return ""
    return _taking_part(survey, found.answered)


def _taking_part(survey: Survey, answered: int) -> str:
    if survey.is_anonymous and nearly_all(answered, survey.invited, survey.min_group):
        return _("Bijna alle %(of)s collega's deden mee.") % {"of": getal(survey.invited)}
    told = {"n": getal(answered), "of": getal(survey.invited)}
    return _("%(n)s van %(of)s collega's deden mee.") % told


def _heard(survey: Survey, language: str) -> Iterable[str]:
    found = results_of(survey, language)
    if not found.ready:
        yield _("Er kwamen te weinig antwoorden om iets te tonen. Zo blijft iedereen onherkenbaar.")
        return
    yield _taking_part(survey, found.answered)
    if found.statements or found.counted:
        yield found.headline
    if found.support.total:
        yield _("Het draagvlak is nu %(index)s op 100.") % {"index": found.support.total.text}
    if found.themes:
        widest = max(found.themes, key=lambda one: one.iqv)
        yield _("De antwoorden lopen het verst uiteen over «%(theme)s».") % {"theme": widest.theme}
    names = most_heard(survey)
    if names:
        yield _("Dit kwam het vaakst terug: %(themes)s.") % {"themes": in_words(names)}


def most_heard(survey: Survey) -> list[str]:
    """The themes that came back most in conversations and open answers; never one that a few people could be known by."""
    themes = talking.themes_of(survey.project, shown_answers(survey.project))
    often = themes.annotate(heard=F("note_n") + F("answer_n")).filter(heard__gte=survey.min_group)
    return list(often.order_by("-heard", "name").values_list("name", flat=True)[:MOST_THEMES])
