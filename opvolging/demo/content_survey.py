"""What De Hazelaar asked its people, and how many gave which answer. The figures are invented, and add up."""

from bevraging.question_bank import PULSE
from bevraging.questions import (
    CHOICE,
    CHOICES,
    NUMBER,
    OPEN,
    RATING,
    STATEMENT,
    YESNO,
    Option,
    Question,
)
from opvolging.demo.content_listening import FAMILY, HANDOVER, MEDICATION, OBSERVE, SIGN_IN, WOUNDS

HINT = {"nl": "Schrijf geen namen, ook niet die van jezelf."}


def _choice(key: str, theme: str, words: str, *options: str, kind: str = CHOICE, hint: str = "") -> Question:
    return Question(
        key=key,
        type=kind,
        theme=theme,
        text={"nl": words},
        hint={"nl": hint} if hint else {},
        options=tuple(Option(f"o{number}", {"nl": option}) for number, option in enumerate(options, 1)),
    )


def _statement(key: str, words: str) -> Question:
    return Question(key=key, type=STATEMENT, text={"nl": words})


def _open(key: str, words: str) -> Question:
    return Question(key=key, type=OPEN, text={"nl": words}, hint=HINT)


def _skill(key: str, words: str) -> Question:
    levels = ("Nog nooit gedaan", "Met hulp", "Soms alleen", "Meestal alleen", "Ik toon het anderen")
    return Question(
        key=key,
        type=RATING,
        text={"nl": f"Hoe vlot lukt dit al: {words}?"},
        options=tuple(Option(str(number), {"nl": level}) for number, level in enumerate(levels, 1)),
    )


QUESTIONS: tuple[Question, ...] = (
    _choice("v01", OBSERVE, "Waar noteer je wat je tijdens je shift opmerkt bij een bewoner?",
            "Zakboekje of kladpapier", "Papieren dossier", "Word of Excel op de afdeling", "Het huidige pakket",
            "Ik vertel het alleen door"),
    _choice("v02", HANDOVER, "Hoe geven jullie de shift door?",
            "Mondeling, zonder verslag", "Schriftje", "Whiteboard", "Verslag in Word", "Het huidige pakket"),
    _choice("v03", MEDICATION, "Wanneer teken je medicatie af?",
            "Op papier, meteen", "Op papier, achteraf", "Op een tablet, meteen", "Op de verpleegpost, achteraf",
            hint="Geef je geen medicatie? Sla deze vraag dan over."),
    _choice("v04", WOUNDS, "Hoe volg je een wond op?",
            "Papieren wondfiche", "Foto met eigen gsm", "In het pakket", "Geen vaste manier",
            hint="Doe je geen wondzorg? Sla deze vraag dan over."),
    _choice("v05", FAMILY, "Hoe weten collega's wat er met familie besproken is?",
            "Telefoon, als er iets is", "Schriftje op de kamer", "Mail", "Gesprek met verslag", "Geen afspraak"),
    _choice("v06", SIGN_IN, "Met welke aanmelding werk je meestal?",
            "Die van mezelf", "Die van een collega", "Eén voor de hele afdeling", "Ik werk nooit digitaal"),
    _statement("v07", "Ik vind de info die ik nodig heb binnen 2 minuten."),
    Question(key="v08", type=NUMBER, text={"nl": "Hoe vaak noteer je in een gewone shift hetzelfde op twee plaatsen?"},
             minimum="0", maximum="20"),
    _choice("v09", "", "Wat heb jij nodig om digitaal te noteren tijdens de zorg?",
            "Een toestel dichtbij", "Tijd", "Iemand die het toont", "Een eenvoudig scherm", "Goede wifi",
            "Weten wat erin moet staan", kind=CHOICES, hint="Kies er hooguit 3."),
    _open("v10", "Waar loopt noteren of doorgeven nu al goed? Vertel hoe jullie dat doen."),
    _open("v11", "Geef een situatie waarin info verloren ging."),
    _skill("v12a", "typen op een tablet"),
    _skill("v12b", "een foto toevoegen"),
    _skill("v12c", "zoeken in een dossier"),
    _skill("v12d", "een zorgplan aanpassen"),
    _statement("v13", "Er is op mijn afdeling genoeg materiaal: pc, tablet, lader."),
    _choice("v14", "", "Waar zou een scherm het meest helpen?",
            "Op de kamer", "Op de gang", "In de dagzaal", "Op de verpleegpost", "In de keuken"),
    _statement("v15", "Ik durf iets uitproberen op een toestel, zonder hulp."),
    _open("v16", "Wat mag zeker niet verloren gaan als het papier verdwijnt?"),
    Question(key="v17", type=YESNO, text={"nl": "Zou je later collega's willen helpen?"}),
    *PULSE,
)  # fmt: skip
"""Seventeen questions (one of them in four parts) and the five of the pulse."""

FIRST_ROUND = {
    "Huis Hazelnoot": 57,
    "Huis Linde": 51,
    "Huis Meidoorn": 44,
    "Huis Vlier": 41,
    "Huis Wilgenhof": 35,
    "Huis Kornoelje": 13,
}
"""How many answered by the first closing day: 241 of 420, and too few in Kornoelje."""
EXTRA_ROUND = {
    "Huis Hazelnoot": 58,
    "Huis Linde": 52,
    "Huis Meidoorn": 44,
    "Huis Vlier": 41,
    "Huis Wilgenhof": 36,
    "Huis Kornoelje": 24,
}
"""How many in all, after a week more and a visit with coffee and tablets: 255 of 420."""

PRACTICES: dict[str, tuple[int, ...]] = {
    "v01": (71, 64, 33, 47, 40),
    "v02": (88, 79, 31, 35, 22),
    "v03": (58, 37, 25, 44),
    "v04": (52, 27, 31, 31),
    "v05": (97, 46, 38, 29, 45),
    "v06": (81, 57, 94, 23),
}
"""How many gave each answer, in the order of the options; who has nothing to do with it passed the question over."""
SPREAD = {"v01": (98, 28), "v02": (93, 35), "v03": (97, 35), "v04": (97, 37), "v05": (95, 38), "v06": (94, 37)}
"""What that makes: the spread (0 all alike, 100 evenly spread) and the share of the practice that is used most."""

PULSE_PEOPLE = {
    "Huis Hazelnoot": (53, 46),
    "Huis Linde": (46, 50),
    "Huis Meidoorn": (43, 48),
    "Huis Vlier": (36, 34),
    "Huis Wilgenhof": (30, 39),
    "Huis Kornoelje": (18, 40),
}
"""Per house: how many answered the pulse, and the index (0 to 100) that they give together."""
PULSE_MEANS = {"waarom": 3.06, "goesting": 2.91, "weten": 2.36, "kunnen": 2.71, "steun": 2.72}
"""The mean of each pulse item, 1 to 5."""

LEANING = {
    "v07": (18, 30, 24, 18, 6),
    "v13": (14, 26, 24, 24, 9),
    "v15": (16, 24, 22, 24, 12),
    "v12a": (8, 20, 24, 30, 18),
    "v12b": (22, 26, 20, 20, 12),
    "v12c": (16, 28, 24, 22, 10),
    "v12d": (34, 28, 18, 14, 6),
}
"""Chance in a hundred of each answer from 1 to 5; the rest says «weet ik niet» or passes it over."""
WHERE_A_SCREEN = (34, 18, 12, 28, 8)
HELPS = 22
"""In a hundred, how many would help colleagues."""
WELL = (
    "Bij de overdracht staat het dossier open op het grote scherm.",
    "Elke maandag doen we een rondje wondzorg, altijd met dezelfde afstand voor de foto.",
    "Het onthaal zet telefoontjes van familie meteen door naar de juiste persoon.",
    "Bij ons overlopen we elke morgen samen het whiteboard. Dat werkt.",
    "De avondploeg schrijft altijd op wie bezoek kreeg.",
    "Wij noteren samen met de bewoner. Dan klopt het ook.",
    "De overdracht op vrijdag is kort en duidelijk.",
    "De keuken weet meteen wie een ander dieet heeft.",
    "Sinds we per twee noteren, vergeten we minder.",
    "Met de kinesist spreken we elke week af.",
    "Wie ziek was, krijgt bij ons eerst tien minuten om alles na te lezen.",
    "Een nieuwe collega loopt drie dagen mee voor ze alleen noteert.",
    "De apotheek belt zelf als er iets verandert aan de medicatie.",
    "We hangen de weekplanning op waar ook de nacht ze ziet.",
)
LOST = (
    "Een gewijzigd slikadvies stond enkel op een post-it.",
    "Familie hoorde drie versies over een val.",
    "Een wondfoto stond op een privé-gsm van iemand met verlof.",
    "Medicatie werd achteraf afgetekend na een drukke ochtend.",
    "Het schriftje lag op een andere verdieping.",
    "Een dieet was veranderd, maar de keuken wist het niet.",
    "Een afspraak over tillen stond op drie plaatsen, telkens anders.",
    "'s Nachts wist niemand dat de medicatie aangepast was.",
    "Na een opname in het ziekenhuis klopte de lijst met medicatie niet meer.",
    "De bril van een bewoner was al een week zoek voor iemand het doorgaf.",
    "Iemand ging twee keer wegen, omdat het eerste gewicht nergens stond.",
    "Een allergie stond wel in de brief van de dokter en niet bij ons.",
)
KEEP = (
    "Dat je in één blik ziet wat er anders is dan gisteren.",
    "De korte babbel bij het doorgeven van de shift.",
    "Dat familie iets kan opschrijven.",
    "Het levensverhaal van de bewoner.",
    "Dat je ook iets kan nakijken als de stroom uitvalt.",
    "De kleine dingen: hoe iemand zijn koffie drinkt.",
    "Dat we samen rond de tafel zitten op donderdag.",
    "Een nummer dat ik kan bellen als ik vastzit.",
    "De foto's aan de deur van de kamer.",
    "Dat de nacht ook mag meepraten.",
    "De map met afspraken voor wie invalt.",
    "Tijd om bij iemand te zitten zonder te noteren.",
)
