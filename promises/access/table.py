"""One row per route: who may read it, who may write. A route without a row fails the build; so does one without values."""

from promises.access import table_follow_up, table_health, table_later, table_spotlight, table_steps
from promises.access.policies import (
    CREATE,
    DECIDE,
    DOOR,
    EDIT,
    EDIT_IF_ANY,
    ENTRANCE,
    GUESS,
    HOLDER,
    LINK,
    MISSING,
    ORG_ADMIN,
    ORG_READ,
    ORG_ROW,
    ORG_ROW_IF_ANY,
    OWN,
    PERSONAL,
    PROJECT,
    PROJECT_MEMBER,
    PUBLIC,
    RESULTS,
    SEALED,
    TO_SIGN_IN,
    Row,
)
from promises.access.routes import Route
from promises.access.world import House

P = "trajecten/<slug:slug>/"
S = f"{P}bevraging/<int:pk>/"
TALK = f"{P}bevraging/gesprekken/<int:pk>/"
NOTE = f"{TALK}notities/<int:note>/"
THEMES = f"{P}bevraging/themas/"
ITEMS = f"{P}bevraging/inventaris/"


READ_PROJECT = Row(PROJECT)
EDIT_PAGE = Row(EDIT, EDIT)
BUTTON = Row(None, EDIT)
MY_PAGE = Row(OWN, OWN)

TABLE: dict[str, Row] = {
    # Around the product
    "": Row(TO_SIGN_IN),
    "hulp/": Row(PUBLIC),
    "hulp/<slug:chapter>/": Row(PUBLIC),
    "hulp/beelden/<slug:picture>.png": Row(PUBLIC),
    "privacy/": Row(PUBLIC),
    "toegankelijkheid/": Row(PUBLIC),
    "bouwstenen/": Row(PUBLIC),
    "thema/": Row(None, PUBLIC),
    "healthz": Row(PUBLIC),
    "gereed": Row(PUBLIC),
    "postvak/": Row(PUBLIC),
    "postvak/<slug:name>/": Row(MISSING),
    "postvak/<slug:name>/opmaak/": Row(MISSING),
    "vandaag/": Row(PERSONAL),
    "trajecten/": Row(PERSONAL),
    "trajecten/lijst.csv": Row(PERSONAL),
    "trajecten/lijst.xlsx": Row(PERSONAL),
    "trajecten/nieuw/": Row(CREATE, CREATE),
    # Signing in
    "aanmelden/": Row(PUBLIC, PUBLIC),
    "aanmelden/link/<str:code>/": Row(PUBLIC),
    "aanmelden/nieuw/": Row(PUBLIC, PUBLIC),
    "aanmelden/code/": Row(PUBLIC, PUBLIC),
    "aanmelden/code/invullen/": Row(ENTRANCE, ENTRANCE),
    "aanmelden/bevestigen/": Row(ENTRANCE, ENTRANCE),
    "aanmelden/sleutel/": Row(DOOR, DOOR),
    "aanmelden/niet-actief/": Row(PUBLIC),
    "aanmelden/extern/geannuleerd/": Row(PUBLIC),
    "aanmelden/extern/mislukt/": Row(PUBLIC),
    "aanmelden/extern/nieuw/": Row(DOOR, DOOR),
    "aanmelden/extern/<str:provider_id>/": Row(MISSING, MISSING),
    "aanmelden/extern/<str:provider_id>/terug/": Row(MISSING, MISSING),
    "afmelden/": Row(DOOR, DOOR),
    "uitnodiging/<str:token>/": Row(PUBLIC, PUBLIC),
    "wachtwoord/vergeten/": Row(PUBLIC, PUBLIC),
    "wachtwoord/vergeten/verstuurd/": Row(PUBLIC),
    r"wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": Row(MISSING, MISSING),
    "wachtwoord/klaar/": Row(PUBLIC),
    # My own data
    "mijn/": MY_PAGE,
    "mijn/herinneringen/": MY_PAGE,
    # How often one gets reminders, by the link in a mail; it opens nothing else.
    "herinneringen/<str:secret>/": Row(LINK, LINK),
    "mijn/wachtwoord/": MY_PAGE,
    "mijn/wachtwoord/kiezen/": MY_PAGE,
    "mijn/bevestigen/": MY_PAGE,
    "mijn/beveiliging/": MY_PAGE,
    "mijn/beveiliging/bevestigen/": MY_PAGE,
    "mijn/beveiliging/app/": MY_PAGE,
    "mijn/beveiliging/app/uit/": MY_PAGE,
    "mijn/beveiliging/herstelcodes/": MY_PAGE,
    "mijn/beveiliging/herstelcodes/nieuw/": MY_PAGE,
    "mijn/beveiliging/herstelcodes/bestand/": MY_PAGE,
    "mijn/beveiliging/sleutels/": MY_PAGE,
    "mijn/beveiliging/sleutels/nieuw/": MY_PAGE,
    "mijn/beveiliging/sleutels/bevestigen/": MY_PAGE,
    "mijn/beveiliging/sleutels/<int:pk>/": MY_PAGE,
    "mijn/beveiliging/sleutels/<int:pk>/wis/": MY_PAGE,
    "mijn/beveiliging/toestellen/": MY_PAGE,
    "mijn/beveiliging/werkaccount/": MY_PAGE,
    "organisatie/wissel/": Row(None, OWN),
    # The people of an organisation
    "mensen/": Row(ORG_READ),
    "mensen/lijst.csv": Row(ORG_READ),
    "mensen/lijst.xlsx": Row(ORG_READ),
    "mensen/nieuw/": Row(ORG_ADMIN, ORG_ADMIN),
    "mensen/<int:pk>/": Row(ORG_ROW, ORG_ROW),
    "mensen/<int:pk>/uit-dienst/": Row(ORG_ROW, ORG_ROW),
    "mensen/plaatsen/": Row(ORG_ADMIN),
    "mensen/locaties/": Row(None, ORG_ADMIN),
    "mensen/locaties/<int:pk>/": Row(None, ORG_ROW),
    "mensen/locaties/<int:pk>/wis/": Row(None, ORG_ROW),
    "mensen/functies/": Row(None, ORG_ADMIN),
    "mensen/functies/<int:pk>/": Row(None, ORG_ROW),
    "mensen/functies/<int:pk>/wis/": Row(None, ORG_ROW),
    "mensen/collegas/": Row(ORG_ADMIN, ORG_ADMIN),
    "mensen/collegas/<int:pk>/rol/": Row(None, ORG_ROW),
    "mensen/collegas/<int:pk>/uit/": Row(ORG_ROW, ORG_ROW),
    "mensen/uitnodigingen/<int:pk>/opnieuw/": Row(None, ORG_ROW),
    "mensen/uitnodigingen/<int:pk>/intrekken/": Row(None, ORG_ROW),
    "mensen/invoeren/": Row(ORG_ADMIN, ORG_ADMIN),
    "mensen/invoeren/<int:pk>/": Row(ORG_ROW),
    "mensen/invoeren/<int:pk>/kolommen/": Row(ORG_ROW, ORG_ROW),
    "mensen/invoeren/<int:pk>/bevestig/": Row(None, ORG_ROW),
    "mensen/invoeren/<int:pk>/rij/<int:number>/": Row(ORG_ROW_IF_ANY, ORG_ROW_IF_ANY),
    "mensen/invoeren/<int:pk>/te-verbeteren.csv": Row(ORG_ROW),
    "mensen/invoeren/<int:pk>/wis/": Row(None, ORG_ROW),
    # The core
    P: READ_PROJECT,
    f"{P}ploeg/": Row(PROJECT_MEMBER, EDIT),
    f"{P}ploeg/<int:pk>/einde/": BUTTON,
    f"{P}geschiedenis/": Row(PROJECT_MEMBER),
    f"{P}herinneringen/": Row(EDIT),
    f"{P}instellingen/": Row(PROJECT_MEMBER, EDIT),
    f"{P}instellingen/drempel/<str:code>/": EDIT_PAGE,
    f"{P}heropenen/": Row(EDIT_IF_ANY, EDIT_IF_ANY),
    f"{P}poort/<slug:step>/": Row(RESULTS),
    f"{P}poort/<slug:step>/vragen/": BUTTON,
    f"{P}poort/<slug:step>/intrekken/": BUTTON,
    f"{P}poort/<slug:step>/beslissen/": Row(RESULTS, DECIDE),
    f"{P}poort/<slug:step>/afspraak/<int:pk>/": EDIT_PAGE,
    f"{P}poort/<slug:step>/dossier/<int:pk>/": Row(RESULTS),
    f"{P}poort/<slug:step>/dossier/<int:pk>/dossier.pdf": Row(RESULTS),
    f"{P}poort/<slug:step>/dossier/<int:pk>/dossier.json": Row(RESULTS),
    f"{P}rapporten/": Row(RESULTS),
    f"{P}rapporten/traject.pdf": Row(RESULTS),
    f"{P}rapporten/bestuur/": Row(RESULTS),
    f"{P}rapporten/bestuur.pdf": Row(RESULTS),
    f"{P}rapporten/verandering/": Row(RESULTS),
    f"{P}rapporten/verandering/spreiding/": Row(RESULTS),
    f"{P}rapporten/verandering.pdf": Row(RESULTS),
    f"{P}<slug:step>/": READ_PROJECT,
    # Step 1, the project lead
    f"{P}bevraging/": READ_PROJECT,
    f"{P}bevraging/nieuw/": EDIT_PAGE,
    S: Row(RESULTS),
    f"{S}gegevens/": EDIT_PAGE,
    f"{S}vragen/": EDIT_PAGE,
    f"{S}vragen/inlezen/": EDIT_PAGE,
    f"{S}vragen/inlezen/nakijken/": EDIT_PAGE,
    f"{S}vragen/bewaar/xlsx": Row(EDIT),
    f"{S}vragen/bewaar/json": Row(EDIT),
    f"{S}vragen/<slug:key>/": EDIT_PAGE,
    f"{S}vragen/<slug:key>/plaats/": BUTTON,
    f"{S}vragen/<slug:key>/kopie/": BUTTON,
    f"{S}vragen/<slug:key>/wis/": BUTTON,
    f"{S}nieuwe-vraag/<slug:kind>/": EDIT_PAGE,
    f"{S}volgorde/": BUTTON,
    f"{S}talen/": EDIT_PAGE,
    f"{S}talen/<slug:language>/wis/": EDIT_PAGE,
    f"{S}proef/": EDIT_PAGE,
    f"{S}proef/<int:number>/": EDIT_PAGE,
    f"{S}proef/nakijken/": EDIT_PAGE,
    f"{S}proef/klaar/": Row(EDIT),
    f"{S}proef/vraag/<slug:key>/": Row(EDIT),
    f"{S}tablet/": EDIT_PAGE,
    f"{S}wie/": EDIT_PAGE,
    f"{S}wie/lijst/": Row(EDIT),
    f"{S}wie/lijst/<int:participant>/wis/": BUTTON,
    f"{S}wie/leeg/": EDIT_PAGE,
    f"{S}versturen/": Row(EDIT),
    f"{S}versturen/adres/": BUTTON,
    f"{S}versturen/gedeeld/": BUTTON,
    f"{S}versturen/test/": BUTTON,
    f"{S}versturen/bevestig/": EDIT_PAGE,
    f"{S}deelname/": Row(RESULTS),
    f"{S}deelname/adres/<int:participant>/": BUTTON,
    f"{S}deelname/herinner/": EDIT_PAGE,
    f"{S}deelname/verleng/": BUTTON,
    f"{S}deelname/sluit/": EDIT_PAGE,
    f"{S}briefjes/": Row(EDIT),
    f"{S}briefjes.pdf": Row(EDIT),
    f"{S}resultaten/": Row(RESULTS),
    f"{S}resultaten/rapport.pdf": Row(RESULTS),
    f"{S}resultaten/vergelijk/": Row(RESULTS),
    f"{S}resultaten/lezen/": EDIT_PAGE,
    f"{S}resultaten/meenemen/": BUTTON,
    # What participants get back: who reads along sees what is shared, never what is being written
    f"{S}terugkoppeling/": Row(RESULTS),
    f"{S}terugkoppeling/tekst/": EDIT_PAGE,
    f"{S}terugkoppeling/voorbeeld/": Row(EDIT),
    f"{S}terugkoppeling/versie/<int:number>/": Row(RESULTS),
    f"{S}terugkoppeling/deel/": EDIT_PAGE,
    f"{S}terugkoppeling/mail/": EDIT_PAGE,
    f"{S}terugkoppeling/mail/test/": BUTTON,
    f"{S}terugkoppeling/anders/": BUTTON,
    # Step 1, what people said: raw notes for who leads, what may be repeated for who sees results
    f"{P}draagvlak/": Row(RESULTS),
    f"{P}draagvlak/meet/": EDIT_PAGE,
    f"{P}bevraging/gesprekken/": Row(EDIT),
    f"{P}bevraging/gesprekken/nieuw/": EDIT_PAGE,
    TALK: Row(EDIT),
    f"{TALK}gegevens/": EDIT_PAGE,
    f"{TALK}klaar/": BUTTON,
    f"{TALK}heropen/": BUTTON,
    f"{TALK}wis/": EDIT_PAGE,
    f"{TALK}noteer/": BUTTON,
    NOTE: EDIT_PAGE,
    f"{NOTE}lens/": BUTTON,
    f"{NOTE}inventaris/": BUTTON,
    f"{NOTE}wis/": EDIT_PAGE,
    THEMES: Row(RESULTS, EDIT),
    f"{THEMES}werkbank/": Row(EDIT),
    # A theme of elsewhere does not exist.
    f"{THEMES}notitie/<int:pk>/": Row(EDIT, EDIT_IF_ANY),
    f"{THEMES}notitie/<int:pk>/<int:theme>/weg/": BUTTON,
    f"{THEMES}antwoord/<uuid:answer>/": Row(EDIT, EDIT_IF_ANY),
    f"{THEMES}antwoord/<uuid:answer>/<int:theme>/weg/": BUTTON,
    f"{THEMES}antwoord/<uuid:answer>/inventaris/": Row(EDIT, EDIT_IF_ANY),
    f"{THEMES}<int:pk>/": Row(RESULTS),
    f"{THEMES}<int:pk>/wijzig/": EDIT_PAGE,
    f"{THEMES}<int:pk>/samenvoegen/": EDIT_PAGE,
    f"{THEMES}<int:pk>/wis/": EDIT_PAGE,
    ITEMS: Row(RESULTS),
    f"{ITEMS}lijst.csv": Row(RESULTS),
    f"{P}rapport/bevraging.pdf": Row(RESULTS),
    f"{ITEMS}nieuw/": EDIT_PAGE,
    f"{ITEMS}<int:pk>/": EDIT_PAGE,
    f"{ITEMS}<int:pk>/bevestig/": BUTTON,
    f"{ITEMS}<int:pk>/terug/": BUTTON,
    f"{ITEMS}<int:pk>/wis/": EDIT_PAGE,
    # Step 1, respondents: the link is the key, an account plays no part
    "v/": Row(PUBLIC, MISSING),
    "v/b/<int:survey>/": Row(HOLDER),
    "v/b/<int:survey>/<int:number>/": Row(HOLDER, SEALED),
    "v/b/<int:survey>/nakijken/": Row(HOLDER, HOLDER),
    "v/b/<int:survey>/klaar/": Row(HOLDER),
    # The tablet lets anybody type a code; the code that the walk brings is nobody's.
    "v/tablet/<str:secret>/": Row(PUBLIC, GUESS),
    # Read by whoever has the link; it says nothing about who that is.
    "v/terug/<str:secret>/": Row(PUBLIC),
    "v/<str:secret>/": Row(PUBLIC),
    "organisatie/bewaren/": Row(ORG_READ),
    "organisatie/bewaren/gegevens/": Row(ORG_ADMIN, ORG_ADMIN),
    "u/<str:token>/": Row(PUBLIC, PUBLIC),
    **table_later.LATER,
    **table_steps.STEPS,
    **table_follow_up.STEPS,
    **table_spotlight.SPOTLIGHT,
    **table_health.HEALTH,
}


def argument(route: Route, name: str, house: House) -> str:
    """The value of a route's argument in `house`; KeyError when nobody said what it stands for."""
    objects = house.objects
    fixed = {
        "name": "onbekend",
        "uidb36": "1",
        "provider_id": "onbekend",
        "slug": house.project.slug,
        "step": "bevraging",
        "code": "s1.response",
        "key": "waarom",
        "kind": "choice",
        "language": "fr",
        "chapter": "beginnen",
        "picture": "vandaag",
        "number": _part_of(route).number_of(route),
    }
    fixed |= {"secret": house.token, "survey": str(objects["survey"].pk)}
    if name == "secret" and route.path.startswith("herinneringen/"):
        return house.tokens["reminders"]
    if name == "secret" and "tablet" in route.path:
        return house.tokens["tablet"]
    if name == "secret" and "terug" in route.path:
        return house.tokens["feedback"]
    if name == "secret" and "probeer" in route.path:
        return house.tokens["tryout"]
    if name == "key" and "opmerkingen" in route.path:
        return house.tokens["remark"]
    later = (table_steps, table_follow_up, table_spotlight)
    if name == "secret" and (token := next(filter(None, (part.secret_named(route) for part in later)), None)):
        return house.tokens[token]
    rows = (part.row_named(route, name) for part in (table_later, *later))
    if found := next(filter(None, rows), None):
        return str(objects[found].pk)
    if name == "token":
        return house.tokens["invitation" if "uitnodiging" in route.path else "mute"]
    if name == "key" and "noteren" in route.path:
        return house.tokens["noted"]
    if name == "key" and "uidb36" in route.path:
        return "onbekend"
    if name in fixed:
        return fixed[name]
    if name == "participant" and "wie/" in route.path:
        name = "person in draft"
    if name == "pk":
        name = next(row for part, row in PK_OF.items() if part in route.path)
    return str(objects[name].pk)


def _part_of(route: Route):
    """The part of the table that this route stands in."""
    parts = (part for part in (table_steps, table_follow_up) if route.path in part.STEPS)
    return next(parts, table_later)


ADMIN = "beheer/"
"""The admin has one rule for all its routes, tested apart."""

PK_OF = {
    "mensen/<": "employee",
    "mensen/locaties/": "location",
    "mensen/functies/": "function",
    "mensen/collegas/": "membership",
    "mensen/uitnodigingen/": "invitation",
    "mensen/invoeren/": "run",
    "mijn/beveiliging/sleutels/": "employee",
    "ploeg/": "role",
    "afspraak/": "condition",
    "dossier/": "decision",
    "deelname/": "survey",
    "resultaten/": "published",
    "terugkoppeling/": "published",
    "gesprekken/": "conversation",
    "themas/notitie/": "note",
    "themas/": "theme",
    "inventaris/": "item",
    "bevraging/": "draft",
}
