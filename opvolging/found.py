"""What a measure of health found, and the two ways in which most of them count. No goal stands in the text: a project may
choose another one, and then the same number counts against that."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from trajecten.criteria import number, percentage, reached
from trajecten.steps import Outcome, State


@dataclass(frozen=True)
class Found:
    outcome: Outcome
    agreements: tuple[int, ...] = ()
    """Numbers of the agreements that need attention because of it: 5 is A05."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What a page draws of it, as JSON."""


def unknown(text: str, whole: int = 0) -> Found:
    return Found(Outcome(State.TOO_LITTLE, text, None, whole))


def share(part: int, whole: int, goal: Decimal, what: str, *, minimum: int = 1, rest: str = "") -> Outcome:
    """«Checks op tijd: 26 van 28 (92,9%).»; fewer than `minimum` in the whole say nothing."""
    if whole < max(minimum, 1):
        values = {"what": what, "whole": whole}
        return Outcome(
            State.TOO_LITTLE, _("%(what)s: nog te weinig om iets te zeggen (%(whole)d).") % values, None, whole
        )
    value = percentage(part, whole)
    values = {"what": what, "part": part, "whole": whole, "value": number(value)}
    text = _("%(what)s: %(part)d van %(whole)d (%(value)s%%).") % values
    return Outcome(reached(value, goal), f"{text} {rest}".strip(), value, whole)


def count(found: int, of: int, goal: Decimal, what: str, rest: str = "") -> Outcome:
    """«Kaders voorbij hun dag: 1 van 3.»; fewer is better, and of none at all nothing is said."""
    text = _("%(what)s: %(found)d van %(of)d.") % {"what": what, "found": found, "of": of}
    state = reached(Decimal(found), goal, lower_is_better=True) if of else State.TOO_LITTLE
    return Outcome(state, f"{text} {rest}".strip(), Decimal(found) if of else None, of)


def named(names: Any, most: int = 4) -> str:
    """«Nog niet: A05, A09.»; of many the first few."""
    told = list(dict.fromkeys(names))
    if not told:
        return ""
    shown = told[:most] + ([_("en nog %(n)d") % {"n": len(told) - most}] if len(told) > most else [])
    return _("Nog niet: %(names)s.") % {"names": ", ".join(shown)}


def code_of(agreement: int) -> str:
    return f"A{agreement:02}"
