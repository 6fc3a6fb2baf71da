"""Steps 2 and 3 of De Linde: everything that a page of them can show, in every state."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from bevraging.actions import themes
from bevraging.tests.talk_factories import confirmed_item
from fundament.actions import agreements, bottlenecks, bundles, deciding, enforcing, targeted
from fundament.models import Decision, DecisionParty, TargetedQuestion
from fundament.tests import factories as step2
from organisatie.tests.factories import make_user
from toetsing.actions import concepts, findings, people, rounds
from toetsing.barriers import barriers_of
from toetsing.models import Finding, TestRound
from toetsing.tests import factories as step3
from trajecten import actions
from trajecten.models import ProjectRole
from trajecten.tests.factories import make_project, make_role

if TYPE_CHECKING:
    from e2e.world import World

RATIONALE = "Zo staat alles op één plaats, en zoekt niemand nog naar een schriftje."
OPTIONS = (
    ("Alleen in het dossier", "Eén plaats, doorzoekbaar.", "Er zijn toestellen nodig op elke gang."),
    ("Dossier en een papieren dagblad", "Vertrouwd voor wie al lang meedraait.", "Het dubbele werk blijft."),
    ("Elk huis kiest zelf", "Er is lokaal draagvlak.", "Wie van huis wisselt, leert telkens opnieuw."),
)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def fill(world: "World") -> None:
    """Step 2 in the project that got its go, step 3 in one of its own."""
    lead, bram = world.users["lead"], world.users["ambassador"]
    guest = world.users["guest"] = make_user("griet@zorgpartner.test", "Griet Claes")
    actions.set_role(project=world.projects["decided"], by=lead, role=ProjectRole.Role.AMBASSADOR, user=bram)
    make_role(world.projects["decided"], guest)
    world.projects["tried"] = make_project(
        world.organisation, lead, world.users["decider"], title="Observaties in drie tikken", step=3
    )
    _bottlenecks(world)
    _decisions(world)
    _targeted(world)
    _agreements(world)
    _concepts(world)
    _rounds(world)
    _findings(world)


def _day(days: int):
    return timezone.localdate() + timedelta(days=days)


def _bottlenecks(world: "World") -> None:
    project, lead, later = world.projects["decided"], world.users["lead"], world.later
    theme = themes.add_theme(project=project, by=lead, name="Overdracht van de shift")
    later["theme"] = themes.add_theme(project=project, by=lead, name="Toestellen die ergens anders liggen")
    bundles.rule_no_decision(
        theme=themes.add_theme(project=project, by=lead, name="Koffie"), reason="Dat loopt al goed.", by=lead
    )
    bundle = later["bundle"] = bundles.add_bundle(project=project, by=lead, name="Dubbel noteren", theme=theme)
    bundles.add_bundle(project=project, by=lead, name="Het schriftje is zoek, en niemand weet sinds wanneer")
    place = world.organisation.locations.order_by("pk").first()
    work = world.organisation.functions.order_by("pk").first()
    for weeks in range(9):
        bottlenecks.report_bottleneck(
            project=project, what="Gewicht stond op papier en in Excel", fix="Twee keer overgetypt.", minutes=10,
            location=place, function=work, happened_on=_day(-7 * weeks), bundle=bundle,
        )  # fmt: skip
    later["bottleneck"] = bottlenecks.report_bottleneck(
        project=project, what="De tablet lag nog bij de nachtploeg.", happened_on=_day(0)
    )
    bottlenecks.take_item(item=project.inventory.filter(lens="bad").first(), by=lead)


def _proposal(world: "World", question: str, **fields: Any) -> Decision:
    """One that misses nothing, with three options."""
    decision = step2.make_proposal(
        world.projects["decided"],
        driver=world.users["lead"],
        decider=world.users["decider"],
        question=question,
        options=3,
        **{"context": "Vandaag noteren we op vier plaatsen. Wie zoekt, belt rond.", **fields},
    )
    for option, (title, plus, minus) in zip(decision.options.all(), OPTIONS, strict=True):
        option.title, option.plus, option.minus = title, plus, minus
        option.save()
    decision.bundles.set([world.later["bundle"]])
    decision.themes.add(world.later["bundle"].theme)
    decision.items.add(confirmed_item(decision.project, f"Een toestel op elke gang ({decision.number})"))
    told = {"name": "ICT", "said": "Tien toestellen volstaan."}
    decision.parties.create(part=DecisionParty.Part.CONSULTED, **told)
    decision.parties.create(part=DecisionParty.Part.INFORMED, name="families")
    decision.tasks.create(what="Toestellen bestellen", who="ICT", due_on=_day(20))
    return decision


def _taken(world: "World", question: str, **fields: Any) -> Decision:
    decision, decider = _asked(world, question, **fields), world.users["decider"]
    option = decision.options.first()
    return deciding.decide(
        decision=decision, by=decider, version=decision.version, option=option, rationale=RATIONALE
    )  # fmt: skip


def _asked(world: "World", question: str, **fields: Any) -> Decision:
    decision = _proposal(world, question, **fields)
    Decision.objects.filter(pk=decision.pk).update(advised=decision.options.first())
    decision.refresh_from_db()
    deciding.ask(decision=decision, by=world.users["lead"], decide_by=_day(7))
    return decision


def _decisions(world: "World") -> None:
    project, lead, decider, later = (
        world.projects["decided"], world.users["lead"], world.users["decider"], world.later,
    )  # fmt: skip
    later["bare"] = step2.make_decision("Wie belt de familie?", project=project, options=0, driver=lead)
    later["proposal"] = _proposal(world, "Waar noteren we observaties?")
    later["asked"] = _asked(world, "Wie krijgt een tablet, en wie deelt er een met de collega’s van dezelfde gang?")
    later["second asked"] = _asked(world, "Wanneer overlopen we het bord?", kind="work")
    later["taken"] = _taken(world, "Hoe dragen we over?", consequences="De schriftjes verdwijnen.")
    later["taken"].tasks.create(what="Schriftjes ophalen", who="Lies", due_on=_day(-2))
    later["due"] = _taken(world, "Welk bord gebruiken we?")
    Decision.objects.filter(pk=later["due"].pk).update(review_on=_day(-1))
    later["withdrawn"] = _proposal(world, "Hoe kleuren we de mappen?")
    deciding.withdraw(decision=later["withdrawn"], by=lead, why="De mappen verdwijnen.")
    later["replaced"] = _taken(world, "Waar ligt de sleutel?")
    next_one = _asked(world, "Waar ligt de sleutel van de apotheek?", supersedes=later["replaced"])
    deciding.decide(
        decision=next_one, by=decider, version=next_one.version, option=next_one.options.last(), rationale=RATIONALE
    )
    later["sent back"] = _asked(world, "Wie sluit de deur?")
    deciding.send_back(
        decision=later["sent back"], by=decider, version=later["sent back"].version, reason="Vraag het aan de nacht."
    )


def _targeted(world: "World") -> None:
    """Open, closed and to sum up, summed up, and one that nobody can see through."""
    decision, later, lead = world.later["proposal"], world.later, world.users["lead"]
    asked: dict[str, TargetedQuestion] = {}
    for key, question, mode in (
        ("open", "Hoe lang mag een briefing duren?", "named"),
        ("closed", "Lukt het met één tablet per gang?", "named"),
        ("summed up", "Willen jullie een vast moment?", "named"),
        ("anonymous", "Durf je een fout te melden?", "anonymous"),
    ):
        asked[key] = step2.make_targeted(question, decision=decision, people=12, mode=mode, by=lead)
    step2.answer_targeted(asked["open"], "ja", "nee", close=False)
    for key in ("closed", "summed up", "anonymous"):
        step2.answer_targeted(asked[key], *["ja"] * 7, *["nee"] * 3)
    asked["summed up"].refresh_from_db()
    targeted.summarise(targeted=asked["summed up"], summary="Een vast moment helpt, om 7 uur.", by=lead)
    later |= {f"question {key}": one for key, one in asked.items()}


def _agreements(world: "World") -> None:
    project, lead, later = world.projects["decided"], world.users["lead"], world.later
    owner = world.organisation.employees.order_by("pk").first()
    places = list(world.organisation.locations.order_by("pk"))
    framework = later["framework"] = agreements.add_framework(
        project=project, by=lead, name="Eén bewonersdossier", why="Wie zoekt, vindt.", owner=owner
    )
    second = agreements.add_framework(project=project, by=lead, name="Toestellen")

    def agree(sentence: str, kept_in=framework, **words: Any):
        words = {"why": "Zo vindt iedereen het terug.", "when": "bij elke shiftwissel"} | words
        return agreements.make_agreement(
            framework=kept_in, by=lead, owner=owner, decisions=[later["taken"]], sentence=sentence, **words
        )

    holds = agree("We noteren elke observatie in het dossier.", example="«Mevrouw at goed» om 12 uur.")
    later["holds"] = step2.put_in_force(holds, *places).agreement
    agreements.new_version(
        agreement=later["holds"], by=lead, functions=[world.organisation.functions.first()],
        sentence="We noteren elke observatie meteen, met de tablet, in het dossier.", why="Zo vindt iedereen het terug.",
        when="tijdens de zorg", changed="Meteen, en met de tablet.", changed_why="Later noteren werd vergeten.",
    )  # fmt: skip
    later["agreed"] = agree(
        "We laden de tablets ’s nachts op.", second, exception="Behalve bij een oefening."
    ).agreement
    tested = agree("We overlopen het bord samen om 7 uur.")
    # The go of gate 2 comes later in this world: straight in the row, as with what is in force here.
    later["tested"] = step2.mark_tested(tested, "Acht collega’s van twee huizen probeerden het uit.").agreement
    stopped = later["stopped"] = step2.put_in_force(agree("We schrijven in het schriftje."), *places).agreement
    enforcing.end_agreement(agreement=stopped, by=lead, why="Het schriftje is weg.")
    later["alone"] = step2.put_in_force(agree("We bellen de apotheek voor 10 uur."), *places[:1]).agreement


def _concepts(world: "World") -> None:
    project, lead, later = world.projects["tried"], world.users["lead"], world.later
    concept = later["concept"] = concepts.make_concept(
        project=project, by=lead, name="Observatie in drie tikken", tries="noteren tijdens de zorg"
    )
    file = SimpleUploadedFile("stappen.pdf", PDF)
    concepts.add_version(
        concept=concept, by=lead, text="Tik, kies, bewaar.\nKlaar.", file=file, link="https://a.example"
    )
    later["sheet"] = concepts.make_concept(
        project=project,
        by=lead,
        name="Afsprakenblad voor wie nieuw is",
        tries="het blad lezen en vertellen wat er staat",
    )
    concepts.add_version(concept=later["sheet"], by=lead, text="Wij noteren alles in het dossier.")
    later["left out"] = concepts.make_concept(project=project, by=lead, name="Bord", tries="het bord invullen")
    concepts.leave_out(concept=later["left out"], by=lead, reason="Dat hangt er al.")
    later["without version"] = concepts.make_concept(project=project, by=lead, name="Kaartje", tries="meenemen")


def _plan(world: "World", kind: str, who: list[Any], days: int) -> TestRound:
    project, lead, start = world.projects["tried"], world.users["lead"], timezone.now() + timedelta(days=days)
    tried = [world.later["concept"], world.later["sheet"]]
    planned = rounds.plan_round(
        project=project, by=lead, kind=kind, starts_at=start, ends_at=start + timedelta(hours=2), concepts=tried,
        place="Vergaderzaal", note="Breng je badge mee.",
    )  # fmt: skip
    people.add_people(test_round=planned, employees=who, by=lead)
    return planned


def _rounds(world: "World") -> None:
    """Round 1 is over, round 2 runs, round 3 is planned with nobody in it yet."""
    lead, later = world.users["lead"], world.later
    staff = list(world.organisation.employees.active().order_by("pk"))
    over = later["over"] = _plan(world, "small", staff[:6], 1)
    rounds.open_round(test_round=over, by=lead)
    step3.tell(over, 4)
    step3.tell(over, 2, first=4, tried="a2", ready="2", barrier="Te veel verplichte velden.")
    rounds.close_round(test_round=over, by=lead)
    concepts.add_version(
        concept=later["concept"], by=lead, text="Tik, bewaar.\nKlaar.", changed="Eén tik minder.", after=1
    )
    later["found"] = findings.finding_from_barrier(barrier=barriers_of(over)[0], severity="blocking", by=lead)
    concepts.add_version(concept=later["sheet"], by=lead, text="Wij noteren alles meteen.", changed="Meteen.", after=1)
    runs = later["runs"] = _plan(world, "key_figures", staff[3:15], 3)
    rounds.open_round(test_round=runs, by=lead)
    step3.tell(runs, 3)
    later["planned"] = _plan(world, "small", staff[20:26], 9)
    later["empty round"] = _plan(world, "key_figures", [], 20)


def _findings(world: "World") -> None:
    project, lead, later = world.projects["tried"], world.users["lead"], world.later
    first, second = later["concept"].versions.order_by("number")
    about = {"project": project, "by": lead, "version": first, "round": later["over"]}
    owner = world.organisation.employees.order_by("pk").first()
    done = later["adjusted"] = findings.note_finding(
        kind=Finding.Kind.BARRIER, text="De knop stond te laag", severity="annoying", owner=owner, **about
    )
    findings.adjust(finding=done, version=second, answer="De knop staat nu bovenaan.", by=lead)
    postponed = later["postponed"] = findings.note_finding(
        kind=Finding.Kind.QUESTION, text="Kan het ook in het Frans?", severity="small", **about
    )
    findings.postpone(finding=postponed, on=_day(30), answer="Na de zomer.", by=lead)
    later["asking"] = findings.note_finding(
        kind=Finding.Kind.QUESTION, text="Wie ziet wat ik noteer?", severity="annoying", **about
    )
    later["compliment"] = findings.note_finding(kind=Finding.Kind.COMPLIMENT, text="Drie tikken, en klaar.", **about)
