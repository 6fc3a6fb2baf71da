"""Pages of step 6, for whom they are meant: where agreements live in every way, and where nothing did."""

from typing import TYPE_CHECKING

from e2e.pages_later import Addresses, Rows

if TYPE_CHECKING:
    from e2e.world import World

ROLES = ("anonymous", "lead", "reader", "ambassador", "guest")
LISTS = tuple(
    f"opvolging:{name}"
    for name in (
        "stap",
        "ritmes",
        "checks",
        "aanpakken",
        "herzieningen",
        "trajectherziening",
        "overdracht",
        "gezondheid",
        "terugkeer",
    )
)
FORMS = tuple(
    f"opvolging:{name}" for name in ("klaarzetten", "ritme_nieuw", "aanpak_nieuw", "trajectherziening_houden")
)


def rows_of(world: "World", role: str) -> Rows:
    rows = {"lead": lead, "reader": reader, "ambassador": ambassador, "guest": guest}
    return rows.get(role, anonymous)(world)


def anonymous(world: "World") -> Rows:
    """Who owns an agreement and holds the link."""
    links = {name: world.later[f"{name} check link"] for name in ("open", "done", "skipped")}
    return [
        *((f"check-{name}", f"/v/check/{secret}/") for name, secret in links.items()),
        ("check-frans", f"/v/check/{links['open']}/?taal=fr"),
        ("check-onbekend", "/v/check/1-bestaat-niet/", 404),
    ]


def lead(world: "World") -> Rows:
    new, six = Addresses(world, "new"), Addresses(world, "followed")
    rhythm, planned = world.later["rhythm"], world.later["planned check"]
    remedy, ended, framework = (world.later[name] for name in ("remedy", "ended remedy", "followed framework"))
    return [
        *(new.at(name) for name in (*LISTS, *FORMS)),
        *(six.at(name) for name in (*LISTS, *FORMS)),
        *(six.at("opvolging:ritmes", word=word, query=f"?toon={word}") for word in ("vraagt", "gestopt")),
        *(six.at("opvolging:afspraak", number, word=str(number)) for number in (1, 2, 4)),
        *(six.at(f"opvolging:{name}", rhythm) for name in ("ritme_wijzig", "ritme_stop", "check_tussendoor")),
        *(six.at(f"opvolging:{name}", planned) for name in ("check", "check_overslaan")),
        six.at(
            "opvolging:aanpak_nieuw", word="stap-2", query=f"?afspraak={remedy.agreement_id}&oorzaak=agreement_wrong"
        ),
        *(six.at("opvolging:aanpak", one, word=word) for one, word in ((remedy, "loopt"), (ended, "klaar"))),
        six.at("opvolging:aanpak_wijzig", remedy),
        *(six.at(f"opvolging:{name}", framework) for name in ("herziening", "herziening_houden")),
        six.at("opvolging:overdracht", word="open", query="?toon=open"),
        ("vandaag", "/vandaag/"),
    ]


def reader(world: "World") -> Rows:
    """Who reads along: the same pages without their buttons."""
    six = Addresses(world, "followed")
    return [*(six.at(name) for name in LISTS), six.at("opvolging:afspraak", 1)]


def ambassador(world: "World") -> Rows:
    """Who owns an agreement in one place: counts there."""
    six = Addresses(world, "followed")
    return [six.at("opvolging:check", world.later["planned check"]), six.at("opvolging:checks")]


def guest(world: "World") -> Rows:
    return [Addresses(world, "followed").at("opvolging:stap")]
