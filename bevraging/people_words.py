"""Finds what could name somebody in a text: employees of the organisation, mail addresses, phone numbers.

It warns and offers; it never decides. A first name that is also a word, or one typed without a capital, it may miss or
mistake: that is why the page says so kindly.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from organisatie.models import Employee, Membership, Organisation

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w+])(?:\+|00?)\d[\d ./()-]{6,}\d(?!\w)")
PHONE_DIGITS = range(9, 14)
SHORTEST_FIRST, SHORTEST_LAST = 3, 4
"""Shorter ones are words too often: «An» only counts with the family name behind it."""


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    words: str
    instead: str
    """What stands there when it is taken out."""


@dataclass
class Names:
    """The names of an organisation, ready to be looked for. Keys are the first word, in small letters."""

    whole: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    last: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    first: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, names: Iterable[str]) -> "Names":
        made = cls()
        for name in set(names):
            words = tuple(word.lower() for word in WORD.findall(name))
            if len(words) < 2:
                continue
            made.whole.setdefault(words[0], []).append(words)
            if len(words[0]) >= SHORTEST_FIRST:
                made.first.add(words[0])
            if sum(map(len, words[1:])) >= SHORTEST_LAST:
                made.last.setdefault(words[1], []).append(words[1:])
        return made


def names_of(organisation: Organisation) -> Names:
    """Everybody who works or worked here, and everybody with an account. Two queries."""
    employees = Employee.objects.filter(organisation=organisation).values_list("name", flat=True)
    members = Membership.objects.filter(organisation=organisation).values_list("user__name", flat=True)
    return Names.of([*employees, *members])


def find(text: str, names: Names) -> list[Found]:
    """What could name somebody, in the order of the text; nothing twice."""
    found = [Found(m.start(), m.end(), m.group(), _("[mailadres]")) for m in MAIL.finditer(text)]
    found += [
        Found(m.start(), m.end(), m.group(), _("[telefoon]"))
        for m in PHONE.finditer(text)
        if sum(letter.isdigit() for letter in m.group()) in PHONE_DIGITS
    ]
    found += _people(text, names)
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def taken_out(text: str, names: Names) -> str:
    """The same text without them."""
    for one in reversed(find(text, names)):
        text = text[: one.start] + one.instead + text[one.end :]
    return text


def _people(text: str, names: Names) -> Iterator[Found]:
    words = list(WORD.finditer(text))
    place = 0
    while place < len(words):
        length = _length(text, words, place, names)
        if length:
            start, end = words[place].start(), words[place + length - 1].end()
            yield Found(start, end, text[start:end], _("[naam]"))
        place += max(length, 1)


def _length(text: str, words: list[re.Match[str]], place: int, names: Names) -> int:
    """How many words from `place` on are a name: first and family name in any letters, one of both with a capital."""
    word = words[place].group()
    whole = _longest(words, place, names.whole.get(word.lower(), []))
    if whole or not word[0].isupper():
        return whole
    if word.lower() in names.first:
        return 1
    # The first word of a line has a capital anyway: «Groot verschil tussen de huizen» names nobody.
    before = text[: words[place].start()].rstrip(" «\"'(")
    begins = not before or before[-1] in "\n.!?:"
    return 0 if begins else _longest(words, place, names.last.get(word.lower(), []))


def _longest(words: list[re.Match[str]], place: int, candidates: list[tuple[str, ...]]) -> int:
    here = [match.group().lower() for match in words[place : place + max(map(len, candidates), default=0)]]
    return max((len(one) for one in candidates if tuple(here[: len(one)]) == one), default=0)
