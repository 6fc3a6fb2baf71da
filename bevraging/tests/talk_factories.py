"""Conversations, themes and an inventory to test with, made through the verbs of the product."""

from typing import Any

from django.utils import timezone

from bevraging.actions import inventory, talks, themes
from bevraging.actions.talks import Line
from bevraging.models import Conversation, InventoryItem, Note, OpenAnswer, Survey, Theme
from bevraging.tests.factories import make_project, make_published
from organisatie.models import Location
from trajecten.models import Project


def make_conversation(project: Project | None = None, *, by=None, lines: int = 0, **fields: Any) -> Conversation:
    """A focus group of seven people, with `lines` notes."""
    values = {
        "kind": Conversation.Kind.FOCUS_GROUP,
        "title": "Nachtdienst van alle huizen",
        "held_on": timezone.localdate(),
        "people": 7,
        "leader": "Lies Maes",
        **fields,
    }
    conversation = talks.add_conversation(project=project or make_project(), by=by, **values)
    for number in range(1, lines + 1):
        make_note(conversation, f"Regel {number} over het schriftje")
    return conversation


def make_note(conversation: Conversation, text: str = "Het schriftje ligt altijd ergens anders", **fields: Any) -> Note:
    return talks.write_notes(conversation=conversation, lines=[Line(text, **fields)])[0]


def make_theme(project: Project, name: str = "Schriftjes", *, by=None, parent: Theme | None = None) -> Theme:
    return themes.add_theme(project=project, by=by, name=name, parent=parent)


def make_item(project: Project, text: str = "Een toestel op de kar", *, by=None, **fields: Any) -> InventoryItem:
    return inventory.add_item(project=project, by=by, **{"lens": "needs", "text": text, **fields})


def confirmed_item(project: Project, text: str = "Een toestel op de kar", **fields: Any) -> InventoryItem:
    item = make_item(project, text, **fields)
    inventory.confirm_item(item=item, by=None)
    item.refresh_from_db()
    return item


def fill_inventory(project: Project) -> None:
    """As many confirmed items under each of the four questions as the gate asks for."""
    per_lens = {"needs": 3, "exists": 3, "good": 2, "bad": 2, "able": 3}
    for lens, items in per_lens.items():
        for number in range(items):
            confirmed_item(project, f"Punt {number} over {lens}", lens=lens)


def make_place(project: Project, name: str = "Huis Linde") -> Location:
    return Location.objects.get_or_create(organisation=project.organisation, name=name)[0]


def make_open_answers(project: Project, count: int = 10, *, shown: int | None = None, by=None) -> Survey:
    """A published anonymous survey with `count` open answers, of which the first `shown` were read and shown."""
    survey = make_published(project, by=by, answers=12)
    rows = OpenAnswer.objects.bulk_create(
        OpenAnswer(survey=survey, question="loopt_goed", text=f"Wij overlopen samen het bord ({n})")
        for n in range(count)
    )
    for row in rows[: count if shown is None else shown]:
        OpenAnswer.objects.filter(pk=row.pk).update(state=OpenAnswer.State.SHOWN)
    return survey
