"""Which house of De Hazelaar starts when, and where colleagues meet there: [T] §9.7. All invented."""

from dataclasses import dataclass, replace

from opvolging.demo.content_ambassadors import HAZELNOOT, KORNOELJE, LINDE, MEIDOORN, NIGHT, VLIER, WILGENHOF
from uitrol.models import Moment

Kind = Moment.Kind
START_DAY = 3
"""On a Thursday, so that there is help nearby on both days before the first weekend."""


@dataclass(frozen=True)
class Start:
    week: int
    houses: tuple[str, ...]
    owner: str
    """Who leads one of these houses."""


WAVES = (
    Start(-25, (MEIDOORN, VLIER), "Samira El Idrissi"),
    Start(-22, (HAZELNOOT, LINDE), "Griet Claes"),
    Start(-19, (WILGENHOF, KORNOELJE), "Tom Wouters"),
)


@dataclass(frozen=True)
class Meeting:
    """Where colleagues of a house meet: so many days after it starts, at which hour, for how long."""

    kind: str
    days: int
    hour: int
    minute: int
    minutes: int
    place: str
    note: str
    shift: str = ""


OPENING = Meeting(
    Kind.START,
    0,
    6,
    45,
    30,
    "Briefinglokaal",
    "We starten samen: aanmelden, je leefgroep vinden, één observatie noteren.",
)
NIGHT_OPENING = Meeting(Kind.START, 0, 22, 0, 30, "Zorgpost", OPENING.note, NIGHT)
"""In Kornoelje the night starts first: there they had the most questions."""
NEARBY = (
    Meeting(Kind.DROP_IN, 1, 13, 30, 60, "Dagzaal", "Loop binnen met wat je vandaag niet vond."),
    Meeting(Kind.FLOOR, 7, 9, 0, 120, "Op de gang", "Een ambassadeur loopt een stuk van je ronde mee."),
    Meeting(Kind.DROP_IN, 8, 13, 30, 60, "Dagzaal", "Loop binnen met wat nog hapert."),
    Meeting(Kind.DROP_IN, 22, 13, 30, 60, "Dagzaal", "Wat gaat vanzelf, en wat nog niet?"),
)


CAME: dict[str, tuple[int, ...]] = {
    HAZELNOOT: (26, 13, 15, 10, 6),
    LINDE: (23, 12, 13, 9, 5),
    MEIDOORN: (21, 11, 14, 8, 5),
    VLIER: (17, 9, 12, 7, 4),
    WILGENHOF: (15, 8, 9, 6, 4),
    KORNOELJE: (6, 7, 9, 6, 5),
}
"""How many colleagues came to each moment of a house, in the order of `meetings_of`."""
KITCHEN_TALK = 3
"""In Linde they met in the kitchen the second time."""
WEEKS_OF_A_WAVE = 4
"""A wave is done on the Friday of its fifth week, when the last moment is over."""


def meetings_of(house: str) -> tuple[Meeting, ...]:
    """Five for each house."""
    found = [NIGHT_OPENING if house == KORNOELJE else OPENING, *NEARBY]
    if house == LINDE:
        found[KITCHEN_TALK] = replace(found[KITCHEN_TALK], place="Keuken")
    return tuple(found)
