"""Every page that can be opened with GET, for whom it is meant. Shared by the axe tests and by the screenshots."""

from dataclasses import dataclass

from bevraging.feedback import secret_of
from bevraging.tests.factories import tokens_of
from e2e import pages_follow_up, pages_later, pages_steps
from e2e.world import World
from organisatie.models import Membership
from trajecten.models import Condition
from trajecten.rhythms import secret_of as reminders_secret


@dataclass(frozen=True)
class Page:
    role: str
    """Whose page it is; `anonymous` and `respondent` have no account, `guest` is no member."""
    name: str
    url: str
    status: int = 200


def all_pages(world: World) -> list[Page]:
    """Around the product and of step 1, then of steps 2 and 3, then of steps 4 and 5, then of step 6."""
    return [*early_pages(world), *later_pages(world), *step_pages(world), *follow_up_pages(world)]


def later_pages(world: World) -> list[Page]:
    return [Page(role, *row) for role in pages_later.ROLES for row in pages_later.rows_of(world, role)]


def step_pages(world: World) -> list[Page]:
    return [Page(role, *row) for role in pages_steps.ROLES for row in pages_steps.rows_of(world, role)]


def follow_up_pages(world: World) -> list[Page]:
    return [Page(role, *row) for role in pages_follow_up.ROLES for row in pages_follow_up.rows_of(world, role)]


def early_pages(world: World) -> list[Page]:
    groups = {
        "anonymous": anonymous,
        "respondent": respondent,
        "lead": lead,
        "admin": admin,
        "reader": reader,
        "ambassador": reader,
        "decider": decider,
    }
    return [Page(role, *row) for role, rows in groups.items() for row in rows(world)]


def anonymous(world: World) -> list[tuple]:
    return [
        ("aanmelden", "/aanmelden/"),
        ("aanmelden-code", "/aanmelden/code/"),
        ("aanmeldlink", "/aanmelden/link/BCDF-GHJK/"),
        ("aanmelden-nieuw", "/aanmelden/nieuw/"),
        ("niet-actief", "/aanmelden/niet-actief/"),
        ("wachtwoord-vergeten", "/wachtwoord/vergeten/"),
        ("wachtwoord-verstuurd", "/wachtwoord/vergeten/verstuurd/"),
        ("wachtwoord-nieuw-oud", "/wachtwoord/nieuw/1-verlopen-sleutel/"),
        ("wachtwoord-klaar", "/wachtwoord/klaar/"),
        ("uitnodiging", world.invitation),
        ("uitnodiging-weg", "/uitnodiging/bestaat-niet/", 404),
        ("hulp", "/hulp/"),
        ("hulp-beginnen", "/hulp/beginnen/"),
        ("hulp-opvolging", "/hulp/opvolging/"),
        ("privacy", "/privacy/"),
        ("toegankelijkheid", "/toegankelijkheid/"),
        ("bouwstenen", "/bouwstenen/"),
        ("postvak", "/postvak/"),
        ("geen-herinneringen", world.mute),
        ("herinneringen-keuze", f"/herinneringen/{reminders_secret(str(world.users['lead'].pk))}/"),
        ("herinneringen-onbekend", "/herinneringen/1-bestaat-niet/", 404),
        ("terug", f"/v/terug/{secret_of(world.surveys['done'].pk)}/"),
        ("terug-frans", f"/v/terug/{secret_of(world.surveys['done'].pk)}/?taal=fr"),
        ("terug-onbekend", "/v/terug/1-bestaat-niet/", 404),
        ("code-typen", "/v/"),
        ("tablet", world.tablet),
        ("tablet-uit", "/v/tablet/1-van-vorig-jaar/", 404),
        ("code-onbekend", "/v/mela-tovo-rina-buke/", 404),
        ("niet-gevonden", "/bestaat-niet/", 404),
    ]


def respondent(world: World) -> list[tuple]:
    """The first of these opens the link of somebody who did not answer; the rest goes on in the same browser."""
    survey, done = world.surveys["open"], world.surveys["done"]
    base = f"/v/b/{survey.pk}/"
    return [
        ("start", f"/v/{tokens_of(survey)[-2]}/"),
        *((f"vraag-{n}", f"{base}{n}/") for n in (1, 8)),
        ("nakijken", f"{base}nakijken/"),
        ("al-meegedaan", f"/v/{tokens_of(survey)[0]}/"),
        ("gesloten", f"/v/{tokens_of(done)[0]}/"),
        ("kwijt", "/v/b/999/1/", 403),
    ]


def project_pages(world: World, keys, names) -> list[tuple]:
    return [
        (
            f"{key}-{name or 'overzicht'}".replace("/", "-"),
            f"/trajecten/{world.projects[key].slug}/{name}{'/' if name else ''}",
        )
        for key in keys
        for name in names
    ]


def survey_pages(world: World, key: str, names) -> list[tuple]:
    base = f"/trajecten/{world.projects[key].slug}/bevraging/{world.surveys[key].pk}/"
    return [(f"{key}-{name}".replace("/", "-"), f"{base}{name}/") for name in names]


def compared_pages(world: World) -> list[tuple]:
    """Two rounds beside each other: everybody, one group, and how the support moved between them."""
    ((_path, base),) = survey_pages(world, "twice", ["resultaten"])
    group = f"{base}vergelijk/?groep=locatie-{world.surveys['twice'].segments.get(label='Aalst').shown_as}"
    names = [("vergeleken", f"{base}vergelijk/"), ("vergeleken-groep", group), ("twice-resultaten", base)]
    return [*names, *project_pages(world, ["twice"], ["draagvlak"])]


def listening_pages(world: World) -> list[tuple]:
    """Conversations, themes and inventory: of the project where something was said, and of the one where nothing was."""
    done = world.projects["done"]
    writing, finished = done.conversations.order_by("status", "pk")[::-1]
    note, item, theme = writing.notes.first().pk, done.inventory.first().pk, done.themes.first().pk
    empty = ["gesprekken", "themas", "themas/werkbank", "themas/werkbank?bron=antwoorden", "inventaris"]
    names = [
        *empty, f"gesprekken/{writing.pk}", f"gesprekken/{finished.pk}", "gesprekken/nieuw",
        f"gesprekken/{writing.pk}/gegevens", f"gesprekken/{writing.pk}/wis", f"gesprekken/{writing.pk}/notities/{note}",
        f"themas/{theme}", f"themas/{theme}/wijzig", f"themas/{theme}/samenvoegen", f"themas/notitie/{note}",
        "inventaris/nieuw", f"inventaris/{item}", "inventaris?q=olifant",
    ]  # fmt: skip
    return [
        (f"{key}-{name}".replace("/", "-"), f"/trajecten/{world.projects[key].slug}/bevraging/{_slashed(name)}")
        for key, mine in (("new", empty), ("done", names))
        for name in mine
    ]


def _slashed(name: str) -> str:
    path, _question, query = name.partition("?")
    return f"{path}/?{query}" if query else f"{path}/"


HOME = [("vandaag", "/vandaag/"), ("trajecten", "/trajecten/")]
MINE = [
    ("mijn", "/mijn/"),
    ("mijn-herinneringen", "/mijn/herinneringen/"),
    ("mijn-wachtwoord", "/mijn/wachtwoord/"),
    ("beveiliging", "/mijn/beveiliging/"),
    ("totp", "/mijn/beveiliging/app/"),
    ("sleutels", "/mijn/beveiliging/sleutels/"),
    ("sleutel-nieuw", "/mijn/beveiliging/sleutels/nieuw/"),
    ("toestellen", "/mijn/beveiliging/toestellen/"),
    ("werkaccount", "/mijn/beveiliging/werkaccount/"),
    ("bevestigen", "/mijn/bevestigen/"),
    ("afmelden", "/afmelden/"),
]


REPORTS = ("", "/bestuur", "/verandering", "/verandering/spreiding")


def lead(world: World) -> list[tuple]:
    condition = Condition.objects.get()
    return [
        *HOME,
        ("traject-nieuw", "/trajecten/nieuw/"),
        *project_pages(world, ["new"], ["", "bevraging", "poort/1", "opvolging"]),
        *project_pages(
            world, ["open"], ["", "bevraging", "ploeg", "geschiedenis", "herinneringen", "instellingen", "poort/1"]
        ),
        *project_pages(world, ["open"], ["instellingen/drempel/s1.response"]),
        *project_pages(world, ["done"], ["", "poort/1", "draagvlak", "draagvlak/meet"]),
        ("done-draagvlak-toch", f"/trajecten/{world.projects['done'].slug}/draagvlak/meet/?rust=toch"),
        *project_pages(world, ["new"], ["draagvlak"]),
        *project_pages(world, ["asked"], ["", "poort/1"]),
        *project_pages(world, ["held"], ["", "poort/1"]),
        *project_pages(world, ["decided"], ["", "poort/1", "poort/2", "heropenen", "geschiedenis"]),
        *project_pages(world, ["decided"], [f"poort/1/afspraak/{condition.pk}"]),
        *project_pages(world, ["decided"], [f"poort/1/dossier/{condition.decision_id}"]),
        *project_pages(world, ["new", "decided"], [f"rapporten{part}" for part in REPORTS]),
        *project_pages(world, ["open"], ["bevraging/nieuw"]),
        *survey_pages(world, "draft", [f"nieuwe-vraag/{kind}" for kind in ("choice", "rating", "number", "info")]),
        *survey_pages(world, "draft", ["talen", "talen/fr/wis", "vragen/inlezen"]),
        *survey_pages(world, "types", ["vragen", "vragen/vervoer", "vragen/km", "talen"]),
        *survey_pages(
            world, "types", ["proef", *(f"proef/{n}" for n in (1, 3, 5, 11)), "proef/nakijken", "proef/klaar"]
        ),
        *survey_pages(world, "draft", ["vragen", "vragen/loopt_goed", "wie", "wie/lijst", "wie/leeg", "gegevens"]),
        *survey_pages(world, "draft", ["versturen", "versturen/bevestig"]),
        *survey_pages(
            world,
            "open",
            ["vragen", "deelname", "deelname/herinner", "deelname/sluit", "briefjes", "tablet", "resultaten"],
        ),
        *survey_pages(world, "done", ["deelname", "resultaten", "resultaten/lezen"]),
        *survey_pages(world, "named", ["resultaten"]),
        *survey_pages(world, "done", ["resultaten/vergelijk"]),
        *compared_pages(world),
        *survey_pages(world, "named", ["terugkoppeling", "terugkoppeling/tekst"]),
        *survey_pages(world, "done", ["terugkoppeling", "terugkoppeling/tekst", "terugkoppeling/voorbeeld"]),
        *survey_pages(world, "done", ["terugkoppeling/deel", "terugkoppeling/versie/1"]),
        *survey_pages(world, "asked", ["terugkoppeling", "terugkoppeling/mail"]),
        *listening_pages(world),
        ("mensen", "/mensen/"),
        ("bewaren", "/organisatie/bewaren/"),
        ("hulp", "/hulp/"),
        *MINE,
    ]


def admin(world: World) -> list[tuple]:
    employee = world.organisation.employees.order_by("pk").first().pk
    colleague = Membership.objects.get(organisation=world.organisation, user=world.users["reader"]).pk
    return [
        *HOME,
        ("mensen", "/mensen/"),
        ("mensen-niets", "/mensen/?q=olifant"),
        ("medewerker-nieuw", "/mensen/nieuw/"),
        ("medewerker", f"/mensen/{employee}/"),
        ("medewerker-uit", f"/mensen/{employee}/uit-dienst/"),
        ("bewaren", "/organisatie/bewaren/"),
        ("gegevens-gevraagd", "/organisatie/bewaren/gegevens/"),
        ("plaatsen", "/mensen/plaatsen/"),
        ("collegas", "/mensen/collegas/"),
        ("collega-uit", f"/mensen/collegas/{colleague}/uit/"),
        ("invoeren", "/mensen/invoeren/"),
        *((f"invoer-{stage}", f"/mensen/invoeren/{pk}/") for stage, pk in world.runs.items()),
        ("invoer-kolommen", f"/mensen/invoeren/{world.runs['ready']}/kolommen/"),
        ("invoer-rij", f"/mensen/invoeren/{world.runs['ready']}/rij/3/"),
    ]


def reader(world: World) -> list[tuple]:
    """Who reads along, with the pages that look different for them."""
    return [
        *HOME,
        *project_pages(world, ["open"], ["", "bevraging", "poort/1"]),
        *project_pages(world, ["decided"], ["", "poort/1"]),
    ]


def decider(world: World) -> list[tuple]:
    return [
        *HOME,
        *project_pages(world, ["asked"], ["", "poort/1", "poort/1/beslissen"]),
        *project_pages(world, ["decided"], ["", "poort/1", "poort/1/beslissen"]),
        *survey_pages(world, "asked", ["resultaten", "terugkoppeling"]),
    ]
