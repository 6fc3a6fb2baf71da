"""What gate 3 asks of findings and agreements: solved what blocks, an answer to the rest, and adjusted before key figures."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetsing.gate_facts import Facts
from toetsing.gate_trying import nothing_to_try, plan, way
from trajecten.criteria import share
from trajecten.steps import Outcome, State


def blocking(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """No blocking finding is left. Planning it or leaving it does not open the gate: only a version without it does."""
    if not facts.found:
        return _nothing_noted(project)
    left = facts.count(is_blocking=True, is_open=True)
    if not left:
        return Outcome(
            State.MET, _("Er staat niets blokkerends meer open."), Decimal(0), facts.count(asks=True) or None
        )
    text = ngettext(
        "%(n)d blokkerende bevinding is nog niet opgelost.",
        "%(n)d blokkerende bevindingen zijn nog niet opgelost.",
        left,
    ) % {"n": left}
    remedy = {"remedy_url": findings_url(project, "ernst=blocking"), "remedy_label": _("Bekijk wat blokkeert")}
    return Outcome(State.NOT_MET, text, Decimal(left), left, **remedy)


def disposition(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Of the other barriers and questions it was said what is done with them, also when that is «deliberately not»."""
    if not facts.found:
        return _nothing_noted(project)
    rest = [one for one in facts.found if one.asks and not one.is_blocking]
    total = facts.count(rest)
    if not total:
        reason = _("Er is geen andere drempel of vraag gevonden.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    answered = total - facts.count(rest, is_open=True)
    remedy = {"remedy_url": findings_url(project, "open=ja"), "remedy_label": _("Geef een antwoord")}
    return _with_way(share(answered, total, goal, what=_("Bevindingen met een antwoord"), minimum=1), remedy)


def adjusted(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Where a small round found a barrier or a question, key figures tried a newer version."""
    if not facts.in_scope:
        return nothing_to_try(project)
    if not facts.found:
        return _nothing_noted(project)
    asking = {one.pk: after for one in facts.in_scope if (after := facts.adjust_after(one.pk))}
    if not asking:
        if not facts.opened(small=True):
            return Outcome(State.TOO_LITTLE, _("Er was nog geen try-out."), **plan(project, facts, small=True))
        reason = _("In de try-out kwam geen drempel of vraag boven.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    tried = {pk: _tried_by_key_figures(facts, pk) for pk in asking}
    left = [one for one in facts.in_scope if one.pk in asking and tried[one.pk] <= asking[one.pk]]
    what = _("Concepten die na de try-out bijgestuurd en opnieuw getoetst zijn")
    found = share(len(asking) - len(left), len(asking), goal, what=what, minimum=1)
    if left:
        told = " " + _("Nog niet: %(names)s.") % {"names": ", ".join(one.code for one in left)}
        found = Outcome(found.state, found.text + told, found.value, found.denominator)
    waits = next((one for one in left if one.newest <= asking[one.pk]), None)
    remedy = plan(project, facts, small=False)
    if waits is not None:
        label = _("Maak een nieuwe versie van %(code)s") % {"code": waits.code}
        remedy = way(reverse("toetsing:concept", args=[project.slug, waits.pk]), label)
    return _with_way(found, remedy)


def _tried_by_key_figures(facts: Facts, concept: int) -> int:
    return max((tried.version for one in facts.opened(small=False) if (tried := one.of(concept))), default=0)


def agreements_tested(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """The words that each agreement has, or gets now, were tested."""
    remedy = way(reverse("fundament:afspraken", args=[project.slug]), _("Bekijk de afspraken"))
    if not facts.agreements:
        return Outcome(State.TOO_LITTLE, _("Er is nog geen afspraak om te toetsen."), **remedy)
    left = sorted(n for n, tested in facts.agreements.items() if not tested)
    total = len(facts.agreements)
    found = share(total - len(left), total, goal, what=_("Afspraken die getoetst zijn"), minimum=1)
    if left:
        told = " " + _("Nog niet: %(names)s.") % {"names": ", ".join(f"A{n:02}" for n in left)}
        found = Outcome(found.state, found.text + told, found.value, found.denominator)
    return _with_way(found, remedy)


def _with_way(found: Outcome, remedy: dict[str, Any]) -> Outcome:
    """The same outcome, with what helps when it is not met."""
    if found.state == State.MET:
        return found
    return Outcome(found.state, found.text, found.value, found.denominator, **remedy)


def _nothing_noted(project: Any) -> Outcome:
    """No finding at all, not even a compliment: nobody looked yet, and empty is never met."""
    remedy: dict[str, Any] = {
        "remedy_url": reverse("toetsing:bevinding_nieuw", args=[project.slug]),
        "remedy_label": _("Noteer een bevinding"),
    }
    return Outcome(State.TOO_LITTLE, _("Er is nog geen bevinding genoteerd, ook geen compliment."), **remedy)


def findings_url(project: Any, query: str = "") -> str:
    return reverse("toetsing:drempels", args=[project.slug]) + (f"?{query}" if query else "")
