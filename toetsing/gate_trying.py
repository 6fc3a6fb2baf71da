"""What gate 3 asks of trying out: enough people, of enough functions and places, and what they say of it."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from toetsing.feedback_keys import FAILED, READY, READY_FROM, TRIED, WITH_HELP, WITHOUT_HELP
from toetsing.gate_facts import ConceptFact, Facts, Round, Tried
from toetsing.models import TestRound
from trajecten.criteria import MIN_DENOMINATOR, number, reached, share
from trajecten.steps import Outcome, State

FUNCTIONS = 2
"""Of how many functions those who try it are; of fewer where the project touches fewer."""
Status, Kind = TestRound.Status, TestRound.Kind


def first_round(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Every concept in scope tried by enough people, of more than one function, in one and the same small round."""
    if not facts.in_scope:
        return nothing_to_try(project)
    remedy = plan(project, facts, small=True)
    least = {one.pk: _best(facts, one) for one in facts.in_scope}
    if not any(people for people, _functions in least.values()):
        text = _("Nog niemand vertelde hoe het proberen ging, doel %(goal)s collega's per concept.")
        return Outcome(State.TOO_LITTLE, text % {"goal": number(goal)}, Decimal(0), len(facts.in_scope), **remedy)
    needed = min(FUNCTIONS, len(facts.functions))
    short = [one for one in facts.in_scope if least[one.pk][0] < goal]
    narrow = [one for one in facts.in_scope if one not in short and least[one.pk][1] < needed]
    done, value = len(facts.in_scope) - len(short) - len(narrow), min(people for people, _functions in least.values())
    text = ngettext(
        "%(n)d van %(of)d concepten is geprobeerd door genoeg collega's, doel %(goal)s per concept.",
        "%(n)d van %(of)d concepten zijn geprobeerd door genoeg collega's, doel %(goal)s per concept.",
        done,
    ) % {"n": done, "of": len(facts.in_scope), "goal": number(goal)}
    if short:
        names = ", ".join(f"{one.code} ({least[one.pk][0]})" for one in short)
        text += " " + _("Nog te weinig bij: %(names)s.") % {"names": names}
    if narrow:
        text += " " + _("Nog maar van één functiegroep: %(names)s.") % {"names": _codes(narrow)}
    state = State.NOT_MET if short or narrow else State.MET
    return Outcome(state, text, Decimal(value), len(facts.in_scope), **({} if state == State.MET else remedy))


def _best(facts: Facts, concept: ConceptFact) -> tuple[int, int]:
    """(people, functions) in the small round in which most people answered about this concept."""
    found = []
    for one in facts.opened(small=True):
        tried = one.of(concept.pk)
        people = [person for person in one.people if tried and person.did(tried)]
        found.append((len(people), len({person.function for person in people if person.function})))
    return max(found, default=(0, 0))


def key_figures(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Enough people took part in the rounds with key figures, from every location, after what was found was adjusted."""
    remedy = plan(project, facts, small=False)
    rounds = facts.opened(small=False)
    if not rounds:
        text = _("Er was nog geen ronde met sleutelfiguren, doel %(goal)s mensen.") % {"goal": number(goal)}
        return Outcome(State.TOO_LITTLE, text, None, None, **remedy)
    ready = [one for one in rounds if _was_adjusted(facts, one)]
    people = {person.who: person for one in ready for person in one.people}
    absent = sorted(facts.places - {person.location for person in people.values()})
    text = ngettext(
        "%(n)d sleutelfiguur deed mee, doel %(goal)s.", "%(n)d sleutelfiguren deden mee, doel %(goal)s.", len(people)
    ) % {"n": len(people), "goal": number(goal)}
    if absent:
        text += " " + _("Nog niemand van: %(names)s.") % {"names": ", ".join(absent)}
    if early := [str(one.number) for one in rounds if one not in ready]:
        text += " " + _("Ronde %(names)s telt niet mee: die probeerde nog de versie van voor het bijsturen.") % {
            "names": ", ".join(early)
        }
    state = State.NOT_MET if absent or not people else reached(Decimal(len(people)), goal)
    return Outcome(state, text, Decimal(len(people)), len(people), **({} if state == State.MET else remedy))


def _was_adjusted(facts: Facts, one: Round) -> bool:
    asked = {concept.pk for concept in facts.in_scope}
    return all(facts.is_adjusted(one, tried) for tried in one.tried if tried.concept in asked)


def verdict(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """The share of the verdicts of key figures that says yes, this is ready."""

    def says(answer: str) -> bool | None:
        return int(answer) >= READY_FROM if answer.isdigit() else None

    return _share(project, goal, facts, READY, says, _("Oordelen «klaar voor de uitrol»"))


def without_help(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """The share of the tasks that key figures could do without help."""

    def did(answer: str) -> bool | None:
        return answer == WITHOUT_HELP if answer in (WITHOUT_HELP, WITH_HELP, FAILED) else None

    return _share(project, goal, facts, TRIED, did, _("Taken gelukt zonder hulp"))


def _share(
    project: Any, goal: Decimal, facts: Facts, question: str, good: Callable[[str], bool | None], what: str
) -> Outcome:
    given = [one for concept in facts.in_scope for one in _newest(facts, concept, question, good)]
    found = share(sum(given), len(given), goal, what=what)
    if found.state == State.MET:
        return found
    remedy = plan(project, facts, small=False)
    return Outcome(found.state, found.text, found.value, found.denominator, **remedy)


def _newest(facts: Facts, concept: ConceptFact, question: str, good: Callable[[str], bool | None]) -> list[bool]:
    """What key figures answered about this concept, in the newest round in which enough of them did."""
    each = [(one, tried) for one in reversed(facts.opened(small=False)) if (tried := one.of(concept.pk))]
    found = [_given(one, tried, question, good) for one, tried in each]
    return next((one for one in found if len(one) >= MIN_DENOMINATOR), next(filter(None, found), []))


def _given(one: Round, tried: Tried, question: str, good: Callable[[str], bool | None]) -> list[bool]:
    said = (good(str(person.about(tried).get(question, ""))) for person in one.people)
    return [answer for answer in said if answer is not None]


# --- What helps on ------------------------------------------------------------------------------


def nothing_to_try(project: Any) -> Outcome:
    remedy = way(reverse("toetsing:concept_nieuw", args=[project.slug]), _("Maak een concept"))
    return Outcome(State.TOO_LITTLE, _("Er is nog geen concept om te proberen."), **remedy)


def plan(project: Any, facts: Facts, *, small: bool) -> dict[str, Any]:
    """The round of that kind that runs or is planned, else planning one."""
    mine = [one for one in reversed(facts.rounds) if one.is_small == small and one.status != Status.CLOSED]
    for one in sorted(mine, key=lambda one: one.status != Status.OPEN):
        url = reverse("toetsing:ronde", args=[project.slug, one.number])
        return way(url, _("Bekijk ronde %(n)d") % {"n": one.number})
    kind = Kind.SMALL if small else Kind.KEY_FIGURES
    label = _("Plan de try-out") if small else _("Plan de ronde met sleutelfiguren")
    return way(reverse("toetsing:ronde_nieuw", args=[project.slug]) + f"?soort={kind}", label)


def way(url: str, label: str) -> dict[str, Any]:
    """The remedy of a criterion: where it leads and what its button says."""
    return {"remedy_url": url, "remedy_label": label}


def _codes(concepts: Iterable[ConceptFact]) -> str:
    return ", ".join(one.code for one in concepts)
