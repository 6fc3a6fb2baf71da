"""What De Hazelaar agrees: one framework and ten sentences, A01 to A10 of [T] §9.5. All invented."""

from dataclasses import dataclass

FRAMEWORK = "Eén bewonersdossier"
FRAMEWORK_WHY = "Wie bij een bewoner komt, weet wat er vandaag toe doet: zonder zoeken en zonder dubbel noteren."
FRAMEWORK_OWNER = "Dirk Van Hove"
REVIEW_MONTHS = 6

CARE = ("Zorgkundigen", "Verpleegkundigen")
KITCHEN = "Logistiek en keuken"


@dataclass(frozen=True)
class Said:
    """An agreement. `after`: the decision it follows from; `for_whom` empty: for everybody."""

    sentence: str
    for_whom: tuple[str, ...]
    owner: str
    after: str
    why: str
    when: str
    example: str
    exception: str = ""


AGREEMENTS: dict[str, Said] = {
    "A01": Said(
        "We noteren een observatie in het dossier vóór het einde van onze shift, liefst samen met de bewoner.",
        (*CARE, "Woonbegeleiding"), "Griet Claes", "B01",
        "De volgende shift begint met wat wij zagen.", "Elke shift.",
        "Tablet op schoot, en hardop lezen wat je schrijft.",
        "Slaapt de bewoner? Dan noteer je op de gang.",
    ),
    "A02": Said(
        "Onze briefing vertrekt van «nieuw sinds» en duurt hoogstens 12 minuten per leefgroep.",
        CARE, "Koen De Ridder", "B02",
        "Zo vergeten we niets en begint iedereen op tijd.", "Bij elke shiftwissel, ook in het weekend.",
        "Eén leest, één vult aan, de rest vraagt.",
    ),
    "A03": Said(
        "We tekenen medicatie af bij de bewoner, op het moment zelf.",
        ("Verpleegkundigen",), "Samira El Idrissi", "B03",
        "De volgende collega vertrouwt op wat er staat.", "Bij elke toediening.",
        "De kar staat rechts van de deur, het scherm naar jou.",
        "Valt het netwerk uit? Dan geldt A08.",
    ),
    "A04": Said(
        "We volgen wonden op met een foto van het afdelingstoestel, minstens wekelijks.",
        ("Verpleegkundigen",), "Annelies Smets", "B06",
        "Op een foto zie je of een wonde beter wordt.", "Elke maandag, en bij elke verandering.",
        "Het meetlatje ligt naast de wonde, altijd op dezelfde afstand.",
    ),
    "A05": Said(
        "Wie met familie spreekt, noteert de kern dezelfde dag in het blok «Familie».",
        (), "Lies Maes", "B05",
        "Familie hoort één verhaal, wie er ook opneemt.", "Na elk gesprek over de zorg.",
        "Drie zinnen: wat vroegen ze, wat zeiden wij, wat is afgesproken.",
    ),
    "A06": Said(
        "We werken elk met onze eigen aanmelding.",
        (), "Wim Desmet", "B04",
        "Zo weet je wie je iets kan vragen.", "Altijd, ook als het snel moet gaan.",
        "Badge tegen de lezer, code, klaar.",
    ),
    "A07": Said(
        "Elke bewoner heeft een aandachtsmedewerker die het zorgplan maandelijks nakijkt.",
        (*CARE, "Paramedici"), "Bart Goossens", "B07",
        "Iemand kijkt met aandacht, en iedereen weet wie.", "In de eerste week van de maand.",
        "Vijf minuten op vrijdag, samen met de bewoner.",
    ),
    "A08": Said(
        "Valt het netwerk uit, dan nemen we de noodmap en brengen we alles binnen 4 uur in.",
        CARE, "Tom Wouters", "B08",
        "Zorg gaat door, ook zonder scherm.", "Zodra het netwerk vijf minuten weg is.",
        "De noodmap ligt op een vaste plaats bij de zorgpost.",
    ),
    "A09": Said(
        "Toestellen gaan bij elke shiftwissel in de laadkar, en stuk melden we meteen.",
        (*CARE, KITCHEN), "Wim Desmet", "",
        "Wie na jou komt, heeft een vol toestel.", "Bij elke shiftwissel.",
        "De laatste van de shift telt de toestellen.",
    ),
    "A10": Said(
        "Diëten en wensen staan in het dossier, de keuken kijkt alleen daar.",
        (KITCHEN, *CARE), "Ilse Cools", "B01",
        "De keuken heeft vóór 9 uur wat ze nodig heeft.", "Elke dag vóór 8.40 uur.",
        "Keuken en zorg kijken samen, elke ochtend om 8.40 uur.",
    ),
}  # fmt: skip
FIRST = ("A01", "A02", "A03", "A04", "A05", "A06", "A07")
"""Before gate 2; the other three came when step 2 was opened again."""
WEEKEND = "Bij elke shiftwissel. In het weekend leidt de dagverantwoordelijke."
"""What A02 says since somebody asked who leads in the weekend (F05)."""
CHANGED = "Er staat bij wie de briefing in het weekend leidt."
CHANGED_WHY = "Dat vroeg iemand bij het uitproberen."
LATER = {"A07": -22, "A10": -22, "A09": -19}
"""The week from which these hold, in the houses that started by then. The others hold from the first wave on (W-25)."""
