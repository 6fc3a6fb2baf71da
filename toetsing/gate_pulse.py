"""What a gate asks of support: high enough, and nowhere surely too low. The figures are those of the support page."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from bevraging.support_trend import SURE, Line, Point, lines_of, measured
from trajecten.criteria import number, reached
from trajecten.steps import Outcome, State
from trajecten.support import pages_for

STEP = 3


def pulse(project: Any, goal: Decimal, *, step: int = STEP, surveys: Sequence[Any] | None = None) -> Outcome:
    """The newest measurement since `step`; of a location only what is sure counts, never what lies in the grey zone.

    `surveys` as `measured` gives them, for who read them already.
    """
    remedy: dict[str, Any] = {
        "remedy_url": pages_for(project).get("measure", ""),
        "remedy_label": _("Meet het draagvlak"),
    }
    lines = lines_of(measured(project) if surveys is None else surveys)
    now = _newest(lines[0], step) if lines else None
    if now is None:
        return Outcome(State.TOO_LITTLE, _("Het draagvlak is in deze stap nog niet gemeten."), **remedy)
    values = {"value": now.text, "goal": number(goal)}
    text = _("Het draagvlak is %(value)s op 100, doel %(goal)s.") % values
    state = reached(Decimal(now.drawn), goal)
    if state == State.NOT_MET and now.high >= goal:
        state = State.TOO_LITTLE
        text += " " + _("Dat ligt te dicht bij het doel om het zeker te zeggen.")
    if low := _surely_low(lines[1:], now, step):
        text += " " + _("Zeker onder %(floor)d: %(names)s.") % {"floor": now.floor, "names": ", ".join(low)}
        state = State.NOT_MET
    look = {"remedy_url": pages_for(project).get("look", ""), "remedy_label": _("Bekijk het draagvlak")}
    return Outcome(state, text, Decimal(now.drawn), None, **({} if state == State.MET else look))


def _newest(line: Line, step: int) -> Point | None:
    """Not of a small group: that stands beside nothing."""
    return next((point for point in reversed(line.points) if point.step >= step and not point.small_group), None)


def _surely_low(lines: list[Line], now: Point, step: int) -> list[str]:
    """The locations that were measured on the same day or later, and lie surely under the floor."""
    last = [(line.label, line.last) for line in lines if line.last.day >= now.day]
    return [label for label, point in last if point.step >= step and point.zone == SURE]
