"""What De Hazelaar does where an agreement asks for attention: the six approaches of [T] §9.10, P1 to P6. All invented."""

from dataclasses import dataclass

from opvolging.demo.content_ambassadors import KORNOELJE, VLIER
from opvolging.models import Remedy

Cause, Rung, Outcome = Remedy.Cause, Remedy.Rung, Remedy.Outcome


@dataclass(frozen=True)
class Approach:
    """Begun, ready and looked at in those weeks. `house` empty: everywhere. `seen`: (house, week) of the check behind it."""

    week: int
    code: str
    """Of the agreement."""
    house: str
    cause: str
    rung: int
    what: str
    owner: str
    due: int
    effect: int
    seen: tuple[str, int] | None = None
    skipped_why: str = ""
    result: str = ""
    """What it brought, when it is over; in the week of its effect."""


P1 = Approach(
    -7, "A05", "", Cause.AGREEMENT_WRONG, Rung.CHANGE_AGREEMENT,
    "Drie teamgesprekken: de info staat te diep. Daarna een vast blok op het startscherm.",
    "Lies Maes", -5, 3, seen=("Huis Hazelnoot", -7),
)  # fmt: skip
P2 = Approach(
    -11, "A01", KORNOELJE, Cause.CANNOT, Rung.TRAIN,
    "Een buddy doet twee weken lang de laatste tien minuten van de shift mee.",
    "Tom Wouters", -8, -4, seen=(KORNOELJE, -11),
    skipped_why="Het team zei zelf wat er hapert: de tijd op het einde van de shift.", result="Van 57 naar 80%.",
)  # fmt: skip
P3 = Approach(
    -9, "A02", KORNOELJE, Cause.MEANS_MISSING, Rung.CLEAR_THE_WAY, "Een scherm in de briefingruimte.",
    "Wim Desmet", -7, -3, seen=(KORNOELJE, -10),
    skipped_why="Iedereen ziet wat er ontbreekt: er hangt geen scherm.", result="Van 58 naar 83%.",
)  # fmt: skip
P4 = Approach(
    -6, "A07", VLIER, Cause.KNOWS_NOT, Rung.TRAIN,
    "TK6 herhalen in de briefing, en voor elke collega een lijstje met de eigen bewoners.",
    "Bart Goossens", -4, -2, seen=(VLIER, -6),
    skipped_why="Nieuwe collega's kregen TK6 nog niet; een gesprek lost dat niet op.", result="Van 42 naar 83%.",
)  # fmt: skip
P5 = Approach(
    -4, "A09", "", Cause.AGREEMENT_WRONG, Rung.CHANGE_AGREEMENT,
    "Een vaste laadkar op elke afdeling, met controle bij de shiftwissel.", "Wim Desmet", -2, 4,
)  # fmt: skip
P6 = Approach(
    -4, "A08", "", Cause.UNKNOWN, Rung.UNDERSTAND,
    "In elk huis een noodoefening inplannen: er is nog te weinig gezien.", "Tom Wouters", 2, 6,
)  # fmt: skip
APPROACHES = (P1, P2, P3, P4, P5, P6)


@dataclass(frozen=True)
class Renewed:
    """An agreement that gets other words: written, tried and in force on these (week, weekday)."""

    code: str
    after: str
    """The decision behind it from now on."""
    sentence: str
    when: str
    example: str
    changed: str
    why: str
    tried: str
    written: tuple[int, int]
    tested: tuple[int, int]
    begins: tuple[int, int]


RENEWED = (
    Renewed(
        "A05", "B09",
        "Wie met familie spreekt, noteert de kern dezelfde dag in het vaste blok «Familie» op het startscherm.",
        "Na elk gesprek over de zorg.",
        "Eerst het blok lezen, dan terugbellen; daarna drie zinnen erbij.",
        "Het blok «Familie» staat op het startscherm, met een aanspreekpersoon.",
        "In drie teams zei men hetzelfde: het blok stond te diep.",
        "Doorlopen in drie teamgesprekken, en een dag gebruikt in Linde.",
        (-4, 4), (-3, 0), (-3, 3),
    ),
    Renewed(
        "A09", "B10",
        "Bij elke shiftwissel staan alle toestellen in de laadkar van de afdeling, en stuk melden we meteen.",
        "Bij elke shiftwissel.",
        "De laatste van de shift telt de toestellen, de eerste van de volgende kijkt mee.",
        "Elke afdeling heeft een vaste laadkar, en bij de shiftwissel kijkt iemand.",
        "De afspraak werd gevolgd, en toch waren toestellen vaker leeg of zoek.",
        "Een dag uitgeprobeerd op één afdeling van Wilgenhof, met zorg en logistiek.",
        (-3, 3), (-3, 4), (-3, 6),
    ),
)  # fmt: skip
STUCK = "Familie-info staat te diep"
"""The barrier of the rollout that asked for another decision (B09)."""
STUCK_SOLVED = "Het blok «Familie» staat nu vast op het startscherm."
B03_NOTE = "De medicatieronde loopt zoals gekozen."
B03_AGAIN = 18
"""Looked at again in W-8; the next time in this week."""
