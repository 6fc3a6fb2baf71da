"""Addresses that several people read: info@, onthaal@, afdeling3@. Pure functions.

A personal link in such a mailbox can be opened by anybody who reads there. We say so and offer a slip on paper; we
block nothing, because a small team may really have one mailbox and one reader.
"""

import re
from collections.abc import Iterable

WORDS = {
    "aankoop", "accueil", "admin", "administratie", "administration", "atelier", "balie", "boekhouding", "bureau",
    "comptabilite", "contact", "direction", "directie", "dienst", "equipe", "facturatie", "groep", "groupe",
    "help", "helpdesk", "hoofdverpleging", "hr", "info", "information", "keuken", "kantoor", "lokaal",
    "logistiek", "magazijn", "mail", "medewerkers", "office", "onderhoud", "onthaal", "personeel",
    "personeelsdienst", "planning", "poets", "post", "postvak", "preventie", "receptie", "reception", "rh",
    "secretariaat", "secretariat", "service", "sociaal", "sociale", "support", "technisch", "team", "vervoer",
    "verpleging", "verpleegpost", "vorming", "vrijwilligers", "wasserij", "welkom", "werkplaats", "winkel",
    "woning", "zorg", "zorgteam",
}  # fmt: skip
STARTS = ("afdeling", "leefgroep", "secretariaat", "onthaal", "team", "dienst", "woning", "verpleegpost")
"""Also with the name of the place right behind it: leefgroepzon@, afdeling3@."""


def is_shared(address: str) -> bool:
    """Whether the part before the @ names a desk or a team, and no person."""
    local = address.rpartition("@")[0].lower()
    first = re.split(r"[._+\-\d]+", local, maxsplit=1)[0]
    return first in WORDS or first.startswith(STARTS)


def shared(addresses: Iterable[str]) -> set[str]:
    """Those of these addresses that look shared."""
    return {address for address in addresses if address and is_shared(address)}
