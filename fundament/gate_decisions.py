"""What gate 2 asks of themes, decisions, agreements and bundles. The figures come from `gate_facts`, sentences from here."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fundament.gate_facts import Facts
from fundament.gate_remedies import (
    begin,
    decide_about,
    first_label,
    look_at,
    points_url,
    propose,
    remedy,
    write_agreement,
)
from fundament.models import Decision
from fundament.rows import DecisionRow
from trajecten.criteria import number, percentage, reached
from trajecten.steps import Outcome, State

NAMED = 5
"""So many of what is still open are named; the pages have them all."""


def themes_covered(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    start = remedy(points_url(project), first_label())
    if not facts.themes:
        help_ = (
            start if facts.empty else remedy(reverse("bevraging:themas", args=[project.slug]), _("Bekijk de thema's"))
        )
        return Outcome(State.TOO_LITTLE, _("Er staat nog niets onder een thema."), None, None, **help_)
    open_ = [theme for theme in facts.themes if not theme.covered]
    n, of = len(facts.themes) - len(open_), len(facts.themes)
    value = percentage(n, of)
    text = ngettext(
        "Voor %(n)d van %(of)d thema is er een besluit, of een reden waarom dat niet nodig is (%(value)s%%), doel %(goal)s%%.",
        "Voor %(n)d van %(of)d thema's is er een besluit, of een reden waarom dat niet nodig is (%(value)s%%), doel %(goal)s%%.",
        of,
    ) % {"n": n, "of": of, "value": number(value), "goal": number(goal)}
    if open_:
        text += " " + _("Nog open: %(names)s.") % {"names": _named(theme.name for theme in open_)}
    state = reached(value, goal)
    help_ = start if facts.empty else decide_about(project, open_[0].pk) if open_ else {}
    return Outcome(state, text, value, of, **({} if state == State.MET else help_))


def decisions_complete(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    taken = _foundation(facts)
    missing = [one for one in taken if not one.whole]
    text = ngettext(
        "Volledig: %(n)d van %(of)d besluit (%(value)s%%), doel %(goal)s%%.",
        "Volledig: %(n)d van %(of)d besluiten (%(value)s%%), doel %(goal)s%%.",
        len(taken),
    )
    found = _share(project, goal, facts, taken, missing, text)
    return found if found.state != State.NOT_MET else _with(found, look_at(project, missing))


def doer_and_decider(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    taken = _foundation(facts)
    missing = [one for one in taken if not one.by_doers]
    text = ngettext(
        "Bij %(n)d van %(of)d besluit dacht iemand mee die het werk doet (%(value)s%%), doel %(goal)s%%.",
        "Bij %(n)d van %(of)d besluiten dacht iemand mee die het werk doet (%(value)s%%), doel %(goal)s%%.",
        len(taken),
    )
    found = _share(project, goal, facts, taken, missing, text)
    return found if found.state != State.NOT_MET else _with(found, look_at(project, missing))


def open_decisions(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Proposals about the foundation that wait. None because there never was one is not «none left»."""
    waiting = [one for one in facts.reading.decisions if one.is_foundation and one.is_open]
    if not waiting and not _foundation(facts):
        return _none_taken(project, facts)
    values = {"n": len(waiting), "goal": number(goal)}
    text = ngettext(
        "%(n)d keuze wacht op een besluit, doel hooguit %(goal)s.",
        "%(n)d keuzes wachten op een besluit, doel hooguit %(goal)s.",
        len(waiting),
    )
    text = text % values if waiting else _("Geen enkele keuze wacht nog op een besluit.")
    if waiting:
        text += " " + _("Nog open: %(names)s.") % {"names": _named(one.code for one in waiting)}
    state = reached(Decimal(len(waiting)), goal, lower_is_better=True)
    help_ = {} if state == State.MET else look_at(project, waiting)
    return Outcome(state, text, Decimal(len(waiting)), len(waiting) + len(_foundation(facts)), **help_)


def agreement_follows(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    taken = facts.reading.holding
    missing = [one for one in taken if one.lacks_agreement]
    text = ngettext(
        "Uit %(n)d van %(of)d besluit volgt een afspraak, of er staat waarom niet (%(value)s%%), doel %(goal)s%%.",
        "Uit %(n)d van %(of)d besluiten volgt een afspraak, of er staat waarom niet (%(value)s%%), doel %(goal)s%%.",
        len(taken),
    )
    found = _share(project, goal, facts, taken, missing, text)
    return found if found.state != State.NOT_MET else _with(found, write_agreement(project, missing[0]))


def adhoc_top5(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    reading, top = facts.reading, facts.reading.top
    if not top:
        text = _("Er staan nog geen knelpunten in een bundel.")
        label = _("Bundel de knelpunten") if reading.loose else _("Meld een knelpunt")
        name = "fundament:bundels" if reading.loose else "fundament:knelpunt_nieuw"
        return Outcome(State.TOO_LITTLE, text, None, None, **remedy(reverse(name, args=[project.slug]), label))
    missing = [bundle for bundle in top if not reading.decisions_on(bundle)]
    value = percentage(len(top) - len(missing), len(top))
    text = ngettext(
        "Over %(n)d van de %(of)d bundel met de meeste knelpunten is beslist (%(value)s%%), doel %(goal)s%%.",
        "Over %(n)d van de %(of)d bundels met de meeste knelpunten is beslist (%(value)s%%), doel %(goal)s%%.",
        len(top),
    ) % {"n": len(top) - len(missing), "of": len(top), "value": number(value), "goal": number(goal)}
    if missing:
        text += " " + _("Nog open: %(names)s.") % {"names": _named(bundle.name for bundle in missing)}
    state = reached(value, goal)
    return Outcome(
        state, text, value, len(top), **({} if state == State.MET else propose(project, bundel=missing[0].pk))
    )


def targeted(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """The questions that were sent, of decisions that were not withdrawn."""
    asked = [one for one in facts.reading.decisions if one.questions and one.status != Decision.Status.WITHDRAWN]
    if not asked:
        reason = _("Er is geen gerichte vraag gesteld.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    of = sum(one.questions for one in asked)
    n = sum(one.summarised for one in asked)
    value = percentage(n, of)
    text = ngettext(
        "Van %(n)d van %(of)d gerichte vraag is het antwoord samengevat (%(value)s%%), doel %(goal)s%%.",
        "Van %(n)d van %(of)d gerichte vragen is het antwoord samengevat (%(value)s%%), doel %(goal)s%%.",
        of,
    ) % {"n": n, "of": of, "value": number(value), "goal": number(goal)}
    state = reached(value, goal)
    missing = [one for one in asked if one.summarised < one.questions]
    if missing:
        text += " " + _("Nog open: %(names)s.") % {"names": _named(one.code for one in missing)}
    return Outcome(state, text, value, of, **({} if state == State.MET else look_at(project, missing)))


def _foundation(facts: Facts) -> list[DecisionRow]:
    return [one for one in facts.reading.holding if one.is_foundation]


def _share(
    project: Any,
    goal: Decimal,
    facts: Facts,
    taken: Sequence[DecisionRow],
    missing: Sequence[DecisionRow],
    text: str,
) -> Outcome:
    """How many of the taken decisions are in order, in these words; no decision at all is too little to say."""
    if not taken:
        return _none_taken(project, facts)
    n = len(taken) - len(missing)
    value = percentage(n, len(taken))
    text %= {"n": n, "of": len(taken), "value": number(value), "goal": number(goal)}
    if missing:
        text += " " + _("Nog aan te vullen: %(names)s.") % {"names": _named(one.code for one in missing)}
    return Outcome(reached(value, goal), text, value, len(taken))


def _none_taken(project: Any, facts: Facts) -> Outcome:
    return Outcome(State.TOO_LITTLE, _("Er is nog geen besluit genomen."), None, None, **begin(project, facts))


def _with(found: Outcome, help_: dict[str, Any]) -> Outcome:
    return Outcome(found.state, found.text, found.value, found.denominator, **help_)


def _named(names: Iterable[str]) -> str:
    found = list(names)
    more = len(found) - NAMED
    text = ", ".join(found[:NAMED])
    return _("%(names)s en nog %(n)d") % {"names": text, "n": more} if more > 0 else text
