"""Who tried what in the three rounds of De Hazelaar, and what they said of it ([T] §9.4). All invented."""

from dataclasses import dataclass, field

from opvolging.demo.script import Moment

CARE, NURSES, PHYSIO, LIVING, HEADS = (
    "Zorgkundigen", "Verpleegkundigen", "Paramedici", "Woonbegeleiding", "Leidinggevenden",
)  # fmt: skip
MEADOW, ELDER = "Huis Meidoorn", "Huis Vlier"

Person = tuple[str, str, str]
"""(house, function, shift); no shift for any."""


@dataclass(frozen=True)
class Session:
    """A round. `tries`: per person one letter per concept: z without help, h with help, n it failed, - not tried.

    `ready`: per person what they give (1 to 5) to what they tried. `barriers`: (person, concept) with what held them back.
    """

    kind: str
    concepts: tuple[str, ...]
    planned: Moment
    opened: Moment
    starts: Moment
    ends: Moment
    told: Moment
    """When people say how it went."""
    closed: Moment
    place: str
    note: str
    people: tuple[Person, ...]
    tries: tuple[str, ...]
    ready: tuple[int, ...]
    barriers: dict[tuple[int, str], str] = field(default_factory=dict)


R1 = Session(
    "small", ("C1", "C2", "C3", "C4", "C6"),
    Moment(-43, 3, 16), Moment(-43, 4, 10), Moment(-42, 1, 13), Moment(-40, 2, 16), Moment(-40, 2, 17), Moment(-40, 3, 9),
    "Huis Meidoorn en Huis Vlier", "Breng je badge mee. Je doet het in je gewone shift, er staat altijd iemand naast je.",
    (
        (MEADOW, CARE, "vroeg"), (MEADOW, CARE, "laat"), (ELDER, CARE, "vroeg"),
        (MEADOW, NURSES, "vroeg"), (ELDER, NURSES, "laat"),
        (ELDER, PHYSIO, ""), (MEADOW, LIVING, ""), (ELDER, NURSES, "nacht"),
    ),
    ("zzhzz", "hzhzh", "zhnhz", "zhzzz", "hznhz", "z---h", "zh--z", "hznzz"),
    (3, 4, 2, 4, 3, 3, 3, 2),
    {
        (0, "C1"): "Te veel verplichte velden.",
        (5, "C1"): "Wat betekent anamnese?",
        (2, "C2"): "Het overzicht toont ook oude items.",
        (4, "C3"): "Geen netwerk op het gelijkvloers: ik kon niet aftekenen.",
        (7, "C3"): "Het scherm is te fel 's nachts.",
        (4, "C4"): "Zonder maatlat kan je de foto's niet vergelijken.",
        (1, "C6"): "De zinnen zijn te lang.",
    },
)  # fmt: skip

R1B = Session(
    "small", ("C5",),
    Moment(-34, 1, 16), Moment(-34, 1, 17), Moment(-34, 3, 19), Moment(-34, 3, 22), Moment(-34, 4, 8), Moment(-34, 4, 10),
    "Huis Kornoelje", "We oefenen een netwerkuitval, van 19 tot 22 uur. Je hoeft niets voor te bereiden.",
    (
        ("Huis Kornoelje", NURSES, "nacht"), ("Huis Kornoelje", CARE, "nacht"),
        (MEADOW, NURSES, "nacht"), (MEADOW, CARE, "nacht"),
        ("Huis Kornoelje", CARE, "vroeg"), (MEADOW, CARE, "laat"),
    ),
    ("z", "h", "z", "z", "h", "z"),
    (4, 3, 4, 4, 3, 4),
    {(1, "C5"): "De noodmap lag achter slot na 20 uur."},
)  # fmt: skip

HOUSES = ("Huis Hazelnoot", "Huis Linde", MEADOW, ELDER, "Huis Wilgenhof", "Huis Kornoelje")
R2 = Session(
    "key_figures", ("C1", "C2", "C3", "C4", "C5", "C6"),
    Moment(-34, 4, 11), Moment(-33, 0, 11), Moment(-33, 2, 9), Moment(-32, 4, 17), Moment(-32, 4, 18), Moment(-31, 0, 16),
    "In je eigen huis", "Je probeert vier dingen in je gewone shift. Zeg ons daarna of iedereen ermee kan starten.",
    tuple(
        person
        for house in HOUSES
        for person in ((house, HEADS, ""), (house, NURSES, "laat"), (house, CARE, "nacht"))
    ),
    # Everybody tries four of the six: 72 tasks, of which 61 without help, 8 with help and 3 that failed.
    (
        "-zz-zz", "z-zz-z", "zz-hz-", "-zz-zz", "z-zz-h", "zz-zz-",
        "-hz-zz", "z-nz-z", "zz-zz-", "-zz-zh", "z-zz-z", "zz-zz-",
        "-zz-hz", "z-hz-z", "zh-zn-", "-zz-zz", "h-zz-z", "zz-nz-",
    ),
    (5, 4, 4, 5, 3, 4, 4, 3, 5, 4, 4, 5, 4, 3, 3, 5, 4, 4),
    {
        (16, "C1"): "De knop «later» verdwijnt.",
        (6, "C2"): "12 minuten lukt niet met 34 bewoners.",
        (7, "C3"): "De houder voor de tablet past niet op onze oude kar.",
        (3, "C5"): "De noodlijst van gisteren hing er nog.",
        (9, "C6"): "De keuken vindt haar eigen afspraak niet.",
    },
)  # fmt: skip
"""Fourteen of the eighteen give 4 or 5: 78 % ready."""
ROUNDS = {"R1": R1, "R1b": R1B, "R2": R2}
