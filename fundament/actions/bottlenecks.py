"""Bottlenecks: report one, change it, take one from what people said. Never who, and never who wrote it down.

That is why nothing is recorded when one is reported or changed: history would say who, and at which moment.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bevraging.actions import inventory
from bevraging.models import InventoryItem, Lens, Note, OpenAnswer
from fundament.models import Bottleneck
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project

Source = Bottleneck.Source
ASKS = (Lens.NEEDS, Lens.BAD)
"""What is needed and what goes wrong asks for a choice; the rest of the inventory shows a way."""
SOURCES = {
    InventoryItem.Source.CONVERSATION: Source.CONVERSATION,
    InventoryItem.Source.OBSERVATION: Source.CONVERSATION,
    InventoryItem.Source.SURVEY: Source.INVENTORY,
    InventoryItem.Source.OPEN_ANSWER: Source.OPEN_ANSWER,
}


@transaction.atomic
def report_bottleneck(*, project: Project, key: UUID | None = None, **fields: Any) -> Bottleneck:
    """One more time that it went wrong. The same `key` twice gives the first one.

    Raises ValidationError with the sentence of what is not right.
    """
    if earlier := _of_form(project, key):
        return earlier
    found = Bottleneck(project=project, key=key, **fields)
    _check(found)
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError:
        # The same form came twice at the same moment: theirs is the one.
        if earlier := _of_form(project, key):
            return earlier
        raise
    return found


def _of_form(project: Project, key: UUID | None) -> Bottleneck | None:
    return Bottleneck.objects.filter(project=project, key=key).first() if key else None


def _check(bottleneck: Bottleneck) -> None:
    if bottleneck.bundle and bottleneck.bundle.project_id != bottleneck.project_id:
        raise ValueError("A bundle of the same project.")
    bottleneck.full_clean(exclude=["project", "key"])


@transaction.atomic
def change_bottleneck(*, bottleneck: Bottleneck, **fields: Any) -> None:
    """Other words, day, place or bundle. What comes from an open answer never gets a place: raises ValidationError."""
    for name, value in fields.items():
        setattr(bottleneck, name, value)
    _check(bottleneck)
    bottleneck.save(update_fields=list(fields))


@transaction.atomic
def remove_bottleneck(*, bottleneck: Bottleneck, by: Any) -> bool:
    """False when it was gone already. History says that one went, never its words."""
    if not _removed(Bottleneck.objects.filter(pk=bottleneck.pk)):
        return False
    history.record("bottleneck_removed", project=bottleneck.project, actor=by)
    return True


def to_take(project: Project) -> QuerySet[InventoryItem]:
    """The confirmed items that ask for a choice, taken already or not."""
    return InventoryItem.objects.filter(project=project, lens__in=ASKS).for_step_two()


@transaction.atomic
def take_item(*, item: InventoryItem, by: Any) -> Bottleneck:
    """An item of the inventory as a bottleneck in no bundle yet. Pressed twice, one bottleneck.

    Its day is the day on which it was confirmed: that of a small conversation would say who spoke. Raises
    ValidationError for an item that is not confirmed, or that asks for nothing.
    """
    Project.objects.select_for_update().get(pk=item.project_id)  # two taps at once: the second one finds it
    item = InventoryItem.objects.get(pk=item.pk)
    if earlier := Bottleneck.objects.filter(item=item).first():
        return earlier
    if not item.is_confirmed or item.lens not in ASKS:
        raise ValidationError(_("Neem alleen mee wat bevestigd is, en wat nodig is of niet goed gaat."))
    taken = _from_item(item)
    taken.save()
    _tell_taken(item.project, by, 1)
    return taken


@dataclass(frozen=True)
class Taken:
    """Bottlenecks that were made together: their first and last key, so that they can go back together."""

    count: int = 0
    first: int = 0
    last: int = 0


@transaction.atomic
def take_items(*, project: Project, by: Any) -> Taken:
    """Everything that asks for a choice and was not taken yet. Pressed twice, the second time takes nothing."""
    Project.objects.select_for_update().get(pk=project.pk)
    left = to_take(project).filter(bottlenecks=None)
    made = Bottleneck.objects.bulk_create(_from_item(item) for item in left)
    if not made:
        return Taken()
    _tell_taken(project, by, len(made))
    return Taken(len(made), made[0].pk, made[-1].pk)


def _from_item(item: InventoryItem) -> Bottleneck:
    return Bottleneck(
        project_id=item.project_id,
        what=item.text,
        location_id=item.location_id,
        happened_on=timezone.localdate(item.confirmed_at),
        source=SOURCES[InventoryItem.Source(item.source)],
        item=item,
    )


@transaction.atomic
def take_note(*, note: Note, by: Any) -> Bottleneck:
    """One click: the note in the inventory, confirmed, and from there as a bottleneck. Pressed twice, one bottleneck.

    Raises ValidationError for a note that asks for nothing, and for words that may not be repeated.
    """
    if note.is_quote and not note.may_quote:
        raise ValidationError(_("Dit citaat mag niet herhaald worden. Zet in eigen woorden wat er misliep."))
    return _take_confirmed(inventory.item_from_note(note=note, by=by), by)


@transaction.atomic
def take_answer(*, answer: OpenAnswer, lens: str = Lens.BAD, by: Any) -> Bottleneck:
    """The same of an open answer; only what `results_open.shown_answers` gave may come in here, without a name in it."""
    theme = inventory.theme_of_answer(answer)
    return _take_confirmed(inventory.item_from_answer(answer=answer, lens=lens, theme=theme, by=by), by)


@transaction.atomic
def keep_as_good(*, answer: OpenAnswer, by: Any) -> InventoryItem:
    """What goes well is no bottleneck: confirmed in the inventory as a good example. Pressed twice, one item.

    Words that stand there already keep the lens they have.
    """
    theme = inventory.theme_of_answer(answer)
    item = inventory.item_from_answer(answer=answer, lens=Lens.GOOD, theme=theme, by=by)
    inventory.confirm_item(item=item, by=by)
    return item


def _take_confirmed(item: InventoryItem, by: Any) -> Bottleneck:
    if item.lens in ASKS:
        inventory.confirm_item(item=item, by=by)
    return take_item(item=item, by=by)


@transaction.atomic
def give_back_item(*, item: InventoryItem, by: Any) -> bool:
    """The item stays in the inventory, its bottleneck goes; False when there was none, or when it is in a bundle."""
    return _give_back(item.project, Bottleneck.objects.filter(item=item), by) > 0


@transaction.atomic
def give_back_items(*, project: Project, first: int, last: int, by: Any) -> int:
    """Undoes `take_items`: all that it made and that nobody put in a bundle since."""
    return _give_back(project, Bottleneck.objects.filter(pk__range=(first, last), item__isnull=False), by)


def _give_back(project: Project, rows: QuerySet[Bottleneck], by: Any) -> int:
    gone = _removed(rows.filter(project=project, bundle__isnull=True))
    if gone:
        history.record("bottlenecks_given_back", project=project, actor=by, count=gone)
    return gone


def _removed(rows: QuerySet[Bottleneck]) -> int:
    return rows.delete()[0]


def _tell_taken(project: Project, by: Any, count: int) -> None:
    history.record("bottlenecks_taken", project=project, actor=by, count=count)


register_verb("bottleneck_removed", gettext_lazy("{actor} wiste een knelpunt."))
register_verb("bottlenecks_taken", gettext_lazy("{actor} nam punten mee uit de inventaris als knelpunt: {count}."))
register_verb("bottlenecks_given_back", gettext_lazy("{actor} haalde knelpunten uit de inventaris weer weg: {count}."))
