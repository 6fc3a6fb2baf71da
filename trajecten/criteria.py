"""Helpers for the computations of criteria, so that every step counts in the same honest way.

Empty is never met: a share of too few is «too little data», not 100% of nothing.
"""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from trajecten.steps import Criterion, Kind, Outcome, State

MIN_DENOMINATOR = 5
"""Fewer people or observations than this say nothing as a percentage."""


def percentage(part: int, whole: int) -> Decimal:
    """`part` of `whole` in percent, one decimal. Raises ZeroDivisionError when there is no whole."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def share(
    part: int,
    whole: int,
    goal: Decimal,
    *,
    what: str,
    minimum: int = MIN_DENOMINATOR,
    lower_is_better: bool = False,
    **remedy: Any,
) -> Outcome:
    """A percentage against a goal: «Deelname: 87 van 178 (49%), doel 50%».

    With fewer than `minimum` in the whole it is «too little data». `remedy` passes remedy_url and remedy_label on.
    """
    if whole < max(minimum, 1):
        text = _("%(what)s: nog te weinig om iets te zeggen (%(whole)d).") % {"what": what, "whole": whole}
        return Outcome(State.TOO_LITTLE, text, None, whole, **remedy)
    value = percentage(part, whole)
    values = {"what": what, "part": part, "whole": whole, "value": number(value), "goal": number(goal)}
    text = _("%(what)s: %(part)d van %(whole)d (%(value)s%%), doel %(goal)s%%.") % values
    return Outcome(reached(value, goal, lower_is_better), text, value, whole, **remedy)


def count(found: int, goal: Decimal, *, what: str, lower_is_better: bool = False, **remedy: Any) -> Outcome:
    """A number against a goal: «Focusgroepen: 1, doel 3». Where more is better, nothing at all is «too little data»."""
    values = {"what": what, "found": found, "goal": number(goal)}
    text = _("%(what)s: %(found)d, doel %(goal)s.") % values
    if not found and not lower_is_better:
        return Outcome(State.TOO_LITTLE, text, Decimal(0), 0, **remedy)
    return Outcome(reached(Decimal(found), goal, lower_is_better), text, Decimal(found), found or None, **remedy)


def reached(value: Decimal, goal: Decimal, lower_is_better: bool = False) -> State:
    """Compared before rounding for the eye: 49,6% is not 50%."""
    enough = value <= goal if lower_is_better else value >= goal
    return State.MET if enough else State.NOT_MET


def number(value: Decimal | int) -> str:
    """«35», «2,5»: no trailing zeros, a comma."""
    return f"{Decimal(value).normalize():f}".replace(".", ",")


def with_unit(value: Decimal | int, unit: str) -> str:
    """«35%», «3 focusgroepen»."""
    return f"{number(value)}{'' if unit == '%' else ' '}{unit}".strip()


# --- What a step writes its list with ------------------------------------------------------------

Goal = tuple[Decimal, Decimal | None, Decimal | None]
"""The default, and between what a project may choose another one."""


def tunable(default: int, minimum: int, maximum: int) -> Goal:
    return Decimal(default), Decimal(minimum), Decimal(maximum)


def fixed(value: int | str) -> Goal:
    """A goal that no project chooses."""
    return Decimal(value), None, None


def criterion(
    code: str,
    kind: Kind,
    title: Any,
    explanation: Any,
    compute: Callable[..., Outcome],
    goal: Goal,
    *,
    unit: Any = "%",
    lower_is_better: bool = False,
) -> Criterion:
    default, minimum, maximum = goal
    return Criterion(
        code, kind, title, explanation, compute, unit, default, minimum, maximum, lower_is_better=lower_is_better
    )


def once(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`read`, once for each project: one evaluation of a gate reads its facts once."""
    known: dict[int, Any] = {}

    def kept(project: Any) -> Any:
        if project.pk not in known:
            known[project.pk] = read(project)
        return known[project.pk]

    return kept


def asking(*read: Callable[[Any], Any]) -> Callable[[Callable[..., Outcome]], Callable[..., Outcome]]:
    """A computation that also gets what was read of its project."""

    def ask(compute: Callable[..., Outcome]) -> Callable[..., Outcome]:
        return lambda project, goal: compute(project, goal, *(one(project) for one in read))

    return ask
