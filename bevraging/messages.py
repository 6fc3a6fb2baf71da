"""Sentences that can stand above a question, drawn once per language."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from bevraging.languages import chrome

_NOT_SAVED = gettext_lazy("Er is nog niets bewaard.")
_SHORTER = gettext_lazy("Maak het korter.")
_TEXTS: dict[str, tuple[str, Promise, Promise]] = {
    "welkom": ("info", gettext_lazy("Welkom terug."), gettext_lazy("Je was bij vraag %(number)s.")),
    "opnieuw": ("fout", gettext_lazy("Je antwoord is nog niet bewaard."), gettext_lazy("Tik nog eens op je antwoord.")),
    "kies": ("fout", _NOT_SAVED, gettext_lazy("Tik op een van de knoppen.")),
    "kies_een": ("fout", _NOT_SAVED, gettext_lazy("Kies minstens één antwoord.")),
    "kies_plaats": ("fout", _NOT_SAVED, gettext_lazy("Tik op wat nu komt.")),
    "kies_verder": ("fout", _NOT_SAVED, gettext_lazy("Tik op «Verder».")),
    "verplicht": ("fout", gettext_lazy("Deze vraag heeft een antwoord nodig."), gettext_lazy("Vul iets in.")),
    "te_lang": ("fout", _SHORTER, gettext_lazy("Je hebt plaats voor 1.000 tekens.")),
    "te_lang_kort": ("fout", _SHORTER, gettext_lazy("Je hebt plaats voor 150 tekens.")),
    "getal": (
        "fout",
        gettext_lazy("Dit getal kunnen we niet gebruiken."),
        gettext_lazy("Schrijf enkel cijfers, zoals 12 of 7,5. %(limits)s"),
    ),
    "datum": (
        "fout",
        gettext_lazy("Deze datum kunnen we niet gebruiken."),
        gettext_lazy("Schrijf de dag, de maand en het jaar, zoals 31/01/2026. %(limits)s"),
    ),
    "leeg": ("fout", gettext_lazy("Je gaf nog geen antwoord."), gettext_lazy("Beantwoord minstens één vraag.")),
    "ontbreekt": ("fout", gettext_lazy("Je bent er bijna."), gettext_lazy("Eén vraag moet nog een antwoord krijgen.")),
}


@lru_cache(maxsize=500)
def draw_message(
    name: str, language: str, number: int | str = 0, *, limits: str = "", url: str = "", left: int = 0
) -> str:
    """The message as HTML; empty for no message. `url` leads to where it can be repaired, `left` is how many miss."""
    if name not in _TEXTS:
        return ""
    tone, title, text = _TEXTS[name]
    with override(chrome(language)):
        told = str(text) % {"number": number, "limits": limits}
        if left > 1:
            told = ngettext(
                "%(n)s vraag moet nog een antwoord krijgen.", "%(n)s vragen moeten nog een antwoord krijgen.", left
            ) % {"n": left}
        values = {"tone": tone, "title": str(title), "text": told.strip(), "url": url}
        return render_to_string("public/bevraging/_bericht.html", values)


def is_error(name: str) -> bool:
    return name in _TEXTS and _TEXTS[name][0] == "fout"


@lru_cache
def words(name: str, language: str) -> str:
    """A few single words in `language`."""
    with override(chrome(language)):
        return {
            "jouw": _("jouw antwoord"),
            "niets": _("geen antwoord"),
            "moet": _("nog te beantwoorden"),
            "fout": _("Fout:"),
            "lezen": _("Even lezen"),
        }[name]


@lru_cache(maxsize=1000)
def count_words(place: int, total: int, language: str) -> str:
    """«Vraag 3 van 8»."""
    with override(chrome(language)):
        return _("Vraag %(number)s van %(total)s") % {"number": place, "total": total}
