"""What steps 2 and 3 add to a house: every kind of row, in each state that a page is for. Texts carry the mark."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils import timezone

from bevraging.actions.themes import add_theme
from bevraging.tests.factories import make_survey_of
from bevraging.tests.talk_factories import confirmed_item, make_note
from fundament.models import AgreementVersion, DecisionParty, TargetedQuestion, ThemeRuling
from fundament.tests import factories as step2
from toetsing.barriers import barriers_of
from toetsing.mails import secret_of
from toetsing.models import Finding, TestRound
from toetsing.tests import factories as step3

if TYPE_CHECKING:
    from promises.access.world import House

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def fill(house: "House", mark: str) -> None:
    """After the rest of the house stands."""
    _bottlenecks(house, mark)
    _decisions(house, mark)
    _targeted(house, mark)
    _agreements(house, mark)
    _concepts(house, mark)
    _rounds(house, mark)
    _findings(house, mark)


def _bottlenecks(house: "House", mark: str) -> None:
    project, objects, lead = house.project, house.objects, house.users["lies"]
    place = {"location": objects["location"], "function": objects["function"]}
    bundle = step2.make_bundle(f"Bundel {mark}", project=project, theme=objects["theme"])
    objects["other bundle"] = step2.make_bundle(f"Andere bundel {mark}", project=project)
    bottleneck = step2.make_bottleneck(f"Knelpunt {mark}", bundle=bundle, fix=f"Oplossing {mark}", minutes=5, **place)
    taken = confirmed_item(project, f"Meegenomen {mark}")
    step2.make_bottleneck(f"Uit de inventaris {mark}", project=project, source="inventory", item=taken)
    ruled = add_theme(project=project, by=lead, name=f"Thema zonder besluit {mark}")
    ThemeRuling.objects.create(theme=ruled, reason=f"Niet nodig {mark}", by=lead)
    note = make_note(objects["conversation"], f"Dit loopt mis {mark}", lens="bad")
    objects |= {"bundle": bundle, "bottleneck": bottleneck, "taken item": taken, "ruled theme": ruled}
    objects["asking note"] = note


def _decisions(house: "House", mark: str) -> None:
    objects, words = house.objects, {"context": f"Context {mark}", "consequences": f"Gevolgen {mark}"}
    people = {"driver": house.users["lies"], "decider": house.users["dirk"]}
    proposal = step2.make_proposal(house.project, question=f"Voorstel {mark}", **people, **words)
    asked = step2.make_asked(house.project, question=f"Voorgelegd {mark}", **people, **words)
    taken = step2.make_taken(
        f"Genomen {mark}",
        project=house.project,
        rationale=f"Omdat {mark}",
        followed_how=f"Zo {mark}",
        **people,
        **words,
    )
    for decision in (proposal, asked, taken):
        decision.bundles.add(objects["bundle"])
        decision.themes.add(objects["theme"])
        decision.items.add(objects["item"])
    for decision in (proposal, taken):
        told = {"name": f"Zorgkundigen {mark}", "said": f"Graag {mark}", "function": objects["function"]}
        objects["party"] = decision.parties.create(part=DecisionParty.Part.CONSULTED, **told)
    objects |= {"proposal": proposal, "asked": asked, "taken": taken}
    # One more than the two that a proposal needs, so that one may go.
    objects["option"] = proposal.options.create(number=3, title=f"Optie {mark}", plus="Snel.", minus="Duur.")
    objects["party"] = proposal.parties.get(name=f"Zorgkundigen {mark}")
    objects["task"] = _task(proposal, mark)
    objects["open task"] = _task(taken, mark)
    objects["done task"] = _task(taken, f"gedaan {mark}", done_on=timezone.localdate())


def _task(decision: Any, mark: str, **fields: Any) -> Any:
    due = timezone.localdate() + timedelta(days=9)
    return decision.tasks.create(what=f"Actie {mark}", who=f"Ploeg {mark}", due_on=due, **fields)


def _targeted(house: "House", mark: str) -> None:
    survey = make_survey_of(
        [{"key": "vraag", "type": "yesno", "required": True, "text": {"nl": f"Gerichte vraag {mark}?"}}],
        by=house.users["lies"],
        project=house.project,
        title=f"Gerichte vraag {mark}?",
        mode="named",
        purpose="targeted",
        people=((f"Huis {mark}", f"Zorg {mark}", 6),),
    )
    targeted = TargetedQuestion.objects.create(decision=house.objects["proposal"], survey=survey)
    house.objects["targeted"] = step2.answer_targeted(targeted, *["ja"] * 5)


def _agreements(house: "House", mark: str) -> None:
    """One in force with its next version, one in the making, one tested."""
    objects = house.objects
    # Forms ask for an owner by name, and show again what was typed: this name has no mark.
    objects["owner"] = house.organisation.employees.create(name=f"Griet van {house.organisation.name.split()[1]}")
    framework = step2.make_framework(f"Kader {mark}", project=house.project, why=f"Omdat {mark}")
    framework.themes.add(objects["theme"])

    def agreed(words: str) -> AgreementVersion:
        version = step2.make_agreement(
            f"{words} {mark}", framework=framework, owner=objects["employee"], why=f"Omdat {mark}", when=f"Als {mark}"
        )
        return step2.follows(version, objects["taken"])

    current = step2.put_in_force(agreed("We noteren"), objects["location"])
    current.agreement.versions.create(
        number=2, sentence=f"We noteren meteen {mark}", changed=f"Anders {mark}", changed_why=f"Omdat {mark}"
    )
    making, tested = agreed("We bellen"), step2.mark_tested(agreed("We vragen"), f"Zo getoetst {mark}")
    objects |= {"framework": framework, "agreement": current.agreement, "tested agreement": tested.agreement}
    objects["agreement in the making"] = making.agreement


def _concepts(house: "House", mark: str) -> None:
    concept = step3.make_concept(f"Concept {mark}", project=house.project, tries=f"Proberen {mark}", versions=0)
    first = concept.versions.create(number=1, text=f"Tekst {mark}", made_by=house.users["lies"])
    first.file.save(f"{mark}.pdf", ContentFile(PDF), save=False)
    first.file_name = f"{mark}.pdf"
    first.save()
    concept.agreements.add(house.objects["agreement in the making"])
    left_out = step3.make_concept(f"Niet {mark}", project=house.project, left_out=f"Later {mark}")
    house.objects |= {"concept": concept, "concept left out": left_out, "concept version": first}


def _rounds(house: "House", mark: str) -> None:
    """Round 1 is over, round 2 runs, round 3 is planned."""
    objects, concept = house.objects, house.objects["concept"]
    people = list(house.organisation.employees.order_by("pk")[:5])
    words = {"place": f"Zaal {mark}", "note": f"Breng mee {mark}"}
    over, runs = (step3.make_round(concepts=[concept], people=people, **words) for _turn in range(2))
    for number, person in enumerate(people):
        barrier = f"Tegengehouden {mark}" if number == 0 else ""
        step3.give_feedback(over, person, concept, tried="a1", ready="4", barrier=barrier)
    step3.close_round(over)
    for person in people:
        step3.give_feedback(runs, person, concept, tried="a2", ready="3")
    objects["newest version"] = step3.add_version(concept, f"Nieuwe tekst {mark}")
    planned = step3.make_round("key_figures", concepts=[concept], people=people, **words)
    tester = runs.survey.participants.order_by("pk").first()
    house.tokens["tryout"] = secret_of(tester.pk, tester.generation)
    house.tokens["remark"] = str(barriers_of(over)[0].key)
    objects |= {"round": over, "running round": runs, "planned round": planned, "tried": runs.concepts.get()}
    objects["round person"] = planned.people.order_by("pk").first()
    assert list(TestRound.objects.filter(project=house.project).order_by("number")) == [over, runs, planned]


def _findings(house: "House", mark: str) -> None:
    objects = house.objects
    about = {"concept": objects["concept"], "version": objects["concept version"], "round": objects["round"]}
    owner = objects["employee"]
    objects["finding"] = step3.make_finding(f"Drempel {mark}", owner=owner, **about)
    objects["answered finding"] = step3.make_finding(
        f"Later {mark}",
        disposition=Finding.Disposition.LATER,
        later_on=timezone.localdate() + timedelta(days=9),
        answer=f"Na de zomer {mark}",
        answered_at=timezone.now(),
        **about,
    )
    step3.make_finding(f"Mooi {mark}", kind=Finding.Kind.COMPLIMENT, severity="", **about)
