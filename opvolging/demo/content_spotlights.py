"""What stands in the spotlight at De Hazelaar: eleven practices and how they are done ([T] §9.10). All invented."""

from dataclasses import dataclass

from opvolging.demo.content_ambassadors import HAZELNOOT, KORNOELJE, LINDE, MEIDOORN, VLIER, WILGENHOF


@dataclass(frozen=True)
class Practice:
    week: int
    house: str
    code: str
    """Of the agreement."""
    what: str
    how: str
    team: str = ""
    weekday: int = 4


PRACTICES: tuple[Practice, ...] = (
    Practice(
        -24, MEIDOORN, "A02", "Nachtbriefing in 9 minuten",
        "Eén leest, één vult aan, de rest vraagt.", "Nacht",
    ),
    Practice(
        -23, VLIER, "A01", "Noteren samen met de bewoner",
        "Tablet op schoot, en hardop typen. De bewoner vult aan.",
    ),
    Practice(
        -21, LINDE, "A04", "Wondrondje op maandag",
        "Altijd dezelfde afstand; het meetlatje hangt aan het toestel.",
    ),
    Practice(
        -18, KORNOELJE, "A08", "Noodoefening in het donker geslaagd",
        "Op de noodmap kleeft een lichtgevende sticker. Zo vind je ze ook zonder licht.", "Nacht",
    ),
    Practice(
        -16, HAZELNOOT, "A10", "Keuken en zorg bellen niet meer over dieet",
        "Elke ochtend om 8.40 uur kijken ze samen, vijf minuten.",
    ),
    # The last thirteen weeks begin on the same weekday as today: on a Sunday they always hold this one.
    Practice(
        -13, WILGENHOF, "A09", "Geen enkel toestel zoek deze maand",
        "De laatste van de shift telt tot tien: tien toestellen in de kar, en dan pas naar huis.", weekday=6,
    ),
    Practice(
        -11, MEIDOORN, "A03", "100% op het moment zelf",
        "De kar staat altijd rechts van de deur, het scherm naar jou.",
    ),
    Practice(
        -9, LINDE, "A06", "Drie nieuwe collega's, op dag één een eigen badge",
        "De aanvraag vertrekt samen met het contract.",
    ),
    Practice(
        -6, VLIER, "A07", "Zorgplannen weer actueel",
        "Vijf minuten op vrijdag, elk met de eigen bewoners.",
    ),
    Practice(
        -4, KORNOELJE, "A01", "Van 57 naar 80%",
        "Een buddy neemt de laatste tien minuten de bel over. Dan kan je noteren.",
    ),
    Practice(
        -1, HAZELNOOT, "A05", "Een dochter kreeg één verhaal",
        "Eerst het blok Familie lezen, dan pas terugbellen.",
    ),
)  # fmt: skip
NAMED = -23
"""In this one a colleague stands by name, after a yes of her own."""
NAME = "Marieke Thys"
