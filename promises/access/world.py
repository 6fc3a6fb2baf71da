"""Two organisations of the same shape, with every kind of row filled; the texts of the second one are canaries."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from bevraging.actions.feedback import share_feedback
from bevraging.actions.themes import tag_answer, tag_note
from bevraging.feedback import secret_of as feedback_secret
from bevraging.mails import mute_token
from bevraging.models import OpenAnswer, Survey
from bevraging.tablets import secret_of
from bevraging.tests.factories import make_draft, make_open, make_published, tokens_of, write_feedback
from bevraging.tests.talk_factories import confirmed_item, make_conversation, make_note, make_theme
from organisatie.models import Employee, ImportRun, Invitation, JobFunction, Location, Membership, Organisation, User
from promises.access import world_follow_up, world_later, world_spotlight, world_steps
from trajecten.models import (
    Condition,
    Event,
    GateDecision,
    GateRequest,
    Mail,
    Project,
    ProjectRole,
    Reminder,
    Snapshot,
    Threshold,
    Waiver,
)
from trajecten.rhythms import secret_of as reminders_secret
from trajecten.tokens import token_hash

CANARY = "kanarie"
"""Stands in every text of the second organisation; may never be seen by somebody of the first."""


@dataclass
class House:
    """One organisation with everything in it; `objects` finds a row by the name of a route's argument."""

    organisation: Organisation
    users: dict[str, User] = field(default_factory=dict)
    project: Project | None = None
    objects: dict[str, object] = field(default_factory=dict)
    token: str = ""
    """Of somebody's personal link to the open survey."""
    tokens: dict[str, str] = field(default_factory=dict)
    """Secrets of other links, by what they are for."""


def build(name: str, mark: str) -> House:
    """`mark` goes into every text. Writes a row of every kind."""
    organisation = Organisation.objects.create(name=f"{name} {mark}", slug=f"{name}-{mark}".lower())
    house = House(organisation)
    location = Location.objects.create(organisation=organisation, name=f"Huis {mark}")
    function = JobFunction.objects.create(organisation=organisation, name=f"Zorg {mark}")
    employees = [
        Employee.objects.create(
            organisation=organisation,
            name=f"Collega {mark} {n}",
            email=f"collega{n}@{mark}.example",
            personnel_number=f"{mark}-{n}",
            location=location,
            function=function,
        )
        for n in range(6)
    ]
    for who in ("ann", "lies", "noor", "dirk", "bram", "eva"):
        house.users[who] = User.objects.create_user(f"{who}@{mark}.example", name=f"{who.title()} {mark}")
    for who, role, active in (
        ("ann", "admin", True),
        ("lies", "lead", True),
        ("noor", "reader", True),
        ("eva", "admin", False),
    ):
        membership = Membership.objects.create(
            organisation=organisation, user=house.users[who], role=role, is_active=active
        )
        house.objects.setdefault("membership", membership)
    project = house.project = Project.objects.create(
        organisation=organisation, slug=f"traject-{mark}", title=f"Traject {mark}", goal=f"Doel {mark}"
    )
    for who, role in (("lies", "lead"), ("dirk", "decider"), ("bram", "ambassador")):
        house.objects["role"] = ProjectRole.objects.create(project=project, role=role, user=house.users[who])
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=f"nieuw@{mark}.example",
        role="reader",
        token_hash=token_hash(f"uitnodiging-{mark}"),
        invited_by=house.users["ann"],
    )
    house.tokens["invitation"] = f"uitnodiging-{mark}"
    house.objects["run"] = ImportRun.objects.create(
        organisation=organisation,
        created_by=house.users["ann"],
        file_name=f"{mark}.csv",
        header=["naam", "mail"],
        rows=[[2, [f"Nieuw {mark}", f"nieuw@{mark}.example"]]],
        mapping={"name": 0, "email": 1},
        status="ready",
    )
    _gate(house, mark)
    _surveys(house, mark)
    _listening(house, mark)
    house.objects |= {
        "organisation": organisation,
        "location": location,
        "function": function,
        "employee": employees[0],
        "invitation": invitation,
        "project": project,
    }
    world_later.fill(house, mark)
    world_steps.fill(house, mark)
    world_follow_up.fill(house, mark)
    world_spotlight.fill(house, mark)
    return house


def _gate(house: House, mark: str) -> None:
    lead, decider, project = house.users["lies"], house.users["dirk"], house.project
    Threshold.objects.create(
        project=project, code="s1.response", value=60, before=50, reason=f"Omdat {mark}", changed_by=lead
    )
    request = GateRequest.objects.create(
        project=project, step=1, round=1, requested_by=lead, note=f"Vraag {mark}", decide_by=timezone.localdate()
    )
    snapshot = Snapshot.objects.create(request=request, content={"criteria": []}, sha256=mark * 8, engine_version=1)
    Waiver.objects.create(
        snapshot=snapshot,
        code="s1.response",
        reason=f"Reden {mark}",
        measure=f"Maatregel {mark}",
        owner=lead,
        expires_on=timezone.localdate() + timedelta(days=9),
        by=lead,
    )
    old = GateRequest.objects.create(
        project=project, step=1, round=2, status="decided", requested_by=lead, decide_by=timezone.localdate()
    )
    Snapshot.objects.create(request=old, content={"criteria": []}, sha256="0", engine_version=1)
    decision = GateDecision.objects.create(
        request=old, outcome="hold", decided_by=decider, reason=f"Nog even {mark}", sha256="0"
    )
    condition = Condition.objects.create(
        decision=decision, text=f"Afspraak {mark}", owner=lead, due_on=timezone.localdate() + timedelta(days=9)
    )
    Event.objects.create(
        organisation=project.organisation, project=project, actor=lead, verb="project.created", data={"title": mark}
    )
    house.objects |= {"request": request, "decision": decision, "condition": condition}


def _surveys(house: House, mark: str) -> None:
    """A draft, an open one and one with results: each page is knocked on with the survey that it is for."""
    lead = house.users["lies"]
    texts = {"title": f"Bevraging {mark}", "intro": f"Over {mark}", "contact": f"Hulp {mark}"}
    people = ((f"Huis {mark}", f"Zorg {mark}", 12),)
    draft = make_draft(house.project, people=people, **texts)
    survey = make_open(house.project, by=lead, people=people, **texts)
    published = make_published(house.project, by=lead, people=people, **texts)
    OpenAnswer.objects.create(survey=published, question="loopt_goed", text=f"Open antwoord {mark}")
    write_feedback(published, f"Tekst {mark}.")
    share_feedback(survey=published, by=lead)
    house.tokens["feedback"] = feedback_secret(published.pk)
    house.token = tokens_of(survey)[0]
    Survey.objects.filter(pk=survey.pk).update(tablet=1)
    house.tokens["tablet"] = secret_of(Survey.objects.get(pk=survey.pk))
    Reminder.objects.create(
        project=house.project, key=f"condition:1:1:{mark}", kind="gate.condition_reminder", row=1, person="1",
        day=timezone.localdate(), values={"text": f"Afspraak {mark}", "day": {"day": "2026-12-09"}}, how="mail",
    )  # fmt: skip
    house.tokens["reminders"] = reminders_secret(f"m{house.organisation.employees.order_by('pk')[0].pk}")
    house.tokens["mute"] = mute_token(survey.participants.order_by("pk").first().pk)
    Mail.objects.filter(subject_key=f"survey:{survey.pk}").update(status="failed", error=f"Fout {mark}")
    house.objects |= {
        "draft": draft,
        "survey": survey,
        "published": published,
        "person in draft": draft.participants.order_by("pk").first(),
        "participant": survey.participants.order_by("pk").first(),
    }


def _listening(house: House, mark: str) -> None:
    """A conversation with a note that may be repeated, a theme over it and over an open answer, and an item."""
    lead, project = house.users["lies"], house.project
    conversation = make_conversation(project, by=lead, title=f"Gesprek {mark}", leader=f"Leider {mark}")
    note = make_note(conversation, f"Notitie {mark}", lens="good", quote=True, may_quote=True)
    theme = make_theme(project, f"Thema {mark}", by=lead)
    make_theme(project, f"Ander thema {mark}", by=lead)
    answers = [
        OpenAnswer.objects.create(
            survey=house.objects["published"], question="loopt_goed", text=f"Gelezen {mark} {n}", state="shown"
        )
        for n in range(10)
    ]
    tag_note(note=note, theme=theme)
    tag_answer(answer=answers[0], theme=theme)
    item = confirmed_item(project, f"Item {mark}")
    house.objects |= {"conversation": conversation, "note": note, "theme": theme, "answer": answers[0], "item": item}
