"""Sentences that can stand above a question, drawn once per language."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

_TEXTS: dict[str, tuple[str, Promise, Promise]] = {
    "welkom": ("info", gettext_lazy("Welkom terug."), gettext_lazy("Je was bij vraag %(number)s.")),
    "opnieuw": ("fout", gettext_lazy("Je antwoord is nog niet bewaard."), gettext_lazy("Tik nog eens op je antwoord.")),
    "kies": ("fout", gettext_lazy("Er is nog niets bewaard."), gettext_lazy("Tik op een van de knoppen.")),
    "te_lang": ("fout", gettext_lazy("Maak het korter."), gettext_lazy("Je hebt plaats voor 1.000 tekens.")),
    "leeg": ("fout", gettext_lazy("Je gaf nog geen antwoord."), gettext_lazy("Beantwoord minstens één vraag.")),
}


@lru_cache(maxsize=500)
def draw_message(name: str, language: str, number: int) -> str:
    """The message as HTML; empty for no message."""
    if name not in _TEXTS:
        return ""
    tone, title, text = _TEXTS[name]
    with override(language):
        values = {"tone": tone, "title": str(title), "text": str(text) % {"number": number}}
        return render_to_string("public/bevraging/_bericht.html", values)


def is_error(name: str) -> bool:
    return name in _TEXTS and _TEXTS[name][0] == "fout"


@lru_cache
def words(name: str, language: str) -> str:
    """A few single words in `language`."""
    with override(language):
        return {"jouw": _("jouw antwoord"), "niets": _("geen antwoord"), "fout": _("Fout:")}[name]
