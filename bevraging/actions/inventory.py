"""The inventory: propose an item, make one of a note, confirm it. One door for the state, each with its line in history."""

import textwrap
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging.models import Conversation, InventoryItem, Note, OpenAnswer, Theme
from trajecten import history
from trajecten.models import Project

Source, Status = InventoryItem.Source, InventoryItem.Status


@transaction.atomic
def add_item(*, project: Project, by: Any, **fields: Any) -> InventoryItem:
    """A proposal. Raises ValidationError with the sentence of the constraint it breaks."""
    item = InventoryItem(project=project, created_by=by, **fields)
    item.full_clean(exclude=["project"])
    item.save()
    _tell("inventory_added", item, by)
    return item


def item_from_note(*, note: Note, by: Any) -> InventoryItem:
    """One click: the note as a proposal, of its lens and of its place when there is one. Pressed twice, one item.

    Raises ValidationError when nobody said yet which question the note answers.
    """
    if not note.lens:
        raise ValidationError(_("Kies eerst waarover deze notitie gaat."))
    earlier = InventoryItem.objects.filter(note=note).first()
    if earlier is not None:
        return earlier
    talk = note.conversation
    places = list(talk.locations.all()[:2])
    themes = list(note.themes.order_by("name")[:1])
    watched = talk.kind == Conversation.Kind.OBSERVATION
    try:
        with transaction.atomic():
            return add_item(
                project=talk.project,
                by=by,
                lens=note.lens,
                text=note.text,
                note=note,
                theme=themes[0] if themes else None,
                location=places[0] if len(places) == 1 else None,
                source=Source.OBSERVATION if watched else Source.CONVERSATION,
            )
    except (ValidationError, IntegrityError):
        # Somebody else pressed at the same moment: theirs is the one.
        found = InventoryItem.objects.filter(note=note).first()
        if found is None:
            raise
        return found


@transaction.atomic
def item_from_answer(*, answer: OpenAnswer, lens: str, by: Any, theme: Theme | None = None) -> InventoryItem:
    """One click: the words of an open answer as a proposal, with its survey and a theme; no person, no location.

    Only what `results_open.shown_answers` gave may come in here, with its survey. Nothing ties the item to the answer:
    the same words of the same survey are one item, as long as nobody changed them. Without `theme` the first of the
    answer's own. Raises ValidationError for a lens that does not exist.
    """
    survey, text = answer.survey, words_for_item(answer.text)
    Project.objects.select_for_update().get(pk=survey.project_id)  # two taps at once: the second one waits, and finds
    told = {"survey": survey, "source": Source.OPEN_ANSWER, "text": text}
    earlier = InventoryItem.objects.filter(project=survey.project_id, **told).first()
    if earlier is not None:
        return earlier
    if theme is None:
        theme = Theme.objects.filter(answer_links__answer=answer).order_by("name").first()
    return add_item(project=survey.project, by=by, lens=lens, theme=theme, **told)


def words_for_item(text: str) -> str:
    """In one line, and cut at a word when an item cannot hold all of it: who reads it makes it shorter anyway."""
    return textwrap.shorten(text, InventoryItem._meta.get_field("text").max_length, placeholder=" …")


@transaction.atomic
def change_item(*, item: InventoryItem, **fields: Any) -> None:
    """Other words, place or source. An item that no longer comes from a conversation lets go of its note."""
    for name, value in fields.items():
        setattr(item, name, value)
    if item.source not in (Source.CONVERSATION, Source.OBSERVATION):
        item.note = None
    item.full_clean(exclude=["project"])
    item.save()


@transaction.atomic
def confirm_item(*, item: InventoryItem, by: Any) -> bool:
    """From now on it counts; False when it did already."""
    return _move(item, by, Status.PROPOSED, Status.CONFIRMED, "inventory_confirmed")


@transaction.atomic
def take_back_item(*, item: InventoryItem, by: Any) -> bool:
    """Back to a proposal; False when it was one."""
    return _move(item, by, Status.CONFIRMED, Status.PROPOSED, "inventory_taken_back")


def _move(item: InventoryItem, by: Any, before: str, after: str, verb: str) -> bool:
    moment = timezone.now() if after == Status.CONFIRMED else None
    mine = InventoryItem.objects.filter(pk=item.pk, status=before)
    if not mine.update(status=after, confirmed_at=moment):
        return False
    _tell(verb, item, by)
    return True


@transaction.atomic
def remove_item(*, item: InventoryItem, by: Any) -> None:
    _tell("inventory_removed", item, by)
    item.delete()


def _tell(verb: str, item: InventoryItem, by: Any) -> None:
    """Which question, never the words: history cannot be changed, and a name may still have to come out of an item."""
    history.record(verb, project=item.project, actor=by, question=str(item.get_lens_display()))
