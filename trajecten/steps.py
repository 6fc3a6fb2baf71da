"""What a step is, and the registry of the six. Imports no step: each step app registers itself in `ready()`."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """How heavy a criterion weighs. Hard ones cannot be waived; should ones never block."""

    HARD = "hard"
    MUST = "must"
    SHOULD = "should"


class State(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    TOO_LITTLE = "too_little"
    """Too little data to say. Empty is never met: 0 of 0 lands here."""
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Outcome:
    """What a criterion says of one project now. `value`/`goal`/`denominator` are numbers in the criterion's unit or None."""

    state: State
    text: str
    """One Dutch sentence with the numbers: «Kornoelje: 13 van 42 (31%), doel 35%»."""
    value: Decimal | None = None
    denominator: int | None = None
    remedy_url: str = ""
    remedy_label: str = ""
    reason: str = ""
    """Why it is not applicable."""

    def __post_init__(self) -> None:
        if self.state == State.NOT_APPLICABLE and not self.reason:
            raise ValueError("«Not applicable» needs a reason.")


@dataclass(frozen=True)
class Invitation:
    """The first thing a step asks when nothing stands in it yet: shown above its gate list."""

    title: str
    text: str
    post: str = ""
    """Where the button posts to: one press makes it. Empty: the button leads where the next action does."""
    more: tuple[str, str] | None = None
    """(label, url) of another way to begin."""


@dataclass(frozen=True)
class Criterion:
    """One thing the gate asks, computed live; `compute(project, goal)` returns an `Outcome`."""

    code: str
    """Stable, as `s1.response`; part of thresholds and snapshots."""
    kind: Kind
    title: str
    explanation: str
    compute: Callable[..., Outcome]
    unit: str = "%"
    default: Decimal | None = None
    """The goal; None where there is nothing to tune."""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    lower_is_better: bool = False
    modes: frozenset[str] = field(default_factory=lambda: frozenset({"both", "quantitative", "qualitative"}))
    modes_kind: dict[str, Kind] = field(default_factory=dict)
    """Another weight in another mode of listening, as {«qualitative»: Kind.SHOULD}."""

    def kind_for(self, mode: str) -> Kind:
        return self.modes_kind.get(mode, self.kind)

    @property
    def tunable(self) -> bool:
        """Whether a project may choose another goal. What cannot be waived cannot be softened either."""
        return self.default is not None and self.minimum is not None and self.kind != Kind.HARD


class Step:
    """One of the six. Subclasses stand in `<app>/step.py`."""

    number: int
    slug: str
    name: str | Promise
    purpose: str | Promise
    ready = False
    """False: the step only has its «wordt voorbereid» page; its gate then shows no criteria of its own."""
    guards: dict[str, str | Promise] = {}
    """{outward action code: Dutch sentence of what it does}; each needs a go of the gate *before* this step."""
    tells: tuple[str, ...] = ()
    """How the verbs begin that history tells of this step; with any of them it has a filter of its own there."""

    def criteria(self) -> Iterable[Criterion]:
        return ()

    def url(self, project: Any) -> str:
        """Where the station on the spoor leads."""
        from django.urls import reverse

        return reverse("trajecten:stap", args=[project.slug, self.slug])

    def next_action(self, project: Any) -> tuple[str, str] | None:
        """(label, url) of the one next useful thing, or None when the gate list says it."""
        return None

    def findings(self, project: Any) -> tuple[str, str] | None:
        """(label, url) of what this step found out, to read; None when there is nothing yet. For who may see results."""
        return None

    def standing(self, project: Any) -> str:
        """How a project stands in a step without a gate, in one sentence for its overview; empty: nothing to say yet."""
        return ""

    def invitation(self, project: Any, results: Any) -> Invitation | None:
        """What an empty step asks first, or None when there is something to show."""
        return None


_registry: dict[int, Step] = {}
_joined: dict[int, list[Callable[[], Iterable[Criterion]]]] = {}


def register(cls: type[Step]) -> type[Step]:
    """Class decorator: put one step in the registry. A number twice is a programming error."""
    if cls.number in _registry and type(_registry[cls.number]).__module__ != cls.__module__:
        raise ValueError(f"Step {cls.number} is registered twice.")
    _registry[cls.number] = cls()
    return cls


@contextmanager
def replaced(*steps: type[Step]) -> Iterator[None]:
    """For tests: these steps stand in the registry in place of the real ones with the same number."""
    before, joined = dict(_registry), dict(_joined)
    _registry.update({cls.number: cls() for cls in steps})
    for cls in steps:
        _joined.pop(cls.number, None)
    try:
        yield
    finally:
        _registry.clear()
        _registry.update(before)
        _joined.clear()
        _joined.update(joined)


def join_criteria(number: int, criteria: Callable[[], Iterable[Criterion]]) -> None:
    """Let a later room add what the gate of step `number` asks about its nouns: gate 4 asks for waves, and those are of
    step 5. Added once, however often."""
    known = _joined.setdefault(number, [])
    if criteria not in known:
        known.append(criteria)


def criteria_of(step: Step) -> list[Criterion]:
    """What the gate of this step asks: its own, then what later rooms joined."""
    more = [one for criteria in _joined.get(step.number, ()) for one in criteria()]
    return [*step.criteria(), *more]


def step_for(number: int) -> Step:
    return _registry[number]


def all_steps() -> list[Step]:
    return [_registry[number] for number in sorted(_registry)]


def criterion_for(code: str) -> Criterion | None:
    """The criterion with this code in any step, or None."""
    return next((c for step in all_steps() for c in criteria_of(step) if c.code == code), None)


def title_of(code: str) -> str:
    """How the criterion with this code is called, in the language of now; its code when no step has it any more."""
    found = criterion_for(code)
    return str(found.title) if found else code


def guarding(action: str) -> Step:
    """The step that guards this outward action. An action that nobody guards is a programming error: LookupError."""
    for step in all_steps():
        if action in step.guards:
            return step
    raise LookupError(f"No step guards the action {action!r}.")


LAST_STEP = 6
NO_EXIT = _("Opvolging blijft doorlopen.")
