"""What is due around a survey: reminders to colleagues, notices to the lead. Called by the sweep, any number of times."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from bevraging import mails
from bevraging.dates import APART, reminder_days
from bevraging.models import Survey
from trajecten.models import Mailing
from trajecten.reminders import Source, local_moment, newest_due, register, working_day_from

NOTICE_FOR = timedelta(hours=24)
"""After this a notice is no longer made: the page says it as well."""
MOST = 2


def collect(now: datetime | None = None) -> int:
    """Queue what is due at `now`; gives how many mails are new."""
    now = now or timezone.now()
    surveys = Survey.objects.open().select_related("project__organisation", "created_by")
    new = sum(remind(survey, now) for survey in surveys.filter(reminders__gt=0))
    return new + tell_undelivered() + tell_closed(now)


def remind(survey: Survey, now: datetime) -> int:
    """Queue the automatic reminder that is due for `survey`, if there is one."""
    number = due_number(survey, now)
    return mails.queue_reminder(survey, number) if number else 0


def due_number(survey: Survey, now: datetime) -> int:
    """Which reminder (1 or 2) is due at `now`; 0 for none. Counts what went by hand as well."""
    zone = ZoneInfo(survey.project.organisation.time_zone)
    today = now.astimezone(zone).date()
    if survey.status != Survey.Status.OPEN or survey.closes_on < today:
        return 0
    moment = newest_due(moments(survey), now)
    if moment is None:
        return 0
    sent = sent_reminders(survey)
    if len(sent) >= min(MOST, survey.reminders) or any(mailing.created_at >= moment for mailing in sent):
        return 0
    return len(sent) + 1 if far_enough(survey, sent, today, zone) else 0


def moments(survey: Survey) -> list[datetime]:
    """When the automatic reminders go: local office opening on each planned day, whatever the clock change."""
    organisation = survey.project.organisation
    zone = ZoneInfo(organisation.time_zone)
    days = reminder_days(survey.launched_at.astimezone(zone).date(), survey.closes_on, survey.reminders)
    return [local_moment(day, organisation.office_from, zone) for day in days]


def sent_reminders(survey: Survey) -> list[Mailing]:
    """The reminders that went, by clock or by hand, oldest first."""
    kinds = list(mails.REMINDERS.values())
    return in_order(Mailing.objects.filter(subject_key=mails.subject_key(survey), kind__in=kinds).order_by("-pk"))


def in_order(newest_first: Iterable[Mailing]) -> list[Mailing]:
    """Oldest first. Two schedulers may open the same sending at once: it counts as one."""
    return list({mailing.kind: mailing for mailing in newest_first}.values())[::-1]


def next_moment(survey: Survey, now: datetime | None = None, *, sent: list[Mailing] | None = None) -> datetime | None:
    """The next automatic reminder, for the lead to see; None when none will go any more."""
    now = now or timezone.now()
    sent = sent_reminders(survey) if sent is None else sent
    zone = ZoneInfo(survey.project.organisation.time_zone)
    if survey.status != Survey.Status.OPEN or len(sent) >= min(MOST, survey.reminders):
        return None
    for moment in moments(survey):
        if moment > now and far_enough(survey, sent, moment.date(), zone):
            return moment
    return None


def far_enough(survey: Survey, sent: list[Mailing], day: date, zone: ZoneInfo) -> bool:
    """At least three days after the invitation and after the last reminder."""
    before = [survey.launched_at, *(mailing.created_at for mailing in sent)]
    return (day - max(before).astimezone(zone).date()).days >= APART


def by_hand_from(survey: Survey, sent: list[Mailing] | None = None) -> date | None:
    """The first day on which the lead may send a reminder by hand; None when both went or the survey is closed."""
    sent = sent_reminders(survey) if sent is None else sent
    zone = ZoneInfo(survey.project.organisation.time_zone)
    if survey.status != Survey.Status.OPEN or len(sent) >= MOST:
        return None
    last = max([survey.launched_at, *(mailing.created_at for mailing in sent)]).astimezone(zone).date()
    day = working_day_from(max(last + timedelta(days=APART), timezone.localdate()))
    return day if day <= survey.closes_on else None


def tell_undelivered() -> int:
    """One notice per finished sending with addresses that do not work."""
    week = timezone.now() - NOTICE_FOR
    kinds = [mails.INVITATION]
    sendings = Mailing.objects.filter(
        kind__in=kinds, failed__gt=0, finished_at__gte=week, subject_key__startswith="survey:"
    )
    new = 0
    for mailing in sendings:
        survey = _survey_of(mailing)
        if survey is not None and survey.status == Survey.Status.OPEN:
            new += mails.queue_undelivered(survey, mailing, mailing.failed)
    return new


def tell_closed(now: datetime) -> int:
    """One notice per survey that closed in the last days."""
    done = Survey.objects.filter(
        status__in=[Survey.Status.CLOSED, Survey.Status.PUBLISHED], closed_at__gte=now - NOTICE_FOR
    )
    return sum(mails.queue_closed(survey) for survey in done.select_related("project__organisation", "created_by"))


def _survey_of(mailing: Mailing) -> Survey | None:
    surveys = Survey.objects.select_related("project__organisation", "created_by")
    return surveys.filter(pk=mailing.subject_key.partition(":")[2]).first()


register(Source(code="bevraging.reminders", collect=collect))
