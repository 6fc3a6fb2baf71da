"""What gate 4 asks of support: high enough, and people know whom to turn to. The figures are those of the support page."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from bevraging.index_bands import EDGE
from bevraging.naming import size_of_all
from bevraging.questions import SCALE
from bevraging.support_trend import FIXED_SPREAD, Point, lines_of, safe_margin
from communicatie.gate_facts import Facts
from communicatie.gate_reading import STEP
from toetsing.gate_pulse import pulse as pulse_since
from trajecten.criteria import MIN_DENOMINATOR, number
from trajecten.steps import Outcome, State
from trajecten.support import pages_for

TENTH = Decimal("0.1")
LOW = 1 + Decimal(EDGE) / FIXED_SPREAD
"""1,4 of 5. Nearer to an end a mean says what each of them answered, so there only «hoogstens» or «minstens» is told."""
HIGH = 6 - LOW


def pulse(project: Any, goal: Decimal, facts: Facts, surveys: Sequence[Any]) -> Outcome:
    """As at gate 3, of a measurement since this step."""
    return pulse_since(project, goal, step=STEP, surveys=surveys)


def support(project: Any, goal: Decimal, facts: Facts, surveys: Sequence[Any]) -> Outcome:
    """How much everybody agrees with «ik weet bij wie ik terechtkan», in the newest measurement since this step."""
    remedy: dict[str, Any] = {
        "remedy_url": pages_for(project).get("measure", ""),
        "remedy_label": _("Meet het draagvlak"),
    }
    survey, point = _newest(surveys)
    counts = facts.helped.get(survey.pk, {}) if survey is not None else {}
    people = sum(counts.get(option, 0) for option in SCALE)
    if point is None or people < MIN_DENOMINATOR:
        text = _("Of collega's weten bij wie ze terechtkunnen, is in deze stap nog niet gevraagd.")
        return Outcome(State.TOO_LITTLE, text, **remedy)
    mean = _mean(counts, people)
    shown = min(max(mean, LOW), HIGH) if survey.is_anonymous else mean
    values = {"value": _told(mean, shown), "goal": number(goal)}
    text = _(
        "Op «Ik weet bij wie ik terechtkan met een vraag» antwoorden collega's gemiddeld %(value)s op 5, doel %(goal)s."
    )
    text %= values
    state = State.MET if mean >= goal else State.NOT_MET
    told = size_of_all(survey, people, survey.invited)
    margin = Decimal(str(safe_margin(told, survey.invited))) / FIXED_SPREAD
    if state == State.NOT_MET and mean + margin >= goal:
        state = State.TOO_LITTLE
        text += " " + _("Dat ligt te dicht bij het doel om het zeker te zeggen.")
    look = {"remedy_url": pages_for(project).get("look", ""), "remedy_label": _("Bekijk het draagvlak")}
    return Outcome(state, text, shown.quantize(TENTH, ROUND_HALF_UP), None, **({} if state == State.MET else look))


def _newest(surveys: Sequence[Any]) -> tuple[Any, Point | None]:
    """The newest measurement since this step that is not of a small group: that stands beside nothing."""
    points = lines_of(surveys)[0].points if surveys else ()
    found = [(survey, point) for survey, point in zip(surveys, points, strict=True) if point.step >= STEP]
    return next(((survey, point) for survey, point in reversed(found) if not point.small_group), (None, None))


def _mean(counts: Mapping[str, int], people: int) -> Decimal:
    return Decimal(sum(int(option) * counts.get(option, 0) for option in SCALE)) / people


def _told(mean: Decimal, shown: Decimal) -> str:
    text = number(shown.quantize(TENTH, ROUND_HALF_UP))
    if mean == shown:
        return text
    return (_("hoogstens %(value)s") if mean < shown else _("minstens %(value)s")) % {"value": text}
