"""What has to happen around answers without anybody pressing a button: publish, close, erase, forget."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from bevraging import scrubbing
from bevraging.actions.publishing import close, erase, publish_waiting
from bevraging.models import SealedBallot, Survey
from trajecten.reminders import Source, register

KEEP_TOO_FEW = timedelta(days=30)


def collect(now: datetime | None = None) -> int:
    """Close what is past its last day, shuffle what waits, erase what may not be shown. How many surveys were touched."""
    now = now or timezone.now()
    return close_what_is_over(now) + publish_what_waits() + erase_what_is_old(now) + scrubbing.scrub_what_is_left()


def close_what_is_over(now: datetime) -> int:
    """Close the open surveys whose last day has passed where they are."""
    surveys = Survey.objects.select_related("project__organisation")
    over = [s for s in surveys.past_closing_day(now.date() + timedelta(days=1)) if s.closes_on < _day_there(s, now)]
    return sum(close(survey=survey) for survey in over)


def publish_what_waits() -> int:
    """Open the waiting ballots of every open survey that has enough of them."""
    waiting = SealedBallot.objects.order_by().values("survey").distinct()
    return sum(bool(publish_waiting(survey)) for survey in Survey.objects.open().filter(pk__in=waiting))


def erase_what_is_old(now: datetime) -> int:
    """Erase the answers of surveys that closed a month ago with too few of them."""
    old = Survey.objects.filter(status=Survey.Status.CLOSED, closed_at__lt=now - KEEP_TOO_FEW)
    return sum(erase(survey=survey) for survey in old)


def _day_there(survey: Survey, now: datetime):
    return now.astimezone(ZoneInfo(survey.project.organisation.time_zone)).date()


register(Source("bevraging.publishing", collect))
