"""Files for a calendar (RFC 5545), told as RFC 5546 wants it: published, or cancelled.

Moments stand in UTC, so no table of clock changes has to come along. What is told may be stored as it is (texts and
numbers, no secret): a mail keeps it, and the same mail always makes the same file.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

NAME = "uitnodiging.ics"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"

Facts = Mapping[str, Any]
"""One event: `uid`, `sequence`, `summary`, `starts_at` and `ends_at` as ISO texts (a day alone: the whole day); when there
is something to say `place`, `description`, `organiser` (who tells it), `url` and `cancelled`."""


def content_type(method: str = PUBLISH) -> str:
    return f"text/calendar; method={method}; charset=utf-8"


def calendar_of(
    events: Iterable[Facts], made_at: datetime, *, product: str, method: str = PUBLISH, name: str = ""
) -> bytes:
    """The file with these events. `product` says what made it; `name` is how a calendar calls a feed."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Trajecten//{product}//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
    for facts in events:
        calendar.add_component(_event(facts, made_at, cancels=method == CANCEL))
    return calendar.to_ical()


def _event(facts: Facts, made_at: datetime, *, cancels: bool) -> Event:
    event = Event()
    event.add("uid", facts["uid"])
    event.add("sequence", facts["sequence"])
    event.add("dtstamp", _in_utc(made_at))
    event.add("dtstart", _moment(facts["starts_at"]))
    event.add("dtend", _end(facts["ends_at"]))
    event.add("summary", facts["summary"])
    if facts.get("place"):
        event.add("location", facts["place"])
    if facts.get("description"):
        event.add("description", facts["description"])
    if facts.get("url"):
        event.add("url", facts["url"])
    if facts.get("organiser"):
        event["organizer"] = _organiser(facts["organiser"])
    if _is_day(facts["starts_at"]):
        event.add("transp", "TRANSPARENT")  # a day to know about keeps nobody busy
    event.add("status", "CANCELLED" if cancels or facts.get("cancelled") else "CONFIRMED")
    return event


def _organiser(name: str) -> vCalAddress:
    """RFC 5546 wants one for what is published. The address of the house: an answer to it reaches nobody."""
    address = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    address.params["cn"] = vText(name)
    return address


def _is_day(text: str) -> bool:
    return len(text) == len("2026-03-30")


def _moment(text: str) -> datetime | date:
    return date.fromisoformat(text) if _is_day(text) else _in_utc(datetime.fromisoformat(text))


def _end(text: str) -> datetime | date:
    """Of a whole day the next one: the end itself is no part of an event."""
    return date.fromisoformat(text) + timedelta(days=1) if _is_day(text) else _moment(text)


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)
