"""One row per route: who may read it, who may write. A route without a row fails the build; so does one without values."""

from dataclasses import dataclass

from promises.access.policies import DECIDE, EDIT, MISSING, PERSONAL, PROJECT, PROJECT_MEMBER, PUBLIC, RESULTS, Policy
from promises.access.routes import Route
from promises.access.world import House

P = "trajecten/<slug:slug>/"
S = f"{P}bevraging/<int:pk>/"


@dataclass(frozen=True)
class Row:
    get: Policy | None
    """None: reading is not a method here (405)."""
    post: Policy | None = None


READ_PROJECT = Row(PROJECT)
EDIT_PAGE = Row(EDIT, EDIT)
BUTTON = Row(None, EDIT)

TABLE: dict[str, Row] = {
    # Around the product
    "": Row(PUBLIC),
    "hulp/": Row(PUBLIC),
    "privacy/": Row(PUBLIC),
    "toegankelijkheid/": Row(PUBLIC),
    "bouwstenen/": Row(PUBLIC),
    "thema/": Row(None, PUBLIC),
    "healthz": Row(PUBLIC),
    "gereed": Row(PUBLIC),
    "postvak/": Row(PUBLIC),
    "postvak/<slug:name>/": Row(MISSING),
    "vandaag/": Row(PERSONAL),
    "trajecten/": Row(PERSONAL),
    # The core
    P: READ_PROJECT,
    f"{P}ploeg/": Row(PROJECT_MEMBER, EDIT),
    f"{P}ploeg/<int:pk>/einde/": BUTTON,
    f"{P}geschiedenis/": Row(PROJECT_MEMBER),
    f"{P}instellingen/": EDIT_PAGE,
    f"{P}instellingen/drempel/<str:code>/": EDIT_PAGE,
    f"{P}heropenen/": EDIT_PAGE,
    f"{P}poort/<slug:step>/": Row(RESULTS),
    f"{P}poort/<slug:step>/vragen/": BUTTON,
    f"{P}poort/<slug:step>/beslissen/": Row(RESULTS, DECIDE),
    f"{P}poort/<slug:step>/afspraak/<int:pk>/": BUTTON,
    f"{P}<slug:step>/": READ_PROJECT,
    # Step 1, the project lead
    f"{P}bevraging/": READ_PROJECT,
    f"{P}bevraging/nieuw/": BUTTON,
    S: Row(PROJECT_MEMBER),
    f"{S}gegevens/": EDIT_PAGE,
    f"{S}vragen/": Row(PROJECT_MEMBER, EDIT),
    f"{S}vragen/<slug:key>/": EDIT_PAGE,
    f"{S}vragen/<slug:key>/plaats/": BUTTON,
    f"{S}vragen/<slug:key>/wis/": BUTTON,
    f"{S}wie/": EDIT_PAGE,
    f"{S}wie/lijst/": Row(EDIT),
    f"{S}wie/lijst/<int:participant>/wis/": BUTTON,
    f"{S}wie/leeg/": BUTTON,
    f"{S}versturen/": EDIT_PAGE,
    f"{S}versturen/adres/": BUTTON,
    f"{S}versturen/bevestig/": EDIT_PAGE,
    f"{S}deelname/": Row(PROJECT_MEMBER),
    f"{S}deelname/adres/<int:participant>/": BUTTON,
    f"{S}deelname/herinner/": BUTTON,
    f"{S}deelname/verleng/": BUTTON,
    f"{S}deelname/sluit/": EDIT_PAGE,
    f"{S}briefjes/": Row(EDIT),
    f"{S}resultaten/": Row(RESULTS),
    f"{S}resultaten/lezen/": EDIT_PAGE,
    # Step 1, respondents: the link is the key, an account plays no part
    "v/": Row(PUBLIC, PUBLIC),
    "v/b/<int:survey>/": Row(PUBLIC, PUBLIC),
    "v/b/<int:survey>/<int:number>/": Row(PUBLIC, PUBLIC),
    "v/b/<int:survey>/nakijken/": Row(PUBLIC, PUBLIC),
    "v/b/<int:survey>/klaar/": Row(PUBLIC),
    "v/<str:secret>/": Row(PUBLIC),
    "u/<str:token>/": Row(PUBLIC, PUBLIC),
}


def argument(route: Route, name: str, house: House) -> str:
    """The value of a route's argument in `house`; KeyError when nobody said what it stands for."""
    objects = house.objects
    fixed = {
        "name": "onbekend",
        "slug": house.project.slug,
        "step": "bevraging",
        "code": "s1.response",
        "key": "waarom",
        "number": "1",
    }
    fixed |= {"secret": house.token, "token": house.token, "survey": str(objects["survey"].pk)}
    if name in fixed:
        return fixed[name]
    if name == "pk":
        name = next(row for part, row in PK_OF.items() if part in route.path)
    return str(objects[name].pk)


ADMIN = "beheer/"
"""The admin has one rule for all its routes, tested apart."""

PK_OF = {
    "ploeg/": "role",
    "afspraak/": "condition",
    "bevraging/": "survey",
}
