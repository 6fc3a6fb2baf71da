"""What De Hazelaar tells, to whom, when and by whom: N01 to N20 of [T] §9.6. All invented."""

from dataclasses import dataclass

from communicatie.models import Audience, Message
from opvolging.demo.content_ambassadors import (
    CARE,
    HAZELNOOT,
    KITCHEN,
    KORNOELJE,
    LINDE,
    MEIDOORN,
    NIGHT,
    NURSES,
    VLIER,
    WILGENHOF,
)
from trajecten.models import ProjectRole

Kind, Key, Channel, From = Audience.Kind, Message.Key, Message.Channel, Message.From
EVERYBODY, LEADERS, KEY_FIGURES, FAMILIES = "Iedereen", "Leidinggevenden", "Sleutelfiguren", "Families"
NIGHT_SHIFT, WAVE_1, WAVE_2, WAVE_3 = "Nachtdienst", "Golf 1", "Golf 2", "Golf 3"
QUESTIONS = "Nele Vandamme, of je leidinggevende"


@dataclass(frozen=True)
class Who:
    kind: str = Kind.GROUP
    functions: tuple[str, ...] = ()
    houses: tuple[str, ...] = ()
    shift: str = ""
    role: str = ""
    outside: int | None = None
    inner: bool = False
    in_matrix: bool = True
    """Off for who is told one thing beside what their function hears."""


AUDIENCES: dict[str, Who] = {
    EVERYBODY: Who(),
    KORNOELJE: Who(houses=(KORNOELJE,), in_matrix=False),
    LEADERS: Who(functions=(LEADERS,), inner=True),
    KEY_FIGURES: Who(kind=Kind.ROLE, role=ProjectRole.Role.KEY_FIGURE, inner=True, in_matrix=False),
    CARE: Who(functions=(CARE,)),
    NURSES: Who(functions=(NURSES,)),
    KITCHEN: Who(functions=(KITCHEN,)),
    NIGHT_SHIFT: Who(shift=NIGHT, in_matrix=False),
    FAMILIES: Who(kind=Kind.OUTSIDE, outside=360),
    WAVE_1: Who(houses=(MEIDOORN, VLIER), in_matrix=False),
    WAVE_2: Who(houses=(HAZELNOOT, LINDE), in_matrix=False),
    WAVE_3: Who(houses=(WILGENHOF, KORNOELJE), in_matrix=False),
}
"""In the order in which somebody had something to tell them."""


@dataclass(frozen=True)
class Told:
    week: int
    weekday: int
    step: int
    audience: str
    key: str
    title: str
    text: str
    channel: str
    how: str
    said_by: str
    reached: int | None
    """None when nobody counted."""
    messenger: str = ""
    """Empty: each team hears it from its own, or from somebody who is not on the list of employees."""
    in_it_for_me: str = ""
    feedback_to: str = QUESTIONS
    planned: int | None = None
    """The week in which it is planned; without it the week before."""
    waits: bool = False
    """Nobody told it on its day."""


MESSAGES: dict[str, Told] = {
    "N01": Told(
        -60, 2, 1, EVERYBODY, Key.WHY, "Wat er nu misloopt, en waarom we starten bij jullie ervaring",
        "Info gaat verloren tussen shiften en we noteren veel dubbel. Voor we iets kiezen, willen we horen hoe het bij jou loopt.",
        Channel.VIDEO, "Filmpje van 2 minuten en een affiche", From.MANAGEMENT, 310,
    ),
    "N02": Told(
        -58, 3, 1, EVERYBODY, Key.WHEN, "De bevraging duurt 8 minuten en is vertrouwelijk",
        "Volgende week krijg je een link. Niemand ziet wat jij invulde. Je mag het tijdens je shift doen.",
        Channel.MAIL, "Mail van je leidinggevende, en een QR-code in de keuken", From.TEAM_LEADER, 350,
    ),
    "N03": Told(
        -53, 1, 1, KORNOELJE, Key.HELP, "We komen langs met koffie en tablets",
        "Nog niet ingevuld? We zitten dinsdag en donderdag aan de koffietafel, ook voor de nacht.",
        Channel.VISIT, "Aan tafel", From.TEAM_LEADER, 27, messenger="Tom Wouters",
    ),
    "N04": Told(
        -50, 2, 1, EVERYBODY, Key.FEEDBACK, "Dit hebben jullie gezegd: de top 5, en hoe verschillend we werken",
        "255 collega's deden mee. Op de affiche staat wat jullie zeiden, wat we ermee doen en wat niet.",
        Channel.POSTER, "Affiche, en kort op elke briefing", From.LEAD, None,
    ),
    "N05": Told(
        -45, 3, 2, LEADERS, Key.WHAT_CHANGES, "Zeven keuzes op één blad",
        "Dit is waarop alles steunt. Lees mee, en zeg vóór vrijdag wat in jouw huis niet kan.",
        Channel.BRIEFING, "Overleg van de leidinggevenden", From.MANAGEMENT, 11, messenger="Dirk Van Hove",
    ),
    "N06": Told(
        -43, 3, 2, EVERYBODY, Key.WHY, "Waarom we kozen voor één plaats",
        "Zolang we op twee plaatsen noteren, leest niemand alles. Met één plaats weet elke shift wat er toe doet.",
        Channel.LETTER, "Personeelsblad", From.MANAGEMENT, None,
    ),
    "N07": Told(
        -41, 4, 3, EVERYBODY, Key.SUCCESS, "Acht collega's probeerden het uit: dit leerden we al",
        "«Ik was sneller klaar dan met mijn schriftje.» Met foto en citaat, en met akkoord van wie erop staat.",
        Channel.VIDEO, "Foto en citaat in de personeelsruimte", From.COLLEAGUE, None, messenger="Fatma Yildiz",
    ),
    "N08": Told(
        -36, 1, 3, EVERYBODY, Key.FEEDBACK, "We gaan een stap terug: eerst een plan voor als het netwerk uitvalt",
        "Bij het uitproberen viel het netwerk uit. Dat lossen we eerst op, samen met de nachtdienst.",
        Channel.BRIEFING, "Op elke briefing", From.MANAGEMENT, 290, messenger="Dirk Van Hove",
    ),
    "N09": Told(
        -30, 4, 3, KEY_FIGURES, Key.WHAT_CHANGES, "Wat in jouw huis verandert, per functie",
        "We overlopen samen de tien afspraken. Jij kiest wie ze in je huis vertelt, en wanneer.",
        Channel.BRIEFING, "Werksessie van een halve dag", From.LEAD, 9,
    ),
    "N10": Told(
        -29, 3, 4, CARE, Key.IN_IT_FOR_ME, "Minder overtypen: gemiddeld twee keer per shift",
        "Wat je bij de bewoner noteert, staat er meteen voor iedereen. Overtypen na je shift valt weg.",
        Channel.BRIEFING, "Op de briefing van je leefgroep", From.TEAM_LEADER, 151,
        in_it_for_me="Je vertrekt op tijd, en de volgende shift weet wat jij zag.",
    ),
    "N11": Told(
        -29, 3, 4, NURSES, Key.WHAT_CHANGES, "Aftekenen bij de bewoner, stap voor stap",
        "Je tekent medicatie af op het moment zelf, op de tablet van de kar. De papieren bladen stoppen op de startdag van je huis.",
        Channel.BRIEFING, "Op de briefing, met de kar erbij", From.TEAM_LEADER, 76,
        in_it_for_me="Je hoeft niets te onthouden tot na de ronde.",
    ),
    "N12": Told(
        -28, 2, 4, KITCHEN, Key.WHAT_CHANGES, "Eén plaats voor dieet en wens",
        "Vóór 9 uur kijk je in het dossier wat er veranderde. Briefjes en telefoontjes over diëten vallen weg.",
        Channel.BRIEFING, "Teamoverleg van de keuken", From.TEAM_LEADER, 31, messenger="Ilse Cools",
        in_it_for_me="Je weet zeker dat je de laatste versie hebt.",
    ),
    "N13": Told(
        -28, 4, 4, EVERYBODY, Key.HELP, "Wie helpt jou? De gezichten van de ambassadeurs in je huis",
        "Op de affiche zie je wie je kan aanspreken, overdag en 's nachts. Met de QR-code lees je wat er voor jou verandert.",
        Channel.POSTER, "Affiche per huis", From.TEAM_LEADER, None,
    ),
    "N14": Told(
        -27, 1, 4, NIGHT_SHIFT, Key.HELP, "De noodmap: zo werkt het als alles uitvalt",
        "We tonen waar de noodmap ligt en oefenen één keer met het licht uit.",
        Channel.VISIT, "Bezoek om 22 uur, huis per huis", From.TEAM_LEADER, 88, messenger="Tom Wouters",
    ),
    "N15": Told(
        -27, 3, 4, FAMILIES, Key.WHY, "Uw familielid, één dossier",
        "Wie bij uw familielid komt, weet voortaan wat er vandaag toe doet. U krijgt één verhaal, wie er ook opneemt.",
        Channel.LETTER, "Brief, en de familieraad", From.MANAGEMENT, 300, messenger="Dirk Van Hove",
        feedback_to="De leidinggevende van het huis",
    ),
    "N16": Told(
        -26, 4, 4, WAVE_1, Key.WHEN, "Startweek van Meidoorn en Vlier",
        "Volgende week starten we. In het uurrooster zie je wanneer er iemand naast je staat.",
        Channel.OTHER, "Bij het uurrooster", From.TEAM_LEADER, 118,
    ),
    "N17": Told(
        -24, 3, 5, EVERYBODY, Key.SUCCESS, "Eerste week: 412 observaties zonder papier",
        "In Meidoorn en Vlier staat alles van de eerste week op één plaats. «De nachtbriefing duurde 9 minuten.»",
        Channel.SCREEN, "Scherm in de personeelsruimte", From.TEAM_LEADER, None, messenger="Samira El Idrissi",
    ),
    "N18": Told(
        -22, 0, 5, WAVE_2, Key.WHEN, "Nu Linde en Hazelnoot",
        "Donderdag starten we. Op het uurrooster zie je wanneer er iemand naast je staat, ook 's nachts.",
        Channel.BRIEFING, "Op de briefing van je leefgroep", From.TEAM_LEADER, 141,
    ),
    "N19": Told(
        -19, 0, 5, WAVE_3, Key.WHEN, "Nu Wilgenhof en Kornoelje",
        "Donderdag starten we. In Kornoelje begint de nacht, met wie er toen de meeste vragen had.",
        Channel.BRIEFING, "Op de briefing van je leefgroep", From.TEAM_LEADER, 79,
    ),
    "N20": Told(
        -14, 3, 5, EVERYBODY, Key.FEEDBACK, "Van project naar gewoonte: dit volgen we voortaan samen op",
        "Alle huizen zijn gestart. Op de affiche staan de tien afspraken, wie je erover aanspreekt en wanneer we samen kijken.",
        Channel.POSTER, "Affiche per huis", From.MANAGEMENT, None,
    ),
}  # fmt: skip
