"""What gate 5 asks of the rollout itself: everybody started, with help nearby, nothing blocks, and agreements hold.

A place where something is still to be done is named; a person never is.
"""

from collections.abc import Iterable
from decimal import Decimal
from statistics import median
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communicatie.gate_roles import way, with_rest
from trajecten.criteria import number, percentage, reached, share
from trajecten.steps import Outcome, State
from uitrol.addresses import address
from uitrol.gate_facts import Facts, WaveFact
from uitrol.support_counts import cooling_of

NAMED = 4
"""So many places are named; the page shows the others."""
WEEKS_TO_SAY = 5
"""Fewer weeks, this one among them, show no curve."""


def waves(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """In each wave a start moment was held."""
    if not facts.waves:
        return _no_wave(project)
    left = [one for one in facts.waves if not any(facts.started_on(place) for place in one.places)]
    remedy = _start(project, left)
    if len(left) == len(facts.waves):
        return Outcome(State.TOO_LITTLE, _("Er is nog geen startmoment gehouden."), Decimal(0), len(left), **remedy)
    done = len(facts.waves) - len(left)
    found = share(done, len(facts.waves), goal, what=_("Golven met een startmoment"), minimum=1)
    return with_rest(found, _not_yet(_("golf %(n)d") % {"n": one.number} for one in left), remedy)


def support(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """How many moments with help nearby a location had in its first four weeks, where there were the fewest."""
    if not facts.places:
        return _no_wave(project)
    near = {name: facts.support_at(place) for place, name in facts.places.items()}
    fewest = min(near.values())
    remedy = way(address(project, "momenten"), _("Bekijk de momenten"))
    if not any(near.values()):
        text = _("Er is nog geen moment met hulp in de buurt gehouden.")
        return Outcome(State.TOO_LITTLE, text, Decimal(0), **remedy)
    what = _("Momenten met hulp in de eerste 4 weken, in de locatie met de minste")
    values = {"what": what, "found": fewest, "goal": number(goal)}
    text = _("%(what)s: %(found)d, doel %(goal)s.") % values
    found = Outcome(reached(Decimal(fewest), goal), text, Decimal(fewest), len(near))
    return with_rest(found, _not_yet(name for name, n in sorted(near.items()) if n < goal), remedy)


def blocking(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """No barrier is left that keeps people from going on."""
    remedy = way(address(project, "drempels", ernst="blocking"), _("Bekijk wat blokkeert"))
    if not (facts.barriers or facts.weeks):
        text = _("Er is nog niets genoteerd op de vloer, ook geen drempel.")
        return Outcome(State.TOO_LITTLE, text, **way(address(project, "ondersteuning"), _("Bekijk de ondersteuning")))
    left = sum(one.n for one in facts.barriers if one.blocks)
    if not left:
        noted = sum(one.n for one in facts.barriers)
        return Outcome(State.MET, _("Er staat niets blokkerends meer open."), Decimal(0), noted or None)
    text = ngettext(
        "%(n)d blokkerende drempel is nog niet opgelost.",
        "%(n)d blokkerende drempels zijn nog niet opgelost.",
        left,
    ) % {"n": left}
    return Outcome(State.NOT_MET, text, Decimal(left), left, **remedy)


def lead_time(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Half of the barriers were solved within so many days."""
    days = facts.days_to_solve()
    remedy = way(address(project, "drempels"), _("Bekijk de drempels"))
    if not days:
        return Outcome(State.TOO_LITTLE, _("Er is nog geen drempel opgelost."), **remedy)
    found = Decimal(str(median(days)))
    values = {"days": number(found), "goal": number(goal), "n": len(days)}
    text = _("De helft van de drempels was opgelost binnen %(days)s dagen, doel %(goal)s (%(n)d opgelost).") % values
    outcome = Outcome(reached(found, goal, lower_is_better=True), text, found, len(days))
    return with_rest(outcome, "", remedy)


def cooling(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """What is asked in the last two whole weeks against the busiest one: fewer questions is a rollout that lands."""
    remedy = way(address(project, "ondersteuning"), _("Bekijk de ondersteuning"))
    found = cooling_of(facts.weeks, timezone.localdate())
    if found is None or len(facts.weeks) < WEEKS_TO_SAY:
        text = _("Er is nog te kort genoteerd om te zien of de vragen afnemen.")
        return Outcome(State.TOO_LITTLE, text, **remedy)
    now = percentage(int(found.mean * 2), 2 * found.peak.asked)
    values = {"value": number(now), "peak": found.peak.asked, "goal": number(goal)}
    text = _("De laatste 2 weken kwam %(value)s%% van het aantal in de drukste week (%(peak)d), doel %(goal)s%%.")
    outcome = Outcome(reached(now, goal, lower_is_better=True), text % values, now, found.peak.asked)
    return with_rest(outcome, "", remedy)


def agreements(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Each agreement holds at every location that started and for which it is meant."""
    remedy = way(reverse("fundament:afspraken", args=[project.slug]), _("Bekijk de afspraken"))
    if not facts.agreements:
        return Outcome(State.TOO_LITTLE, _("Er is nog geen afspraak."), **remedy)
    live = facts.live_places
    if not live:
        text = _("Er is nog geen golf gestart.")
        return Outcome(State.TOO_LITTLE, text, **way(address(project, "golven"), _("Bekijk de golven")))
    asked = [(one, place) for one, scope in facts.agreements.items() for place in live if not scope or place in scope]
    if not asked:
        reason = _("Geen enkele afspraak is bedoeld voor de locaties die gestart zijn.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    left = sorted({one for one, place in asked if (one, place) not in facts.holding})
    done = sum(pair in facts.holding for pair in asked)
    found = share(done, len(asked), goal, what=_("Afspraken die gelden waar gestart is"), minimum=1)
    return with_rest(found, _not_yet(f"A{one:02}" for one in left), remedy)


def _start(project: Any, left: list[WaveFact]) -> dict[str, Any]:
    if not left:
        return {}
    return way(address(project, "golf", left[0].number), _("Bekijk golf %(n)d") % {"n": left[0].number})


def _not_yet(names: Iterable[str]) -> str:
    told = list(names)
    if not told:
        return ""
    shown = told[:NAMED] + ([_("en nog %(n)d") % {"n": len(told) - NAMED}] if len(told) > NAMED else [])
    return _("Nog niet: %(names)s.") % {"names": ", ".join(shown)}


def _no_wave(project: Any) -> Outcome:
    remedy = way(address(project, "golf_nieuw"), _("Maak een golf"))
    return Outcome(State.TOO_LITTLE, _("Er is nog geen golf gepland."), **remedy)
