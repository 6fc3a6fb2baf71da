"""What people of De Hazelaar said: conversations line by line, themes, and the inventory. All invented."""

from dataclasses import dataclass
from typing import Any

OBSERVE, HANDOVER, MEDICATION, WOUNDS, FAMILY, SIGN_IN = (
    "Observaties noteren",
    "Overdracht van de shift",
    "Medicatie aftekenen",
    "Wonden opvolgen",
    "Contact met familie",
    "Aanmelden",
)
THEMES = {
    OBSERVE: "Waar en wanneer we opschrijven wat we zien bij een bewoner.",
    HANDOVER: "Hoe de ene shift vertelt aan de andere wat er toe doet.",
    MEDICATION: "Wanneer en waar we aftekenen.",
    WOUNDS: "Hoe we zien of een wonde beter wordt.",
    FAMILY: "Wat er met familie besproken is, en wie het weet.",
    SIGN_IN: "Hoe iedereen in het pakket geraakt.",
}


@dataclass(frozen=True)
class Said:
    """One line. `item`: it goes into the inventory, in these words; `place` when it is of one house."""

    text: str
    lens: str = ""
    theme: str = ""
    speaker: int | None = None
    quote: bool = False
    may_quote: bool = False
    item: str = ""
    place: str = ""


@dataclass(frozen=True)
class Talk:
    title: str
    kind: str
    people: int
    days_ago: int
    """Before today, in a demo that stands in step 1."""
    when: tuple[int, int]
    """(week, weekday) in the whole story."""
    places: tuple[str, ...]
    functions: tuple[str, ...]
    said: tuple[Said, ...]
    finished: bool = True


ALL: tuple[str, ...] = (
    "Huis Hazelnoot",
    "Huis Linde",
    "Huis Meidoorn",
    "Huis Vlier",
    "Huis Wilgenhof",
    "Huis Kornoelje",
)
TALKS = (
    Talk(
        "Nachtdienst van alle huizen", "focus_group", 7, 12, (-56, 1), ALL, ("Zorgkundigen", "Verpleegkundigen"),
        (
            Said("'s Nachts wil ik één ding zien: wat is er anders dan gisteren.", "needs", HANDOVER, 2, True, True),
            Said("Het wachtwoord vervalt altijd in het weekend.", "bad", SIGN_IN, 4),
            Said("Weten wat te doen als het netwerk uitvalt.", "able", "", 1,
                 item="Nachtdienst: weten wat te doen als het netwerk uitvalt"),
            Said("Een schriftje leest niet in het donker.", "bad", OBSERVE, 6, True),
        ),
    ),
    Talk(
        "Zorgkundigen van Linde en Vlier", "focus_group", 8, 11, (-56, 3), ("Huis Linde", "Huis Vlier"), ("Zorgkundigen",),
        (
            Said("Eerst bewoner, dan scherm: we noteren samen mét de bewoner.", "good", OBSERVE, 3, True, True,
                 item="«Eerst bewoner, dan scherm»: noteren samen mét de bewoner", place="Huis Vlier"),
            Said("Familie hoorde drie versies over dezelfde val.", "bad", FAMILY, 5,
                 item="Familie hoorde drie versies over een val", place="Huis Linde"),
            Said("Gewicht staat op papier en in het rekenblad.", "exists", OBSERVE, 1),
            Said("Na een drukke ochtend teken je achteraf af.", "bad", MEDICATION, 7,
                 item="Medicatie achteraf afgetekend na een drukke ochtend"),
        ),
    ),
    Talk(
        "Paramedici en woonbegeleiding", "focus_group", 6, 9, (-55, 1), ("Huis Vlier", "Huis Meidoorn"),
        ("Paramedici", "Woonbegeleiding"),
        (
            Said("Ik moet door zes schermen voor de afspraken over stappen en tillen.", "needs", OBSERVE, 2, True, True,
                 item="Kinesist moet mobiliteitsafspraken zien zonder zes schermen", place="Huis Vlier"),
            Said("Een afspraak over tillen staat op drie plaatsen.", "exists", HANDOVER, 4),
        ),
    ),
    Talk(
        "Keuken en onthaal", "focus_group", 6, 8, (-55, 2), ("Huis Linde",), ("Logistiek en keuken",),
        (
            Said("De keuken heeft elke ochtend vóór 9 uur de dieetwijzigingen nodig.", "needs", HANDOVER, 1,
                 item="Keuken heeft elke ochtend vóór 9 uur de dieetwijzigingen nodig", place="Huis Linde"),
            Said("Een dieet en een wens kunnen opzoeken, dat volstaat voor ons.", "able", "", 3, True, True,
                 item="Keuken en logistiek: dieet en wens opzoeken"),
        ),
    ),
    Talk(
        "Wondzorg", "interview", 2, 6, (-55, 4), ("Huis Linde",), ("Verpleegkundigen",),
        (
            Said("Elke maandag een rondje, met een vaste afstand voor de foto.", "good", WOUNDS, 1,
                 item="Elke maandag een rondje wondzorg met vaste foto-afstand", place="Huis Linde"),
        ),
    ),
    Talk(
        "Overdracht om 14 uur", "observation", 9, 5, (-54, 1), ("Huis Meidoorn",), ("Zorgkundigen", "Verpleegkundigen"),
        (
            Said("Het dossier staat open op het grote scherm terwijl de shift vertelt.", "good", HANDOVER,
                 item="Bij de overdracht staat het dossier open op het grote scherm", place="Huis Meidoorn"),
            Said("Op deze afdeling noteert iedereen in het pakket.", "exists", OBSERVE,
                 item="Huidig pakket wordt op één afdeling al volledig gebruikt", place="Huis Meidoorn"),
        ),
    ),
    Talk(
        "Kornoelje, aan de koffietafel", "focus_group", 9, 2, (-52, 2), ("Huis Kornoelje",), ("Zorgkundigen", "Verpleegkundigen"),
        (
            Said("Eén scherm met: wat is er vannacht anders.", "needs", HANDOVER, 5, True, True,
                 item="Nachtdienst wil één scherm met «wat is er vannacht anders»", place="Huis Kornoelje"),
            Said("De aanmelding hangt op een briefje aan het scherm.", "exists", SIGN_IN, 2,
                 item="Eén aanmelding voor de hele afdeling, op een briefje aan het scherm", place="Huis Kornoelje"),
            Said("Een wondfoto stond op een privé-gsm van iemand met verlof.", "bad", WOUNDS, 8,
                 item="Wondfoto stond op een privé-gsm van iemand met verlof", place="Huis Kornoelje"),
            Said("Nog eens vragen wie de tablets oplaadt."),
        ),
        finished=False,
    ),
)  # fmt: skip

# Items that come from the survey: lens, words, house (none for an open answer: those belong to no house), source.
FROM_SURVEY: tuple[tuple[str, str, str, str], ...] = (
    ("needs", "Zorgkundigen willen een toestel op de kar, niet op de post", "Huis Hazelnoot", "survey"),
    ("exists", "Drie verschillende observatieformulieren in omloop", "Huis Hazelnoot", "survey"),
    ("exists", "Briefing in een schriftje per verdieping", "Huis Wilgenhof", "survey"),
    ("good", "Onthaal zet telefoontjes van familie meteen door naar de juiste persoon", "", "open_answer"),
    ("bad", "Gewijzigd slikadvies stond enkel op een post-it", "", "open_answer"),
    ("able", "Zorgkundigen: observatie noteren aan de zorg", "", "survey"),
    ("able", "Verpleegkundigen: zorgplan aanpassen na overleg", "", "survey"),
)
STILL_PROPOSED = frozenset(
    {"Gewijzigd slikadvies stond enkel op een post-it", "Wondfoto stond op een privé-gsm van iemand met verlof"}
)
READ_ANSWERS = 8
"""So many open answers the lead has read already; the rest waits."""
ANSWER_THEMES: tuple[tuple[str, str], ...] = (
    ("whiteboard", HANDOVER), ("overdracht", HANDOVER), ("schriftje", OBSERVE), ("noteren", OBSERVE),
    ("wondzorg", WOUNDS), ("dossier", OBSERVE),
)  # fmt: skip
"""A word in an open answer, and the theme it goes under."""


def details(talk: Talk) -> dict[str, Any]:
    return {"title": talk.title, "kind": talk.kind, "people": talk.people}
