"""From the text in a cell to a value, or a sentence that says what to do about it."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from organisatie.importing.mapping import FIELDS, plain
from organisatie.importing.workbook import FORMULA_MARK
from organisatie.models import Employee, normalise_email

LONGEST: dict[str, int] = {
    name: getattr(Employee._meta.get_field(name), "max_length", 0)
    for name in ("name", "email", "personnel_number", "shift")
} | {"location": 120, "function": 120, "first_name": 60, "last_name": 60}
USUAL_DOMAINS = (
    "gmail.com", "hotmail.com", "hotmail.be", "outlook.com", "outlook.be", "telenet.be", "skynet.be", "proximus.be",
    "live.be", "live.com", "icloud.com", "yahoo.com", "yahoo.fr", "scarlet.be", "voo.be", "msn.com", "me.com",
)  # fmt: skip
REAL_BUT_ALIKE = {
    "mail.com",
    "ymail.com",
    "gmx.com",
    "gmx.net",
    "hotmail.fr",
    "hotmail.nl",
    "outlook.fr",
    "live.nl",
    "live.fr",
}
LANGUAGES = {
    "nl": "nl", "nederlands": "nl", "dutch": "nl", "neerlandais": "nl", "nld": "nl",
    "fr": "fr", "frans": "fr", "french": "fr", "francais": "fr", "fra": "fr",
    "en": "en", "engels": "en", "english": "en", "anglais": "en", "eng": "en",
}  # fmt: skip
DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%Y/%m/%d", "%Y-%m-%d %H:%M")
MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf]|Ã[ƒ…†‡ˆ‰Š‹Œ©«¨¶¼]|\ufffd")
NOTHING = {"", "-", "–", "/", "n/a", "nvt", "n.v.t."}


@dataclass(frozen=True)
class Problem:
    field: str
    sentence: str
    suggestion: str = ""


class Doubtful(Exception):
    """The value of one cell cannot be used."""

    def __init__(self, sentence: str, suggestion: str = ""):
        super().__init__(sentence)
        self.suggestion = suggestion


def values_of(cells: list[str], mapping: dict[str, int], domains: Counter) -> tuple[dict, list[Problem]]:
    """The values of one row and what is wrong with it. `domains` counts how often each mail domain is used."""
    values: dict = {}
    problems: list[Problem] = []
    for field, column in mapping.items():
        raw = cells[column].strip() if column < len(cells) else ""
        if raw.lower() in NOTHING:
            continue
        try:
            _refuse_strange(raw, field)
            values[field] = _READ.get(field, lambda text, _domains: text)(raw, domains)
        except Doubtful as doubt:
            problems.append(Problem(field, str(doubt), doubt.suggestion))
    if {"first_name", "last_name"} & set(mapping) and "name" not in values:
        parts = (values.pop("first_name", ""), values.pop("last_name", ""))
        if name := " ".join(part for part in parts if part):
            values["name"] = name
    values.pop("first_name", None)
    values.pop("last_name", None)
    problems += _about_the_row(values, problems)
    return values, problems


def domain_counts(rows: list, mapping: dict[str, int]) -> Counter:
    """How often each mail domain stands in the sheet: the domain of the house is no typing mistake."""
    column = mapping.get("email")
    if column is None:
        return Counter()
    return Counter(
        cells[column].strip().lower().rpartition("@")[2]
        for _number, cells in rows
        if column < len(cells) and "@" in cells[column]
    )


def _about_the_row(values: dict, problems: list[Problem]) -> list[Problem]:
    found = []
    if not values.get("name") and not any(problem.field in ("name", "first_name", "last_name") for problem in problems):
        found.append(Problem("name", _("Hier staat geen naam. Vul een naam in.")))
    if len(values.get("name", "")) > LONGEST["name"]:
        found.append(Problem("name", _("Deze naam is te lang. Maak hem korter dan 120 letters.")))
    start, end = values.get("active_from"), values.get("active_until")
    if start and end and end < start:
        found.append(Problem("active_until", _("De laatste werkdag valt voor de eerste.")))
    return found


def _refuse_strange(raw: str, field: str) -> None:
    if raw == FORMULA_MARK:
        raise Doubtful(_("Hier staat een formule. Plak de waarde zelf in de cel."))
    if raw[0] in "=@+" or (raw[0] == "-" and field != "personnel_number"):
        raise Doubtful(_("Dit begint met een teken dat Excel als formule leest. Haal het teken weg."))
    if MOJIBAKE.search(raw):
        raise Doubtful(_("Hier staan vreemde tekens. Typ de waarde opnieuw, of bewaar het bestand als CSV UTF-8."))
    longest = LONGEST.get(field)
    if longest and len(raw) > longest:
        raise Doubtful(_("Dit is te lang. Er is plaats voor %(count)s letters.") % {"count": longest})


def _email(raw: str, domains: Counter) -> str:
    address = normalise_email(raw.removeprefix("mailto:").strip("<>"))
    try:
        validate_email(address)
    except ValidationError:
        raise Doubtful(_("«%(value)s» is geen mailadres. Bijvoorbeeld: naam@voorbeeld.be.") % {"value": raw}) from None
    local, _at, domain = address.rpartition("@")
    better = _likely_domain(domain, domains)
    if better:
        suggestion = f"{local}@{better}"
        raise Doubtful(
            _("Dit adres klopt misschien niet. Bedoel je %(suggestion)s?") % {"suggestion": suggestion}, suggestion
        )
    return address


def _likely_domain(domain: str, domains: Counter) -> str:
    """A domain that is meant when this one is probably a typing mistake; "" when it is fine."""
    if domain in USUAL_DOMAINS or domain in REAL_BUT_ALIKE or domains[domain] >= 5:
        return ""
    house = [name for name, count in domains.most_common(5) if count >= 5]
    alike = get_close_matches(domain, [*USUAL_DOMAINS, *house], n=1, cutoff=0.86)
    return alike[0] if alike else ""


def _date(raw: str, _domains: Counter) -> date:
    for form in DATE_FORMS:
        try:
            day = datetime.strptime(raw, form).date()  # noqa: DTZ007  (a calendar day, no moment)
        except ValueError:
            continue
        if 1940 <= day.year <= 2100:
            return day
    raise Doubtful(_("«%(value)s» is geen datum die we kennen. Schrijf bijvoorbeeld 16/01/2026.") % {"value": raw})


def _language(raw: str, _domains: Counter) -> str:
    language = LANGUAGES.get(plain(raw))
    if not language:
        raise Doubtful(_("We kennen enkel Nederlands, Frans en Engels. Schrijf nl, fr of en."))
    return language


_READ = {"email": _email, "active_from": _date, "active_until": _date, "language": _language}
assert set(_READ) <= set(FIELDS)  # noqa: S101  (a typing mistake here should stop the program at once)
