"""The inventory: propose an item, make one of a note, confirm it. One door for the state, each with its line in history."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bevraging.models import Conversation, InventoryItem, Note, OpenAnswer, Theme
from bevraging.models.talks import SMALL_TALK
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
    """One click: the note as a proposal, of its lens, its theme and its place when there is one. Pressed twice, one item.

    Of a small conversation the place stays out: with it, who reads along could tell who spoke. An observation keeps it.
    Raises ValidationError when nobody said yet which question the note answers.
    """
    if not note.lens:
        raise ValidationError(_("Kies eerst waarover deze notitie gaat."))
    earlier = InventoryItem.objects.filter(note=note).first()
    if earlier is not None:
        return earlier
    talk = note.conversation
    places = list(talk.locations.all()[:2])
    watched = talk.kind == Conversation.Kind.OBSERVATION
    told = len(places) == 1 and (watched or talk.people >= SMALL_TALK)
    try:
        with transaction.atomic():
            return add_item(
                project=talk.project,
                by=by,
                lens=note.lens,
                text=note.text,
                note=note,
                theme=note.themes.order_by("name").first(),
                location=places[0] if told else None,
                source=Source.OBSERVATION if watched else Source.CONVERSATION,
            )
    except (ValidationError, IntegrityError):
        # Somebody else pressed at the same moment: theirs is the one.
        found = InventoryItem.objects.filter(note=note).first()
        if found is None:
            raise
        return found


@transaction.atomic
def item_from_answer(
    *, answer: OpenAnswer, lens: str, by: Any, text: str = "", theme: Theme | None = None
) -> InventoryItem:
    """The words of an open answer, or `text` instead, as a proposal with its survey; no person, no location.

    Only what `results_open.shown_answers` gave may come in here, with its survey. Nothing ties the item to the answer:
    the same words of the same survey are one item, as long as nobody changed them. Raises ValidationError for a lens
    that does not exist, and for more words than an item holds.
    """
    survey = answer.survey
    project = Project.objects.select_for_update().get(pk=survey.project_id)  # two taps at once: the second one finds it
    told = {"survey": survey, "source": Source.OPEN_ANSWER, "text": text or words_for_item(answer.text)}
    earlier = InventoryItem.objects.filter(project=project, **told).first()
    return earlier or add_item(project=project, by=by, lens=lens, theme=theme, **told)


def theme_of_answer(answer: OpenAnswer) -> Theme | None:
    """The first theme that it stands under, to begin with."""
    return Theme.objects.filter(answer_links__answer=answer).order_by("name").first()


def words_for_item(text: str) -> str:
    """An answer as one line."""
    return " ".join(text.split())


@transaction.atomic
def change_item(*, item: InventoryItem, **fields: Any) -> None:
    """Other words, place or source. An item that no longer comes from a conversation lets go of its note.

    What comes from an open answer stays so: as something else it could get a location, and be somebody's. Raises
    ValidationError.
    """
    before = InventoryItem.objects.select_for_update().get(pk=item.pk)
    for name, value in fields.items():
        setattr(item, name, value)
    if before.source == Source.OPEN_ANSWER and item.source != Source.OPEN_ANSWER:
        raise ValidationError({"source": _("Dit komt uit een open antwoord. Dat blijft zo.")})
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
