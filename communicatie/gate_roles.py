"""What gate 4 asks of people: a key figure, a contact point and enough ambassadors everywhere, and owners of agreements.

A place where somebody is still to be found is named; a person never is.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communicatie.addresses import address
from communicatie.gate_facts import Facts, Place
from communicatie.models import RoleAsk
from trajecten.criteria import number, share
from trajecten.steps import Outcome, State


def key_figure(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Every location has somebody who leads there and goes along."""
    left = [one for one in facts.places if not one.key_figures]
    remedy = ask_for(project, RoleAsk.Role.KEY_FIGURE, left, _("Vraag een sleutelfiguur"))
    if not facts.places:
        return _nobody_here(project)
    if len(left) == len(facts.places):
        return Outcome(State.TOO_LITTLE, _("Er is nog geen sleutelfiguur gekozen."), Decimal(0), len(left), **remedy)
    done = len(facts.places) - len(left)
    found = share(done, len(facts.places), goal, what=_("Locaties met een sleutelfiguur"), minimum=1)
    return with_rest(found, _named(left), remedy)


def contact(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Everywhere there is somebody to turn to, and somebody who answers when that colleague is away."""
    remedy = way(address(project, "aanspreekpunten"), _("Kies aanspreekpunten"))
    if not facts.has_contacts:
        return Outcome(State.TOO_LITTLE, _("Er is nog geen aanspreekpunt gekozen."), **remedy)
    if not facts.places:
        return _nobody_here(project)
    left = [one for one in facts.places if not one.has_backup]
    done = len(facts.places) - len(left)
    what = _("Locaties met een aanspreekpunt en een vervanger")
    found = share(done, len(facts.places), goal, what=what, minimum=1)
    alone = [one for one in left if one.has_contact]
    named = _named([one for one in left if not one.has_contact], alone, _("zonder vervanger"))
    return with_rest(found, named, remedy)


def ambassadors(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Enough of them at every location. The goal is how many colleagues there are at most for each.

    `people / yes <= goal` says the same as `yes >= ceil(people / goal)`, so the value is told beside the goal: of the
    location where each ambassador is there for most people. Two is the least, however small the location is.
    """
    short = [one for one in facts.places if one.confirmed < one.needed(goal)]
    remedy = ask_for(project, RoleAsk.Role.AMBASSADOR, short, _("Vraag een ambassadeur"))
    if not facts.places:
        return _nobody_here(project)
    needed = sum(one.needed(goal) for one in facts.places)
    if not any(one.confirmed for one in facts.places):
        asked = sum(one.asked for one in facts.places)
        text = _("Nog niemand zei ja. Nodig: %(needed)d ambassadeurs.") % {"needed": needed}
        if asked:
            text += " " + ngettext(
                "%(n)d collega antwoordde nog niet.", "%(n)d collega's antwoordden nog niet.", asked
            ) % {"n": asked}
        return Outcome(State.TOO_LITTLE, text, None, needed, **remedy)
    have = sum(min(one.confirmed, one.needed(goal)) for one in facts.places)
    text = ngettext(
        "%(n)d van %(needed)d ambassadeurs zei ja, met hoogstens %(goal)s collega's voor elk en minstens 2 per locatie.",
        "%(n)d van %(needed)d ambassadeurs zeiden ja, met hoogstens %(goal)s collega's voor elk en minstens 2 per locatie.",
        have,
    ) % {"n": have, "needed": needed, "goal": number(goal)}
    if short:
        told = ", ".join(f"{_name(one)} ({one.confirmed}/{one.needed(goal)})" for one in short)
        text += " " + _("Nog te vinden: %(names)s.") % {"names": told}
    state = State.NOT_MET if short else State.MET
    return Outcome(state, text, _most_people(facts.places), needed, **(remedy if short else {}))


def _most_people(places: Iterable[Place]) -> Decimal | None:
    """Colleagues for each ambassador, where that is most; not to be said where there is none yet."""
    each = [Decimal(one.people) / one.confirmed if one.confirmed else None for one in places]
    known = [one for one in each if one is not None]
    return max(known).quantize(Decimal("0.1"), ROUND_HALF_UP) if len(known) == len(each) else None


def hours(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Ambassadors have time for it, and know what is coming."""
    remedy = way(address(project, "rollen"), _("Bekijk de ambassadeurs"))
    team = facts.team
    if not team:
        return Outcome(State.TOO_LITTLE, _("Er is nog geen ambassadeur die ja zei."), **remedy)
    what = _("Ambassadeurs met uren per week en een voorbereiding")
    return with_rest(share(sum(team.values()), len(team), goal, what=what, minimum=1), "", remedy)


def shifts(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Whoever works at night also meets somebody who helps."""
    remedy = way(address(project, "rollen"), _("Bekijk wie er is per dienst"))
    if not facts.places:
        return _nobody_here(project)
    every = [(one, shift) for one in facts.places for shift in one.shifts]
    if not every:
        reason = _("In de lijst staat van niemand de dienst.")
        return Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    if not (facts.team or facts.has_contacts):
        text = _("Er is nog geen ambassadeur die ja zei, en geen aanspreekpunt.")
        return Outcome(State.TOO_LITTLE, text, Decimal(0), len(every), **remedy)
    left = [(one, shift) for one in facts.places for shift in one.missing_shifts]
    what = _("Diensten met een ambassadeur of aanspreekpunt")
    found = share(len(every) - len(left), len(every), goal, what=what, minimum=1)
    told = ", ".join(f"{_name(one)} ({shift})" for one, shift in left)
    return with_rest(found, _("Nog niemand: %(names)s.") % {"names": told} if told else "", remedy)


def owners(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """Somebody looks after each agreement that holds or is coming."""
    if not facts.agreements:
        remedy = way(_agreements_url(project), _("Bekijk de afspraken"))
        return Outcome(State.TOO_LITTLE, _("Er is nog geen afspraak."), **remedy)
    left = sorted(code for code, owned in facts.agreements.items() if not owned)
    total = len(facts.agreements)
    found = share(total - len(left), total, goal, what=_("Afspraken met een eigenaar"), minimum=1)
    told = ", ".join(f"A{code:02}" for code in left)
    remedy = way(address(project, "eigenaars"), _("Kies een eigenaar"))
    return with_rest(found, _("Nog niet: %(names)s.") % {"names": told} if told else "", remedy)


# --- What helps on ------------------------------------------------------------------------------


def way(url: str, label: str) -> dict[str, Any]:
    """The remedy of a criterion: where it leads and what its button says."""
    return {"remedy_url": url, "remedy_label": label}


def ask_for(project: Any, role: str, places: list[Place], label: str) -> dict[str, Any]:
    """Asking somebody for this role, at the first of these places."""
    where = {"locatie": places[0].pk} if places and places[0].pk else {}
    return way(address(project, "rol_vragen", rol=str(role), **where), label)


def with_rest(found: Outcome, rest: str, remedy: dict[str, Any]) -> Outcome:
    """The same outcome with what is still to do; the way out only where it is not met."""
    text = f"{found.text} {rest}".strip()
    help_ = {} if found.state == State.MET else remedy
    return Outcome(found.state, text, found.value, found.denominator, **help_)


def _nobody_here(project: Any) -> Outcome:
    remedy = way(reverse("trajecten:instellingen", args=[project.slug]), _("Bekijk wie het raakt"))
    return Outcome(State.TOO_LITTLE, _("Er staat nog niemand in de lijst die dit traject raakt."), **remedy)


def _agreements_url(project: Any) -> str:
    return reverse("fundament:afspraken", args=[project.slug])


def _name(place: Place) -> str:
    return place.name or _("iedereen")


def _named(places: list[Place], more: Iterable[Place] = (), why: str = "") -> str:
    told = [_name(one) for one in places] + [f"{_name(one)} ({why})" for one in more]
    return _("Nog te vinden: %(names)s.") % {"names": ", ".join(told)} if told else ""
