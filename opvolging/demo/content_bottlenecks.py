"""What went wrong at De Hazelaar before anything was agreed: seven bundles, counted for eight weeks. All invented."""

from dataclasses import dataclass

from opvolging.demo.content_listening import FAMILY, HANDOVER, MEDICATION, OBSERVE, SIGN_IN, WOUNDS

FIRST_WEEK, WEEKS = -60, 8
"""The weeks that were counted first: W-60 up to and including W-53. As long as nothing holds it goes on like that, and any
eight weeks count the same."""
SINCE_WEEKS = 12
"""What happened since is counted in as many weeks; any twelve weeks count the same again."""

LOGIN, BRIEFING, TWICE, AFTERWARDS, RELATIVES, DEVICE, PHOTO = (
    "Aanmelding kwijt of geleend",
    "Info niet doorgegeven bij briefing",
    "Dubbel noteren",
    "Medicatie achteraf afgetekend",
    "Familie kreeg tegenstrijdige info",
    "Toestel leeg of onvindbaar",
    "Wondfoto op eigen gsm",
)


@dataclass(frozen=True)
class Kind:
    """A bundle: how often it was reported before and since, by whom, and in which words (what happened, what was done,
    minutes)."""

    count: int
    """In `WEEKS`, as long as nothing was agreed."""
    since: int
    """In `SINCE_WEEKS`, where an agreement holds."""
    theme: str
    functions: tuple[str, ...]
    words: tuple[tuple[str, str, int], ...]


CARE = ("Zorgkundigen", "Verpleegkundigen")
BUNDLES: dict[str, Kind] = {
    LOGIN: Kind(
        57, 6, SIGN_IN, ("Zorgkundigen", "Verpleegkundigen", "Woonbegeleiding", "Zorgkundigen"),
        (
            ("Wachtwoord vervallen in het weekend", "Met de aanmelding van een collega gewerkt", 8),
            ("Aanmelding van de afdeling stond nog open op een andere verdieping", "Gewacht tot ze vrij was", 6),
            ("Nieuwe collega had nog geen aanmelding", "De hele shift op papier genoteerd", 15),
            ("Wachtwoord vergeten na verlof", "De helpdesk gebeld, pas na de middag terug", 20),
            ("Briefje met het wachtwoord was weg", "Rondgevraagd op de gang", 5),
        ),
    ),
    BRIEFING: Kind(
        41, 14, HANDOVER, CARE,
        (
            ("Nieuw slikadvies niet vermeld bij de overdracht", "Rondgebeld", 20),
            ("Onrustige bewoner niet gemeld aan de nacht", "Wijzigingen op het whiteboard gezet", 10),
            ("Afspraak bij de tandarts niet doorgegeven", "Vervoer op het laatste moment geregeld", 25),
            ("Late shift wist niet dat een bewoner nuchter moest blijven", "Onderzoek verplaatst", 30),
            ("Bewoner terug uit het ziekenhuis, brief lag nog op de post", "Brief samen gelezen", 12),
        ),
    ),
    TWICE: Kind(
        34, 9, OBSERVE, ("Zorgkundigen", "Verpleegkundigen", "Paramedici"),
        (
            ("Gewicht op papier en in Excel", "Overgetypt na de shift", 12),
            ("Mobiliteitsafspraak op drie plaatsen", "Twee ervan geschrapt", 10),
            ("Vochtlijst in de kamer en op de post", "Beide lijsten naast elkaar gelegd", 9),
            ("Observatie in het schriftje en in het pakket", "Nog eens ingetypt voor de arts", 11),
        ),
    ),
    AFTERWARDS: Kind(
        22, 5, MEDICATION, ("Verpleegkundigen", "Verpleegkundigen", "Zorgkundigen"),
        (
            ("Ronde onderbroken door een oproep", "Afgetekend om 11 uur", 5),
            ("Blad lag op de post, de bewoner in de tuin", "Na de middag afgetekend", 4),
            ("Twee bewoners tegelijk klaar, het blad niet bij de hand", "Achteraf samen nagekeken", 8),
        ),
    ),
    RELATIVES: Kind(
        19, 23, FAMILY, ("Administratie en onthaal", "Verpleegkundigen", "Zorgkundigen"),
        (
            ("Dochter belde twee keer over dezelfde val", "Hoofdverpleegkundige belde terug", 25),
            ("Zoon hoorde van het onthaal iets anders dan van de afdeling", "Samen aan tafel gezeten", 30),
            ("Bezoekuur anders uitgelegd door twee collega's", "Sorry gezegd en afspraak opgehangen", 10),
        ),
    ),
    DEVICE: Kind(
        16, 33, "", CARE,
        (
            ("Tablet leeg bij het begin van de shift", "Op papier genoteerd", 10),
            ("Toestel lag op een andere verdieping", "Gaan zoeken", 12),
            ("Lader zoek", "Ander toestel geleend", 7),
        ),
    ),
    PHOTO: Kind(
        12, 1, WOUNDS, ("Verpleegkundigen",),
        (
            ("Geen toestel bij de hand", "Foto later afgedrukt", 15),
            ("Foto met een eigen gsm, collega met verlof", "Gewacht op de foto", 20),
        ),
    ),
}  # fmt: skip
"""Together 201 in 56 days: 100,5 per four weeks; and 91 in 84 days: 30,3 per four weeks ([T] §9.3)."""
LATE = (DEVICE,)
"""What was agreed about these holds everywhere at once, with the last wave (A09)."""
