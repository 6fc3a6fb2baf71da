"""Finds what could name somebody in a text: employees of the organisation, mail addresses, phone numbers.

It warns and offers; it never decides. A first name that is also a word («lies», «mark») it may miss or mistake: that is
why the page says so kindly. Which first names are words, and how they are told apart, stands in `common_words`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bevraging.common_words import (
    COMMON,
    NEVER,
    NO_FIRST_NAME,
    OF_ADDRESS,
    OFTEN,
    OPENS,
    PARTICLES,
    PERSON_DOES,
    SAID_BY,
    SHORT_TITLES,
    TITLES,
    WORDS,
)  # fmt: skip
from organisatie.models import Employee, Location, Membership, Organisation

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
    """The names of an organisation, ready to be looked for. Keys are the first word, as `_key` writes it."""

    whole: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    last: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    first: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    """Of who is known by one word: it may be «Nachtdienst» too, so it counts with a capital within a sentence only."""
    places: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """Names of locations of several words: «Huis Linde» is not about Linde."""
    words: set[str] = field(default_factory=set)
    """Names of locations of one word: words of this organisation, as «linde» is everywhere."""

    @classmethod
    def of(cls, names: Iterable[str], places: Iterable[str] = ()) -> "Names":
        made = cls()
        for name in set(names):
            words = tuple(_key(word) for word in WORD.findall(name))
            if len(words) < 2:
                made.alone.update(words)
                continue
            made.whole.setdefault(words[0], []).append(words)
            if len(words[0]) >= SHORTEST_FIRST:
                made.first.add(words[0])
            if sum(map(len, words[1:])) >= SHORTEST_LAST:
                made.last.setdefault(words[1], []).append(words[1:])
        for place in set(places):
            words = tuple(_key(word) for word in WORD.findall(place))
            if len(words) > 1:
                made.places.setdefault(words[0], []).append(words)
            made.words.update(words if len(words) == 1 else ())
        return made


def names_of(organisation: Organisation) -> Names:
    """Everybody who works or worked here, and everybody with an account; and where they work. Three queries."""
    employees = Employee.objects.filter(organisation=organisation).values_list("name", flat=True)
    members = Membership.objects.filter(organisation=organisation).values_list("user__name", flat=True)
    places = Location.objects.filter(organisation=organisation).values_list("name", flat=True)
    return Names.of([*employees, *members], places)


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


def _key(word: str) -> str:
    """In small letters, without accents and without the «'s» of «nele's idee»."""
    plain = unicodedata.normalize("NFKD", word.lower())
    return re.sub("['’]s$", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def _people(text: str, names: Names) -> Iterator[Found]:
    line = _Line(text, names)
    place = 0
    while place < len(line.words):
        length = line.length(place)
        if length:
            begin, stop = line.widened(place, length)
            start, end = line.words[begin].start(), line.words[stop - 1].end()
            yield Found(start, end, text[start:end], _("[naam]"))
            place = stop
        else:
            place += max(line.longest(place, names.places), 1)


class _Line:
    """A text as words, each with its key."""

    def __init__(self, text: str, names: Names):
        self.text, self.names = text, names
        self.words = list(WORD.finditer(text))
        self.keys = [_key(word.group()) for word in self.words]

    def length(self, place: int) -> int:
        """How many words from `place` on are a name."""
        whole = self.longest(place, self.names.whole)
        if whole or self.longest(place, self.names.places):
            return whole
        key, capital = self.keys[place], self._capital(place)
        addressed = self._addressed(place)
        if addressed:
            return addressed
        if self._key_before(place) in TITLES:
            return 1 if key in self.names.first - NEVER else self.longest(place, self.names.last)
        if key in self.names.first:
            return int(self._is_somebody(place, capital))
        if capital and self._is_common(place):
            return 1
        # The first word of a line has a capital anyway: «Groot verschil tussen de huizen» names nobody.
        return self.longest(place, self.names.last) if capital and not self._begins(place) else 0

    def _capital(self, place: int) -> bool:
        return self.words[place].group()[0].isupper()

    def _addressed(self, place: int) -> int:
        """How many words after «mevrouw» or «bewoner» are a name: «van den Berg», «Peeters». Not «A», «ICT»."""
        if self._key_before(place) not in OF_ADDRESS or self.words[place - 1].group().endswith("s"):
            return 0
        last = place
        while last + 1 < len(self.words) and self.keys[last] in PARTICLES and self._joined(last + 1):
            last += 1
        word = self.words[last].group()
        named = self._capital(last) and len(word) > 1 and not word.isupper() and self.keys[last] not in self.names.words
        return last + 1 - place if named else 0

    def _is_common(self, place: int) -> bool:
        """A first name that many have, or the one word that somebody here is known by."""
        key = self.keys[place]
        if key in self.names.words:
            return False
        if not self._begins(place):
            return key in COMMON or key in self.names.alone
        return key in COMMON - NEVER - OFTEN - WORDS and len(key) >= SHORTEST_FIRST

    def widened(self, place: int, length: int) -> tuple[int, int]:
        """From where to where the name goes: the first name before a family name, and what is behind a first name."""
        begin, stop = place, place + length
        before = self.keys[begin - 1] if begin else ""
        if begin and self._joined(begin) and self._capital(begin - 1) and self._capital(begin) and before not in TITLES:
            known = before in COMMON or before in self.names.first
            ordinary = NO_FIRST_NAME | SAID_BY | OPENS | PERSON_DOES | NEVER
            if known or not (self._begins(begin - 1) and before in ordinary):
                begin -= 1
        while stop < len(self.words) and self._joined(stop) and self._is_more(stop):
            stop += 1
        return begin, stop

    def _is_more(self, place: int) -> bool:
        """Whether this word, right behind a name, belongs to it."""
        if self.longest(place, self.names.places) or self.keys[place] in self.names.words:
            return False
        word = self.words[place].group()
        return self._capital(place) and self._capital(place - 1) and len(word) > 1 and not word.isupper()

    def _joined(self, place: int) -> bool:
        """Whether only a space stands between this word and the one before."""
        return self.text[self.words[place - 1].end() : self.words[place].start()] == " "

    def longest(self, place: int, candidates: dict[str, list[tuple[str, ...]]]) -> int:
        """The most words from `place` on that are one of the candidates; 0 for none."""
        mine = candidates.get(self.keys[place], [])
        return max((len(one) for one in mine if tuple(self.keys[place : place + len(one)]) == one), default=0)

    def _is_somebody(self, place: int, capital: bool) -> bool:
        """Whether a first name is meant as one, and not as the word it also may be."""
        key = self.keys[place]
        begins = self._begins(place)
        if capital and not begins:
            return True
        if key in NEVER:
            return False
        if capital and key not in OFTEN:
            return True
        before = self.text[: self.words[place].start()].rstrip(" ")
        if before[-1:].isdigit():  # «10 jan»
            return False
        a_word = key in WORDS or key in OFTEN or key in self.names.words
        return not a_word or self._stands_as_person(place, begins)

    def _stands_as_person(self, place: int, begins: bool) -> bool:
        """«lies zei dat», «omdat lies dat vroeg» when her verb follows, «volgens lies»."""
        after = self.keys[place + 1] if place + 1 < len(self.keys) else ""
        before = self._key_before(place)
        return before in SAID_BY or (after in PERSON_DOES and (begins or before in OPENS or self._after_a_comma(place)))

    def _key_before(self, place: int) -> str:
        """The word right before it in the same sentence; empty for the first one. «dr. peeters» is one sentence."""
        if not place:
            return ""
        between = self.text[self.words[place - 1].end() : self.words[place].start()]
        before = self.keys[place - 1]
        return before if between == " " or (between == ". " and before in SHORT_TITLES) else ""

    def _begins(self, place: int) -> bool:
        before = self.text[: self.words[place].start()].rstrip(" «\"'(")
        return not before or before[-1] in "\n.!?:"

    def _after_a_comma(self, place: int) -> bool:
        return self.text[: self.words[place].start()].rstrip(" ")[-1:] in (",", ";")
