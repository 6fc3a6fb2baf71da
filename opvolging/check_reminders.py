"""The two mails around a check: a week before its day, and three days after it. To who owns it by then, with the link.

They go once gate 5 has its go, like all that leaves the rhythm. Who leads hears nothing here: a check that is late is a
line on Vandaag, without a name.
"""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from fundament.reminders import Mailed
from opvolging.check_links import link_of
from opvolging.holding import holding_there
from opvolging.models import PlannedCheck
from organisatie.models import Employee
from trajecten.models import Mail, Project
from trajecten.outbox import MailKind, register_kind
from trajecten.reminder_rules import (
    NO_NEED,
    SHIFT,
    Rule,
    Teams,
    days_after,
    days_before,
    may_be_due,
    queue_due,
    register_rule,
    unwanted,
)
from trajecten.reminders import Source, register
from trajecten.rhythms import EMPLOYEE
from trajecten.steps import LAST_STEP

BEFORE, AFTER = 7, 3
"""Days before and after the day of a check ([T] §9.10)."""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def open_checks() -> QuerySet[PlannedCheck]:
    """Of rhythms that run, in projects that went over to them."""
    return PlannedCheck.objects.filter(
        status=PlannedCheck.Status.PLANNED,
        rhythm__ended_on__isnull=True,
        rhythm__owner__isnull=False,
        rhythm__agreement__project__status=Project.Status.RUNNING,
        rhythm__agreement__project__step__gte=LAST_STEP,
    )


def wanted() -> QuerySet[PlannedCheck]:
    """With everything a mail says of them, and the words of the agreement as they hold there today."""
    words = holding_there(OuterRef("rhythm__agreement"), OuterRef("rhythm__location"), timezone.localdate())
    return (
        open_checks()
        .select_related("rhythm__agreement__project__organisation", "rhythm__location", "rhythm__owner")
        .annotate(words=Subquery(words.values("version__sentence")[:1]))
        .filter(words__isnull=False)
    )


def owner_of(planned: PlannedCheck, _day: date, _teams: Teams) -> list[Mailed]:
    """Who owns the rhythm, as long as they work here and can be mailed."""
    owner, today = planned.rhythm.owner, timezone.localdate()
    if owner is None or not owner.email:
        return []
    works = (owner.active_from is None or owner.active_from <= today) and (
        owner.active_until is None or owner.active_until >= today
    )
    return [Mailed(f"{EMPLOYEE}{owner.pk}", owner.email, owner.name, owner.language, owner.first_name)] if works else []


def context(planned: PlannedCheck, person: Mailed, today: date) -> dict[str, Any]:
    rhythm = planned.rhythm
    with override(person.language):
        day, place = date_format(planned.due_on, "l j F"), str(rhythm.location or _("overal"))
    return {
        "organisation": rhythm.agreement.project.organisation.name,
        "project": rhythm.agreement.project.title,
        "code": rhythm.agreement.code,
        "sentence": planned.words,  # type: ignore[attr-defined]  # annotated
        "place": place,
        "unit": rhythm.unit,
        "day": day,
        "past": today > planned.due_on,
    }


def line_of(planned: PlannedCheck, today: date) -> dict[str, str]:
    """In a mail with several: which agreement in which place, by when, and the personal link. Stored nowhere."""
    rhythm = planned.rhythm
    said = {
        "code": rhythm.agreement.code,
        "place": str(rhythm.location or _("overal")),
        "day": date_format(planned.due_on, "l j F"),
    }
    words = _("%(code)s, %(place)s: kijk tegen %(day)s even hoe deze afspraak leeft.")
    if today > planned.due_on:
        words = _("%(code)s, %(place)s: de dag was %(day)s. Kijken kan nog altijd.")
    return {"text": words % said, "link": link_of(planned)}


RULE = Rule(
    kind="opvolging.check",
    word="check",
    rows=open_checks,
    wanted=wanted,
    around=lambda today: {
        "due_on__range": (today - timedelta(days=AFTER) - SHIFT, today + timedelta(days=BEFORE) + SHIFT)
    },
    days=lambda planned: [*days_before(planned.due_on, [BEFORE]), *days_after(planned.due_on, [AFTER])],
    since=lambda _planned: LONG_AGO,
    people=owner_of,
    context=context,
    project=lambda planned: planned.rhythm.agreement.project,
    subject=lambda planned: f"rhythm:{planned.rhythm_id}",
    hears=lambda _owner, _project: True,  # an owner needs no account
    sentence=gettext_lazy("Een check van afspraak {code} is gepland tegen {day}."),
    values=lambda planned: {"code": planned.rhythm.agreement.code, "day": planned.due_on},
    whom=gettext_lazy("wie de afspraak draagt"),
    path="rhythm__agreement__project",
    facts=("due_on", "rhythm__agreement__number"),
    on="due_on",
    line=line_of,
)


def personal(mails: list[Mail]) -> dict[Any, dict[str, str]]:
    """First name, and the link as it is by now."""
    rows = PlannedCheck.objects.select_related("rhythm__owner").in_bulk([_row(mail) for mail in mails])
    found = ((mail.pk, rows.get(_row(mail))) for mail in mails)
    return {
        pk: {"first_name": one.rhythm.owner.first_name, "link": link_of(one)}
        for pk, one in found
        if one and one.rhythm.owner
    }


def recheck(mails: list[Mail]) -> dict[Any, str]:
    """Not when it was noted or skipped, has another owner, or that owner another address by now."""
    gone = unwanted(RULE, mails)
    people = Employee.objects.in_bulk([_owner(mail) for mail in mails])
    moved = {
        mail.pk: NO_NEED
        for mail in mails
        if (person := people.get(_owner(mail))) is None or person.email != mail.recipient
    }
    return gone | moved


def _row(mail: Mail) -> int:
    return int(mail.key.split(":")[1])


def _owner(mail: Mail) -> int:
    """The employee in a key as `check:7:m12:2026-03-24`."""
    return int(mail.key.split(":")[2].removeprefix(EMPLOYEE))


register_rule(RULE)
register_kind(MailKind(RULE.kind, "opvolging/check", resend_when_uncertain=False, recheck=recheck, personal=personal))
register(Source("opvolging.check", partial(queue_due, [RULE]), partial(may_be_due, RULE)))
