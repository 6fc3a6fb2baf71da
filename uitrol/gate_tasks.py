"""What gate 5 asks of task training: enough people learned what they need, by a colleague, and can do it now."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from communicatie.gate_roles import way, with_rest
from trajecten.criteria import MIN_DENOMINATOR, number, percentage, reached, share
from trajecten.steps import Outcome, State
from uitrol.addresses import address
from uitrol.gate_facts import Facts, TaskFact

NAMED = 3
FEW = 100
"""Of fewer self-ratings the share is told in steps of five: one answer more may not be read from it."""


def coverage(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Of everybody who needs a task, over all tasks, how many learned it."""
    tasks = _for_somebody(facts)
    if not tasks:
        return _no_task(project)
    learned, required = sum(one.learned for one in tasks), sum(one.required for one in tasks)
    remedy = way(address(project, "dekking"), _("Bekijk de dekking"))
    if not learned:
        return Outcome(State.TOO_LITTLE, _("Er is nog geen taaktraining gevolgd."), Decimal(0), required, **remedy)
    found = share(learned, required, goal, what=_("Geleerd, per collega en taak"), minimum=1)
    return with_rest(found, "", remedy)


def coverage_task(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """The same for the task that the fewest learned."""
    tasks = _for_somebody(facts)
    if not tasks:
        return _no_task(project)
    remedy = way(address(project, "sessies"), _("Plan een sessie"))
    if not any(one.learned for one in tasks):
        return Outcome(State.TOO_LITTLE, _("Er is nog geen taaktraining gevolgd."), Decimal(0), len(tasks), **remedy)
    least = min(tasks, key=lambda one: (Decimal(one.learned) / one.required, one.number))
    what = _("%(code)s, de taak die de minste collega's leerden") % {"code": least.code}
    found = share(least.learned, least.required, goal, what=what, minimum=1)
    under = [one.code for one in tasks if percentage(one.learned, one.required) < goal and one != least]
    rest = _("Ook %(names)s.") % {"names": ", ".join(under[:NAMED])} if under else ""
    return with_rest(found, rest, remedy)


def self_reliant(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """How many self-ratings say «zelfstandig» or more; only groups of five people or more are counted."""
    shown = [one for one in facts.ratings if one.people >= MIN_DENOMINATOR]
    remedy = way(address(project, "dekking"), _("Bekijk de dekking"))
    if not shown:
        text = _("Er zijn nog te weinig zelfinschattingen om iets te zeggen.")
        return Outcome(State.TOO_LITTLE, text, **remedy)
    independent, total = sum(one.independent for one in shown), sum(one.ratings for one in shown)
    value = percentage(independent, total)
    told = rounded(value, total)
    text = _("Collega's schatten in dat ze het zelfstandig kunnen: %(value)s%% van de keren, doel %(goal)s%%.")
    values = {"value": number(told), "goal": number(goal)}
    return with_rest(Outcome(reached(value, goal), text % values, told), "", remedy)


def colleague_helpers(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Sessions that a colleague gave, and nobody from outside."""
    held = sum(facts.sessions.values())
    remedy = way(address(project, "helpers"), _("Zoek helpers"))
    if not held:
        text = _("Er is nog geen sessie taaktraining gehouden.")
        return Outcome(State.TOO_LITTLE, text, **way(address(project, "sessies"), _("Plan een sessie")))
    what = _("Sessies door een eigen collega")
    return with_rest(share(facts.sessions.get(True, 0), held, goal, what=what, minimum=1), "", remedy)


def rounded(value: Decimal, total: int) -> Decimal:
    """A share of self-ratings as it is told: whole percents, and steps of five where there are few."""
    step = Decimal(1 if total >= FEW else 5)
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step


def _for_somebody(facts: Facts) -> list[TaskFact]:
    return [one for one in facts.tasks if one.required]


def _no_task(project: Any) -> Outcome:
    remedy = way(address(project, "taak_nieuw"), _("Schrijf een taak op"))
    return Outcome(State.TOO_LITTLE, _("Er is nog geen taak om te leren."), **remedy)
