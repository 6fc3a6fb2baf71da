"""Pages of steps 4 and 5, for whom they are meant: where all of it happened, and where nothing did."""

from typing import TYPE_CHECKING

from communicatie.tests.factories import secret_of_ask, secret_of_page
from e2e import pages_spotlight
from e2e.pages_later import Addresses, Rows

if TYPE_CHECKING:
    from e2e.world import World

ROLES = ("anonymous", "lead", "reader", "ambassador", "guest")


def rows_of(world: "World", role: str) -> Rows:
    rows = {"lead": lead, "reader": reader, "ambassador": ambassador, "guest": guest}
    return rows.get(role, anonymous)(world)


def anonymous(world: "World") -> Rows:
    """Who holds a link: asked for a role, reading the page for everyone, looking at their own calendar."""
    later = world.later
    page, asked, given = secret_of_page(later["page"]), later["asked role"], later["given role"]
    return [
        ("rol", f"/v/rol/{secret_of_ask(asked)}/"),
        ("rol-ja", f"/v/rol/{secret_of_ask(given)}/"),
        ("rol-onbekend", "/v/rol/bestaat-niet/", 404),
        ("traject", f"/v/traject/{page}/"),
        ("traject-frans", f"/v/traject/{page}/?taal=fr"),
        ("traject-onbekend", "/v/traject/bestaat-niet/", 404),
        ("agenda", f"/v/agenda/{later['calendar']}/"),
        ("agenda-onbekend", "/v/agenda/1-bestaat-niet/", 404),
        ("taken-later", f"/v/taken/{later['rating']}/"),
        ("taken", f"/v/taken/{later['first rating']}/"),
        ("taken-bewaard", f"/v/taken/{later['first rating']}/?bewaard=1"),
        ("taken-onbekend", "/v/taken/1-bestaat-niet/", 404),
        *pages_spotlight.anonymous(world),
    ]


LISTS_4 = tuple(
    f"communicatie:{name}"
    for name in (
        "stap", "plan", "boodschappen", "doelgroepen", "rollen", "ploeg_gezichten", "aanspreekpunten", "eigenaars",
        "bladzijde",
    )
)  # fmt: skip
LISTS_5 = tuple(
    f"uitrol:{name}"
    for name in (
        "stap", "golven", "momenten", "materiaal", "ondersteuning", "ondersteuning_lijst", "drempels", "taken",
        "helpers", "sessies", "dekking",
    )
)  # fmt: skip
FORMS = (
    "communicatie:boodschap_nieuw", "communicatie:doelgroep_nieuw", "communicatie:rol_vragen",
    "communicatie:rol_voorbereid", "communicatie:aanspreekpunt_nieuw", "communicatie:bladzijde_tekst",
    "uitrol:golf_nieuw", "uitrol:moment_nieuw", "uitrol:materiaal_nieuw", "uitrol:drempel_nieuw", "uitrol:taak_nieuw",
    "uitrol:sessie_nieuw",
)  # fmt: skip
"""Only who leads has these."""


def lead(world: "World") -> Rows:
    new, four, five = (Addresses(world, key) for key in ("new", "told", "rolled"))
    return [
        *(new.at(name) for name in (*LISTS_4, *LISTS_5, *FORMS)),
        *(four.at(name) for name in LISTS_4),
        *_messages(world, four),
        *_roles(world, four),
        *(four.at(f"communicatie:bladzijde_{name}") for name in ("tekst", "voorbeeld", "link")),
        four.at("communicatie:bladzijde_tekst", word="frans", query="?taal=fr"),
        four.at("trajecten:poort", 4),
        *(five.at(name) for name in LISTS_5),
        *_waves(world, five),
        *_moments(world, five),
        *_barriers(world, five),
        *_learning(world, five),
        five.at("trajecten:poort", 5),
        *pages_spotlight.lead(world),
        ("mijn-agenda", "/mijn-agenda/"),
        ("noteren-leeg", "/noteren/"),
        ("vandaag", "/vandaag/"),
    ]


MESSAGES = ("ready", "told", "late", "waiting", "idea", "dropped")


def _messages(world: "World", four: Addresses) -> Rows:
    later = world.later
    numbers = {state: later[f"{state} message"].number for state in MESSAGES}
    cell = f"?doelgroep={later['audience'].pk}&waarover=help"
    return [
        *(four.at("communicatie:boodschap", number, word=state) for state, number in numbers.items()),
        four.at("communicatie:plan", word="kalender", query="?toon=kalender"),
        four.at("communicatie:boodschappen", word="niets", query="?q=olifant"),
        four.at("communicatie:boodschap_nieuw", word="vakje", query=cell),
        four.at("communicatie:boodschap_nieuw", word="herhaalt", query=f"?herhaalt={numbers['told']}"),
        *(four.at(f"communicatie:boodschap_{name}", numbers["ready"]) for name in ("wijzig", "verteld", "vervalt")),
        *(
            four.at("communicatie:boodschap_versturen", numbers[state], word=state)
            for state in ("ready", "waiting", "idea")
        ),
        four.at("communicatie:boodschap_verstuur", numbers["ready"]),
        four.at("communicatie:boodschap_scherm", numbers["ready"]),
        four.at("communicatie:doelgroep_wijzig", later["audience"]),
        four.at("communicatie:doelgroep_weg", later["silent audience"]),
    ]


def _roles(world: "World", four: Addresses) -> Rows:
    asked, given, contact = (world.later[name] for name in ("asked role", "given role", "contact"))
    return [
        four.at("communicatie:rol_vragen"),
        four.at("communicatie:rol_voorbereid"),
        four.at("communicatie:rol_vraag", asked),
        four.at("communicatie:rol_vraag", given, word="ja"),
        four.at("communicatie:rol_voorwaarden", given),
        four.at("communicatie:rol_intrekken", asked),
        four.at("communicatie:rol_stoppen", given),
        four.at("communicatie:aanspreekpunt_wijzig", contact),
        four.at("communicatie:aanspreekpunt_weg", contact),
    ]


WAVES = ("running", "planned", "paused")


def _waves(world: "World", five: Addresses) -> Rows:
    running, planned, paused = (world.later[f"{state} wave"].number for state in WAVES)
    return [
        *(five.at("uitrol:golf", world.later[f"{state} wave"].number, word=state) for state in WAVES),
        five.at("uitrol:golf_nieuw"),
        five.at("uitrol:golf_wijzig", planned),
        five.at("uitrol:golf_wijzig", running, word="loopt"),
        five.at("uitrol:golf_weg", planned),
        five.at("uitrol:golf_start", planned),
        five.at("uitrol:golf_pauze", running),
        five.at("uitrol:golf_verder", paused),
        five.at("uitrol:golf_klaar", running),
        five.at("uitrol:golf_check_erbij", planned),
    ]


MOMENTS = ("moment", "empty moment", "past moment", "held moment", "cancelled moment")


def _moments(world: "World", five: Addresses) -> Rows:
    later = world.later
    coming, past = later["moment"], later["past moment"]
    return [
        *(five.at("uitrol:moment", later[one], word=one.replace(" ", "-")) for one in MOMENTS),
        five.at("uitrol:momenten", word="week", query=f"?week={coming.starts_at:%G-W%V}"),
        five.at("uitrol:momenten", word="lege-week", query="?week=2030-W09"),
        five.at("uitrol:moment_nieuw"),
        five.at("uitrol:moment_wijzig", coming),
        five.at("uitrol:moment_annuleer", coming),
        five.at("uitrol:moment_wie", coming),
        five.at("uitrol:moment_wie", later["empty moment"], word="leeg"),
        five.at("uitrol:moment_wie_iedereen", coming),
        *_attendance(five, past),
        five.at("uitrol:moment_gehouden", past),
        five.at("uitrol:materiaal_nieuw", word="moment", query=f"?moment={coming.pk}"),
        five.at("uitrol:materiaal_weg", later["material"]),
    ]


def _attendance(five: Addresses, past) -> Rows:
    return [five.at("uitrol:aanwezig", past, word=way, query=f"?tel={way}") for way in ("aantal", "namen")]


BARRIERS = ("blocking", "open", "solved")


def _barriers(world: "World", five: Addresses) -> Rows:
    numbers = {state: world.later[f"{state} barrier"].number for state in BARRIERS}
    return [
        *(five.at("uitrol:drempel", number, word=state) for state, number in numbers.items()),
        five.at("uitrol:drempels", word="niets", query="?q=olifant"),
        five.at("uitrol:drempel_nieuw"),
        five.at("uitrol:drempel_wijzig", numbers["open"]),
        five.at("uitrol:ondersteuning", word="4w", query="?periode=4w"),
        five.at("uitrol:ondersteuning_lijst", word="niets", query="?q=olifant"),
    ]


SESSIONS = ("session", "session of now", "held session", "cancelled session")


def _learning(world: "World", five: Addresses) -> Rows:
    later = world.later
    number = later["task"].number
    return [
        *(five.at("uitrol:sessie", later[one], word=one.replace(" ", "-")) for one in SESSIONS),
        five.at("uitrol:sessies", word="voorbij", query="?voorbij=1"),
        five.at("uitrol:sessie_nieuw", word="taak", query=f"?taak={later['task'].pk}"),
        five.at("uitrol:sessie_wijzig", later["session"]),
        five.at("uitrol:sessie_wijzig", later["held session"], word="gehouden"),
        five.at("uitrol:sessie_annuleer", later["session"]),
        five.at("uitrol:sessie_aanwezig", later["session of now"]),
        five.at("uitrol:sessie_aanwezig", later["session of now"], word="zoek", query="?zoek=Gent"),
        five.at("uitrol:taak", number),
        five.at("uitrol:taak_nieuw"),
        five.at("uitrol:taak_wijzig", number),
        five.at("uitrol:taak_weg", number),
        five.at("uitrol:taken", word="weg", query="?weg=1"),
    ]


def reader(world: "World") -> Rows:
    """Who reads along: the same pages without their buttons."""
    new, four, five = (Addresses(world, key) for key in ("new", "told", "rolled"))
    later = world.later
    messages = {state: later[f"{state} message"].number for state in ("ready", "told", "waiting")}
    return [
        *(new.at(name) for name in (*LISTS_4, *LISTS_5)),
        *(four.at(name) for name in LISTS_4),
        *(four.at("communicatie:boodschap", number, word=state) for state, number in messages.items()),
        *(five.at(name) for name in LISTS_5),
        *(five.at("uitrol:golf", later[f"{state} wave"].number, word=state) for state in WAVES),
        *(five.at("uitrol:moment", later[one], word=one.replace(" ", "-")) for one in MOMENTS[:2]),
        *(five.at("uitrol:drempel", later[f"{state} barrier"].number, word=state) for state in BARRIERS),
        five.at("uitrol:taak", later["task"].number),
        *(five.at("uitrol:sessie", later[one], word=one.replace(" ", "-")) for one in SESSIONS[1:3]),
        *pages_spotlight.reader(world),
    ]


def ambassador(world: "World") -> Rows:
    """Somebody on the floor, on a phone: notes in three taps, and who was there."""
    five, noted = Addresses(world, "rolled"), world.later["noted"]
    return [
        ("noteren", "/noteren/"),
        ("noteren-traject", f"/noteren/?traject={five.slug}"),
        ("noteren-bewaard", f"/noteren/bewaard/{noted.key}/"),
        ("noteren-mijn", "/noteren/mijn/"),
        *_attendance(five, world.later["past moment"]),
        five.at("uitrol:moment", world.later["moment"]),
        *pages_spotlight.reader(world),
    ]


def guest(world: "World") -> Rows:
    """An ambassador who is no member: what a step is for, who helps, when it starts, and noting."""
    four, five = Addresses(world, "told"), Addresses(world, "rolled")
    return [
        four.at("communicatie:stap"),
        four.at("communicatie:ploeg_gezichten"),
        *(five.at(f"uitrol:{name}") for name in ("stap", "golven", "momenten", "materiaal")),
        five.at("uitrol:golf", world.later["running wave"].number),
        *_attendance(five, world.later["past moment"]),
        ("noteren", "/noteren/"),
        ("noteren-mijn", "/noteren/mijn/"),
        ("vandaag", "/vandaag/"),
    ]
