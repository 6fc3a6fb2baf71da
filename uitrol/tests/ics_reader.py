"""A strict reader of calendar files, written from RFC 5545 and RFC 5546 alone: it shares nothing with the writer.

What a lenient calendar would forgive is an error here, so that a strict one never has to.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

ONCE = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"}
AT_MOST_ONCE = ONCE | {"LOCATION", "DESCRIPTION", "ORGANIZER", "URL", "TRANSP"}
TEXTS = {"SUMMARY", "LOCATION", "DESCRIPTION", "PRODID", "X-WR-CALNAME", "UID", "CN"}
NAME = re.compile(r"[A-Za-z0-9-]+")
PARAM = re.compile(r';([A-Za-z0-9-]+)=("[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*)')
MOMENT = re.compile(r"\d{8}T\d{6}Z")
STATUSES = {"TENTATIVE", "CONFIRMED", "CANCELLED"}


class NotACalendar(ValueError):
    pass


@dataclass
class Happening:
    """One event as it was read."""

    values: dict[str, str] = field(default_factory=dict)
    params: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def uid(self) -> str:
        return self.values["UID"]

    @property
    def sequence(self) -> int:
        return int(self.values["SEQUENCE"])

    @property
    def starts(self) -> datetime | date:
        return self.moment("DTSTART")

    @property
    def ends(self) -> datetime | date:
        return self.moment("DTEND")

    def moment(self, name: str) -> datetime | date:
        value = self.values[name]
        if self.params[name].get("VALUE") == "DATE":
            if not re.fullmatch(r"\d{8}", value):
                raise NotACalendar(f"{name} is no day: {value}")
            return datetime.strptime(value, "%Y%m%d").date()
        if not MOMENT.fullmatch(value):
            raise NotACalendar(f"{name} is no moment in UTC: {value}")
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


@dataclass
class CalendarRead:
    values: dict[str, str]
    events: list[Happening]

    @property
    def method(self) -> str:
        return self.values.get("METHOD", "")


def read(content: bytes) -> CalendarRead:
    """The calendar in `content`. Raises NotACalendar for anything that the RFCs do not allow."""
    lines = [_line(text) for text in _unfolded(content)]
    if [line[0::2] for line in lines[:1]] != [("BEGIN", "VCALENDAR")] or lines[-1][0::2] != ("END", "VCALENDAR"):
        raise NotACalendar("No VCALENDAR around it.")
    values: dict[str, str] = {}
    events: list[Happening] = []
    inside: Happening | None = None
    for name, params, value in lines[1:-1]:
        if (name, value) == ("BEGIN", "VEVENT") and inside is None:
            inside = Happening()
        elif (name, value) == ("END", "VEVENT") and inside is not None:
            events.append(_complete(inside))
            inside = None
        elif name in ("BEGIN", "END"):
            raise NotACalendar(f"{name}:{value} at a wrong place.")
        else:
            _keep(inside.values if inside else values, name, _value(name, value))
            if inside:
                inside.params[name] = params
    found = CalendarRead(values, events)
    _as_calendar(found)
    return found


def _unfolded(content: bytes) -> list[str]:
    if not content.endswith(b"\r\n"):
        raise NotACalendar("It does not end its last line.")
    raw = content[:-2].split(b"\r\n")
    if any(b"\n" in line or b"\r" in line for line in raw):
        raise NotACalendar("A line ends with something else than CRLF.")
    if any(len(line) > 75 for line in raw):
        raise NotACalendar("A line is longer than 75 octets.")
    joined: list[bytes] = []
    for line in raw:
        if line[:1] in (b" ", b"\t"):
            joined[-1] += line[1:]
        elif not line:
            raise NotACalendar("An empty line.")
        else:
            joined.append(line)
    return [line.decode("utf-8") for line in joined]


def _line(text: str) -> tuple[str, dict[str, str], str]:
    found = NAME.match(text)
    if found is None:
        raise NotACalendar(f"No name: {text}")
    place, params = found.end(), {}
    while param := PARAM.match(text, place):
        params[param[1].upper()] = param[2].strip('"')
        place = param.end()
    if text[place : place + 1] != ":":
        raise NotACalendar(f"No value: {text}")
    return found[0].upper(), params, text[place + 1 :]


def _value(name: str, value: str) -> str:
    if name not in TEXTS:
        return value
    if re.search(r"(?<!\\)(?:\\\\)*[,;]", value):
        raise NotACalendar(f"{name} has a comma or semicolon that is not escaped: {value}")
    said = re.sub(r"\\(.)", _unescaped, value)
    if any(ord(letter) < 32 and letter != "\n" for letter in said):
        raise NotACalendar(f"{name} has a control character.")
    return said


def _unescaped(found: re.Match[str]) -> str:
    meant = {"n": "\n", "N": "\n", "\\": "\\", ",": ",", ";": ";"}
    if found[1] not in meant:
        raise NotACalendar(f"An escape that does not exist: {found[0]}")
    return meant[found[1]]


def _keep(values: dict[str, str], name: str, value: str) -> None:
    if name in values:
        raise NotACalendar(f"{name} stands twice.")
    values[name] = value


def _complete(event: Happening) -> Happening:
    names = set(event.values)
    if missing := ONCE - names:
        raise NotACalendar(f"An event without {sorted(missing)}.")
    if unknown := names - AT_MOST_ONCE:
        raise NotACalendar(f"An event with {sorted(unknown)}.")
    if type(event.starts) is not type(event.ends) or not event.starts < event.ends:
        raise NotACalendar("It does not end after it starts.")
    if not isinstance(event.moment("DTSTAMP"), datetime):
        raise NotACalendar("DTSTAMP is a moment.")
    if event.sequence < 0 or event.values["STATUS"] not in STATUSES:
        raise NotACalendar("A sequence or a status that cannot be.")
    return event


def _as_calendar(found: CalendarRead) -> None:
    """What RFC 5546 asks of what is published, and of what is cancelled."""
    if found.values.get("VERSION") != "2.0" or not found.values.get("PRODID"):
        raise NotACalendar("No version or maker.")
    if not set(found.values) <= {"VERSION", "PRODID", "METHOD", "CALSCALE", "X-WR-CALNAME"}:
        raise NotACalendar(f"A calendar with {sorted(found.values)}.")
    if found.method not in ("PUBLISH", "CANCEL"):
        raise NotACalendar(f"METHOD:{found.method}")
    if any("ORGANIZER" not in one.values for one in found.events):
        raise NotACalendar("Published by nobody.")
    if any(not one.values["ORGANIZER"].startswith("mailto:") for one in found.events):
        raise NotACalendar("An organiser without an address.")
    uids = [one.uid for one in found.events]
    if found.method == "PUBLISH" and len(uids) != len(set(uids)):
        raise NotACalendar("An event stands twice.")
    if found.method == "CANCEL" and (
        len(set(uids)) != 1 or any(one.values["STATUS"] != "CANCELLED" for one in found.events)
    ):
        raise NotACalendar("One event is cancelled, and says so.")
