"""Pages of steps 2 and 3, for whom they are meant: in a project where all of it happened, and in one where nothing did."""

from typing import TYPE_CHECKING

from django.urls import reverse

from toetsing.mails import secret_of

if TYPE_CHECKING:
    from e2e.world import World

Rows = list[tuple]
ROLES = ("anonymous", "lead", "reader", "ambassador", "guest", "decider")


def rows_of(world: "World", role: str) -> Rows:
    rows = {"lead": lead, "reader": reader, "ambassador": ambassador, "guest": guest, "decider": decider}
    return rows.get(role, anonymous)(world)


SHORT = {"fundament": "", "toetsing": "t-", "communicatie": "c-", "uitrol": "u-", "opvolging": "o-"}


def _short(name: str) -> str:
    """«t-ronde» for «toetsing:ronde»: two steps have a page with the same name."""
    room, _colon, page = name.partition(":")
    return SHORT[room] + page if room in SHORT else name


class Addresses:
    """Of one project: `at("fundament:keuze", decision)` gives (name, address); what follows the name is for the picture."""

    def __init__(self, world: "World", key: str):
        self.key, self.slug = key, world.projects[key].slug

    def at(self, name: str, *args, word: str = "", query: str = "", status: int = 200) -> tuple:
        keys = [getattr(arg, "pk", arg) for arg in args]
        label = "-".join(filter(None, [self.key, _short(name), word]))
        return label, reverse(name, args=[self.slug, *keys]) + query, status


def anonymous(world: "World") -> Rows:
    """Who was invited to try."""
    person = world.later["runs"].survey.participants.order_by("pk").last()
    return [
        ("probeer", f"/v/probeer/{secret_of(person.pk, person.generation)}/"),
        ("probeer-onbekend", "/v/probeer/1-bestaat-niet/", 404),
    ]


EMPTY = (
    "fundament:stap", "fundament:knelpunten", "fundament:knelpunten_ophalen", "fundament:bundels", "fundament:themas",
    "fundament:keuzes", "fundament:afspraken", "fundament:blad",
    "toetsing:stap", "toetsing:concepten", "toetsing:rondes", "toetsing:drempels",
)  # fmt: skip
LISTS_2 = tuple(name for name in EMPTY if name.startswith("fundament"))
LISTS_3 = tuple(name for name in EMPTY if name.startswith("toetsing"))
TAKES = {"fundament:knelpunten_ophalen"}
"""Only who leads has this one."""


def lead(world: "World") -> Rows:
    new, two, three = (Addresses(world, key) for key in ("new", "decided", "tried"))
    first = [
        "fundament:knelpunt_nieuw", "fundament:keuze_nieuw", "fundament:afspraak_nieuw", "fundament:kader_nieuw",
        "toetsing:concept_nieuw", "toetsing:ronde_nieuw", "toetsing:bevinding_nieuw",
    ]  # fmt: skip
    return [
        *(new.at(name) for name in (*EMPTY, *first)),
        *(two.at(name) for name in LISTS_2),
        *_bottlenecks(world, two, Addresses(world, "done")),
        *_decisions(world, two),
        *_agreements(world, two),
        two.at("trajecten:poort", 2),
        *(three.at(name) for name in LISTS_3),
        *_concepts(world, three),
        *_rounds(world, three),
        *_findings(world, three),
        three.at("trajecten:poort", 3),
        ("vandaag", "/vandaag/"),
        three.at("trajecten:overzicht"),
    ]


def _bottlenecks(world: "World", two: Addresses, done: Addresses) -> Rows:
    later = world.later
    bundle = later["bundle"]
    other = world.projects["decided"].bundles.exclude(pk=bundle.pk).first()
    return [
        two.at("fundament:knelpunten", word="bundel", query=f"?bundle={bundle.pk}"),
        two.at("fundament:knelpunten", word="niets", query="?q=olifant"),
        two.at("fundament:knelpunt_nieuw", word="bundel", query=f"?bundel={bundle.pk}"),
        two.at("fundament:knelpunt_bewaard"),
        two.at("fundament:knelpunt", later["bottleneck"]),
        two.at("fundament:knelpunt_wis", later["bottleneck"]),
        done.at("fundament:knelpunten_ophalen"),
        *(done.at("fundament:knelpunten_ophalen", word=s, query=f"?bron={s}") for s in ("notities", "antwoorden")),
        two.at("fundament:bundel", bundle),
        two.at("fundament:bundel", other, word="leeg"),
        two.at("fundament:bundel_wijzig", bundle),
        two.at("fundament:bundel_samen", bundle),
        two.at("fundament:bundel_samen", bundle, word="zeker", query=f"?into={other.pk}"),
        two.at("fundament:bundel_wis", other),
        two.at("fundament:thema_geen_besluit", later["theme"]),
    ]


STATES = ("bare", "proposal", "asked", "taken", "due", "withdrawn", "replaced", "sent back")


def _decisions(world: "World", two: Addresses) -> Rows:
    later = world.later
    proposal, taken = later["proposal"], later["taken"]
    option, party, task = (
        rows.first() for rows in (proposal.options, proposal.parties.filter(part="consulted"), proposal.tasks)
    )
    return [
        *(two.at("fundament:keuze", later[state], word=state.replace(" ", "-")) for state in STATES),
        two.at("fundament:keuzes", word="niets", query="?q=olifant"),
        two.at("fundament:keuze_nieuw", word="bundel", query=f"?bundel={later['bundle'].pk}"),
        two.at("fundament:keuze_nieuw", word="vervangt", query=f"?vervangt={taken.pk}"),
        two.at("fundament:keuze_wijzig", proposal),
        two.at("fundament:keuze_aanleiding", proposal),
        *(two.at(f"fundament:{kind}_nieuw", proposal) for kind in ("optie", "partij", "actie")),
        two.at("fundament:optie", proposal, option),
        two.at("fundament:partij", proposal, party),
        two.at("fundament:actie", proposal, task),
        two.at("fundament:optie_wis", proposal, option),
        two.at("fundament:keuze_voorleggen", proposal),
        two.at("fundament:keuze_herzien", taken),
        two.at("fundament:keuze_intrekken", proposal, word="voorstel"),
        two.at("fundament:keuze_intrekken", taken),
        two.at("fundament:keuze_zonder_afspraak", later["due"]),
        *(two.at("fundament:keuze_blad", later[state], word=state) for state in ("bare", "proposal", "taken")),
        two.at("fundament:vraag_nieuw", proposal),
        *(
            two.at("fundament:vraag", proposal, later[f"question {state}"], word=state.replace(" ", "-"))
            for state in ("open", "closed", "summed up", "anonymous")
        ),
    ]


def _agreements(world: "World", two: Addresses) -> Rows:
    later, work = world.later, world.organisation.functions.order_by("pk").first()
    holds, agreed, tested = later["holds"], later["agreed"], later["tested"]
    return [
        *(
            two.at("fundament:afspraak", later[one], word=one)
            for one in ("holds", "agreed", "tested", "stopped", "alone")
        ),
        two.at("fundament:afspraken", word="niets", query=f"?kader={agreed.framework_id}&toestand=in_force"),
        two.at("fundament:afspraak_nieuw"),
        two.at("fundament:afspraak_nieuw", word="besluit", query=f"?besluit={later['taken'].pk}"),
        two.at("fundament:afspraak_verschil", holds),
        two.at("fundament:afspraak_gegevens", holds),
        two.at("fundament:afspraak_versie", tested),
        two.at("fundament:afspraak_stop", holds),
        two.at("fundament:afspraak_woorden", agreed, 1),
        two.at("fundament:afspraak_woorden", holds, 2, word="versie"),
        two.at("fundament:afspraak_getoetst", agreed, 1),
        two.at("fundament:afspraak_ingaan", tested, 1),
        two.at("fundament:versie_weg", agreed, 1),
        two.at("fundament:kader", later["framework"]),
        two.at("fundament:kader_wijzig", later["framework"]),
        two.at("fundament:blad", word="functie", query=f"?functie={work.pk}"),
        two.at("fundament:blad", word="maak", query="?maak=1"),
    ]


def _concepts(world: "World", three: Addresses) -> Rows:
    later = world.later
    concept = later["concept"]
    return [
        *(
            three.at("toetsing:concept", later[one], word=one.replace(" ", "-"))
            for one in ("concept", "sheet", "left out", "without version")
        ),
        three.at("toetsing:concept_nieuw"),
        three.at("toetsing:concept_wijzig", concept),
        three.at("toetsing:concept_niet", concept),
        three.at("toetsing:versie_nieuw", later["without version"], word="eerste"),
        three.at("toetsing:versie_nieuw", concept),
        three.at("toetsing:versie", concept, 1, word="vast"),
        three.at("toetsing:voor_na", concept),
        three.at("toetsing:voor_na", later["without version"], word="leeg"),
    ]


ROUNDS = ("over", "runs", "planned", "empty round")


def _rounds(world: "World", three: Addresses) -> Rows:
    numbers = {key: world.later[key].number for key in ROUNDS}
    return [
        *(three.at("toetsing:ronde", number, word=key.replace(" ", "-")) for key, number in numbers.items()),
        three.at("toetsing:ronde_nieuw"),
        three.at("toetsing:ronde_nieuw", word="sleutelfiguren", query="?soort=key_figures"),
        three.at("toetsing:ronde_wijzig", numbers["planned"]),
        three.at("toetsing:ronde_wijzig", numbers["runs"], word="loopt"),
        three.at("toetsing:ronde_open", numbers["planned"]),
        three.at("toetsing:ronde_afronden", numbers["runs"]),
        three.at("toetsing:ronde_weg", numbers["planned"]),
        three.at("toetsing:ronde_wie", numbers["planned"]),
        three.at("toetsing:ronde_wie", numbers["empty round"], word="leeg"),
        three.at("toetsing:opmerkingen", numbers["over"]),
        three.at("toetsing:opmerkingen", numbers["runs"], word="leeg"),
    ]


FOUND = ("found", "adjusted", "postponed", "asking", "compliment")


def _findings(world: "World", three: Addresses) -> Rows:
    later = world.later
    return [
        *(three.at("toetsing:bevinding", later[one], word=one) for one in FOUND),
        three.at("toetsing:drempels", word="niets", query="?soort=compliment&ernst=small"),
        three.at("toetsing:bevinding_nieuw"),
        three.at("toetsing:bevinding_wijzig", later["asking"]),
    ]


def reader(world: "World") -> Rows:
    """Who reads along: the same pages without their buttons."""
    new, two, three = (Addresses(world, key) for key in ("new", "decided", "tried"))
    later = world.later
    return [
        *(new.at(name) for name in EMPTY if name not in TAKES),
        *(two.at(name) for name in LISTS_2 if name not in TAKES),
        two.at("fundament:bundel", later["bundle"]),
        *(two.at("fundament:keuze", later[state], word=state) for state in ("proposal", "taken")),
        two.at("fundament:keuze_blad", later["taken"]),
        *(
            two.at("fundament:vraag", later["proposal"], later[f"question {one}"], word=one)
            for one in ("open", "closed")
        ),
        *(two.at("fundament:afspraak", later[one], word=one) for one in ("holds", "agreed")),
        two.at("fundament:afspraak_verschil", later["holds"]),
        two.at("fundament:kader", later["framework"]),
        *(three.at(name) for name in LISTS_3),
        three.at("toetsing:concept", later["concept"]),
        three.at("toetsing:voor_na", later["concept"]),
        *(three.at("toetsing:ronde", later[key].number, word=key) for key in ("over", "runs", "planned")),
        *(three.at("toetsing:bevinding", later[one], word=one) for one in ("asking", "compliment")),
    ]


def ambassador(world: "World") -> Rows:
    """Somebody on the floor: tells what went wrong, on a phone."""
    two = Addresses(world, "decided")
    return [
        two.at("fundament:stap"),
        two.at("fundament:knelpunt_nieuw"),
        two.at("fundament:knelpunt_bewaard"),
    ]


def guest(world: "World") -> Rows:
    """An ambassador who is no member: sees what a step is for, and tells what went wrong."""
    two = Addresses(world, "decided")
    return [*ambassador(world), ("vandaag", "/vandaag/"), two.at("trajecten:overzicht"), two.at("toetsing:stap")]


def decider(world: "World") -> Rows:
    two, three = Addresses(world, "decided"), Addresses(world, "tried")
    later = world.later
    return [
        ("vandaag", "/vandaag/"),
        *(two.at(name) for name in LISTS_2 if name not in TAKES),
        two.at("fundament:knelpunt_nieuw"),
        *(two.at("fundament:keuze", later[state], word=state) for state in ("asked", "taken", "due")),
        *(
            two.at("fundament:beslis", later[state], word=state.replace(" ", "-"))
            for state in ("asked", "second asked")
        ),
        two.at("fundament:keuze_herzien", later["due"]),
        two.at("fundament:keuze_intrekken", later["taken"]),
        two.at("fundament:keuze_blad", later["asked"]),
        two.at("fundament:afspraak", later["holds"]),
        *(three.at(name) for name in LISTS_3),
        three.at("toetsing:ronde", later["over"].number),
        three.at("trajecten:poort", 3),
    ]
