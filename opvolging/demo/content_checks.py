"""Where De Hazelaar looks whether an agreement is followed, and what was seen: the 28 checks of [T] §9.10. All invented."""

from dataclasses import dataclass

from opvolging.demo.content_ambassadors import HAZELNOOT, KORNOELJE, LINDE, MEIDOORN, VLIER, WILGENHOF
from opvolging.models import CheckRhythm

Method = CheckRhythm.Method
QUARTER = 13
"""Weeks between two checks of a place: what is seen counts a quarter, and two weeks more (ADR 0070)."""


@dataclass(frozen=True)
class Way:
    """How somebody looks at an agreement, and what is counted."""

    method: str
    unit: str


WAYS: dict[str, Way] = {
    "A01": Way(Method.SAMPLE, "shiftnotities"),
    "A02": Way(Method.WALK_ROUND, "briefings"),
    "A03": Way(Method.COUNTER, "toedieningen"),
    "A04": Way(Method.SAMPLE, "wonddossiers"),
    "A05": Way(Method.SAMPLE, "familiecontacten"),
    "A06": Way(Method.COUNTER, "accounts"),
    "A07": Way(Method.SAMPLE, "zorgplannen"),
    "A08": Way(Method.WALK_ROUND, "noodoefeningen"),
    "A09": Way(Method.WALK_ROUND, "toestellen"),
    "A10": Way(Method.WALK_ROUND, "maaltijden"),
}
"""An emergency exercise is attended (a round); talks with teams about A05 are its approach, and beside it stands a sample."""


@dataclass(frozen=True)
class Check:
    """Seen in that week, so many times, so often as agreed. `due`: (week, weekday) of its day; else the Monday of the week."""

    code: str
    house: str
    week: int
    seen: int
    followed: int
    due: tuple[int, int] | None = None
    remark: str = ""
    good: bool = False
    """A good example was seen."""

    @property
    def day(self) -> tuple[int, int]:
        return self.due or (self.week, 0)


CHECKS: tuple[Check, ...] = (
    Check("A01", HAZELNOOT, -12, 20, 15),
    Check("A01", LINDE, -12, 20, 17),
    Check("A01", MEIDOORN, -12, 20, 19, good=True),
    Check("A01", VLIER, -11, 18, 14),
    Check("A01", WILGENHOF, -11, 16, 12),
    Check("A01", KORNOELJE, -11, 14, 8, remark="In de late shift blijft er op het einde geen tijd over."),
    Check("A01", KORNOELJE, -4, 15, 12, remark="De laatste tien minuten zijn nu vrij om te noteren.", good=True),
    Check("A02", HAZELNOOT, -10, 14, 12),
    Check("A02", LINDE, -10, 14, 13),
    Check("A02", KORNOELJE, -10, 12, 7, remark="In de briefingruimte hangt geen scherm."),
    Check("A02", KORNOELJE, -3, 12, 10),
    Check("A03", HAZELNOOT, -9, 30, 28),
    Check("A03", LINDE, -9, 30, 29),
    Check("A03", MEIDOORN, -9, 30, 30, good=True),
    Check("A03", WILGENHOF, -9, 24, 21),
    Check("A04", HAZELNOOT, -8, 11, 10),
    Check("A04", MEIDOORN, -8, 9, 9),
    Check("A05", HAZELNOOT, -7, 22, 9, remark="Wat familie zei, staat op drie plaatsen."),
    Check("A05", LINDE, -7, 20, 11, remark="Het blok staat te diep in het dossier."),
    Check("A05", VLIER, -7, 16, 8, remark="Niemand vindt het blok terug als de telefoon gaat."),
    Check("A05", LINDE, -1, 18, 13, remark="Op het startscherm zie je het meteen."),
    Check("A06", LINDE, -8, 84, 81),
    Check("A06", VLIER, -8, 66, 61),
    Check("A07", VLIER, -6, 12, 5, remark="Wie nieuw is, weet niet van welke bewoners het zorgplan bij hen hoort."),
    Check("A07", VLIER, -2, 12, 10),
    Check("A08", MEIDOORN, -5, 3, 2, due=(-7, 3), remark="Nog maar drie oefeningen gezien."),
    Check("A09", WILGENHOF, -5, 10, 9, due=(-6, 3), remark="Alles in de laadkar, en toch zijn er te weinig laders."),
    Check("A10", HAZELNOOT, -4, 12, 10, due=(-6, 3)),
)
"""In the order of [T]. That of A08 and of A10 came more than a week after their day: 26 of 28 were on time."""
SEEN_ON = 2
"""On the Wednesday of its week."""
FIRST: dict[tuple[str, str], Check] = {}
for _one in CHECKS:
    FIRST.setdefault((_one.code, _one.house), _one)
AGAIN = tuple(one for one in CHECKS if FIRST[one.code, one.house] is not one)
"""Looked at sooner than after a quarter, because the first check asked for attention."""
