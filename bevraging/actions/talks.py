"""Conversations: make one, write notes, change them, say that the report is ready. The report is the one door: after it
nothing is written until it is opened again.

History names a conversation by its kind and day: the name of a small group would tell everybody who was in it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bevraging.models import Conversation, Note
from bevraging.models.talks import MOST_SPEAKERS
from trajecten import history
from trajecten.models import Project

Status = Conversation.Status
VOICE = re.compile(r"^[dD](\d{1,3})\s*[:.)-]\s*(?=\S)")
"""«D3: dat werkt hier niet»: who speaks, typed along."""


class ReportFinished(Exception):
    """Nothing is written in a report that is ready; the message is a sentence for who tried."""

    def __init__(self) -> None:
        super().__init__(_("Dit verslag is klaar. Open het opnieuw om nog iets te noteren."))


@dataclass(frozen=True)
class Line:
    """One line as it was typed, with what was chosen beside it."""

    text: str
    lens: str = ""
    speaker: int | None = None
    quote: bool = False
    may_quote: bool = False
    key: UUID | None = None


def lines_of(text: str, **chosen: Any) -> list[Line]:
    """Each line of the text; «D3:» in front says who speaks, and wins from the choice beside it."""
    found = []
    for raw in text.splitlines():
        line = raw.strip()
        if not line:
            continue
        spoken = VOICE.match(line)
        own = {"speaker": int(spoken[1])} if spoken else {}
        found.append(Line(VOICE.sub("", line), **{**chosen, **own}))
    return found


def wrong_speaker(conversation: Conversation, speaker: int | None) -> str:
    """Why nobody in this conversation can be that speaker; empty when somebody can."""
    if speaker is None or 1 <= speaker <= min(conversation.people, MOST_SPEAKERS):
        return ""
    if conversation.people > MOST_SPEAKERS:
        return _("Kies een spreker van D1 tot D30")
    said = ngettext(
        "D%(speaker)d kan niet: in dit gesprek was %(n)d mens. Kies D1, of wijzig het gesprek.",
        "D%(speaker)d kan niet: in dit gesprek waren %(n)d mensen. Kies D1 tot D%(n)d, of wijzig het gesprek.",
        conversation.people,
    )
    return said % {"speaker": speaker, "n": conversation.people}


@transaction.atomic
def add_conversation(
    *, project: Project, by: Any, locations: Iterable[Any] = (), functions: Iterable[Any] = (), **fields: Any
) -> Conversation:
    """Raises ValidationError when the database would refuse it."""
    conversation = Conversation(project=project, created_by=by, **fields)
    conversation.full_clean(exclude=["project"])
    conversation.save()
    conversation.locations.set(locations)
    conversation.functions.set(functions)
    history.record("conversation_added", project=project, actor=by, conversation=conversation.plain_name)
    return conversation


@transaction.atomic
def change_conversation(
    *, conversation: Conversation, by: Any, locations: Iterable[Any], functions: Iterable[Any], **fields: Any
) -> None:
    for name, value in fields.items():
        setattr(conversation, name, value)
    conversation.full_clean(exclude=["project"])
    conversation.save(update_fields=list(fields))
    conversation.locations.set(locations)
    conversation.functions.set(functions)
    history.record("conversation_changed", project=conversation.project, actor=by, conversation=conversation.plain_name)


@transaction.atomic
def write_notes(*, conversation: Conversation, lines: Sequence[Line]) -> list[Note]:
    """One note a line. A line whose key was written before gives the note of then, so a phone may send it again."""
    _hold_open(conversation)
    return [_write(conversation, line) for line in lines]


def _write(conversation: Conversation, line: Line) -> Note:
    if line.key is not None:
        earlier = Note.objects.filter(conversation=conversation, key=line.key).first()
        if earlier is not None:
            return earlier
    if said := wrong_speaker(conversation, line.speaker):
        raise ValidationError(said)
    note = Note(
        conversation=conversation,
        text=line.text,
        lens=line.lens,
        speaker=line.speaker,
        kind=Note.Kind.QUOTE if line.quote else Note.Kind.REMARK,
        may_quote=line.quote and line.may_quote,
        key=line.key,
    )
    note.full_clean(exclude=["conversation"])
    note.save()
    return note


@transaction.atomic
def change_note(*, note: Note, **fields: Any) -> None:
    """Another text, lens, speaker or consent. A remark is never quoted."""
    _hold_open(note.conversation)
    said = wrong_speaker(note.conversation, fields.get("speaker"))
    if said and fields["speaker"] != Note.objects.values_list("speaker", flat=True).get(pk=note.pk):
        raise ValidationError({"speaker": said})
    for name, value in fields.items():
        setattr(note, name, value)
    note.may_quote = note.may_quote and note.kind == Note.Kind.QUOTE
    note.full_clean(exclude=["conversation"])
    note.save()


@transaction.atomic
def remove_note(*, note: Note) -> None:
    _hold_open(note.conversation)
    note.delete()


@transaction.atomic
def finish_report(*, conversation: Conversation, by: Any) -> bool:
    """The report is ready; False when it was. Raises ValidationError for a conversation without a note."""
    if not conversation.notes.exists():
        raise ValidationError(_("Noteer eerst minstens één regel. Dan is er iets om af te ronden."))
    now = timezone.now()
    if not _still(conversation, Status.OPEN).update(status=Status.FINISHED, finished_at=now):
        return False
    history.record(
        "conversation_finished", project=conversation.project, actor=by, conversation=conversation.plain_name
    )
    return True


@transaction.atomic
def reopen_report(*, conversation: Conversation, by: Any) -> bool:
    """Back to writing; False when it was open."""
    if not _still(conversation, Status.FINISHED).update(status=Status.OPEN, finished_at=None):
        return False
    history.record(
        "conversation_reopened", project=conversation.project, actor=by, conversation=conversation.plain_name
    )
    return True


@transaction.atomic
def remove_conversation(*, conversation: Conversation, by: Any) -> None:
    """With its notes. What was put in the inventory stays there."""
    history.record("conversation_removed", project=conversation.project, actor=by, conversation=conversation.plain_name)
    conversation.delete()


def _still(conversation: Conversation, status: str) -> Any:
    return Conversation.objects.filter(pk=conversation.pk, status=status)


def _hold_open(conversation: Conversation) -> None:
    """Hold the row for the rest of the transaction, so that the report cannot be finished in between."""
    if not _still(conversation, Status.OPEN).update(people=F("people")):
        raise ReportFinished
