"""What a LimeSurvey file has and we do not, in the words of who reads the report."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from bevraging.exchange.plain import plain, shortened

SUMS = ("equals_num_value", "min_num_value", "max_num_value")
"""About all boxes of a question together; «…_n» is about each of them."""
WORDS = ("prefix", "suffix")


def unknown_type(letter: str) -> str:
    """Why a question of this type is left out."""
    asked = {
        ":": _("een tabel met getallen"),
        ";": _("een tabel met tekstvakken"),
        "1": _("een tabel met twee schalen"),
        "|": _("een bestand"),
    }.get(letter)
    if asked is None:
        return _("Dit soort vraag van LimeSurvey bestaat hier niet.")
    return _("LimeSurvey vroeg hier %(what)s. Dat kan hier niet.") % {"what": asked}


def lost_settings(letter: str, settings: Mapping[str, str], *, other: bool) -> Iterable[tuple[str, str]]:
    """[(setting, what becomes of it)] for those that change who may answer what, or what they read."""
    for name, sentence in _sentences(letter).items():
        if settings.get(name, "0") not in ("", "0"):
            yield name, sentence
    for name in WORDS:
        if words := plain(settings.get(name, "")):
            yield name, _("Bij het vak stond «%(words)s». Zet dat zelf in de vraag.") % {"words": shortened(words, 60)}
    if other and (words := plain(settings.get("other_replace_text", ""))):
        sentence = _("Het antwoord «%(words)s» heet hier «Iets anders».")
        yield "other_replace_text", sentence % {"words": shortened(words, 60)}


def _sentences(letter: str) -> dict[str, str]:
    filtered = _("Hier hangen de rijen of de antwoorden af van een ander antwoord. Nu staan ze er allemaal.")
    checked = _("De eigen controle op het antwoord valt weg.")
    counted = _("Hoeveel antwoorden je mag kiezen, was hier beperkt. Die grens valt weg.")
    found = {
        "array_filter": filtered,
        "array_filter_exclude": filtered,
        "em_validation_q": checked,
        "em_validation_sq": checked,
        "min_answers": counted,
        "max_answers": counted,
        "exclude_all_others": _("Eén antwoord sloot hier de andere uit. Nu kan je ze samen kiezen."),
    }
    if letter == "K":
        found |= dict.fromkeys(SUMS, _("De controle op de som valt weg."))
    if letter in ("S", "T", "U", "Q"):
        found["numbers_only"] = _("Hier mocht alleen een getal. Nu mag er ook tekst.")
    return found


def lost_tables(filled: Iterable[str]) -> Iterable[tuple[str, str]]:
    """[(table, what becomes of it)] for what stands beside the questions."""
    sentences = {
        "quota": _("Quota nemen we niet over."),
        "assessments": _("De score bij de antwoorden nemen we niet over."),
        "defaultvalues": _("Vooraf ingevulde antwoorden nemen we niet over."),
    }
    return [(name, sentence) for name, sentence in sentences.items() if name in filled]


__all__ = ["lost_settings", "lost_tables", "unknown_type"]
