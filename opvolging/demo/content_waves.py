"""Which house of De Hazelaar starts when, and where colleagues meet there: [T] §9.7. All invented."""

from dataclasses import dataclass

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


def meetings_of(house: str) -> tuple[Meeting, ...]:
    """Five for each house."""
    return (NIGHT_OPENING if house == KORNOELJE else OPENING, *NEARBY)
