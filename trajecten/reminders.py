"""What is due, and when. Each app registers a source; the sweep asks all of them once a minute, then mail leaves.

A rule keeps local wall time and a zone, never a moment in UTC, so that 9 o'clock stays 9 o'clock when the clock
changes. A source queues with a unique key: two sweeps at once, or one that runs late, write one row.
Nearly every minute nothing is due. So one statement first asks which sources have something to do; only those run.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from organisatie.models import Organisation
from trajecten import outbox
from trajecten.heartbeat import beat
from trajecten.holidays import is_holiday
from trajecten.look import Question, answered_yes
from trajecten.outbox import Counts
from trajecten.outbox.tidying import tidy

logger = structlog.get_logger(__name__)
WORKER = "worker"
MAIL = "outbox.mail"
OFFICE_FROM, OFFICE_UNTIL = time(9), time(17)
TOO_LATE = timedelta(hours=24)


@dataclass(frozen=True)
class Source:
    """Something that may be due. `collect(now)` does it (queue mail, publish, close) and gives how much it did.

    `due(now)` is the cheap look before it: a queryset that has a row when `collect` may have something to do. It may
    say yes too often, never too seldom, and it decides nothing. All looks are one statement, written once: of `now` it
    may use `now ± timedelta` and `now.date()`, nothing else. A source without `due` is asked at every sweep.
    """

    code: str
    collect: Callable[[datetime], int]
    due: Question | None = None


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Make a source known. Raises ImproperlyConfigured when its code is taken by another."""
    if _sources.get(source.code, source) != source:
        raise ImproperlyConfigured(f"Two sources of reminders are called {source.code!r}.")
    _sources[source.code] = source
    return source


def sources() -> list[Source]:
    return list(_sources.values())


def look(now: datetime) -> set[str]:
    """The codes of the sources to ask, and MAIL when a mail waits: one statement for all of them."""
    questions: dict[str, Question] = {MAIL: outbox.open_work} | {
        source.code: source.due for source in sources() if source.due
    }
    try:
        found = answered_yes(questions, now, on=WORKER)
    except Exception:  # one question that is wrong: then all are asked, which costs time and nothing else
        logger.exception("reminder_look_failed")
        found = set(questions)
    return found | {source.code for source in sources() if not source.due}


def collect(now: datetime, asked: set[str]) -> dict[str, int]:
    """Ask these sources; gives how much each did. One that fails is logged and asked again at the next sweep."""
    done = {}
    for source in sources():
        try:
            if source.code in asked and (count := source.collect(now)):
                done[source.code] = count
        except Exception:  # an app's own code: the others, and the mail that waits, may not suffer from it
            logger.exception("reminder_source_failed", source=source.code)
    return done


def sweep(now: datetime | None = None) -> Counts:
    """One round of everything: what has become due is queued, and mail leaves. What Celery does once a minute."""
    now = now or timezone.now()
    beat(WORKER)
    asked = look(now)
    counts = Counts(collect(now, asked))
    if counts or MAIL in asked:
        counts.update(outbox.deliver())
    return counts


register(Source(code="outbox.tidy", collect=tidy))


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def local_moment(day: date, at: time, tz: ZoneInfo | None = None) -> datetime:
    """The moment (in UTC) of a wall time. One that the clock skips becomes the first that exists; of two, the first."""
    moment = datetime.combine(day, at, tzinfo=tz or zone())
    there_and_back = moment.astimezone(UTC).astimezone(moment.tzinfo)
    if there_and_back.replace(tzinfo=None) == moment.replace(tzinfo=None):
        return moment.astimezone(UTC)
    return _end_of_gap(moment)


def _end_of_gap(moment: datetime) -> datetime:
    """The instant at which the clock jumped over this wall time."""
    low, high = moment.replace(fold=1).astimezone(UTC), moment.replace(fold=0).astimezone(UTC)
    before = low.astimezone(moment.tzinfo).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if middle.astimezone(moment.tzinfo).utcoffset() == before else (low, middle)
    return high.replace(microsecond=0)


def newest_due(moments: Iterable[datetime], now: datetime) -> datetime | None:
    """After the machine was down: only the newest moment that passed, and none older than 24 hours."""
    passed = [moment for moment in moments if now - TOO_LATE <= moment <= now]
    return max(passed, default=None)


def is_office_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def working_day_from(day: date) -> date:
    """`day` itself, or the first working day after it."""
    while not is_office_day(day):
        day += timedelta(days=1)
    return day


def working_day_until(day: date) -> date:
    """`day` itself, or the last working day before it."""
    while not is_office_day(day):
        day -= timedelta(days=1)
    return day


def next_office_moment(organisation: Organisation | None, after: datetime) -> datetime:
    """`after` itself when it falls in the office hours of this organisation, else when they begin on a working day."""
    tz = ZoneInfo(organisation.time_zone) if organisation else zone()
    opens, closes = (
        (organisation.office_from, organisation.office_until) if organisation else (OFFICE_FROM, OFFICE_UNTIL)
    )
    local = after.astimezone(tz)
    day = local.date()
    if is_office_day(day) and local.time() < closes:
        return max(after, local_moment(day, opens, tz))
    return local_moment(working_day_from(day + timedelta(days=1)), opens, tz)
