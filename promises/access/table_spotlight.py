"""What is in the spotlight: one row per route, and what the arguments of those routes stand for."""

from promises.access.policies import EDIT, LINK, PROJECT, Row
from promises.access.routes import Route

ALL = "trajecten/<slug:slug>/kijker/"
ONE = f"{ALL}<int:pk>/"

BUTTON = Row(None, EDIT)

SPOTLIGHT: dict[str, Row] = {
    # Everybody in the project reads what is shown; who leads writes it, asks for names and lets it go further.
    ALL: Row(PROJECT),
    f"{ALL}nieuw/": Row(EDIT, EDIT),
    ONE: Row(PROJECT),
    f"{ONE}wijzig/": Row(EDIT, EDIT),
    f"{ONE}toon/": BUTTON,
    f"{ONE}terug/": BUTTON,
    f"{ONE}naam/": BUTTON,
    f"{ONE}naam/<int:name>/weg/": BUTTON,
    f"{ONE}vertel/": BUTTON,
    f"{ONE}affiche.pdf": Row(PROJECT),
    # Whose name may stand there: the link is the key
    "v/kijker/<str:secret>/": Row(LINK, LINK),
}

ROWS = {"pk": "spotlight", "name": "spotlight name"}


def row_named(route: Route, name: str) -> str | None:
    """The name of the row that this argument stands for; None when it is no argument of the spotlight."""
    return ROWS.get(name) if route.path in SPOTLIGHT else None


def secret_named(route: Route) -> str | None:
    return "spotlight" if route.path.startswith("v/kijker/") else None
