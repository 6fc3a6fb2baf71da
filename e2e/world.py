"""De Linde with a project in every state, so that every page of the product has something to show."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from random import Random
from typing import Any

from django.urls import reverse
from django.utils import timezone

from bevraging import actions as survey_actions
from bevraging.actions import answering, close, inventory, launch, talks, themes
from bevraging.fatigue import SEND_ANYWAY
from bevraging.mails import mute_token
from bevraging.models import Survey
from bevraging.people_list import Entry
from bevraging.results import results_of
from bevraging.results_open import shown_answers
from bevraging.tablets import secret_of, tablet_url
from bevraging.tests.factories import CLOSED_KEYS, answer, answers_like, every_type, tokens_of, write_feedback
from bevraging.tests.talk_factories import fill_inventory
from e2e import world_follow_up, world_later, world_spotlight, world_steps
from organisatie import actions as people_actions
from organisatie.importing import runs
from organisatie.importing.reader import read
from organisatie.models import Invitation, Organisation, User
from organisatie.tests import factories as people
from trajecten import actions, gate, outbox
from trajecten.models import GateDecision, GateRequest, Mail, Project, ProjectRole
from trajecten.tests.factories import make_decider, make_project

Outcome = GateDecision.Outcome
GOES_WELL = (
    "Wij overlopen elke morgen samen het bord. Dat werkt.",
    "Als ik iets niet weet, bel ik iemand.",
    "De overdracht op vrijdag is kort en duidelijk.",
)
SHEET = b"Naam;E-mail;Locatie;Functie\r\nJan Peeters;jan@delinde.be;Aalst;Zorg\r\n;zonder.naam@delinde.be;Gent;Zorg\r\nMia Claes;geen adres;Gent;Keuken\r\n"


INVITED = "een-geheim-voor-de-test"


@dataclass
class World:
    organisation: Organisation
    users: dict[str, User] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    surveys: dict[str, Survey] = field(default_factory=dict)
    runs: dict[str, int] = field(default_factory=dict)
    later: dict[str, Any] = field(default_factory=dict)
    """Rows of steps 2 to 5, by what they show."""
    invitation: str = ""
    """The address of an invitation that can still be accepted."""

    @property
    def tablet(self) -> str:
        """Where colleagues type their code on a shared tablet."""
        return tablet_url(secret_of(self.surveys["open"]))

    @property
    def mute(self) -> str:
        """Where a colleague who did not answer yet stops the reminders."""
        person = self.surveys["open"].participants.filter(answered=False).last()
        return reverse("bevraging:geen_herinneringen", args=[mute_token(person.pk)])


def build() -> World:
    """Everything is made through the verbs of the product; only a bounced address is written by hand."""
    linde = people.make_organisation("De Linde")
    world = World(linde)
    world.users = {
        "admin": people.make_ines(),
        "lead": people.make_lies(),
        "reader": people.make_noor(),
        "ambassador": people.make_bram(),
        "decider": make_decider(linde),
        "stranger": people.make_vik(),
    }
    make_colleagues(linde)
    _projects(world)
    _people(world)
    world_later.fill(world)
    world_steps.fill(world)
    world_follow_up.fill(world)
    world_spotlight.fill(world)
    outbox.deliver()
    return world


def make_colleagues(linde: Organisation, sizes=(("Aalst", 16), ("Gent", 12), ("Ninove", 3))) -> None:
    """Colleagues with an address in three locations, the last too small to be shown on its own."""
    care, kitchen = people.make_function(linde, "Zorg"), people.make_function(linde, "Keuken en onderhoud")
    for name, size in sizes:
        place = people.make_location(linde, name)
        half = size - size // 3
        people.make_employees(linde, half, location=place, function=care, prefix=f"{name} zorg")
        people.make_employees(linde, size - half, location=place, function=kitchen, prefix=f"{name} keuken")


def _projects(world: World) -> None:
    lead, decider = world.users["lead"], world.users["decider"]
    titles = {
        "new": "Zorgdossier op de tablet",
        "draft": "Eén planning voor alle huizen",
        "open": "Digitale werkbonnen",
        "done": "Van papier naar één bewonersdossier",
        "asked": "Bestellen in de keuken",
        "decided": "Samen noteren bij de overdracht",
        "held": "Meldingen over veiligheid",
        "types": "Een week op de baan",
    }
    for key, title in titles.items():
        world.projects[key] = make_project(world.organisation, lead, decider, title=title)
    ambassador = world.users["ambassador"]
    actions.set_role(project=world.projects["open"], by=lead, role=ProjectRole.Role.AMBASSADOR, user=ambassador)
    world.surveys["draft"] = make_survey(world, "draft")
    survey_actions.add_people(
        survey=world.surveys["draft"], by=lead, entries=[Entry(1, "Jo Maas", "jo.maas@gmial.com")]
    )
    world.surveys["types"] = make_survey(world, "types")
    world.surveys["types"].versions.update(content=every_type(), languages=["fr"])
    Survey.objects.filter(pk=world.surveys["types"].pk).update(easy=True)
    world.surveys["open"] = make_survey(world, "open", launched=True)
    survey_actions.switch_tablet(survey=world.surveys["open"], on=True, by=lead)
    answer(world.surveys["open"], 11)
    _bounce(world.surveys["open"])
    for key in ("done", "asked", "decided", "held"):
        world.surveys[key] = make_survey(world, key, launched=True)
        answer_all(world.surveys[key])
        close(survey=world.surveys[key], by=lead)
        if key != "done":
            fill_inventory(world.projects[key])
            request = gate.request_decision(project=world.projects[key], by=lead, note="De ploegen zijn klaar.")
            _decide(key, request, decider)
        world.projects[key].refresh_from_db()
    _named(world)
    _asked_twice(world)
    _heard(world)
    _came_back(world)


def _heard(world: World) -> None:
    """Conversations (one still open, one with a report), a theme over a note and an answer, an inventory."""
    lead, project = world.users["lead"], world.projects["done"]
    survey = world.surveys["done"]
    unread = [one for question in results_of(survey).open_questions for one in question.unread]
    for one in unread[:3]:
        survey_actions.review_open_answer(survey=survey, answer=one.pk, show=True)
    theme = themes.add_theme(project=project, by=lead, name="Overdracht van de shift")
    themes.add_theme(project=project, by=lead, name="Schriftjes", description="Waar we noteren wat we zien.")
    for title, finished in (("Nachtdienst van alle huizen, met een naam die erg lang is geworden", True), ("", False)):
        talk = talks.add_conversation(
            project=project, by=lead, title=title, kind="focus_group", held_on=timezone.localdate(), people=7,
            leader="Lies Maes", locations=list(project.organisation.locations.all()),
        )  # fmt: skip
        lines = talks.lines_of("D2: het schriftje ligt ergens anders\nNog iets", lens="bad", quote=True, may_quote=True)
        lines += talks.lines_of("Zonder lens")
        note, *_rest = talks.write_notes(conversation=talk, lines=lines)
        themes.tag_note(note=note, theme=theme)
        item = inventory.item_from_note(note=note, by=lead)
        if finished:
            inventory.confirm_item(item=item, by=lead)
            talks.finish_report(conversation=talk, by=lead)
    shown = shown_answers(project)
    if shown:
        themes.tag_answer(answer=shown[0], theme=theme)


def _came_back(world: World) -> None:
    """Shared in two languages with a newer version waiting, mailed, and one that is only shared."""
    lead, done, asked = world.users["lead"], world.surveys["done"], world.surveys["asked"]
    write_feedback(done, "Elke ploeg krijgt een bord.\nEn een vast moment om te overlopen.")
    write_feedback(done, "Chaque équipe reçoit un tableau.", "fr")
    survey_actions.share_feedback(survey=done, by=lead)
    survey_actions.mail_feedback(survey=done, by=lead)
    survey_actions.tell_otherwise(survey=done, by=lead, how="Op de briefing")
    write_feedback(done, "Elke ploeg heeft nu een bord.")
    write_feedback(asked, "We bestellen op één plaats.")
    survey_actions.share_feedback(survey=asked, by=lead)


def make_survey(world: World, key: str, *, launched: bool = False, mode: str = "") -> Survey:
    project, lead = world.projects[key], world.users["lead"]
    survey = survey_actions.create_start_survey(project=project, by=lead)
    details = {name: getattr(survey, name) for name in ("title", "intro", "closes_on", "reminders", "mode")}
    details |= {"contact": "Fatima"} | ({"mode": mode} if mode else {})
    survey_actions.update_details(survey=survey, by=lead, **details)
    survey_actions.add_employees(survey=survey, employees=project.impacted(), by=lead)
    if launched:
        launch(survey=survey, by=lead, lately=SEND_ANYWAY, reason="Dit traject kan niet wachten.")
    survey.refresh_from_db()
    return survey


def answer_all(survey: Survey, *, silent: int = 4, scale: tuple[int, ...] = (1, 2, 3, 4, 4, 5, 5)) -> None:
    """Everybody answers but the first `silent`: the same answers every time, with a text from one in two."""
    dice = Random(9)  # noqa: S311  (a story, not a secret)
    for number, token in enumerate(tokens_of(survey)[silent:]):
        options = {key: str(dice.choice(scale)) for key in CLOSED_KEYS}
        text = GOES_WELL[number % len(GOES_WELL)] if number % 2 else ""
        answering.submit(survey=survey, token=token, answers=answers_like(text=text, **options))


def _decide(key: str, request: GateRequest, decider: User) -> None:
    if key == "decided":
        day = timezone.localdate() + timedelta(days=20)
        agreed = gate.ConditionInput(text="Elke ploeg krijgt een tablet.", owner=request.requested_by, due_on=day)
        why = "Begin bij de ploegen die erom vroegen."
        gate.decide(request=request, by=decider, outcome=Outcome.GO_WITH_CONDITIONS, reason=why, conditions=[agreed])
    elif key == "held":
        gate.decide(request=request, by=decider, outcome=Outcome.HOLD, reason="Luister eerst nog bij de nachtploeg.")


def _bounce(survey: Survey) -> None:
    mail = Mail.objects.filter(subject_key=f"survey:{survey.pk}").order_by("-pk").first()
    Mail.objects.filter(pk=mail.pk).update(status="failed", error="550 no such user")


def _named(world: World) -> None:
    """A survey by name, with results: the other way of asking, which looks different."""
    world.projects["named"] = make_project(
        world.organisation, world.users["lead"], world.users["decider"], title="Nieuwe uurroosters"
    )
    survey = world.surveys["named"] = make_survey(world, "named", launched=True, mode="named")
    answer_all(survey, silent=20)
    close(survey=survey, by=world.users["lead"])


def _asked_twice(world: World) -> None:
    """Two rounds of the same questions, the second more cheerful: to compare."""
    lead = world.users["lead"]
    world.projects["twice"] = make_project(
        world.organisation, lead, world.users["decider"], title="Verlof vragen met de telefoon"
    )
    for scale in ((1, 1, 2, 2, 3, 4), (2, 4, 4, 5, 5)):
        survey = world.surveys["twice"] = make_survey(world, "twice", launched=True)
        answer_all(survey, scale=scale)
        close(survey=survey, by=lead)


def _people(world: World) -> None:
    admin = world.users["admin"]
    for stage in ("columns", "ready", "done"):
        run = runs.start(
            organisation=world.organisation, by=admin, file_name="collega's.csv", sheet=read(BytesIO(SHEET), len(SHEET))
        )
        if stage != "columns":
            runs.check(run=run, mapping=run.mapping)
        if stage == "done":
            runs.confirm(run=run)
        world.runs[stage] = run.pk
    fresh = Invitation(organisation=world.organisation, email="nieuw@linde.test", role="lead", invited_by=admin)
    fresh.token_hash = people_actions.token_hash(INVITED)
    fresh.save()
    world.invitation = f"/uitnodiging/{INVITED}/"
