"""Steps 2 and 3: one row per route, and what the arguments of those routes stand for."""

from promises.access.policies import (
    DECIDE,
    EDIT,
    FOLLOW,
    NAMES,
    PROJECT,
    PUBLIC,
    REPORT,
    RESULTS,
    Row,
)
from promises.access.routes import Route

P = "trajecten/<slug:slug>/"
KNOTS = f"{P}fundament/knelpunten/"
TAKE = f"{KNOTS}ophalen/"
BUNDLES = f"{P}fundament/bundels/"
THEMES = f"{P}fundament/themas/"
CHOICES = f"{P}fundament/keuzes/"
CHOICE = f"{CHOICES}<int:pk>/"
AGREEMENTS = f"{P}afspraken/"
FRAMEWORK = f"{AGREEMENTS}kaders/<int:pk>/"
AGREEMENT = f"{AGREEMENTS}<int:pk>/"
WORDS = f"{AGREEMENT}versie/<int:number>/"
CONCEPTS = f"{P}toetsing/concepten/"
CONCEPT = f"{CONCEPTS}<int:pk>/"
ROUNDS = f"{P}toetsing/ronde/"
ROUND = f"{ROUNDS}<int:number>/"
FINDINGS = f"{P}toetsing/drempels/"
FINDING = f"{FINDINGS}<int:pk>/"
TRY = "v/probeer/<str:secret>/"

LOOK = Row(RESULTS)
EDIT_PAGE = Row(EDIT, EDIT)
BUTTON = Row(None, EDIT)


def _parts(word: str) -> dict[str, Row]:
    """Add, change, take away."""
    part = f"{CHOICE}{word}/<int:part>/"
    return {f"{CHOICE}{word}/nieuw/": EDIT_PAGE, part: EDIT_PAGE, f"{part}wis/": EDIT_PAGE}


LATER: dict[str, Row] = {
    # Step 2: what goes wrong. Everybody with a part in the project reports it; who sees results reads it.
    f"{P}fundament/": Row(PROJECT),
    KNOTS: LOOK,
    f"{KNOTS}nieuw/": Row(REPORT, REPORT),
    f"{KNOTS}bewaard/": Row(REPORT),
    f"{KNOTS}lijst.csv": LOOK,
    f"{KNOTS}lijst.xlsx": LOOK,
    f"{KNOTS}bundelen/": BUTTON,
    f"{KNOTS}bundelen/terug/": BUTTON,
    f"{KNOTS}<int:pk>/": EDIT_PAGE,
    f"{KNOTS}<int:pk>/wis/": EDIT_PAGE,
    TAKE: Row(EDIT),
    f"{TAKE}alles/": BUTTON,
    f"{TAKE}alles/terug/": BUTTON,
    f"{TAKE}item/<int:pk>/": BUTTON,
    f"{TAKE}item/<int:pk>/terug/": BUTTON,
    f"{TAKE}notitie/<int:pk>/": BUTTON,
    f"{TAKE}antwoord/<uuid:answer>/": BUTTON,
    BUNDLES: Row(RESULTS, EDIT),
    f"{BUNDLES}<int:pk>/": LOOK,
    f"{BUNDLES}<int:pk>/wijzig/": EDIT_PAGE,
    f"{BUNDLES}<int:pk>/samenvoegen/": EDIT_PAGE,
    f"{BUNDLES}<int:pk>/wis/": EDIT_PAGE,
    THEMES: LOOK,
    f"{THEMES}<int:pk>/geen-besluit/": EDIT_PAGE,
    f"{THEMES}<int:pk>/toch-besluit/": BUTTON,
    # Step 2: what is chosen. Prepared by who leads, taken by its own decider and by nobody else.
    CHOICES: LOOK,
    f"{CHOICES}lijst.csv": LOOK,
    f"{CHOICES}lijst.xlsx": LOOK,
    f"{CHOICES}nieuw/": EDIT_PAGE,
    CHOICE: LOOK,
    f"{CHOICE}wijzig/": EDIT_PAGE,
    f"{CHOICE}aanleiding/": EDIT_PAGE,
    **_parts("opties"),
    **_parts("meedenkers"),
    **_parts("acties"),
    f"{CHOICE}acties/<int:part>/klaar/": BUTTON,
    f"{CHOICE}acties/<int:part>/open/": BUTTON,
    f"{CHOICE}voorleggen/": EDIT_PAGE,
    f"{CHOICE}terugnemen/": BUTTON,
    f"{CHOICE}beslis/": Row(RESULTS, DECIDE),
    f"{CHOICE}herzien/": Row(FOLLOW, FOLLOW),
    f"{CHOICE}intrekken/": Row(FOLLOW, FOLLOW),
    f"{CHOICE}geen-afspraak/": EDIT_PAGE,
    f"{CHOICE}blad/": LOOK,
    f"{CHOICE}besluit.pdf": LOOK,
    f"{CHOICE}vraag/": EDIT_PAGE,
    f"{CHOICE}vraag/<int:question>/": Row(RESULTS, EDIT),
    # Step 2: what holds from then on
    AGREEMENTS: LOOK,
    f"{AGREEMENTS}nieuw/": EDIT_PAGE,
    f"{AGREEMENTS}blad/": LOOK,
    f"{AGREEMENTS}blad.pdf": LOOK,
    f"{AGREEMENTS}kaders/nieuw/": EDIT_PAGE,
    FRAMEWORK: LOOK,
    f"{FRAMEWORK}wijzig/": EDIT_PAGE,
    f"{FRAMEWORK}herzien/": BUTTON,
    AGREEMENT: LOOK,
    f"{AGREEMENT}verschil/": LOOK,
    f"{AGREEMENT}gegevens/": EDIT_PAGE,
    f"{AGREEMENT}nieuwe-versie/": EDIT_PAGE,
    f"{AGREEMENT}stop/": EDIT_PAGE,
    f"{WORDS}woorden/": EDIT_PAGE,
    f"{WORDS}getoetst/": EDIT_PAGE,
    f"{WORDS}ingaan/": EDIT_PAGE,
    f"{WORDS}weg/": EDIT_PAGE,
    # Step 3: what is tried, by whom, and what came of it
    f"{P}toetsing/": Row(PROJECT),
    CONCEPTS: LOOK,
    f"{CONCEPTS}nieuw/": EDIT_PAGE,
    CONCEPT: LOOK,
    f"{CONCEPT}wijzig/": EDIT_PAGE,
    f"{CONCEPT}niet-toetsen/": EDIT_PAGE,
    f"{CONCEPT}toch-toetsen/": BUTTON,
    f"{CONCEPT}versie/nieuw/": EDIT_PAGE,
    f"{CONCEPT}versie/<int:number>/": EDIT_PAGE,
    f"{CONCEPT}versie/<int:number>/bestand/": LOOK,
    f"{CONCEPT}voor-na/": LOOK,
    ROUNDS: LOOK,
    f"{ROUNDS}nieuw/": EDIT_PAGE,
    ROUND: LOOK,
    f"{ROUND}wijzig/": EDIT_PAGE,
    f"{ROUND}open/": EDIT_PAGE,
    f"{ROUND}afronden/": EDIT_PAGE,
    f"{ROUND}weg/": EDIT_PAGE,
    f"{ROUND}wie/": Row(EDIT),
    f"{ROUND}wie/erbij/": BUTTON,
    f"{ROUND}wie/sleutelfiguren/": BUTTON,
    f"{ROUND}wie/<int:pk>/weg/": BUTTON,
    # What somebody wrote in a group of a few: who leads this very project, not an admin of the organisation.
    f"{ROUND}opmerkingen/": Row(NAMES),
    f"{ROUND}opmerkingen/<uuid:key>/": Row(None, NAMES),
    FINDINGS: LOOK,
    f"{P}toetsing/drempels.csv": LOOK,
    f"{FINDINGS}nieuw/": EDIT_PAGE,
    FINDING: LOOK,
    f"{FINDING}wijzig/": EDIT_PAGE,
    f"{FINDING}antwoord/": BUTTON,
    f"{FINDING}terug/": BUTTON,
    f"{FINDING}wie/": BUTTON,
    # Who was invited to try: the link is the key
    TRY: Row(PUBLIC),
    f"{TRY}agenda.ics": Row(PUBLIC),
    f"{TRY}bestand/<int:row>/": Row(PUBLIC),
}

KEYS = {
    "pk": {
        "ophalen/notitie/": "asking note",
        "item/<int:pk>/terug/": "taken item",
        "ophalen/item/": "item",
        "knelpunten/": "bottleneck",
        "bundels/": "bundle",
        "toch-besluit/": "ruled theme",
        "fundament/themas/": "theme",
        "terugnemen/": "asked",
        "beslis/": "asked",
        "klaar/": "taken",
        "acties/<int:part>/open/": "taken",
        "keuzes/<int:pk>/herzien/": "taken",
        "keuzes/<int:pk>/intrekken/": "taken",
        "keuzes/<int:pk>/geen-afspraak/": "taken",
        "keuzes/": "proposal",
        "kaders/": "framework",
        "woorden/": "agreement in the making",
        "getoetst/": "agreement in the making",
        "ingaan/": "tested agreement",
        "versie/<int:number>/weg/": "tested agreement",
        "nieuwe-versie/": "tested agreement",
        "afspraken/": "agreement",
        "toch-toetsen/": "concept left out",
        "concepten/": "concept",
        "wie/<int:pk>/weg/": "round person",
        "terug/": "answered finding",
        "drempels/": "finding",
    },
    "part": {
        "opties/": "option",
        "meedenkers/": "party",
        "klaar/": "open task",
        "open/": "done task",
        "acties/": "task",
    },
    "row": {"bestand/": "tried"},
    "question": {"vraag/": "targeted"},
}
"""Per argument, the row of the house: the first part that stands in the address says which."""

CLOSED, OPEN, PLANNED = "1", "2", "3"
NUMBERS = {"ronde/<int:number>/opmerkingen/": CLOSED, "afronden/": OPEN, f"{ROUND}": PLANNED}
"""Which round a page is for. Its own page shows most while it runs."""


def row_named(route: Route, name: str) -> str | None:
    """The name of the row that this argument stands for; None when it is no argument of steps 2 and 3."""
    later = route.path in LATER
    return next((row for part, row in KEYS.get(name, {}).items() if later and part in route.path), None)


def number_of(route: Route) -> str:
    """The number of a round or of a version in an address of steps 2 and 3."""
    if route.path == ROUND:
        return OPEN
    return next((number for part, number in NUMBERS.items() if part in route.path), "1")
