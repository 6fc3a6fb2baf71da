"""How a choice of De Hazelaar is written down: the question, the options, who was heard, who does what."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """An option, with what speaks for and against it."""

    title: str
    plus: str
    minus: str


@dataclass(frozen=True)
class Heard:
    """Who was asked for advice. `doer`: they do the work themselves."""

    name: str
    said: str = ""
    function: str = ""
    doer: bool = False


@dataclass(frozen=True)
class Task:
    """Who does what: by the Friday of the week `due`, done in the week `done`."""

    what: str
    who: str
    due: int
    done: int


@dataclass(frozen=True)
class Targeted:
    """One question to a few people, their answers, and what was taken from them.

    `people`: how many of which function, and of which shift. `answers`: how many chose each option, in their order;
    for «in eigen woorden» what each of them wrote.
    """

    question: str
    people: tuple[tuple[int, str, str], ...]
    summary: str
    options: tuple[str, ...] = ()
    """Empty: ja of nee, or in their own words."""
    counts: tuple[int, ...] = ()
    written: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choice:
    """The first option is the one that was proposed, and chosen. Weeks are those of [T] §9."""

    question: str
    context: str
    decider: str
    proposed: int
    asked: int
    taken: int
    review: int
    ways: tuple[Way, ...]
    heard: tuple[Heard, ...]
    tasks: tuple[Task, ...]
    rationale: str
    consequences: str
    followed_how: str
    bundles: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    targeted: Targeted | None = None
    replaces: str = ""
    """The code of the decision in whose place it comes."""
