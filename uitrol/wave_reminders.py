"""What is due before a start: who leads looks after the wave a week and two days before, and who is invited to a start
moment hears of it once more on the working day before."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from organisatie.models import Employee
from trajecten import access, rhythms
from trajecten.models import Mail, Project, ProjectRole
from trajecten.outbox import MailKind, MailSpec, queue_many, register_kind
from trajecten.reminder_claims import links
from trajecten.reminder_rules import (
    SHIFT,
    STAYS,
    Rule,
    Teams,
    days_before,
    may_be_due,
    queue_due,
    register_rule,
    unwanted,
)
from trajecten.reminders import Source, local_moment, newest_due, register
from uitrol import mails
from uitrol.mail_kinds import personal, recheck
from uitrol.models import Moment, MomentPerson, Wave

WEEK_AND_TWO_DAYS = (7, 2)
BEFORE = timedelta(days=1)
LATELY = timedelta(days=2)
"""Who was invited or heard of another day since then needs no reminder."""
TOMORROW = "uitrol.start_tomorrow"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


# --- Who leads -----------------------------------------------------------------------------------


def planned() -> QuerySet[Wave]:
    return Wave.objects.filter(status=Wave.Status.PLANNED, project__status=Project.Status.RUNNING)


def who_minds(wave: Wave, _day: date, teams: Teams) -> list[Any]:
    """Who leads; and the owner when they have an account of their own."""
    found = list(teams.get((wave.project_id, ProjectRole.Role.LEAD), []))
    owner = wave.owner.user if wave.owner else None
    return found if owner is None or owner in found else [*found, owner]


def context(wave: Wave, person: Any, _today: date) -> dict[str, Any]:
    with override(person.language):
        day, called = date_format(wave.starts_on, "l j F"), str(wave)
    return {
        "project": wave.project.title,
        "organisation": wave.project.organisation.name,
        "greeting": person.first_name,
        "wave": called,
        "day": day,
        "link": settings.SITE_URL + reverse("uitrol:golf", args=[wave.project.slug, wave.number]),
    }


RULE = Rule(
    kind="uitrol.wave_near",
    word="wave",
    rows=planned,
    wanted=lambda: planned().select_related("project__organisation", "owner__user"),
    around=lambda today: {"starts_on__range": (today, today + timedelta(days=max(WEEK_AND_TWO_DAYS)) + SHIFT)},
    days=lambda wave: days_before(wave.starts_on, WEEK_AND_TWO_DAYS),
    since=lambda _wave: LONG_AGO,
    people=who_minds,
    context=context,
    subject=lambda wave: f"wave:{wave.pk}",
    hears=access.may_see_project,
    sentence=_("Golf {number} start op {day}."),
    values=lambda wave: {"number": wave.number, "day": wave.starts_on},
    whom=_("wie leidt, en de eigenaar van de golf"),
    on="starts_on",
    facts=("number", "starts_on"),
)


# --- Who is invited to a start -------------------------------------------------------------------


def starts_soon(now: datetime) -> QuerySet[Moment]:
    """Start moments of the coming days; a little wide, for weekends and holidays."""
    near = {"starts_at__gt": now, "starts_at__lt": now + BEFORE + SHIFT}
    running = Moment.objects.filter(kind=Moment.Kind.START, status=Moment.Status.PLANNED, **near)
    return running.filter(project__status=Project.Status.RUNNING)


def remind_of_starts(now: datetime) -> int:
    """One mail for each who is invited, at office opening on the working day before; not to who was invited only then."""
    people = Prefetch("people", MomentPerson.objects.select_related("employee"))
    found = starts_soon(now).select_related("project__organisation", "location", "host").prefetch_related(people)
    due = [moment for moment in found if newest_due([_reminds_at(moment)], now) is not None]
    told = Mail.objects.filter(kind__in=[mails.INVITED, mails.MOVED], created_at__gte=now - LATELY)
    lately = set(told.values_list("subject_key", flat=True)) if due else set()
    no_more = rhythms.want_none(rhythms.word_of(row.employee) for moment in due for row in moment.people.all())
    specs = [spec for moment in due for spec in _specs(moment, lately | no_more, now)]
    known = (
        set(Mail.objects.filter(key__in=[one.key for one in specs]).values_list("key", flat=True)) if specs else set()
    )
    fresh = [spec for spec in specs if spec.key not in known]
    return queue_many(fresh, mailing=None) if fresh else 0


def _reminds_at(moment: Moment) -> datetime:
    organisation = moment.project.organisation
    zone = ZoneInfo(organisation.time_zone)
    day = days_before(moment.starts_at.astimezone(zone).date(), [1])[0]
    return local_moment(day, organisation.office_from, zone)


def _specs(moment: Moment, skip: set[str], now: datetime) -> Iterable[MailSpec]:
    """`skip`: subjects of who heard of it lately, and words of who wants no reminders."""
    for row in moment.people.all():
        subject = f"moments:{moment.project_id}:{row.employee_id}"
        if row.employee.email and not {subject, rhythms.word_of(row.employee)} & skip and _works(row.employee, now):
            yield _spec(moment, row.employee, subject)


def _works(person: Employee, now: datetime) -> bool:
    today = now.date()
    return (person.active_from is None or person.active_from <= today) and (
        person.active_until is None or person.active_until >= today
    )


def _spec(moment: Moment, person: Employee, subject: str) -> MailSpec:
    return MailSpec(
        kind=TOMORROW,
        key=f"start_tomorrow:{moment.pk}:{person.pk}:{moment.sequence}",
        to=person.email,
        name=person.name,
        organisation=moment.project.organisation,
        subject_key=subject,
        context=mails.reminder_context(moment, person),
        secret=links(rhythms.word_of(person)),
        language=person.language,
        expires_at=min(moment.starts_at, _reminds_at(moment) + STAYS),
    )


def unwanted_start(asked: list[Mail]) -> dict[Any, str]:
    """What does not hold any more, and who wants no reminders any more."""
    words = {mail.pk: f"{rhythms.EMPLOYEE}{mails.person_of(mail)}" for mail in asked}
    no_more = rhythms.want_none(words.values())
    return recheck(asked) | {pk: rhythms.TURNED_OFF for pk, word in words.items() if word in no_more}


register_rule(RULE)
register_kind(MailKind(RULE.kind, "uitrol/golf-nadert", resend_when_uncertain=False, recheck=partial(unwanted, RULE)))
register_kind(
    MailKind(TOMORROW, "uitrol/start-nadert", resend_when_uncertain=False, recheck=unwanted_start, personal=personal)
)
register(Source("uitrol.waves", partial(queue_due, [RULE]), partial(may_be_due, RULE)))
register(Source("uitrol.starts", remind_of_starts, starts_soon))
