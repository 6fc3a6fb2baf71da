"""Who helps at De Hazelaar: ambassadors, key figures and contact points, as [T] §9.6 names them. All invented."""

from dataclasses import dataclass
from decimal import Decimal

CARE, NURSES, GUIDES, THERAPY, KITCHEN = (
    "Zorgkundigen",
    "Verpleegkundigen",
    "Woonbegeleiding",
    "Paramedici",
    "Logistiek en keuken",
)
EARLY, LATE, NIGHT = "vroeg", "laat", "nacht"
HAZELNOOT, LINDE, MEIDOORN, VLIER, WILGENHOF, KORNOELJE = (
    "Huis Hazelnoot",
    "Huis Linde",
    "Huis Meidoorn",
    "Huis Vlier",
    "Huis Wilgenhof",
    "Huis Kornoelje",
)


@dataclass(frozen=True)
class Ambassador:
    name: str
    house: str
    function: str
    shifts: tuple[str, ...]
    """Those they reach; their own comes first."""
    hours: int
    voluntary: bool = True

    @property
    def per_week(self) -> Decimal:
        return Decimal(self.hours)


AMBASSADORS = (
    Ambassador("Joke Peeters", HAZELNOOT, CARE, (EARLY,), 3),
    Ambassador("Emine Kaya", HAZELNOOT, CARE, (LATE,), 3),
    Ambassador("Stijn Verhaegen", HAZELNOOT, NURSES, (EARLY,), 2),
    Ambassador("Rachid Ouali", HAZELNOOT, CARE, (NIGHT,), 3, voluntary=False),
    Ambassador("Veerle Dhondt", HAZELNOOT, NURSES, (LATE,), 2),
    Ambassador("Aïcha Benali", LINDE, CARE, (EARLY,), 3),
    Ambassador("Jonas Mertens", LINDE, NURSES, (LATE,), 3),
    Ambassador("Katrien Baert", LINDE, CARE, (LATE,), 2, voluntary=False),
    Ambassador("Elena Popescu", LINDE, CARE, (NIGHT,), 3),
    Ambassador("Mehdi Haddad", LINDE, NURSES, (EARLY,), 2),
    Ambassador("Fatma Yildiz", MEIDOORN, CARE, (EARLY,), 4),
    Ambassador("Sofie Aerts", MEIDOORN, NURSES, (LATE,), 3),
    Ambassador("Ngozi Okafor", MEIDOORN, CARE, (NIGHT,), 3),
    Ambassador("Bram Lefever", MEIDOORN, CARE, (LATE,), 2),
    Ambassador("Marieke Thys", VLIER, NURSES, (EARLY,), 3),
    Ambassador("Lotte Segers", VLIER, CARE, (LATE,), 2),
    Ambassador("Patrick Nys", VLIER, NURSES, (NIGHT,), 3, voluntary=False),
    Ambassador("Zeynep Arslan", VLIER, CARE, (EARLY,), 2),
    Ambassador("Inge Callens", WILGENHOF, CARE, (EARLY,), 3),
    Ambassador("Yasmina Tahiri", WILGENHOF, CARE, (NIGHT,), 3),
    Ambassador("Els Verstraete", WILGENHOF, NURSES, (LATE,), 2),
    Ambassador("Kris Bogaert", KORNOELJE, CARE, (EARLY, LATE), 3),
    Ambassador("Leen Vermeulen", KORNOELJE, CARE, (NIGHT,), 2),
)
"""The 23 who said yes before gate 4."""
THIRD = Ambassador("Omar Saidi", KORNOELJE, CARE, (LATE,), 2)
"""The third of Kornoelje, who joins when its wave is near."""
RATHER_NOT = (KORNOELJE, NURSES, LATE)
"""Somebody who works there was asked as well, and had other things to do. Nobody reads who."""
ASKED = "Wil je collega's helpen als het dossier start? Je krijgt er uren voor, en we bereiden je samen voor."

KEY_FIGURES = ("Annelies Smets", "Ilse Cools", "Wim Desmet")
"""Beside the heads of the six houses: wounds, kitchen and ICT."""

CONTACTS = {
    HAZELNOOT: "Joke Peeters",
    LINDE: "Aïcha Benali",
    MEIDOORN: "Fatma Yildiz",
    VLIER: "Marieke Thys",
    WILGENHOF: "Inge Callens",
    KORNOELJE: "Kris Bogaert",
}
BY_DAY, BY_DAY_BACKUP, BY_DAY_HOW = "van 7 tot 21 uur", "de dagverantwoordelijke", "Spreek me aan, of bel de zorgpost."
AT_NIGHT, AT_NIGHT_WHO = "na 21 uur", "Wim Desmet"
AT_NIGHT_HOW = "Bel eerst de nachtverantwoordelijke van je huis."
AT_NIGHT_BACKUP = "de ICT-wacht"
