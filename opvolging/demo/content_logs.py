"""What ambassadors of De Hazelaar noted on the floor, week by week, and what of it was passed on: [T] §9.7. All invented."""

from dataclasses import dataclass

from opvolging.demo.content_ambassadors import HAZELNOOT, KORNOELJE, LINDE, MEIDOORN, VLIER, WILGENHOF
from uitrol.models import Barrier, SupportLog

Kind, Solved, Severity = SupportLog.Kind, SupportLog.Solved, Barrier.Severity

PER_WEEK = {
    -25: 38, -24: 29, -23: 21, -22: 47, -21: 39, -20: 30, -19: 61, -18: 52, -17: 38, -16: 29, -15: 22, -14: 19,
}  # fmt: skip
"""Together 425; most in W-19, when the third wave starts."""
ONLY_ASKING = (-19, -15, -14)
"""In the busiest week and in the last two all of it was asked: the curve of the gate counts no success."""


@dataclass(frozen=True)
class Noted:
    """One entry that the story tells in its own words. `task`: the number of it; on a Friday unless it says another day."""

    week: int
    house: str
    who: str
    kind: str
    task: int
    helped: int
    minutes: int
    text: str
    solved: str = Solved.YES
    weekday: int = 4


PASSED = Solved.PASSED_ON
NOTED = (
    Noted(-25, MEIDOORN, "Fatma Yildiz", Kind.BARRIER, 3, 2, 10, "Houder op kar los, vastgezet"),
    Noted(-25, VLIER, "Lotte Segers", Kind.QUESTION, 1, 4, 8, "Waar vind ik mijn leefgroep?"),
    Noted(-25, MEIDOORN, "Ngozi Okafor", Kind.SUCCESS, 2, 6, 5, "Nachtbriefing in 9 minuten"),
    Noted(-25, VLIER, "Zeynep Arslan", Kind.BARRIER, 1, 3, 12, "Badgelezer aan de zorgpost werkt niet", PASSED, 3),
    Noted(-24, VLIER, "Marieke Thys", Kind.BARRIER, 4, 1, 15, "Foto komt niet in dossier", PASSED, 3),
    Noted(-24, VLIER, "Patrick Nys", Kind.QUESTION, 10, 3, 10, "Wie vervangt de noodlijst?"),
    Noted(-23, MEIDOORN, "Sofie Aerts", Kind.BARRIER, 3, 1, 10, "Kar raakt de drempel van twee kamers niet over", PASSED, 1),
    Noted(-22, HAZELNOOT, "Joke Peeters", Kind.BARRIER, 1, 5, 20, "Badge niet herkend bij start"),
    Noted(-22, LINDE, "Jonas Mertens", Kind.QUESTION, 5, 3, 6, "Vocht per shift of per dag?"),
    Noted(-22, LINDE, "Aïcha Benali", Kind.SUCCESS, 1, 2, 4, "Bewoner vertelde mee wat er in moest"),
    Noted(-22, LINDE, "Mehdi Haddad", Kind.BARRIER, 5, 2, 8, "Batterij van de weegschaal is altijd leeg", PASSED, 3),
    Noted(-21, HAZELNOOT, "Rachid Ouali", Kind.BARRIER, 3, 2, 12, "Zwakke wifi op vleugel C", PASSED, 1),
    Noted(-20, LINDE, "Katrien Baert", Kind.BARRIER, 2, 6, 5, "Scherm in de briefingruimte valt na tien minuten uit", PASSED, 0),
    Noted(-19, KORNOELJE, "Kris Bogaert", Kind.BARRIER, 1, 6, 25, "Samen eerste observatie gemaakt"),
    Noted(-19, WILGENHOF, "Yasmina Tahiri", Kind.QUESTION, 2, 4, 7, "Mag schriftje nog als geheugensteun?"),
    Noted(-19, KORNOELJE, "Leen Vermeulen", Kind.BARRIER, 10, 2, 10, "Noodmap ligt 's nachts achter een gesloten deur", PASSED, 3),
    Noted(-18, KORNOELJE, "Leen Vermeulen", Kind.SUCCESS, 10, 5, 10, "Noodoefening lukte in het donker"),
    Noted(-18, WILGENHOF, "Els Verstraete", Kind.BARRIER, 1, 4, 6, "Te weinig toestellen in de late shift", PASSED, 1),
    Noted(-17, KORNOELJE, "Omar Saidi", Kind.BARRIER, 8, 1, 5, "Keuken ziet een nieuw dieet pas na de middag", PASSED, 0),
    Noted(-16, HAZELNOOT, "Emine Kaya", Kind.QUESTION, 9, 2, 5, "Hoeveel schrijf ik over een gesprek?"),
    Noted(-15, LINDE, "Elena Popescu", Kind.BARRIER, 9, 3, 10, "Familie-info staat te diep", PASSED, 1),
)  # fmt: skip


@dataclass(frozen=True)
class Solving:
    """What became of an entry that was passed on: how bad, who takes it up, and after how many days it was solved."""

    severity: str
    owner: str
    days: int | None
    solution: str = ""


SOLVED: dict[str, Solving] = {
    "Badgelezer aan de zorgpost werkt niet": Solving(
        Severity.BLOCKING, "Wim Desmet", 0, "Een nieuwe lezer, en een reserve in elk huis."
    ),
    "Foto komt niet in dossier": Solving(
        Severity.ANNOYING, "Annelies Smets", 14, "De leverancier paste het formaat van de foto aan."
    ),
    "Kar raakt de drempel van twee kamers niet over": Solving(
        Severity.MINOR, "Samira El Idrissi", 2, "De technische dienst legde een plaatje."
    ),
    "Batterij van de weegschaal is altijd leeg": Solving(
        Severity.MINOR, "Koen De Ridder", 0, "De weegschaal hangt nu aan de lader bij de badkamer."
    ),
    "Zwakke wifi op vleugel C": Solving(
        Severity.ANNOYING, "Wim Desmet", 9, "Er hangt een extra toegangspunt in de gang."
    ),
    "Scherm in de briefingruimte valt na tien minuten uit": Solving(
        Severity.ANNOYING, "Koen De Ridder", 2, "Het scherm blijft aan tijdens de briefing."
    ),
    "Noodmap ligt 's nachts achter een gesloten deur": Solving(
        Severity.BLOCKING, "Tom Wouters", 0, "De noodmap ligt nu bij de zorgpost, op ooghoogte."
    ),
    "Te weinig toestellen in de late shift": Solving(
        Severity.ANNOYING, "Lies Maes", 6, "De late shift neemt toestellen over uit de laadkar van de vroege."
    ),
    "Keuken ziet een nieuw dieet pas na de middag": Solving(
        Severity.ANNOYING, "Ilse Cools", 3, "Zorg schrijft een dieet op vóór 8.40 uur; de keuken kijkt dan."
    ),
    "Familie-info staat te diep": Solving(Severity.ANNOYING, "Lies Maes", None),
}
"""The last one is still open at the gate: it asks for another decision."""

OFTEN = {1: 25, 2: 12, 3: 12, 4: 7, 5: 10, 6: 5, 7: 8, 8: 4, 9: 9, 10: 8}
"""How often each task comes up."""
WORDS: dict[int, tuple[tuple[str, str], ...]] = {
    1: (
        (Kind.QUESTION, "Kan ik later aanvullen wat ik vergat?"),
        (Kind.BARRIER, "Aanmelden duurt lang bij het begin van de shift"),
        (Kind.QUESTION, "Waar staat wat de vorige shift zag?"),
    ),
    2: (
        (Kind.QUESTION, "Hoe zie ik wat nieuw is sinds gisteren?"),
        (Kind.BARRIER, "Briefing liep uit, we zochten te lang"),
    ),
    3: (
        (Kind.QUESTION, "Wat doe ik als een bewoner weigert?"),
        (Kind.BARRIER, "Scherm te fel in een donkere kamer"),
    ),
    4: (
        (Kind.QUESTION, "Hoe ver hou ik het toestel van de wonde?"),
        (Kind.BARRIER, "Meetlatje is zoek"),
    ),
    5: (
        (Kind.QUESTION, "Waar vul ik een tweede weging in?"),
        (Kind.BARRIER, "Getal met een komma werd niet aanvaard"),
    ),
    6: (
        (Kind.QUESTION, "Wie is aandachtsmedewerker als ik vrij ben?"),
        (Kind.BARRIER, "Zorgplan staat open bij een collega"),
    ),
    7: (
        (Kind.QUESTION, "Wie krijgt een melding als ik een val noteer?"),
        (Kind.BARRIER, "Lijst is lang als het snel moet gaan"),
    ),
    8: ((Kind.QUESTION, "Staat een wens op dezelfde plaats als een dieet?"),),
    9: (
        (Kind.QUESTION, "Noteer ik ook een kort telefoontje?"),
        (Kind.BARRIER, "Gesprek met familie niet teruggevonden"),
    ),
    10: (
        (Kind.QUESTION, "Hoe weet ik dat het netwerk terug is?"),
        (Kind.BARRIER, "Noodlijst was van eergisteren"),
    ),
}
