"""What has to happen around answers without anybody pressing a button: publish, close, erase, forget."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, QuerySet
from django.utils import timezone

from bevraging import scrubbing
from bevraging.actions.publishing import MIN_BATCH, close, erase, publish_waiting
from bevraging.models import SealedBallot, Survey
from trajecten.reminders import Source, register

KEEP_TOO_FEW = timedelta(days=30)


def collect(now: datetime | None = None) -> int:
    """Close what is past its last day, shuffle what waits, erase what may not be shown. How many surveys were touched."""
    now = now or timezone.now()
    return close_what_is_over(now) + publish_what_waits(now) + erase_what_is_old(now) + scrubbing.scrub_what_is_left()


def perhaps_over(now: datetime) -> QuerySet[Survey]:
    """The open surveys whose last day has passed somewhere on earth."""
    return Survey.objects.past_closing_day(now.date() + timedelta(days=1))


def close_what_is_over(now: datetime) -> int:
    """Close the open surveys whose last day has passed where they are."""
    surveys = perhaps_over(now).select_related("project__organisation")
    return sum(close(survey=survey) for survey in surveys if survey.closes_on < _day_there(survey, now))


def enough_waits(_now: datetime) -> QuerySet:
    """The surveys with enough waiting ballots to shuffle."""
    counted = SealedBallot.objects.order_by().values("survey").annotate(waiting=Count("pk"))
    return counted.filter(waiting__gte=MIN_BATCH).values("survey")


def publish_what_waits(now: datetime) -> int:
    """Open the waiting ballots of every open survey that has enough of them."""
    return sum(bool(publish_waiting(survey)) for survey in Survey.objects.open().filter(pk__in=enough_waits(now)))


def too_few_for_a_month(now: datetime) -> QuerySet[Survey]:
    return Survey.objects.filter(status=Survey.Status.CLOSED, closed_at__lt=now - KEEP_TOO_FEW)


def erase_what_is_old(now: datetime) -> int:
    """Erase the answers of surveys that closed a month ago with too few of them."""
    return sum(erase(survey=survey) for survey in too_few_for_a_month(now))


def _day_there(survey: Survey, now: datetime):
    return now.astimezone(ZoneInfo(survey.project.organisation.time_zone)).date()


register(Source("bevraging.closing", close_what_is_over, perhaps_over))
register(Source("bevraging.publishing", publish_what_waits, enough_waits))
register(Source("bevraging.erasing", erase_what_is_old, too_few_for_a_month))
register(Source("bevraging.scrubbing", lambda _now: scrubbing.scrub_what_is_left(), lambda _now: scrubbing.left()))
