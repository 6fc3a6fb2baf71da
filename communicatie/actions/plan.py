"""Messages: planned, changed, told and dropped. With `communicatie.actions.sending` the only doors to their status.

History names a message by its code: its words stand on its own page.
"""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, F, Max, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.actions.telling import require_told
from communicatie.models import Audience, Message
from communicatie.reach import size_of
from communicatie.ready_texts import blanks_of
from organisatie.models import Employee
from trajecten import history
from trajecten.actions.checks import must_be_of
from trajecten.history import register_verb
from trajecten.models import Project

Status = Message.Status
FIELDS = (
    "step", "audience", "key", "title", "text", "in_it_for_me", "channel", "channel_note", "messenger", "said_by",
    "planned_on", "feedback_to", "repeats",
)  # fmt: skip
NOON = time(12)
LONGEST_WHY = 240
"""As the column holds."""
MOST = 32_000
"""Numbers of messages in one project; the column holds no more."""


@transaction.atomic
def plan_message(
    *, project: Project, by: Any, ready: bool = False, form_key: UUID | None = None, **fields: Any
) -> Message:
    """A new message: an idea without a day, planned with one, ready with a text. The same `form_key` twice gives the same.

    Raises ValidationError for words that do not fit, and for an audience, messenger or message of elsewhere.
    """
    project = Project.objects.select_for_update().get(
        pk=project.pk
    )  # two people at once: the second gets the next number
    earlier = project.messages.filter(form_key=form_key).first() if form_key else None
    if earlier is not None:
        return earlier
    last = project.messages.aggregate(last=Max("number"))["last"] or 0
    author = by if getattr(by, "is_authenticated", False) else None
    message = Message(project=project, number=last + 1, author=author, form_key=form_key)
    _write(message, fields, ready=ready)
    history.record("message_planned", project=project, actor=by, message=message.code)
    return message


@transaction.atomic
def change_message(*, message: Message, by: Any, ready: bool = False, **fields: Any) -> None:
    """Other words, another day or audience, as long as it was not told. Raises ValidationError."""
    held = Message.objects.select_for_update().get(pk=message.pk)
    if not held.is_open:
        raise ValidationError(_("Deze boodschap is verteld of vervallen en blijft zoals ze is."))
    _write(message, fields, ready=ready)
    history.record("message_changed", project=message.project, actor=by, message=message.code)


@transaction.atomic
def tell_message(*, message: Message, by: Any, on: date | None = None, reached: int | None = None) -> bool:
    """It was told, by another way than our mail: on which day, and how many heard it (None: nobody counted).

    False when it was told or dropped already. Raises GateClosed before the go of gate 3 when it tells everybody what
    changes; ValidationError for a day to come, and for more people than the audience holds.
    """
    require_told(message)
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise ValidationError({"on": _("Kies vandaag of een dag die voorbij is.")})
    size = size_of(message.audience)
    if size is not None and reached is not None and reached > size:
        raise ValidationError({"reached": _("De doelgroep telt %(n)d mensen. Meer kan niet.") % {"n": size}})
    mine = Message.objects.filter(pk=message.pk, status__in=Message.OPEN)
    told = {
        "status": Status.SENT,
        "planned_on": Coalesce(F("planned_on"), Value(day)),  # an idea that was told has a day by now
        "sent_at": _moment(day, message.project.organisation.time_zone),
        "reached": reached,
        "reached_of": reached or 0 if size is None else size,
    }
    if not mine.update(**told):
        return False
    message.refresh_from_db(fields=list(told))
    history.record("message_told", project=message.project, actor=by, message=message.code, day=str(day))
    return True


@transaction.atomic
def drop_message(*, message: Message, by: Any, why: str) -> bool:
    """It will not be told any more; False when it was told or dropped already. Raises ValidationError without a reason."""
    why = " ".join(why.split())
    if not why:
        raise ValidationError({"why": _("Schrijf kort waarom jullie dit niet meer vertellen.")})
    if len(why) > LONGEST_WHY:
        raise ValidationError({"why": _("Maak het korter: hooguit 240 tekens.")})
    mine = Message.objects.filter(pk=message.pk, status__in=Message.OPEN)
    if not mine.update(status=Status.DROPPED, dropped_why=why):
        return False
    message.refresh_from_db(fields=["status", "dropped_why"])
    history.record("message_dropped", project=message.project, actor=by, message=message.code)
    return True


@transaction.atomic
def take_back(*, message: Message, by: Any) -> bool:
    """Not told after all, or not dropped: it is open again. False when it is, and for what left by mail: that is gone."""
    mine = Message.objects.filter(pk=message.pk, status__in=[Status.SENT, Status.DROPPED], mailing__isnull=True)
    opened = Case(When(planned_on__isnull=True, then=Value(Status.IDEA)), default=Value(Status.PLANNED))
    if not mine.update(status=opened, sent_at=None, reached=None, reached_of=None, dropped_why=""):
        return False
    message.refresh_from_db()
    history.record("message_taken_back", project=message.project, actor=by, message=message.code)
    return True


def _write(message: Message, fields: dict[str, Any], *, ready: bool) -> None:
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"A message has no {sorted(unknown)} to write.")
    for name, value in fields.items():
        setattr(message, name, value)
    _mine(message)
    message.title, message.text = " ".join(message.title.split()), message.text.strip()
    if ready and not message.text:
        raise ValidationError({"text": _("Schrijf eerst de tekst. Dan is de boodschap klaar.")})
    if ready:
        whole(message)
    if message.planned_on is None:
        message.status = Status.IDEA
    else:
        message.status = Status.READY if ready else Status.PLANNED
    if message.number > MOST:
        raise ValidationError(_("Dit plan is vol."))
    message.full_clean(exclude=["project", "audience", "author", "messenger", "repeats", "mailing", "form_key"])
    message.save()


def whole(message: Message) -> None:
    """Raises ValidationError when a blank of a ready-made text was not filled in yet."""
    if blanks := blanks_of(message.title, message.text, message.in_it_for_me):
        raise ValidationError({"text": _("Vul eerst nog in: %(blanks)s") % {"blanks": ", ".join(blanks)}})


def _mine(message: Message) -> None:
    """Raises ValidationError for an audience or a message of another project, and a messenger of another organisation."""
    project = message.project
    audience = Audience.objects.filter(pk=message.audience_id, project=project).exists()
    repeats = message.repeats
    if not audience or (repeats is not None and repeats.project_id != project.pk):
        raise ValidationError(_("Dit hoort niet bij dit traject. Laad de bladzijde opnieuw en kies opnieuw."))
    if repeats is not None and repeats.pk == message.pk:
        raise ValidationError({"repeats": _("Een boodschap herhaalt een andere boodschap.")})
    messenger: Employee | None = message.messenger
    must_be_of([messenger] if messenger else [], project.organisation_id)


def _moment(day: date, zone: str) -> datetime:
    """Now when it was told today; noon of an earlier day, so that no zone makes another day of it."""
    if day == timezone.localdate():
        return timezone.now()
    return datetime.combine(day, NOON, ZoneInfo(zone))


register_verb("message_planned", gettext_lazy("{actor} zette boodschap {message} in het plan."))
register_verb("message_changed", gettext_lazy("{actor} paste boodschap {message} aan."))
register_verb("message_told", gettext_lazy("{actor} noteerde dat boodschap {message} verteld is op {day}."))
register_verb("message_dropped", gettext_lazy("{actor} liet boodschap {message} vervallen."))
register_verb("message_taken_back", gettext_lazy("{actor} zette boodschap {message} terug in het plan."))
