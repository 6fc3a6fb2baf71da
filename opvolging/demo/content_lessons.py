"""Which sessions De Hazelaar held, for whom, and how many colleagues came: 96 sessions ([T] §9.7). All invented.

Each lesson is given once or more in every house, around the start of that house. Together they give exactly the coverage of
[T]: a test adds them up.
"""

from dataclasses import dataclass

from opvolging.demo.content_ambassadors import (
    CARE,
    EARLY,
    GUIDES,
    HAZELNOOT,
    KITCHEN,
    KORNOELJE,
    LATE,
    LINDE,
    MEIDOORN,
    NIGHT,
    NURSES,
    THERAPY,
    VLIER,
    WILGENHOF,
)
from opvolging.demo.content_messages import LEADERS
from uitrol.models import TrainingSession

Form = TrainingSession.Form
HOUSES = (HAZELNOOT, LINDE, MEIDOORN, VLIER, WILGENHOF, KORNOELJE)
AMBASSADOR, HEAD = "een ambassadeur", "wie het huis leidt"
OUTSIDE = ""
"""Somebody who does not work here: whoever came along with the medicine carts, or the trainer in talking with families."""
WOUNDS, COOK, ICT = "Annelies Smets", "Ilse Cools", "Wim Desmet"


@dataclass(frozen=True)
class Turn:
    """One time that a lesson is given in a house: so many weeks after it starts, by whom, for which shift (empty: all)."""

    week: int
    weekday: int
    hour: int
    minute: int
    helper: str = AMBASSADOR
    shift: str = ""


@dataclass(frozen=True)
class Lesson:
    """Numbers of the tasks, for whom, how many came, and when it is given in each of its houses."""

    tasks: tuple[int, ...]
    functions: tuple[str, ...]
    came: int
    turns: tuple[Turn, ...]
    form: str
    minutes: int
    place: str
    rest: bool = False
    """Only for who did not learn it yet."""
    houses: tuple[str, ...] = HOUSES


def _in_each_shift(week: int, weekday: int) -> tuple[Turn, ...]:
    """When a session fits each shift."""
    hours = {EARLY: (13, 45), LATE: (15, 0), NIGHT: (21, 15)}
    return tuple(Turn(week, weekday, *hour, shift=shift) for shift, hour in hours.items())


CLASSROOM, WARD, CART = "Leslokaal, met toestellen", "Op de gang", "Bij de medicatiekar"
LESSONS: dict[str, Lesson] = {
    "start": Lesson((1, 2, 10), (CARE, NURSES), 216, _in_each_shift(0, 1), Form.SMALL, 45, CLASSROOM),
    "kitchen": Lesson((8,), (KITCHEN,), 32, (Turn(0, 0, 14, 0, COOK),), Form.BRIEFING, 15, "Keuken"),
    "guides": Lesson((1, 7, 9), (GUIDES,), 19, (Turn(0, 4, 11, 0),), Form.SMALL, 35, CLASSROOM),
    "rounds": Lesson((5, 7), (CARE,), 160, _in_each_shift(1, 1), Form.FLOOR, 25, WARD),
    "cart": Lesson(
        (3, 4), (NURSES,), 73, (Turn(1, 3, 13, 45, OUTSIDE), Turn(1, 4, 15, 0, WOUNDS)), Form.FLOOR, 25, CART
    ),
    "plan": Lesson((6, 7), (NURSES, THERAPY), 92, (Turn(2, 1, 13, 45), Turn(2, 2, 15, 0)), Form.BRIEFING, 30, CLASSROOM),
    "again": Lesson(
        (1,), (CARE, NURSES, GUIDES), 27, (Turn(2, 3, 14, 0),), Form.DROP_IN, 30, "Dagzaal", rest=True
    ),
    "family": Lesson(
        (9,), (NURSES, LEADERS), 69, (Turn(3, 1, 14, 0, OUTSIDE), Turn(3, 2, 15, 0, HEAD)), Form.SMALL, 20, CLASSROOM
    ),
    "cart again": Lesson(
        (3,), (NURSES,), 7, (Turn(3, 3, 10, 0, WOUNDS),), Form.ONE_ON_ONE, 15, CART, rest=True,
        houses=(HAZELNOOT, LINDE, MEIDOORN, VLIER),
    ),
    "network again": Lesson(
        (10,), (CARE, NURSES), 6, (Turn(3, 3, 10, 0, ICT),), Form.ONE_ON_ONE, 15, "Zorgpost", rest=True,
        houses=(WILGENHOF, KORNOELJE),
    ),
}  # fmt: skip
