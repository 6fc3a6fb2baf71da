"""What gate 1 asks of talking, of the inventory and of spread. The figures come from `gate_facts`, sentences from here."""

from decimal import Decimal
from math import ceil
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bevraging.gate_facts import FUNCTION_FROM, Facts
from bevraging.gate_reading import Confirmed
from bevraging.models import Survey
from bevraging.models.inventory import QUESTIONS
from bevraging.models.talks import Lens
from bevraging.talking import talks_url
from trajecten.criteria import number, percentage, reached
from trajecten.models import Project
from trajecten.steps import Outcome, State

LEAST_BY_TALK = 3
"""Reports that are needed where listening is done by talking only; there every location is spoken with as well."""
PLACES = 2
"""From how many locations the items of one question come: one house is not the organisation."""
THEMES = 2
"""Themes that must have been asked about. The ready-made survey has two; why not three: docs/decisions/0035."""
SPREAD_FROM = 20
"""Answers from which a spread says something; half of the people asked where there are fewer than forty of them."""


def conversations(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Finished reports against the goal; with every location represented where listening is by talking only."""
    n, by_talk = facts.listening.reports, project.mode == Project.Mode.QUALITATIVE
    goal = max(goal, Decimal(LEAST_BY_TALK)) if by_talk else goal
    remedy = {"remedy_url": talks_url(project), "remedy_label": _("Bekijk de gesprekken")}
    if not n:
        text = _("Er is nog geen gesprek met een klaar verslag, doel %(goal)s.") % {"goal": number(goal)}
        return Outcome(State.TOO_LITTLE, text, Decimal(0), None, **remedy)
    text = ngettext(
        "%(n)d gesprek met een klaar verslag, doel %(goal)s.",
        "%(n)d gesprekken met een klaar verslag, doel %(goal)s.",
        n,
    ) % {"n": n, "goal": number(goal)}
    quiet = sorted(set(places_of(project)) - facts.listening.places) if by_talk else []
    if quiet:
        text += " " + _("Nog niemand gesproken van: %(names)s.") % {"names": ", ".join(quiet)}
    state = State.NOT_MET if quiet else reached(Decimal(n), goal)
    return Outcome(state, text, Decimal(n), n, **({} if state == State.MET else remedy))


def functions_spoken_with(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Where listening is by talking only: the functions of ten colleagues or more that are in a finished report."""
    people = project.impacted().order_by().values("function__name").annotate(n=Count("pk"))
    asked = sorted(row["function__name"] for row in people if row["function__name"] and row["n"] >= FUNCTION_FROM)
    if not asked:
        reason = _("Geen enkele functiegroep telt 10 collega's of meer.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    quiet = [name for name in asked if name not in facts.listening.functions]
    value = percentage(len(asked) - len(quiet), len(asked))
    text = _("Met %(n)d van %(of)d functiegroepen van 10 collega's of meer is gesproken.")
    text %= {"n": len(asked) - len(quiet), "of": len(asked)}
    if quiet:
        text += " " + _("Nog niet genoeg gehoord: %(names)s.") % {"names": ", ".join(quiet)}
    state = reached(value, goal)
    remedy = {"remedy_url": talks_url(project), "remedy_label": _("Bekijk de gesprekken")}
    return Outcome(state, text, value, len(asked), **({} if state == State.MET else remedy))


def places_of(project: Any) -> list[str]:
    """The names of the locations that the project touches."""
    names = project.impacted().order_by().values_list("location__name", flat=True).distinct()
    return [name for name in names if name]


def four_questions(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """The confirmed items under the question that has the fewest, and whether they come from more than one location."""
    found = [(str(question), _of(facts, lenses)) for _code, question, lenses in QUESTIONS]
    least = min(one.items for _question, one in found)
    short = [
        _("«%(question)s» (%(n)d)") % {"question": question, "n": one.items}
        for question, one in found
        if one.items < goal
    ]
    narrow = [question for question, one in found if one.items >= goal and not _wide(one)]
    if not any(one.items for _question, one in found):
        text = _("Er staat nog niets bevestigd in de inventaris, doel %(goal)s per vraag.") % {"goal": number(goal)}
        return Outcome(State.TOO_LITTLE, text, Decimal(0), None, **_inventory(project))
    good = len(found) - len(short) - len(narrow)
    text = ngettext(
        "%(n)d van de 4 vragen heeft genoeg bevestigde punten, doel %(goal)s per vraag.",
        "%(n)d van de 4 vragen hebben genoeg bevestigde punten, doel %(goal)s per vraag.",
        good,
    ) % {"n": good, "goal": number(goal)}
    if short:
        text += " " + _("Nog te weinig bij %(questions)s.") % {"questions": ", ".join(short)}
    if narrow:
        questions = ", ".join(f"«{question}»" for question in narrow)
        text += " " + _("Nog maar van één locatie: %(questions)s.") % {"questions": questions}
    state = State.MET if good == len(found) else State.NOT_MET
    return Outcome(state, text, Decimal(least), len(found), **({} if state == State.MET else _inventory(project)))


def examples(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Good and bad examples: the fewer of the two counts."""
    good, bad = (_of(facts, (lens,)).items for lens in (Lens.GOOD, Lens.BAD))
    values = {"good": good, "bad": bad, "goal": number(goal)}
    text = _("Goede voorbeelden: %(good)d, slechte: %(bad)d. Doel: %(goal)s van elk.") % values
    least = Decimal(min(good, bad))
    if not good and not bad:
        return Outcome(State.TOO_LITTLE, text, least, None, **_inventory(project))
    state = reached(least, goal)
    return Outcome(state, text, least, good + bad, **({} if state == State.MET else _inventory(project)))


def spread(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """The share of the themes asked about of which the spread is known. There is no norm for the spread itself."""
    survey = facts.survey
    if survey is None or survey.status != Survey.Status.PUBLISHED:
        text = _("De spreidstand zie je na het afsluiten van de bevraging.")
        return Outcome(State.TOO_LITTLE, text, None, None)
    if len(facts.themes) < THEMES:
        text = _("De bevraging gaat over minder dan %(n)d thema's. Geef bij je vragen aan over welk thema ze gaan.")
        return Outcome(State.TOO_LITTLE, text % {"n": THEMES}, None, None)
    needed = enough_for_spread(facts.of, survey.min_group)
    known = sum(n >= needed for n in facts.themes.values())
    value = percentage(known, len(facts.themes))
    text = _("Van %(n)d van de %(of)d thema's kennen we de spreidstand (%(value)s%%), doel %(goal)s%%.") % {
        "n": known,
        "of": len(facts.themes),
        "value": number(value),
        "goal": number(goal),
    }
    return Outcome(reached(value, goal), text, value, len(facts.themes))


def enough_for_spread(invited: int, min_group: int) -> int:
    """From how many answers the spread of a theme counts, when `invited` people were asked."""
    return max(min_group, min(SPREAD_FROM, ceil(invited / 2)))


def _of(facts: Facts, lenses: tuple[str, ...]) -> Confirmed:
    rows = [facts.listening.items.get(lens, Confirmed()) for lens in lenses]
    places = max(row.places for row in rows)  # of two lenses they may be the same ones: never count one twice
    return Confirmed(sum(row.items for row in rows), places, sum(row.everywhere for row in rows))


def _wide(one: Confirmed) -> bool:
    """From two locations, or about the whole organisation."""
    return one.places >= PLACES or one.everywhere > 0


def _inventory(project: Any) -> dict[str, str]:
    return {
        "remedy_url": reverse("bevraging:inventaris", args=[project.slug]),
        "remedy_label": _("Vul de inventaris aan"),
    }
