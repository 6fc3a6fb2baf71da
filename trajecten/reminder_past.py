"""What became of reminders that were due: sent, held or not mailed. In words that name nobody and tell nobody's choice."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trajecten.mail_labels import label_of
from trajecten.models import Mail, Project, Reminder
from trajecten.reminder_rules import all_rules
from trajecten.templatetags.getallen import datum, uur
from trajecten.week_digest import sentence_of

Status, How = Mail.Status, Reminder.How
SENT = ("ok", gettext_lazy("Verstuurd."))
NOT_MAILED = ("", gettext_lazy("Niet gemaild: niet meer nodig, of zelf anders gekozen."))
"""One text for what was done, what fell away and who wants none: often one known person is behind a reminder."""
NOT_YET = ("", gettext_lazy("Nog niet verstuurd."))
"""Waits for the mail of the week. Without that word or its day: those would tell what somebody chose."""
LATE = ("", gettext_lazy("Niet verstuurd: de mail kon niet op tijd weg."))
FAILED = ("nog", gettext_lazy("Kwam niet aan. De beheerder kijkt het na."))
UNKNOWN = ("nog", gettext_lazy("We weten niet of de mail aankwam."))


@dataclass(frozen=True)
class Fate:
    """What became of it, for one or more people."""

    tone: str
    words: str


@dataclass(frozen=True)
class Told:
    """One reminder on one day: why, and what became of it."""

    day: date
    sentence: str
    count: str
    """«2 mensen»: a number, never who."""
    fates: list[Fate]


def of_project(project: Project) -> QuerySet[Reminder]:
    """All that was decided about, newest first, each with how its mail stands."""
    mail = Mail.objects.filter(key=OuterRef("mail_key"))
    return Reminder.objects.filter(project=project).annotate(
        mail_status=Subquery(mail.values("status")[:1]),
        mail_error=Subquery(mail.values("error")[:1]),
        mail_from=Subquery(mail.values("not_before")[:1]),
    )


def told(reminders: list[Any], now: datetime) -> list[Told]:
    """These reminders, together where they say the same on the same day. No query."""
    lines = []
    for (day, _kind, _row), group in groupby(reminders, key=lambda one: (one.day, one.kind, one.row)):
        mine = list(group)
        fates = list(dict.fromkeys(fate_of(one, now) for one in mine))
        count = ngettext("%(n)d persoon", "%(n)d mensen", len(mine)) % {"n": len(mine)}
        lines.append(Told(day, sentence(mine[0]), count, fates))
    return lines


def fate_of(one: Any, now: datetime) -> Fate:
    """Needs the columns that `of_project` adds. A mail that was deleted after its time had left."""
    if one.how == How.OFF:
        return Fate(NOT_MAILED[0], str(NOT_MAILED[1]))
    if one.waits:
        return Fate(NOT_YET[0], str(NOT_YET[1]))
    if one.mail_status in Mail.OPEN:
        return _not_yet(one.mail_from, now)
    tone, words = _left(one)
    return Fate(tone, str(words))


def _not_yet(leaves: datetime, now: datetime) -> Fate:
    if leaves > now:
        when = {"day": datum(leaves), "hour": uur(leaves)}
        return Fate("", _("Wacht tot de kantooruren: %(day)s om %(hour)s. Zo blijft het buiten de uren stil.") % when)
    return Fate("", _("Vertrekt nu."))


def _left(one: Any) -> tuple[str, Any]:
    if one.mail_status == Status.FAILED:
        return FAILED
    if one.mail_status == Status.UNKNOWN:
        return UNKNOWN
    if one.mail_status == Status.WITHDRAWN:
        return LATE if one.mail_error == "verlopen" else NOT_MAILED
    return SENT


def sentence(one: Reminder) -> str:
    """Why it went. A kind that is no more, or says no reason, is called by its name."""
    rule = next((rule for rule in all_rules() if rule.kind == one.kind), None)
    return sentence_of(rule, one.values) if rule is not None and rule.sentence else label_of(one.kind)
