"""What gate 2 asks of support: told as on the page about support, and never surer than the answers are."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bevraging.support_trend import Point
from fundament.gate_facts import Facts
from fundament.gate_remedies import look_at_support, measure, remedy
from trajecten.criteria import number
from trajecten.steps import Outcome, State


def pulse(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """The newest index of everybody. Between surely above and surely under there is too little to say it."""
    everybody = next((line for line in facts.support if line.is_all), None)
    if everybody is None:
        return _not_measured(project, facts)
    point = everybody.last
    values = {"value": point.text, "who": _who(point), "goal": number(goal)}
    text = _("Het draagvlak is %(value)s op 100 (%(who)s), doel %(goal)s.") % values
    if point.drawn >= goal:
        return Outcome(State.MET, text, Decimal(point.drawn))
    if not _surely_under(point, goal):
        text += " " + _("Dat ligt te dicht bij het doel om het zeker te zeggen.")
        return Outcome(State.TOO_LITTLE, text, Decimal(point.drawn), **look_at_support(project))
    return Outcome(State.NOT_MET, text, Decimal(point.drawn), **look_at_support(project))


def pulse_location(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Whether some location is surely under the floor. Who may be under it is named, and held against nobody."""
    if not facts.support:
        return _not_measured(project, facts)
    places = [line for line in facts.support if not line.is_all]
    if not places:
        reason = _("Het draagvlak is niet per locatie verdeeld.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    lowest = min(places, key=lambda line: line.last.drawn)
    under = [line for line in places if line.last.drawn < goal]
    sure = [line for line in under if _surely_under(line.last, goal)]
    grey = [line for line in under if line not in sure]
    text = ngettext(
        "Draagvlak zeker onder %(goal)s: %(n)d van %(of)d locatie.",
        "Draagvlak zeker onder %(goal)s: %(n)d van %(of)d locaties.",
        len(places),
    )
    text = text if sure else _("Geen enkele locatie heeft zeker een draagvlak onder %(goal)s.")
    text %= {"n": len(sure), "of": len(places), "goal": number(goal)}
    if sure:
        told = ", ".join(f"{line.label} ({line.last.text})" for line in sure)
        text += " " + _("Kijk wat collega's daar nodig hebben: %(names)s.") % {"names": told}
    if grey:
        told = ", ".join(f"{line.label} ({line.last.text})" for line in grey)
        text += " " + _("Te dicht bij de grens om het zeker te zeggen: %(names)s.") % {"names": told}
    state = State.NOT_MET if sure else State.MET
    help_ = look_at_support(project) if sure else {}
    return Outcome(state, text, Decimal(lowest.last.drawn), len(places), **help_)


def _surely_under(point: Point, goal: Decimal) -> bool:
    return Decimal(str(point.high)) < goal


def _who(point: Point) -> str:
    """«118 antwoorden», «bijna iedereen»."""
    if not point.size.isdigit():
        return point.size
    return ngettext("%(n)d antwoord", "%(n)d antwoorden", int(point.size)) % {"n": int(point.size)}


def _not_measured(project: Any, facts: Facts) -> Outcome:
    if facts.measuring is not None:
        url = reverse("bevraging:deelname", args=[project.slug, facts.measuring.pk])
        text = _("De polsing loopt nog. Ze telt pas na het afsluiten.")
        return Outcome(State.TOO_LITTLE, text, **remedy(url, _("Bekijk de deelname")))
    text = _("Het draagvlak is in deze stap nog niet gemeten.")
    return Outcome(State.TOO_LITTLE, text, **measure(project))
