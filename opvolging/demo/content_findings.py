"""What came out of trying at De Hazelaar, and what was done with it: F01 to F23 of [T] §9.4. All invented."""

from dataclasses import dataclass

BARRIER, QUESTION, COMPLIMENT = "barrier", "question", "compliment"
SMALL, ANNOYING, BLOCKING = "small", "annoying", "blocking"
LATER = -20
"""F13 waits for the supplier until this week."""


@dataclass(frozen=True)
class Found:
    """`version`: in which it was solved; 0 with a day is later, 0 with an answer is deliberately not."""

    round: str
    concept: str
    kind: str
    severity: str
    text: str
    answer: str = ""
    version: int = 0
    later: int | None = None


FINDINGS: dict[str, Found] = {
    "F01": Found("R1", "C1", BARRIER, ANNOYING, "Te veel verplichte velden", "Van 9 naar 3 velden.", 2),
    "F02": Found("R1", "C1", BARRIER, SMALL, "Het woord «anamnese» is onduidelijk", "Vervangen door «wat viel op».", 2),
    "F03": Found("R1", "C1", COMPLIMENT, "", "Spraak naar tekst werkt in de gang"),
    "F04": Found("R1", "C2", BARRIER, ANNOYING, "Het overzicht toont ook oude items", "Filter «sinds mijn vorige shift».", 2),
    "F05": Found("R1", "C2", QUESTION, SMALL, "Wie leidt de briefing in het weekend?", "De dagverantwoordelijke. Dat staat in A02.", 2),
    "F06": Found("R1", "C3", BARRIER, BLOCKING, "Geen netwerk op het gelijkvloers: niet kunnen aftekenen",
                 "Stap 2 ging opnieuw open: noodprocedure B08, en een extra zendpunt.", 3),
    "F07": Found("R1", "C3", BARRIER, ANNOYING, "Het scherm is te fel 's nachts", "Donkere stand, standaard na 21 uur.", 3),
    "F08": Found("R1", "C3", COMPLIMENT, "", "De dubbele controle verloopt sneller dan op papier"),
    "F09": Found("R1", "C4", BARRIER, ANNOYING, "Een foto zonder maatlat is niet te vergelijken", "Wegwerp-meetlatje bij het toestel.", 2),
    "F10": Found("R1", "C4", QUESTION, SMALL, "Mag familie meekijken?", "Ja, als de bewoner dat wil. Dat staat op het blad van C6.", 2),
    "F11": Found("R1", "C6", BARRIER, SMALL, "De zinnen zijn te lang", "Hoogstens 20 woorden per afspraak.", 2),
    "F12": Found("R1", "C6", COMPLIMENT, "", "«Eindelijk op één blad»"),
    "F13": Found("R2", "C1", BARRIER, SMALL, "De knop «later» verdwijnt", "De leverancier past dit aan in zijn volgende versie.", later=LATER),
    "F14": Found("R2", "C1", COMPLIMENT, "", "Noteren mét de bewoner geeft mooie gesprekken"),
    "F15": Found("R2", "C2", BARRIER, ANNOYING, "12 minuten lukt niet met 34 bewoners", "Per leefgroep in plaats van per huis.", 3),
    "F16": Found("R2", "C3", BARRIER, ANNOYING, "De tablethouder past niet op oude karren", "14 houders besteld.", 4),
    "F17": Found("R2", "C3", QUESTION, SMALL, "Wat als een bewoner medicatie weigert?", "Kies «niet ingenomen» met de reden.", 4),
    "F18": Found("R2", "C4", BARRIER, SMALL, "Foto's staan soms rechtop en soms dwars", "Het heeft geen effect op de opvolging."),
    "F19": Found("R2", "C5", BARRIER, ANNOYING, "De noodlijst van gisteren hing er nog", "Datum groot bovenaan, en wie ze vervangt.", 3),
    "F20": Found("R2", "C5", COMPLIMENT, "", "De nachtdienst voelt zich gerust"),
    "F21": Found("R2", "C6", BARRIER, SMALL, "De keuken vindt haar eigen afspraak niet", "Kleurcode per functie.", 3),
    "F22": Found("R2", "C6", QUESTION, SMALL, "Geldt dit ook voor interim?", "Ja. Er is een welkomstkaart gemaakt.", 3),
    "F23": Found("R1b", "C5", BARRIER, ANNOYING, "De noodmap lag achter slot na 20 uur", "Vaste plaats bij de zorgpost.", 2),
}  # fmt: skip
"""F23 was found before those of the last round, and written down after them."""
