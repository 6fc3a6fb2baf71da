"""Step 6: one row per route, and what the arguments of those routes stand for."""

from promises.access.policies import EDIT, LINK, OWNS_AGREEMENT, PROJECT, RESULTS, Row
from promises.access.routes import Route

STEP_6 = "trajecten/<slug:slug>/opvolging/"
RHYTHMS = f"{STEP_6}ritme/"
RHYTHM = f"{RHYTHMS}<int:pk>/"
CHECKS = f"{STEP_6}checks/"
REMEDIES = f"{STEP_6}aanpak/"
REMEDY = f"{REMEDIES}<int:pk>/"
REVIEWS = f"{STEP_6}herzieningen/"
YEARLY = f"{STEP_6}trajectherziening/"

LOOK = Row(RESULTS)
EDIT_PAGE = Row(EDIT, EDIT)
BUTTON = Row(None, EDIT)
NOTE = Row(OWNS_AGREEMENT, OWNS_AGREEMENT)

STEPS: dict[str, Row] = {
    # The rhythm: who sees results reads it, who leads plans it, and who owns an agreement there says what was seen.
    STEP_6: Row(PROJECT),
    RHYTHMS: LOOK,
    f"{RHYTHMS}nieuw/": EDIT_PAGE,
    f"{RHYTHMS}klaarzetten/": EDIT_PAGE,
    f"{RHYTHM}wijzig/": EDIT_PAGE,
    f"{RHYTHM}stop/": EDIT_PAGE,
    f"{RHYTHM}tussendoor/": NOTE,
    f"{STEP_6}afspraken/<int:number>/": LOOK,
    f"{STEP_6}afspraken.csv": LOOK,
    f"{STEP_6}afspraken.xlsx": LOOK,
    CHECKS: LOOK,
    f"{CHECKS}<int:pk>/": NOTE,
    f"{CHECKS}<int:pk>/overslaan/": NOTE,
    "v/check/<str:secret>/": Row(LINK, LINK),
    # What is tried, what is looked at again, and who looks after what: who sees results reads it, who leads writes it.
    REMEDIES: LOOK,
    f"{REMEDIES}lijst.csv": LOOK,
    f"{REMEDIES}lijst.xlsx": LOOK,
    f"{REMEDIES}nieuw/": EDIT_PAGE,
    REMEDY: LOOK,
    f"{REMEDY}wijzig/": EDIT_PAGE,
    f"{REMEDY}afsluiten/": BUTTON,
    REVIEWS: LOOK,
    f"{REVIEWS}<int:pk>/": LOOK,
    f"{REVIEWS}<int:pk>/houden/": EDIT_PAGE,
    YEARLY: LOOK,
    f"{YEARLY}houden/": EDIT_PAGE,
    f"{STEP_6}overdracht/": Row(RESULTS, EDIT),
}

KEYS = {
    "pk": {
        "opvolging/ritme/": "rhythm",
        "opvolging/checks/": "planned check",
        "opvolging/aanpak/": "remedy",
        "opvolging/herzieningen/": "framework",
    }
}
"""Per argument, the row of the house: the first part that stands in the address says which."""

SECRETS = {"v/check/": "check"}
FIRST = "1"


def row_named(route: Route, name: str) -> str | None:
    """The name of the row that this argument stands for; None when it is no argument of step 6."""
    ours = route.path in STEPS
    return next((row for part, row in KEYS.get(name, {}).items() if ours and part in route.path), None)


def secret_named(route: Route) -> str | None:
    """Which secret of the house opens this public address of step 6."""
    return next((token for part, token in SECRETS.items() if route.path.startswith(part)), None)


def number_of(_route: Route) -> str:
    """The number of an agreement in an address of step 6."""
    return FIRST
