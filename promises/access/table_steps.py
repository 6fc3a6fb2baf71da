"""Steps 4 and 5: one row per route, and what the arguments of those routes stand for."""

from promises.access.policies import EDIT, EDIT_IF_ANY, LINK, NOTES, OWN, PERSONAL, PROJECT, PUBLIC, RESULTS, WROTE, Row
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
STEP_5 = f"{P}uitrol/"
WAVES = f"{STEP_5}golven/"
WAVE = f"{WAVES}<int:number>/"
MOMENTS = f"{STEP_5}momenten/"
MOMENT = f"{MOMENTS}<int:pk>/"
STUFF = f"{STEP_5}materiaal/"
NOTED = "noteren/bewaard/<uuid:key>/"
BARRIERS = f"{STEP_5}drempels/"
BARRIER = f"{BARRIERS}<int:number>/"
CALENDAR = "v/agenda/<str:secret>/"
TASKS = f"{STEP_5}taken/"
TASK = f"{TASKS}<int:number>/"
HELPERS = f"{STEP_5}helpers/"
SESSIONS = f"{STEP_5}sessies/"
SESSION = f"{SESSIONS}<int:pk>/"

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
    # Step 5: when it starts where, for everybody in the project; who leads plans it.
    STEP_5: Row(PROJECT),
    WAVES: Row(PROJECT),
    f"{WAVES}nieuw/": EDIT_PAGE,
    WAVE: Row(PROJECT),
    **{f"{WAVE}{word}/": EDIT_PAGE for word in ("wijzig", "weg", "start", "pauze", "verder", "klaar")},
    f"{WAVE}nakijken/erbij/": EDIT_PAGE,
    f"{WAVE}nakijken/<int:pk>/": BUTTON,
    f"{WAVE}nakijken/<int:pk>/weg/": BUTTON,
    MOMENTS: Row(PROJECT),
    f"{MOMENTS}nieuw/": EDIT_PAGE,
    MOMENT: Row(PROJECT),
    f"{MOMENT}wijzig/": EDIT_PAGE,
    f"{MOMENT}annuleer/": EDIT_PAGE,
    f"{MOMENT}agenda.ics": Row(PROJECT),
    f"{MOMENT}wie/": Row(EDIT),
    f"{MOMENT}wie/erbij/": BUTTON,
    f"{MOMENT}wie/iedereen/": EDIT_PAGE,
    f"{MOMENT}wie/<int:person>/weg/": BUTTON,
    f"{MOMENT}aanwezig/": Row(NOTES, NOTES),
    f"{MOMENT}gehouden/": Row(NOTES, NOTES),
    f"{MOMENT}niet-gehouden/": Row(None, NOTES),
    STUFF: Row(PROJECT),
    f"{STUFF}nieuw/": EDIT_PAGE,
    f"{STUFF}<int:pk>/bestand/": Row(PROJECT),
    f"{STUFF}<int:pk>/weg/": EDIT_PAGE,
    "mijn-agenda/": Row(PERSONAL),
    "mijn-agenda/nieuw/": Row(None, OWN),
    CALENDAR: Row(LINK, LINK),
    f"{CALENDAR}traject.ics": Row(LINK),
    f"{CALENDAR}bestand/<int:pk>/": Row(LINK),
    # Step 5: what was asked and solved on the floor. Who noted what is for nobody else.
    "noteren/": Row(PERSONAL, OWN),
    "noteren/mijn/": Row(PERSONAL),
    "noteren/stand/": Row(PERSONAL),
    NOTED: Row(WROTE),
    f"{NOTED}weg/": Row(None, WROTE),
    "noteren/manifest.webmanifest": Row(PUBLIC),
    "noteren/werker.js": Row(PUBLIC),
    f"{STEP_5}steun/": LOOK,
    f"{STEP_5}steun/notities/": LOOK,
    f"{STEP_5}steun.csv": LOOK,
    f"{STEP_5}steun-aantallen.csv": LOOK,
    f"{STEP_5}steun-aantallen.xlsx": LOOK,
    f"{STEP_5}steun/<int:pk>/doorgeven/": BUTTON,
    BARRIERS: LOOK,
    f"{STEP_5}drempels.csv": LOOK,
    f"{BARRIERS}nieuw/": EDIT_PAGE,
    BARRIER: LOOK,
    f"{BARRIER}wijzig/": EDIT_PAGE,
    f"{BARRIER}bezig/": BUTTON,
    f"{BARRIER}oplossen/": BUTTON,
    f"{BARRIER}weer-open/": BUTTON,
    # Step 5: what people learn, in numbers. Who came is for who leads and who gives the session; how somebody rates
    # themselves is for nobody else.
    TASKS: LOOK,
    f"{TASKS}nieuw/": EDIT_PAGE,
    TASK: LOOK,
    f"{TASK}wijzig/": EDIT_PAGE,
    f"{TASK}weg/": EDIT_PAGE,
    f"{TASK}kaart.pdf": LOOK,
    HELPERS: Row(RESULTS, EDIT),
    f"{HELPERS}<int:pk>/bevestig/": BUTTON,
    f"{HELPERS}<int:pk>/weg/": BUTTON,
    SESSIONS: LOOK,
    f"{SESSIONS}nieuw/": EDIT_PAGE,
    SESSION: LOOK,
    f"{SESSION}wijzig/": EDIT_PAGE,
    f"{SESSION}annuleer/": EDIT_PAGE,
    f"{SESSION}gehouden/": BUTTON,
    f"{SESSION}aanwezig/": Row(EDIT, EDIT_IF_ANY),
    f"{STEP_5}dekking/": LOOK,
    f"{STEP_5}dekking/lijst.csv": LOOK,
    "v/taken/<str:secret>/": Row(LINK, LINK),
}

KEYS = {
    "pk": {
        "doelgroepen/<int:pk>/weg/": "silent audience",
        "doelgroepen/": "audience",
        "stoppen/": "accepted ask",
        "voorwaarden/": "accepted ask",
        "rollen/": "ask",
        "aanspreekpunten/": "contact",
        "nakijken/": "check",
        "sessies/<int:pk>/aanwezig/": "past session",
        "sessies/<int:pk>/gehouden/": "past session",
        "aanwezig/": "past moment",
        "niet-gehouden/": "held moment",
        "gehouden/": "past moment",
        "momenten/": "moment",
        "materiaal/": "material",
        "v/agenda/": "material",
        "steun/": "log",
        "helpers/": "helper",
        "sessies/": "session",
    },
    "person": {"wie/": "moment person"},
}
"""Per argument, the row of the house: the first part that stands in the address says which."""

SECRETS = {"v/rol/": "role", "v/traject/": "page", "v/agenda/": "calendar", "v/taken/": "rating"}
FIRST = "1"
NUMBERS = {
    f"{MESSAGE}terug/": "2",  # told
    f"{WAVE}pauze/": "2",  # runs
    f"{WAVE}klaar/": "2",
    f"{WAVE}verder/": "3",  # paused
    f"{BARRIER}weer-open/": "2",  # solved
}
"""Which message, wave or barrier a page is for; of the rest the first."""


def row_named(route: Route, name: str) -> str | None:
    """The name of the row that this argument stands for; None when it is no argument of steps 4 and 5."""
    ours = route.path in STEPS
    return next((row for part, row in KEYS.get(name, {}).items() if ours and part in route.path), None)


def secret_named(route: Route) -> str | None:
    """Which secret of the house opens this public address of steps 4 and 5."""
    return next((token for part, token in SECRETS.items() if route.path.startswith(part)), None)


def number_of(route: Route) -> str:
    """The number of a row in an address of steps 4 and 5."""
    return NUMBERS.get(route.path, FIRST)
