"""A pasted or uploaded list of names and addresses, read the way people really write it. Pure functions.

One person a line, or several addresses on one line as a mail program copies them. Understood:
«An Peeters <an@x.example>», «An Peeters; an@x.example», «An Peeters<tab>an@x.example», «Peeters, An; an@x.example»,
«an@x.example», and a name alone for a colleague without mail.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bevraging.shared_mail import is_shared
from organisatie.models import normalise_email

LONGEST_LIST = 5_000
LONGEST_NAME = 120
ADDRESS = re.compile(r"(?<![^\s<>;,\"'()])[^\s<>;,\"'()]+@[^\s<>;,\"'()]*")
"""Begins at the start of a word only: trying every letter of one long word took half a minute for 20 kB."""
LIKE_ADDRESS = re.compile(r"[\d ./+-]+|\S+\.[A-Za-z]{2,}")
"""A number, or «bo.voorbeeld.example»: where an address should stand, it was meant as one."""
LEAD_IN = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,4}[.)]\s+)")
HEADER = {"naam", "name", "mail", "email", "e-mail", "mailadres", "e-mailadres", "nom", "voornaam", "adres"}


@dataclass(frozen=True)
class Entry:
    """One readable person. The address is normalised, or empty for somebody without mail."""

    line: int
    name: str
    email: str


@dataclass(frozen=True)
class Problem:
    """A line that gives nobody. `column`: the title of the column in a sheet; `line` then is the row of that sheet."""

    line: int
    text: str
    sentence: str
    column: str = ""


@dataclass
class Reading:
    """What a list gave: the good people, and each line that needs a look with the reason."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    repeated: int = 0
    """Lines with somebody who stood in the list already."""
    together: int = 0
    """People who share the mailbox of a team with somebody on the list: they come on it without mail."""
    doubtful: list[Entry] = field(default_factory=list)
    """Of the entries: several cells and no address. Perhaps one was meant; the page shows them before they are added."""
    placed: list[Entry] = field(default_factory=list)
    """Of the entries: those with a location or function in the sheet. Only an employee can keep that."""
    unkept: list[str] = field(default_factory=list)
    """The titles of those columns, as they stand in the sheet."""

    def __add__(self, other: "Reading") -> "Reading":
        """Two lists together; who stands in both counts once."""
        have = {entry.email or entry.name.lower() for entry in self.entries}
        new = [entry for entry in other.entries if (entry.email or entry.name.lower()) not in have]
        repeated = self.repeated + other.repeated + len(other.entries) - len(new)
        return Reading(
            self.entries + new,
            self.problems + other.problems,
            repeated,
            self.together + other.together,
            self.doubtful + other.doubtful,
            self.placed + other.placed,
            self.unkept + [title for title in other.unkept if title not in self.unkept],
        )

    @property
    def with_mail(self) -> int:
        return sum(1 for entry in self.entries if entry.email)

    @property
    def without_mail(self) -> int:
        return len(self.entries) - self.with_mail

    @property
    def to_correct(self) -> str:
        """The lines with a problem, as they were typed: they stay in the field so that they can be corrected."""
        return "\n".join(problem.text for problem in self.problems)

    @property
    def as_lines(self) -> str:
        """Everybody as a line that reads back as the same person, and below them what must be corrected."""
        people = [f"{entry.name}; {entry.email}" if entry.email else entry.name for entry in self.entries]
        return "\n".join([*people, *(problem.text for problem in self.problems)])


def read_list(text: str) -> Reading:
    """Read a pasted list. Never raises: what cannot be read is a problem with its line number."""
    reading = Reading()
    seen: dict[str, str] = {}
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not raw.strip() or _is_header(raw):
            continue
        if len(reading.entries) >= LONGEST_LIST:
            reading.problems.append(
                Problem(number, raw[:200], _("De lijst is te lang. We lezen de eerste 5.000 mensen."))
            )
            break
        for part in _people_on(raw):
            read_one(reading, seen, number, part)
    return reading


def _is_header(raw: str) -> bool:
    words = {word.strip(" \"'").lower() for word in re.split(r"[;,\t]", raw)} - {""}
    return bool(words) and words <= HEADER


def _people_on(raw: str) -> list[str]:
    """Several people on one line, as «An <an@x>; Bo <bo@x>» or «an@x, bo@x»."""
    if len(ADDRESS.findall(raw)) < 2:
        return [raw]
    parts = [part for part in re.split(r"[;\t]" if ";" in raw or "\t" in raw else r",", raw) if part.strip()]
    return parts if all("@" in part for part in parts) else [raw]


def read_one(reading: Reading, seen: dict[str, str], number: int, raw: str) -> None:
    """Add one person, or say what is wrong with the line. `seen`: {address, or name without one: name that was typed}."""
    text = LEAD_IN.sub("", raw).strip()
    found = ADDRESS.findall(text)
    if len(found) > 1:
        reading.problems.append(
            Problem(number, raw, _("Hier staan twee adressen. Zet elke collega op een eigen regel."))
        )
        return
    email = normalise_email(found[0].strip(".:")) if found else ""
    name = tidy_name(text.replace(found[0], " ", 1) if found else text)
    cells = [cell.strip() for cell in re.split(r"[;\t]", text) if cell.strip()]
    sentence = trouble(email, name, text) or _cell_trouble(text, cells, found)
    if sentence:
        reading.problems.append(Problem(number, raw, sentence))
        return
    entry = keep(reading, seen, Entry(number, name, email))
    if entry and not email and len(cells) > 1:
        reading.doubtful.append(entry)


def keep(reading: Reading, seen: dict[str, str], entry: Entry) -> Entry | None:
    """Add somebody who is not in the list yet; gives how they stand in it. `seen`: as in `read_one`."""
    name, email = entry.name, entry.email
    if email in seen and name and name.lower() != seen[email] and is_shared(email):
        # Two colleagues, one mailbox of the team: both are asked, the second one on paper. With an address of one's own
        # two names are one person, written twice.
        email = ""
        reading.together += name.lower() not in seen
    key = email or name.lower()
    if key in seen:
        reading.repeated += 1
        return None
    seen[key] = name.lower()
    reading.entries.append(Entry(entry.line, name or name_from(email), email))
    return reading.entries[-1]


def _cell_trouble(text: str, cells: list[str], found: list[str]) -> str:
    """What looks like an address but is none, in a line with a mark between name and address."""
    if found and "<" not in text:
        parts = cells if len(cells) > 1 else [part.strip() for part in text.split(",") if part.strip()]
        before = next((part.split(found[0])[0] for part in parts if found[0] in part), "").strip()
        # «Peeters, An an@…» is a name and an address; «Bo Xl, bo xl@…» may be an address with a space in it.
        if len(parts) > 1 and before and (len(cells) > 1 or (before[-1:].islower() and before[:1].islower())):
            return _("Staat er een spatie in het mailadres? Zet een puntkomma tussen de naam en het adres.")
    elif not found and len(cells) > 1 and LIKE_ADDRESS.fullmatch(cells[-1]):
        return _("«%(words)s» is geen mailadres. Verbeter het, of haal het weg.") % {"words": cells[-1][:60]}
    return ""


def trouble(email: str, name: str, text: str) -> str:
    if not email and not name:
        return _("Hier staat geen naam en geen mailadres.")
    if not email and "@" in text:
        return _("Dit mailadres klopt niet. Schrijf het als naam@organisatie.be.")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            better = suggestion(text if "," in text else email)
            return (
                _("Dit adres klopt misschien niet. Bedoel je %(address)s?") % {"address": better}
                if better
                else _("Dit mailadres klopt niet. Schrijf het als naam@organisatie.be.")
            )
        if len(email) > 254:
            return _("Dit mailadres is te lang.")
    if len(name) > LONGEST_NAME:
        return _("Deze naam is te lang. Hou het bij 120 tekens.")
    if not email and not re.search(r"[^\W\d_]", name):
        return _("Hier staat geen naam en geen mailadres.")
    return ""


def tidy_name(text: str) -> str:
    """A name without quotes and separators; «Peeters, An» becomes «An Peeters»."""
    text = re.sub(r"[<>()\"]|mailto:", " ", text, flags=re.IGNORECASE)
    text = re.sub(r"\s+", " ", text).strip(" ;,:|\t")
    parts = [part.strip() for part in re.split(r"[;,|]", text) if part.strip()]
    if len(parts) == 2 and "," in text and ";" not in text:
        parts.reverse()
    return " ".join(parts)


def name_from(email: str) -> str:
    """A readable name for an address alone: an.peeters@… is «An Peeters»."""
    words = re.split(r"[._+-]+", email.split("@", 1)[0])
    return " ".join(word.capitalize() for word in words if word and not word.isdigit()) or email


KNOWN = (
    "gmail.com", "hotmail.com", "hotmail.be", "outlook.com", "outlook.be", "live.be", "live.com", "telenet.be",
    "skynet.be", "proximus.be", "scarlet.be", "icloud.com", "yahoo.com", "msn.com",
)  # fmt: skip
ENDINGS = {"con": "com", "cmo": "com", "ocm": "com", "bee": "be", "eb": "be", "nll": "nl", "ne": "net"}


def suggestion(address: str, domains: Iterable[str] = ()) -> str:
    """The address that was probably meant, or "". `domains`: the ones colleagues really have, most used first."""
    text = normalise_email(address)
    joined = re.sub(r"(?<=@)(.*)$", lambda match: match.group(1).replace(",", "."), text)
    if joined != text and _valid(joined):
        return joined
    local, at, domain = text.rpartition("@")
    if not at or not local:
        return ""
    own = [known for known in domains if known != domain]
    if domain in KNOWN or domain in set(domains):
        return ""
    for known in (*own, *KNOWN):
        if one_slip(domain, known):
            return f"{local}@{known}"
    head, dot, ending = domain.rpartition(".")
    if dot and ending in ENDINGS and _valid(f"{local}@{head}.{ENDINGS[ending]}"):
        return f"{local}@{head}.{ENDINGS[ending]}"
    return ""


def suspects(addresses: Iterable[str]) -> dict[str, str]:
    """{address: probably meant} in a list; domains that three or more colleagues have count as right."""
    addresses = [address for address in addresses if address]
    counts: dict[str, int] = {}
    for address in addresses:
        domain = address.rpartition("@")[2]
        counts[domain] = counts.get(domain, 0) + 1
    trusted = sorted((domain for domain, count in counts.items() if count >= 3), key=lambda domain: -counts[domain])
    doubtful = {domain for domain in counts if suggestion(f"x@{domain}", trusted)}
    found = {}
    for address in addresses:
        if address.rpartition("@")[2] in doubtful:
            found[address] = suggestion(address, trusted)
    return found


def one_slip(typed: str, meant: str) -> bool:
    """True when one letter is missing, extra, wrong, or two neighbours are swapped."""
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    a, b = typed[start:], meant[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]


def _valid(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def counted(reading: Reading) -> str:
    """«178 met mail, 36 zonder mail»."""
    parts = [ngettext("%(n)d met mail", "%(n)d met mail", reading.with_mail) % {"n": reading.with_mail}]
    if reading.without_mail:
        parts.append(_("%(n)d zonder mail") % {"n": reading.without_mail})
    return ", ".join(parts)
