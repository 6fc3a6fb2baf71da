"""The nine measures of follow-up as criteria of step 6, so that a project chooses its goals as it does at every gate.

Step 6 has no gate: none of them blocks anything, and no decision can be asked. They are worked out at night
(`opvolging.actions.health`); here they say what stands in the reading of the last day, without a query of their own.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from opvolging import measures_care as care
from opvolging import measures_change as change
from opvolging import measures_checks as checks
from opvolging.found import Found
from opvolging.health import Stored, reading_of
from opvolging.health_facts import Facts
from opvolging.ways import way_of
from trajecten.criteria import criterion, fixed, reached, tunable
from trajecten.steps import Criterion, Kind, Outcome, State

MEASURES: dict[str, Callable[[Facts, Decimal], Found]] = {
    "s6.on_time": checks.on_time,
    "s6.goes_well": checks.goes_well,
    "s6.remedy": checks.remedy,
    "s6.review": care.review,
    "s6.spotlight": care.spotlight,
    "s6.recurrence": change.recurrence,
    "s6.spread": change.spread,
    "s6.pulse": change.pulse,
    "s6.owners": care.owners,
}
"""How each is worked out, in the order in which people read them."""
STATES = {"met": State.MET, "missed": State.NOT_MET, "unknown": State.TOO_LITTLE}


def criteria() -> list[Criterion]:
    """The nine, with the norms of docs/decisions/0073."""
    return [
        criterion(
            "s6.on_time", Kind.SHOULD,
            gettext_lazy("Checks gebeuren op tijd"),
            gettext_lazy("Het aandeel van de geplande checks van de laatste 13 weken dat binnen een week na de afgesproken dag gebeurde."),
            _stored("s6.on_time"), tunable(85, 50, 100),
        ),
        criterion(
            "s6.goes_well", Kind.SHOULD,
            gettext_lazy("De afspraken lopen goed"),
            gettext_lazy("Het aandeel van de afspraken dat goed loopt: bij de laatste check van elke locatie samen minstens 80% zoals afgesproken."),
            _stored("s6.goes_well"), tunable(70, 40, 100),
        ),
        criterion(
            "s6.remedy", Kind.SHOULD,
            gettext_lazy("Wat aandacht vraagt, krijgt een aanpak"),
            gettext_lazy("Waar een afspraak aandacht vraagt: het aandeel met een aanpak en een eigenaar. Daar zijn twee weken voor."),
            _stored("s6.remedy"), tunable(100, 50, 100),
        ),
        criterion(
            "s6.review", Kind.SHOULD,
            gettext_lazy("Kaders worden op tijd herzien"),
            gettext_lazy("Het aantal kaders dat meer dan 30 dagen wacht op een herziening."),
            _stored("s6.review"), tunable(0, 0, 3), unit="", lower_is_better=True,
        ),
        criterion(
            "s6.spotlight", Kind.SHOULD,
            gettext_lazy("Elke locatie staat in de kijker"),
            gettext_lazy("Het aandeel van de locaties waarvan de laatste 13 weken iets in de kijker stond."),
            _stored("s6.spotlight"), tunable(100, 50, 100),
        ),
        criterion(
            "s6.recurrence", Kind.SHOULD,
            gettext_lazy("Knelpunten komen minder terug"),
            gettext_lazy("Hoe vaak het per 4 weken nog terugkomt, tegenover de 8 weken voor de afspraken."),
            _stored("s6.recurrence"), tunable(50, 10, 100), lower_is_better=True,
        ),
        criterion(
            "s6.spread", Kind.SHOULD,
            gettext_lazy("Collega’s werken meer op dezelfde manier"),
            gettext_lazy("Hoeveel de spreiding daalde op het middelste thema waarover al 16 weken een afspraak geldt."),
            _stored("s6.spread"), tunable(30, 10, 80),
        ),
        criterion(
            "s6.pulse", Kind.SHOULD,
            gettext_lazy("Er is genoeg draagvlak"),
            gettext_lazy("De draagvlakpuls van deze stap, op 100. Geen enkele locatie ligt zeker onder 50."),
            _stored("s6.pulse"), fixed(65), unit="",
        ),
        criterion(
            "s6.owners", Kind.SHOULD,
            gettext_lazy("Voor alles zorgt iemand"),
            gettext_lazy("Het aantal afspraken, ritmes en locaties zonder eigenaar of aanspreekpunt."),
            _stored("s6.owners"), tunable(0, 0, 5), unit="", lower_is_better=True,
        ),
    ]  # fmt: skip


def _stored(code: str) -> Callable[[Any, Decimal], Outcome]:
    """What the last reading says of this measure, against the goal of now."""

    def told(project: Any, goal: Decimal) -> Outcome:
        reading = reading_of(project)
        found = reading.measure(code) if reading else None
        if found is None:
            return Outcome(State.TOO_LITTLE, _("Dit wordt vannacht voor het eerst nagekeken."))
        state = _against(code, found, goal)
        url, label = way_of(project, code) if state != State.MET else ("", "")
        return Outcome(state, found.text, found.value, found.of, remedy_url=url, remedy_label=label)

    return told


def _against(code: str, found: Stored, goal: Decimal) -> State:
    """As it was found; another goal was chosen since: the same number against that one."""
    if found.value is None or found.goal == goal or found.state == "unknown":
        return STATES[found.state]
    return reached(found.value, goal, lower_is_better=code in LOWER)


LOWER = frozenset({"s6.review", "s6.recurrence", "s6.owners"})
