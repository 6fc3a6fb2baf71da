"""What gate 3 knows of trying out, read once for all its criteria. Everything stands here by name of a concept or round;
of people only numbers, their function and their location as they were when they tried it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from toetsing import gate_reading
from toetsing.feedback_keys import BARRIER, NOT_TRIED, TRIED, key_of
from toetsing.models import Finding, TestRound

Kind, Severity = Finding.Kind, Finding.Severity


@dataclass(frozen=True)
class Tried:
    """One version of a concept in one round. `key` is the row of `RoundConcept` that its questions are called after."""

    concept: int
    version: int
    key: int


@dataclass(frozen=True)
class Person:
    """Somebody who answered in a round: where they work, and what they said."""

    who: tuple[str, int]
    """The same in every round; who was forgotten counts, as somebody else each time."""
    location: str
    function: str
    answers: dict[str, Any]

    def about(self, tried: Tried) -> dict[str, str]:
        """Their answers to the questions about this concept, by name; empty when they answered none."""
        start = key_of(tried.key, "")
        return {key[len(start) :]: value for key, value in self.answers.items() if key.startswith(start) and value}

    def did(self, tried: Tried) -> bool:
        """They told something about it, and not that they did not try it."""
        said = self.about(tried)
        return bool(said) and said.get(TRIED) != NOT_TRIED


@dataclass(frozen=True)
class Round:
    pk: int
    number: int
    kind: str
    status: str
    day: date
    tried: tuple[Tried, ...] = ()
    invited: int = 0
    people: tuple[Person, ...] = ()
    """Who answered."""

    @property
    def is_small(self) -> bool:
        return self.kind == TestRound.Kind.SMALL

    @property
    def was_opened(self) -> bool:
        return self.status != TestRound.Status.PLANNED

    @property
    def has_remarks(self) -> bool:
        """Somebody wrote what stood in their way (`barriers.barriers_of`)."""
        return any(person.about(tried).get(BARRIER, "").strip() for person in self.people for tried in self.tried)

    def of(self, concept: int) -> Tried | None:
        return next((one for one in self.tried if one.concept == concept), None)


@dataclass(frozen=True)
class Found:
    """So many findings of one kind about one version of a concept. `round` is its number, 0 for outside a round."""

    kind: str
    severity: str
    disposition: str
    concept: int
    version: int
    round: int
    n: int

    @property
    def asks(self) -> bool:
        return self.kind != Kind.COMPLIMENT

    @property
    def is_blocking(self) -> bool:
        return self.severity == Severity.BLOCKING

    @property
    def is_open(self) -> bool:
        """A blocking one is open until it is solved: to plan it, or to leave it, is not enough to go on."""
        if not self.asks:
            return False
        return self.disposition != Finding.Disposition.ADJUSTED if self.is_blocking else not self.disposition


@dataclass(frozen=True)
class ConceptFact:
    pk: int
    number: int
    name: str
    newest: int
    """The number of its newest version; 0 when it has none."""
    in_scope: bool

    @property
    def code(self) -> str:
        return f"C{self.number}"


@dataclass(frozen=True)
class Facts:
    concepts: tuple[ConceptFact, ...] = ()
    rounds: tuple[Round, ...] = ()
    found: tuple[Found, ...] = ()
    agreements: dict[int, bool] = field(default_factory=dict)
    """Per number of an agreement: whether the words that it has, or gets now, were tested."""
    places: frozenset[str] = frozenset()
    """The names of the locations that the project touches."""
    functions: frozenset[str] = frozenset()

    @property
    def in_scope(self) -> list[ConceptFact]:
        return [one for one in self.concepts if one.in_scope]

    def opened(self, *, small: bool) -> list[Round]:
        """Rounds of that kind that people could answer, oldest first."""
        return [one for one in self.rounds if one.was_opened and one.is_small == small]

    def count(self, rows: Iterable[Found] | None = None, **only: Any) -> int:
        """How many findings there are like that."""
        found = self.found if rows is None else rows
        return sum(one.n for one in found if all(getattr(one, name) == value for name, value in only.items()))

    def adjust_after(self, concept: int, before: int | None = None) -> int:
        """The newest version of this concept in which a small round found a barrier or a question; 0 when none did.

        `before`: only rounds with a lower number. What was heard outside a round counts with the version that a small
        round tried.
        """
        tried = {one.number: row.version for one in self.opened(small=True) if (row := one.of(concept))}
        known = {number: version for number, version in tried.items() if before is None or number < before}
        last = max(known.values(), default=0)
        asking = [one for one in self.found if one.asks and one.concept == concept]
        return max(
            (one.version for one in asking if one.round in known or (not one.round and one.version <= last)), default=0
        )

    def is_adjusted(self, round: Round, tried: Tried) -> bool:
        """Whether this round tried a version after the one in which small rounds before it found something."""
        return tried.version > self.adjust_after(tried.concept, round.number)


def facts_of(project: Any) -> Facts:
    """What came along with this very object (`keep`), or read now: one query."""
    kept = getattr(project, "_tried_out", None)
    return kept if kept is not None else _facts(gate_reading.read(project))


def keep(project: Any) -> Facts:
    """Reads and remembers on this object, for a page that only looks and draws its lists from the same rows."""
    project._tried_out = facts_of(project)
    return project._tried_out


def _facts(rows: dict[str, list[tuple[Any, ...]]]) -> Facts:
    touched = rows.get(gate_reading.TOUCHED, ())
    concepts = [
        ConceptFact(pk, number, name, newest, bool(in_scope))
        for name, _b, _c, pk, number, newest, in_scope in rows.get(gate_reading.CONCEPT, ())
    ]
    return Facts(
        concepts=tuple(sorted(concepts, key=lambda one: one.number)),
        rounds=_rounds(rows),
        found=tuple(Found(*row) for row in rows.get(gate_reading.FINDING, ())),
        agreements={row[3]: not row[4] for row in rows.get(gate_reading.AGREEMENT, ())},
        places=frozenset(row[0] for row in touched if row[0]),
        functions=frozenset(row[1] for row in touched if row[1]),
    )


def _rounds(rows: dict[str, list[tuple[Any, ...]]]) -> tuple[Round, ...]:
    tried: dict[int, list[Tried]] = defaultdict(list)
    asked: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
    people: dict[int, list[Person]] = defaultdict(list)
    for _a, _b, _c, round_pk, concept, version, key in rows.get(gate_reading.TRIED, ()):
        tried[round_pk].append(Tried(concept, version, key))
    for location, function, _c, round_pk, employee, pk, _w in rows.get(gate_reading.PERSON, ()):
        asked[round_pk][employee or -pk] = (location, function)
    for answers, _b, _c, round_pk, employee, pk, _w in rows.get(gate_reading.SAID, ()):
        location, function = asked[round_pk].get(employee, ("", ""))
        who = ("employee", employee) if employee else ("participant", pk)
        people[round_pk].append(Person(who, location, function, json.loads(answers)))
    found = [
        Round(pk, number, kind, status, _day(day), tuple(tried[pk]), len(asked[pk]), tuple(people[pk]))
        for kind, status, _c, pk, number, day, _w in rows.get(gate_reading.ROUND, ())
    ]
    return tuple(sorted(found, key=lambda one: one.number))


def _day(number: int) -> date:
    """20260112 as a date."""
    return date(number // 10_000, number // 100 % 100, number % 100)
