"""The messages of a project as lists and files read them, with how each stands today."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

from defusedcsv import csv
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.calendar import day_of
from communicatie.models import Message
from trajecten.models import Project

Status = Message.Status
LATE = "laat"
TONES = {
    Status.IDEA: "",
    Status.PLANNED: "nu",
    Status.READY: "nu",
    Status.SENT: "ok",
    Status.DROPPED: "",
}
ORDERS: dict[str, tuple[Any, list[Any]]] = {
    "dag": (gettext_lazy("op dag"), [F("planned_on").asc(nulls_last=True), "number"]),
    "nummer": (gettext_lazy("op nummer"), ["number"]),
    "doelgroep": (gettext_lazy("per doelgroep"), ["audience__name", "number"]),
    "waarover": (gettext_lazy("per onderwerp"), ["key", "number"]),
}


def messages_of(project: Project) -> QuerySet[Message]:
    """All of them, also what was dropped, by day; with audience and messenger in the same query."""
    rows = Message.objects.filter(project=project).select_related("audience", "messenger")
    return rows.order_by(*ORDERS["dag"][1])


def is_late(message: Message, today: date | None = None) -> bool:
    """Not told, and its day is past."""
    return message.is_open and message.planned_on is not None and message.planned_on < (today or timezone.localdate())


def label_of(message: Message) -> tuple[str, str]:
    """(word, tone) of how it stands; a day that is past asks for attention and blames nobody."""
    if is_late(message):
        return _("nog te vertellen"), "nog"
    return message.get_status_display(), TONES[Status(message.status)]


def with_labels(messages: Iterable[Any]) -> list[Any]:
    """Each with `label`, `tone` and `day`, for a template."""
    found = list(messages)
    for message in found:
        message.label, message.tone = label_of(message)
        message.day = day_of(message)
    return found


def told_by(message: Message) -> str:
    """Who tells it: by name, and otherwise whom they hear it from."""
    said_by = str(message.get_said_by_display())
    return f"{message.messenger} ({said_by})" if message.messenger else said_by


def as_csv(messages: Iterable[Message]) -> bytes:
    """As Excel in Dutch opens it by itself: semicolons and a BOM."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [
            _("Nummer"), _("Stap"), _("Doelgroep"), _("Waarover"), _("Boodschap"), _("Tekst"), _("Langs welke weg"),
            _("Wie vertelt het"), _("Wanneer"), _("Toestand"), _("Bereikt"), _("Van hoeveel"),
        ]
    )  # fmt: skip
    for one in messages:
        day = day_of(one)
        writer.writerow(
            [
                one.code,
                one.step,
                one.audience.name,
                one.get_key_display(),
                one.title,
                one.text,
                " · ".join(filter(None, [str(one.get_channel_display()), one.channel_note])),
                told_by(one),
                day.isoformat() if day else "",
                label_of(one)[0],
                "" if one.reached is None else one.reached,
                "" if one.reached_of is None else one.reached_of,
            ]
        )
    return out.getvalue().encode("utf-8-sig")
