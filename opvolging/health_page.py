"""What the page «Gezondheid» shows, out of the reading that came along with the project. Asks the database for the trend
only."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from opvolging.health import FIELDS, HealthState, Reading, reading_of
from opvolging.health_chart import WEEKS, Week, weeks_of
from opvolging.health_criteria import criteria
from opvolging.models import HealthReading
from trajecten.criteria import with_unit
from trajecten.gate.results import goals_of
from trajecten.steps import Outcome, State
from trajecten.templatetags.getallen import datum


@dataclass(frozen=True)
class Row:
    """One of the nine measures."""

    code: str
    title: str
    explanation: str
    state: State
    text: str
    value: str
    """«92,9%»; empty while it is unknown."""
    goal: str
    """«minstens 85%»."""
    url: str
    label: str

    @property
    def is_met(self) -> bool:
        return self.state == State.MET

    @property
    def is_missed(self) -> bool:
        return self.state == State.NOT_MET


def rows_of(project: Any, *, edits: bool) -> list[Row]:
    """The nine: what was missed first, then what is unknown, then what is in order. No query on a page with the gate."""
    asked = criteria()
    goals = goals_of(project, asked)
    rows = [_row(one, goals[one.code], one.compute(project, goals[one.code]), edits) for one in asked]
    return sorted(rows, key=lambda row: ORDER[row.state])


ORDER = {State.NOT_MET: 0, State.TOO_LITTLE: 1, State.MET: 2}


def _row(criterion: Any, goal: Decimal | None, outcome: Outcome, edits: bool) -> Row:
    unit = str(criterion.unit)
    wanted = with_unit(goal or 0, unit)
    least = _("hoogstens %(goal)s") if criterion.lower_is_better else _("minstens %(goal)s")
    return Row(
        code=criterion.code,
        title=str(criterion.title),
        explanation=str(criterion.explanation),
        state=outcome.state,
        text=outcome.text,
        value="" if outcome.value is None else with_unit(outcome.value, unit),
        goal=least % {"goal": wanted},
        url=outcome.remedy_url if edits else "",
        label=str(outcome.remedy_label),
    )


def trend_of(project: Any, today: date) -> list[Week]:
    """The last reading of each of the last 26 weeks. One query, of a small row a day."""
    since = today - timedelta(weeks=WEEKS)
    rows = HealthReading.objects.filter(project=project, day__gt=since).order_by("day").values_list(*FIELDS)
    return weeks_of([Reading(*row) for row in rows])


def state_sentence(reading: Reading | None) -> str:
    """«Gezond. 8 van de 9 metingen zijn in orde, 1 is nog niet bekend.»"""
    if reading is None:
        return _("Elke nacht kijken we na hoe het met de afspraken gaat. De eerste meting volgt vannacht.")
    values = {"state": reading.label.capitalize(), "met": reading.met, "of": reading.of, "n": reading.unknown}
    told = (
        ngettext(
            "%(state)s. %(met)d van de %(of)d metingen is in orde",
            "%(state)s. %(met)d van de %(of)d metingen zijn in orde",
            reading.met,
        )
        % values
    )
    if not reading.unknown:
        return f"{told}."
    rest = ngettext("%(n)d is nog niet bekend.", "%(n)d zijn nog niet bekend.", reading.unknown) % values
    return f"{told}, {rest}"


def measured_when(reading: Reading) -> str:
    return _("Nagekeken op %(day)s. Elke nacht opnieuw.") % {"day": datum(reading.day)}


def what_it_means(reading: Reading | None) -> str:
    """Why the state is what it is: one sentence."""
    if reading is None:
        return ""
    return str(MEANS[HealthState(reading.state)])


MEANS = {
    HealthState.HEALTHY: gettext_lazy("Alles wat we kennen, is in orde."),
    HealthState.ATTENTION: gettext_lazy("Eén of twee dingen vragen aandacht. Kijk wat daar helpt."),
    HealthState.ADJUST: gettext_lazy(
        "Drie of meer dingen lukken nog niet, of hetzelfde lukt twee kwartalen na elkaar niet."
    ),
    HealthState.UNKNOWN: gettext_lazy("Er is nog te weinig bekend om te zeggen hoe het gaat."),
}


def build(project: Any, facts: Any, today: date) -> dict[str, Any] | None:
    """The part on the page of the step; the reading came along with the project."""
    reading = reading_of(project)
    if reading is None:
        return None
    missed = [row.title for row in rows_of(project, edits=False) if row.is_missed]
    return {"reading": reading, "sentence": what_it_means(reading), "missed": missed}
