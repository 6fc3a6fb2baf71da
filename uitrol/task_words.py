"""Whether a title says a task, or sounds like a tour of a system. Advice, never a refusal.

It looks for words and knows no grammar: it asks a friendly question, and whoever wrote the sentence decides.
"""

import re

from django.utils.translation import get_language
from django.utils.translation import gettext as _

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SYSTEM = re.compile(
    r"\b(?:menu(?:['’]?s)?|submenu|modules?|knop(?:pen|je)?|scherm(?:en)?|\w*systeem|\w*systemen|software|applicaties?"
    r"|functionaliteit(?:en)?|tabblad(?:en)?|muisklik(?:ken)?|login|releases?|interface|dashboards?|excel|outlook"
    r"|sharepoint|powerpoint|onedrive|sap)\b",
    re.IGNORECASE,
)
SHORT_VERBS = frozenset(["doen", "gaan", "staan", "zien", "slaan", "zijn", "nagaan", "nazien", "inzien", "opdoen"])
NO_VERBS = frozenset(
    [
        "geen",
        "tegen",
        "tussen",
        "binnen",
        "buiten",
        "boven",
        "beneden",
        "samen",
        "alleen",
        "meteen",
        "morgen",
        "eigen",
        "open",
        "iedereen",
        "sommigen",
        "mensen",
        "knoppen",
        "schermen",
        "systemen",
        "afspraken",
        "patiënten",
        "cliënten",
        "klanten",
        "kinderen",
        "diensten",
        "ploegen",
        "taken",
        "lijsten",
        "formulieren",
        "medicijnen",
        "producten",
        "rapporten",
        "mogelijkheden",
        "instellingen",
    ]
)
"""They end as a verb does, and are none."""
BEFORE_A_NOUN = frozenset(
    [
        "de",
        "mijn",
        "je",
        "jouw",
        "onze",
        "deze",
        "die",
        "hun",
        "alle",
        "enkele",
        "twee",
        "drie",
        "vier",
        "van",
        "voor",
        "over",
        "met",
    ]
)


def advice(sentence: str) -> list[str]:
    """What could make this title a task; one friendly question and its reason, or nothing when it is fine."""
    found = []
    if hit := SYSTEM.search(sentence):
        found.append(_("«%(word)s» hoort bij een systeem. Zeg wat iemand er op het werk mee doet.") % {"word": hit[0]})
    if _reads_dutch() and not has_verb(sentence):
        found.append(_("Gebruik een werkwoord, zoals «een observatie noteren tijdens de zorg»."))
    return [_("Dit klinkt als een systeemtraining. Voor welke taak is dit?"), *found] if found else []


def has_verb(sentence: str) -> bool:
    """Whether something in it may be a verb in the infinitive: «noteren», «nagaan»; not «de afspraken»."""
    words = [word.lower() for word in WORD.findall(sentence)]
    return any(_may_be_verb(word, before) for word, before in zip(words, ["", *words], strict=False))


def _may_be_verb(word: str, before: str) -> bool:
    if word in SHORT_VERBS:
        return True
    return len(word) > 3 and word.endswith("en") and word not in NO_VERBS and before not in BEFORE_A_NOUN


def _reads_dutch() -> bool:
    """An infinitive of another language has other endings; who writes in French is not asked for «-en»."""
    return (get_language() or "nl").startswith("nl")
