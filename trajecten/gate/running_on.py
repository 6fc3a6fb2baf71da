"""What still runs while an earlier step opens again: a person says of each whether it pauses or goes on.

The core knows no step. A step app registers what it has running (`register_running`), and does what was chosen with an
action of its own, in the transaction that opens the step again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from organisatie.models import User
from trajecten.models import Project


@dataclass(frozen=True)
class Ask:
    """One question: `code` is the name of its field, `name` what runs, `choices` are (value, words)."""

    code: str
    name: str
    text: str
    help: str
    choices: tuple[tuple[str, str], ...]

    @property
    def needed(self) -> str:
        """What to say when nothing was chosen; several of these stand below each other."""
        return _("%(name)s: kies pauzeren of doorgaan") % {"name": self.name}


@dataclass(frozen=True)
class Chosen:
    """Which step opens again, why and by whom, and what was answered: {code: value}, only of what was asked."""

    project: Project
    step: int
    reason: str
    by: User
    answers: Mapping[str, str]


@dataclass(frozen=True)
class _Source:
    asks: Callable[[Project], Sequence[Ask]]
    does: Callable[[Chosen], None]


_sources: dict[str, _Source] = {}


def register_running(code: str, *, asks: Callable[[Project], Sequence[Ask]], does: Callable[[Chosen], None]) -> None:
    """`asks` says what runs now; `does` carries out what was chosen. The same code again replaces it."""
    _sources[code] = _Source(asks, does)


def asks_of(project: Project) -> list[Ask]:
    """Everything that runs now, for a form."""
    return [ask for source in _sources.values() for ask in source.asks(project)]


def carry_out(*, project: Project, step: int, reason: str, by: User, answers: Mapping[str, str]) -> None:
    """Do what was chosen. Answers about what does not run any more are left aside.

    Raises ValidationError, by field, for what runs and was not answered. Needs the transaction of the reopening around it.
    """
    asked = {name: source.asks(project) for name, source in _sources.items()}
    missing = {
        ask.code: [ask.needed]
        for asks in asked.values()
        for ask in asks
        if answers.get(ask.code) not in dict(ask.choices)
    }
    if missing:
        raise ValidationError(missing)
    for name, asks in asked.items():
        if asks:
            chosen = {ask.code: answers[ask.code] for ask in asks}
            _sources[name].does(Chosen(project, step, reason, by, chosen))
