"""What the page of a message says in one sentence, and with what its form begins."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communicatie.models import Message
from communicatie.ready_texts import ReadyText
from communicatie.views.plan_base import asked_number
from trajecten.models import Project
from trajecten.templatetags.getallen import datum, getal

COPIED = ("audience", "key", "title", "text", "in_it_for_me", "channel", "channel_note", "said_by", "feedback_to")


def sentence(message: Any) -> str:
    """«N05. Verteld op 3 maart aan 38 van de 42 mensen.» `message` comes from `with_labels`."""
    return f"{message.code}. {_stands(message)}"


def _stands(message: Any) -> str:
    if message.status == Message.Status.DROPPED:
        return _("Vervallen: %(why)s") % {"why": message.dropped_why}
    if message.status == Message.Status.SENT:
        return _told(message)
    if message.planned_on is None:
        return _("Nog een idee. Kies een dag, dan staat het in de planning.")
    day = date_format(message.planned_on, "l j F")
    if message.tone == "nog":
        return _("Gepland op %(day)s, en nog niet verteld. Het kan nog altijd.") % {"day": day}
    if message.status == Message.Status.READY:
        return _("Klaar om te vertellen op %(day)s.") % {"day": day}
    return _("Gepland op %(day)s.") % {"day": day}


def _told(message: Any) -> str:
    day = datum(message.day)
    if message.reached is None or not message.reached_of:
        return _("Verteld op %(day)s.") % {"day": day}
    words = ngettext(
        "Verteld op %(day)s. Bereikt: %(reached)s van %(of)s persoon.",
        "Verteld op %(day)s. Bereikt: %(reached)s van %(of)s mensen.",
        message.reached_of,
    )
    return words % {"day": day, "reached": getal(message.reached), "of": getal(message.reached_of)}


def first_values(request, project: Project, repeated: Message | None, text: ReadyText | None) -> dict[str, Any]:
    """What stands in the form of a new message: from the one it repeats, a ready-made text, and the address."""
    values: dict[str, Any] = {}
    if repeated is not None:
        values |= {name: getattr(repeated, name) for name in COPIED}
        values["owner"] = repeated.messenger.name if repeated.messenger else ""
    if text is not None:
        values |= text.values()
    if request.GET.get("waarover") in Message.Key.values and text is None:
        values["key"] = request.GET["waarover"]
    if (audience := asked_number(request, "doelgroep")) is not None:
        values["audience"] = audience
    return values
