"""A round as a file for a calendar (RFC 5545). Moments in UTC: no table of clock changes has to come along."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from icalendar import Calendar, Event

CONTENT_TYPE = "text/calendar; method=PUBLISH; charset=utf-8"
NAME = "uitnodiging.ics"


def uid_of(test_round: int) -> str:
    """Always the same for a round: a later edition takes the place of the earlier one."""
    return f"testronde-{test_round}@{settings.SITE_HOST}"


def calendar_of(facts: Mapping[str, Any], made_at: datetime) -> bytes:
    """`facts` as `toetsing.mails.facts_of` gives them: a mail keeps them, so the same mail makes the same file."""
    event = Event()
    event.add("uid", facts["uid"])
    event.add("sequence", facts["sequence"])
    event.add("dtstamp", made_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", _moment(facts["starts_at"]))
    event.add("dtend", _moment(facts["ends_at"]))
    event.add("summary", facts["summary"])
    if facts["place"]:
        event.add("location", facts["place"])
    event.add("description", facts["description"])
    event.add("status", "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Trajecten//Testronde//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(microsecond=0)
