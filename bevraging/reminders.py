"""What is due around a survey: reminders to colleagues, notices to the lead. Called by the sweep, any number of times."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from bevraging import invitations, mails
from bevraging.dates import APART, reminder_days
from bevraging.models import Survey
from trajecten.models import Mail, Mailing
from trajecten.reminders import TOO_LATE, Source, local_moment, newest_due, register, working_day_from

NOTICE_FOR = timedelta(hours=24)
"""After this a notice is no longer made: the page says it as well."""
MOST = 2


def due(now: datetime) -> QuerySet[Survey]:
    """The open surveys of which a reminder may be due: the day of the next one has begun where they are."""
    return Survey.objects.open().filter(remind_from__lte=now)


def collect(now: datetime | None = None) -> int:
    """Queue the reminders that are due at `now`; gives how many mails are new."""
    now = now or timezone.now()
    return sum(remind(survey, now) for survey in due(now).select_related("project__organisation", "created_by"))


def remind(survey: Survey, now: datetime) -> int:
    """Queue the automatic reminder that is due for `survey`, if there is one, and set the next day to look.

    In one transaction: a process that dies in between leaves the survey as it was, for the next sweep.
    """
    with transaction.atomic():
        number = due_number(survey, now)
        new = mails.queue_reminder(survey, number) if number else tell_missed(survey, now)
        after = first_look(survey, now)
        if after != survey.remind_from:
            # Only as it was read: who gave more time meanwhile has set a day of their own.
            unchanged = Survey.objects.filter(pk=survey.pk, closes_on=survey.closes_on, remind_from=survey.remind_from)
            unchanged.update(remind_from=after)
    return new


def tell_missed(survey: Survey, now: datetime) -> int:
    """Tell the lead that a planned reminder never went: everything stood still for more than a day.

    Says nothing about who answered: a reminder for nobody shows as sent too.
    """
    zone = ZoneInfo(survey.project.organisation.time_zone)
    sent = sent_reminders(survey)
    if survey.remind_from is None or len(sent) >= min(MOST, survey.reminders):
        return 0
    missed = [moment for moment in moments(survey) if survey.remind_from <= moment <= now - TOO_LATE]
    missed = [one for one in missed if far_enough(survey, sent, one.astimezone(zone).date(), zone)]
    if not missed or any(mailing.created_at >= missed[-1] for mailing in sent):
        return 0
    return mails.queue_nothing_sent(survey, f"{survey.pk}:{missed[-1]:%Y%m%d}", reminder=True, late=True)


def first_look(survey: Survey, after: datetime) -> datetime | None:
    """The start of the day, where they are, of the first automatic reminder after `after`; None when none follows.

    Not the hour: that stays wall time and is worked out on the day itself, so that a clock change, or an organisation
    that chooses other hours, is never a reminder at the wrong moment.
    """
    zone = ZoneInfo(survey.project.organisation.time_zone)
    days = [moment.astimezone(zone).date() for moment in moments(survey) if moment > after]
    return local_moment(days[0], time(0), zone) if days else None


def plan(survey: Survey) -> datetime | None:
    """Where the looking begins for a survey that was opened or extended now: also at what passed in the last day."""
    return first_look(survey, timezone.now() - TOO_LATE)


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
    days = days_of(survey, survey.launched_at.astimezone(zone).date())
    return [local_moment(day, organisation.office_from, zone) for day in days]


def days_of(survey: Survey, launched: date) -> list[date]:
    """The days on which it reminds by itself, when it opens on `launched`."""
    pulse = survey.purpose == Survey.Purpose.PULSE
    return reminder_days(launched, survey.closes_on, survey.reminders, pulse=pulse)


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


def undelivered(now: datetime) -> QuerySet[Mailing]:
    """The invitations that were sent in the last day, and did not reach everybody."""
    return Mailing.objects.filter(
        kind__in=invitations.kinds(), failed__gt=0, finished_at__gte=now - NOTICE_FOR, subject_key__startswith="survey:"
    )


def tell_undelivered(now: datetime) -> int:
    """One notice per finished sending with addresses that do not work."""
    new = 0
    for mailing in undelivered(now):
        survey = _survey_of(mailing)
        if survey is None or survey.status != Survey.Status.OPEN:
            continue
        if mailing.sent or mailing.uncertain:
            new += mails.queue_undelivered(survey, mailing, mailing.failed)
        else:
            new += mails.queue_nothing_sent(survey, f"{survey.pk}:{mailing.pk}", reminder=False, late=False)
    return new


def failed_reminders(now: datetime) -> QuerySet[Mailing]:
    """The sendings of reminders that ended in the last day with addresses that do not work."""
    return Mailing.objects.filter(
        kind__in=list(mails.REMINDERS.values()),
        failed__gt=0,
        finished_at__gte=now - NOTICE_FOR,
        subject_key__startswith="survey:",
    )


def tell_nobody_reminded(now: datetime) -> int:
    """One notice for a sending of reminders that reached nobody at all, by the state of its mails."""
    new = 0
    for mailing in failed_reminders(now):
        survey = _survey_of(mailing)
        reached = mailing.mails.exclude(status__in=[Mail.Status.FAILED, Mail.Status.WITHDRAWN])
        if survey is None or survey.status != Survey.Status.OPEN or reached.exists():
            continue
        if _mail_broke_down(survey, mailing):
            new += mails.queue_nothing_sent(survey, f"{survey.pk}:{mailing.pk}", reminder=True, late=False)
    return new


def _mail_broke_down(survey: Survey, mailing: Mailing) -> bool:
    """Whether addresses failed that worked before, and enough of them.

    Where only those failed that never worked (the lead sees which), a notice would say that everybody else answered.
    """
    failed = mails.recipients_of(mailing.mails.filter(status=Mail.Status.FAILED).only("key"))
    arrived = Mail.objects.filter(
        subject_key=mails.subject_key(survey), kind__in=invitations.kinds(), status=Mail.Status.SENT
    ).only("key")
    worked = failed.keys() & mails.recipients_of(arrived).keys()
    return len(worked) >= (survey.min_group if survey.is_anonymous else 1)


def _survey_of(mailing: Mailing) -> Survey | None:
    surveys = Survey.objects.select_related("project__organisation", "created_by")
    return surveys.filter(pk=mailing.subject_key.partition(":")[2]).first()


register(Source("bevraging.reminders", collect, due))
register(Source("bevraging.nobody_reminded", tell_nobody_reminded, failed_reminders))
register(Source("bevraging.undelivered", tell_undelivered, undelivered))
