"""Steps 4 and 5: one row per route, and what the arguments of those routes stand for."""

from promises.access.policies import EDIT, LINK, PROJECT, RESULTS, Row
from promises.access.routes import Route

P = "trajecten/<slug:slug>/"
STEP_4 = f"{P}communicatie/"
MESSAGES = f"{STEP_4}boodschappen/"
MESSAGE = f"{MESSAGES}<int:number>/"
AUDIENCES = f"{STEP_4}doelgroepen/"
ROLES = f"{STEP_4}rollen/"
ASK = f"{ROLES}<int:pk>/"
CONTACTS = f"{STEP_4}aanspreekpunten/"
PAGE = f"{STEP_4}bladzijde/"

LOOK = Row(RESULTS)
EDIT_PAGE = Row(EDIT, EDIT)
BUTTON = Row(None, EDIT)

STEPS: dict[str, Row] = {
    # Step 4: what is told. Who sees results reads the plan; who leads writes it, and lets it leave.
    STEP_4: Row(PROJECT),
    f"{STEP_4}plan/": LOOK,
    MESSAGES: LOOK,
    f"{MESSAGES}lijst.csv": LOOK,
    f"{MESSAGES}nieuw/": EDIT_PAGE,
    MESSAGE: LOOK,
    f"{MESSAGE}wijzig/": EDIT_PAGE,
    f"{MESSAGE}verteld/": EDIT_PAGE,
    f"{MESSAGE}vervalt/": EDIT_PAGE,
    f"{MESSAGE}terug/": BUTTON,
    f"{MESSAGE}versturen/": Row(EDIT),
    f"{MESSAGE}versturen/test/": BUTTON,
    f"{MESSAGE}versturen/nu/": EDIT_PAGE,
    f"{MESSAGE}affiche.pdf": LOOK,
    f"{MESSAGE}blad.pdf": LOOK,
    f"{MESSAGE}scherm/": LOOK,
    AUDIENCES: LOOK,
    f"{AUDIENCES}nieuw/": EDIT_PAGE,
    f"{AUDIENCES}begin/": BUTTON,
    f"{AUDIENCES}<int:pk>/wijzig/": EDIT_PAGE,
    f"{AUDIENCES}<int:pk>/weg/": EDIT_PAGE,
    # Step 4: who helps. Who was asked and what was agreed is between them and who leads.
    ROLES: LOOK,
    f"{ROLES}vragen/": EDIT_PAGE,
    f"{ROLES}voorbereid/": EDIT_PAGE,
    ASK: Row(EDIT),
    f"{ASK}voorwaarden/": EDIT_PAGE,
    f"{ASK}zei-ja/": BUTTON,
    f"{ASK}opnieuw/": BUTTON,
    f"{ASK}intrekken/": EDIT_PAGE,
    f"{ASK}stoppen/": EDIT_PAGE,
    f"{STEP_4}gezichten/": Row(PROJECT),
    CONTACTS: LOOK,
    f"{CONTACTS}nieuw/": EDIT_PAGE,
    f"{CONTACTS}<int:pk>/wijzig/": EDIT_PAGE,
    f"{CONTACTS}<int:pk>/weg/": EDIT_PAGE,
    f"{STEP_4}eigenaars/": Row(RESULTS, EDIT),
    # Step 4: the page for everyone
    PAGE: LOOK,
    f"{PAGE}tekst/": EDIT_PAGE,
    f"{PAGE}voorbeeld/": LOOK,
    f"{PAGE}zet/": BUTTON,
    f"{PAGE}link/": EDIT_PAGE,
    f"{PAGE}qr.png": LOOK,
    "v/rol/<str:secret>/": Row(LINK, LINK),
    "v/traject/<str:secret>/": Row(LINK),
    # Step 5
    f"{P}uitrol/": Row(PROJECT),
}

KEYS = {
    "pk": {
        "doelgroepen/<int:pk>/weg/": "silent audience",
        "doelgroepen/": "audience",
        "stoppen/": "accepted ask",
        "voorwaarden/": "accepted ask",
        "rollen/": "ask",
        "aanspreekpunten/": "contact",
    },
}
"""Per argument, the row of the house: the first part that stands in the address says which."""

SECRETS = {"v/rol/": "role", "v/traject/": "page"}
OPEN, TOLD = "1", "2"
NUMBERS = {"terug/": TOLD}
"""Which message a page is for; of the rest the first."""


def row_named(route: Route, name: str) -> str | None:
    """The name of the row that this argument stands for; None when it is no argument of steps 4 and 5."""
    ours = route.path in STEPS
    return next((row for part, row in KEYS.get(name, {}).items() if ours and part in route.path), None)


def secret_named(route: Route) -> str | None:
    """Which secret of the house opens this public address of steps 4 and 5."""
    return next((token for part, token in SECRETS.items() if route.path.startswith(part)), None)


def number_of(route: Route) -> str:
    """The number of a row in an address of steps 4 and 5."""
    return next((number for part, number in NUMBERS.items() if part in route.path), OPEN)
