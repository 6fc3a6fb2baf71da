"""A message leaves by mail to its audience: once, after the gate when it asks for one; and a test to who writes it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie import mails
from communicatie.actions.plan import whole
from communicatie.actions.telling import require_told
from communicatie.models import Audience, Message
from communicatie.reach import size_of
from organisatie.models import User
from trajecten import history
from trajecten.history import register_verb

Status = Message.Status


@transaction.atomic
def send_message(*, message: Message, by: Any) -> bool:
    """Send it to everybody of its audience with an address. True when this call did it, False when it was told or dropped.

    How many it reached is written when the last mail has left. Raises GateClosed before the go of gate 3 when it tells
    everybody what changes, and ValidationError without a text or without anybody to send it to.
    """
    require_told(message)
    message = Message.objects.select_for_update(of=("self",)).select_related(
        "project__organisation", "audience__project__organisation", "messenger"
    ).get(pk=message.pk)  # fmt: skip
    if not message.is_open:
        return False
    why_not(message)
    size = size_of(message.audience) or 0
    mailing = mails.queue_message(message)
    if not mailing.planned:
        raise ValidationError(_("Niemand van deze doelgroep heeft een mailadres."))
    now = timezone.now()
    sent = {"status": Status.SENT, "sent_at": now, "reached_of": size, "reached": None, "mailing": mailing}
    sent["planned_on"] = message.planned_on or timezone.localdate()
    if not Message.objects.filter(pk=message.pk, status__in=Message.OPEN).update(**sent):
        return False
    history.record("message_sent", project=message.project, actor=by, message=message.code, people=mailing.planned)
    return True


def send_test(*, message: Message, by: User) -> bool:
    """The mail to `by` alone; False when the last one left less than a minute ago. Raises ValidationError without a text."""
    why_not(message)
    return mails.queue_test(message, by)


def why_not(message: Message) -> None:
    """Raises ValidationError with what is missing before this message can leave by mail."""
    if message.audience.kind == Audience.Kind.OUTSIDE:
        raise ValidationError(
            _("Mensen buiten de organisatie staan niet in jullie lijst. Vertel het langs een andere weg.")
        )
    if not message.text:
        raise ValidationError(_("Schrijf eerst de tekst van de boodschap."))
    whole(message)


def keep_reached() -> int:
    """Of every message of which the last mail left: how many arrived. Gives how many messages; for the sweep."""
    done = 0
    for message in waiting_for_figures().select_related("mailing"):
        reached = min(message.mailing.sent, message.reached_of)
        done += Message.objects.filter(pk=message.pk, reached__isnull=True).update(reached=reached)
    return done


def waiting_for_figures() -> Any:
    """Sent, all mails gone, and not written down yet how many arrived."""
    return Message.objects.filter(status=Status.SENT, reached__isnull=True, mailing__finished_at__isnull=False)


register_verb("message_sent", gettext_lazy("{actor} verstuurde boodschap {message} naar {people} collega's."))
