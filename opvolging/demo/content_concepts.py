"""What De Hazelaar tries out: six concepts, and what each version of them says ([T] §9.4). All invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Version:
    """`week` and `weekday` in which it was made; `changed` empty for the first."""

    week: int
    weekday: int
    text: str
    changed: str = ""


@dataclass(frozen=True)
class Tried:
    """A concept. `agreements`: the words that are tried along with it, once they are there."""

    name: str
    tries: str
    agreements: tuple[str, ...]
    versions: tuple[Version, ...]


CONCEPTS: dict[str, Tried] = {
    "C1": Tried(
        "Observatie in drie tikken", "Noteren tijdens de zorg", ("A01",),
        (
            Version(-43, 3, "Kies de bewoner. Kies wat je zag: eten, stemming, huid, beweging. Vul negen velden in."),
            Version(-38, 1, "Kies de bewoner. Kies wat je zag. Drie velden: wat viel op, wat deed je, wie moet het weten.",
                    "Van 9 naar 3 velden, en «anamnese» werd «wat viel op»."),
            Version(-31, 2, "Kies de bewoner. Kies wat je zag. Drie velden, en spreken mag ook: hou de microfoon ingedrukt.",
                    "De tip over spreken staat nu bij elk veld."),
        ),
    ),
    "C2": Tried(
        "Briefing vanuit «nieuw sinds»", "De shift doorgeven in 12 minuten", ("A02",),
        (
            Version(-43, 3, "Open «nieuw sinds» op het grote scherm. Eén leest, één vult aan. Klaar na 12 minuten."),
            Version(-38, 1, "Open «nieuw sinds mijn vorige shift». Eén leest, één vult aan. Klaar na 12 minuten.",
                    "Een filter «sinds mijn vorige shift», en in A02 staat wie in het weekend leidt."),
            Version(-31, 2, "Per leefgroep: open «nieuw sinds mijn vorige shift». Eén leest, één vult aan. 12 minuten per leefgroep.",
                    "Per leefgroep in plaats van per huis."),
        ),
    ),
    "C3": Tried(
        "Aftekenen aan het bed", "De medicatieronde", ("A03", "A06"),
        (
            Version(-43, 3, "Tablet mee op de kar. Kies de bewoner, geef, teken af. Daarna pas de volgende deur."),
            Version(-38, 2, "Tablet mee op de kar. Kies de bewoner, geef, teken af. In een smalle kamer: tekenen in de deur.",
                    "Tekenen in de deur mag als de kar niet binnen kan."),
            Version(-34, 2, "Tablet mee op de kar. Kies de bewoner, geef, teken af. Geen netwerk? Neem de noodmap. Na 21 uur is het scherm donker.",
                    "De noodmap bij netwerkuitval (B08), en de donkere stand vanaf 21 uur."),
            Version(-31, 3, "Tablet mee op de kar, in de nieuwe houder. Kies de bewoner, geef, teken af of kies «niet ingenomen» met de reden.",
                    "Houders voor de oude karren, en de keuze «niet ingenomen» met een reden."),
        ),
    ),
    "C4": Tried(
        "Wondfoto met afdelingstoestel", "Wondopvolging", ("A04",),
        (
            Version(-43, 3, "Neem het toestel van de gang. Foto recht boven de wonde, meteen in het dossier."),
            Version(-38, 2, "Neem het toestel van de gang. Meetlatje naast de wonde. Foto recht erboven, meteen in het dossier.",
                    "Een wegwerp-meetlatje bij elk toestel."),
        ),
    ),
    "C5": Tried(
        "Noodmap en noodlijst", "Doorwerken als het netwerk uitvalt", ("A08",),
        (
            Version(-35, 4, "De noodmap ligt op de post. Erin: medicatielijst, allergieën, contactpersonen. De lijst wordt elke avond afgedrukt."),
            Version(-33, 0, "De noodmap ligt op een vaste plaats bij de zorgpost, zonder slot. De lijst wordt elke avond om 21 uur vervangen.",
                    "Een vaste plaats bij de zorgpost, ook na 20 uur."),
            Version(-31, 2, "De noodmap ligt op een vaste plaats bij de zorgpost. De datum staat groot bovenaan, met wie de lijst vervangt.",
                    "De datum groot bovenaan, en wie de lijst vervangt."),
        ),
    ),
    "C6": Tried(
        "Afspraken op één blad", "Begrijpen wat er van je gevraagd wordt", (),
        (
            Version(-43, 3, "Alle afspraken op één blad, per thema, met waarom en wanneer."),
            Version(-38, 2, "Alle afspraken op één blad. Elke afspraak in hoogstens 20 woorden, met een voorbeeld.",
                    "Hoogstens 20 woorden per afspraak."),
            Version(-31, 3, "Alle afspraken op één blad, met een kleur per functie. Ook op de welkomstkaart voor interim.",
                    "Een kleur per functie, en een welkomstkaart voor interim."),
        ),
    ),
}  # fmt: skip
"""C6 is about all agreements: they are tied to it when all ten are there."""
