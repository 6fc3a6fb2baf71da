"""What makes a sentence a good agreement: it is about us, says what we do, and is short. Advice, never a refusal.

Each rule looks for words; it knows no grammar. So it asks a friendly question, and whoever wrote the sentence decides.
"""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

MOST_WORDS = 20
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
US = frozenset(
    [
        "we",
        "wij",
        "ons",
        "onze",
        "iedereen",
        "ieder",
        "iedere",
        "elk",
        "elke",
        "elkaar",
        "wie",
        "allen",
        "allemaal",
        "samen",
    ]
)
GROUPS = re.compile(
    r"\b(?:de|het|een)\s+(?:keuken|zorg|ploegen?|teams?|diensten?|nachtdienst|afdeling(?:en)?|leefgroep(?:en)?"
    r"|werkplaats|winkel|balie|receptie|administratie|logistiek|collega['’]?s|medewerkers|leidinggevenden?)\b",
    re.IGNORECASE,
)
"""«De keuken kijkt alleen daar»: a group that does something is as good as «we»."""
NOT = re.compile(r"\b(?:niet|geen|nooit|nergens|niemand|verboden|verbied(?:en|t)?|moet(?:en)?)\b", re.IGNORECASE)
VAGUE = re.compile(
    r"\b(?:stre(?:ven|eft?)\b|trachten\b|proberen\b|bewust\b|zo ?veel mogelijk\b|waar mogelijk\b|indien mogelijk\b"
    r"|alert (?:zijn|blijven|op)\b|oog (?:hebben )?voor\b|aandacht (?:hebben |besteden )?(?:voor|aan)\b"
    r"|(?:we|wij) (?:willen|hopen|geloven|vinden)\b|respect\b|verantwoordelijk\b)",
    re.IGNORECASE,
)


def advice(sentence: str, groups: Iterable[str] = ()) -> list[str]:
    """What could make this sentence better, one friendly line each; an empty list when it is fine.

    `groups` are names of functions in this organisation: «zorgkundigen tekenen af» is about somebody.
    """
    words = [word.lower() for word in WORD.findall(sentence)]
    found = []
    if not (US & set(words) or GROUPS.search(sentence) or _named(sentence, groups)):
        found.append(_("Zeg wie het doet. Begin bv. met «We», «Iedereen» of «Elke ploeg»."))
    if hit := NOT.search(sentence):
        found.append(_("Zeg wat je wél doet. Er staat nu «%(word)s».") % {"word": hit[0].lower()})
    if hit := VAGUE.search(sentence):
        found.append(_("Noem iets wat je kan zien gebeuren. «%(word)s» kan je niet zien.") % {"word": hit[0].lower()})
    if len(words) > MOST_WORDS:
        found.append(
            _("Maak het korter: %(n)s woorden. Met %(most)s of minder onthoudt iedereen het.")
            % {"n": len(words), "most": MOST_WORDS}
        )
    return found


def _named(sentence: str, groups: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(name)}\b", sentence, re.IGNORECASE) for name in groups if name)
