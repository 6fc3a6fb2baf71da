"""Everything about one gate, for a page: computed now, with what was asked and decided."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trajecten.criteria import with_unit
from trajecten.decisions import decisions_of
from trajecten.gate.results import CriterionResult, Readiness, evaluate, readiness
from trajecten.gate.snapshots import results_of
from trajecten.models import Condition, GateDecision, GateRequest, Project
from trajecten.reading import ahead_of
from trajecten.steps import State, step_for

STATE_WORDS = {
    State.MET: gettext_lazy("in orde"),
    State.NOT_MET: gettext_lazy("nog niet in orde"),
    State.TOO_LITTLE: gettext_lazy("te weinig gegevens"),
    State.NOT_APPLICABLE: gettext_lazy("niet van toepassing"),
}


@dataclass(frozen=True)
class Drift:
    """One figure that is another one today than when it was decided. Tells, never blocks."""

    title: str
    unit: str
    decided: CriterionResult
    today: CriterionResult

    def __str__(self) -> str:
        values = {"title": self.title, "then": _shown(self.decided), "now": _shown(self.today)}
        if self.decided.value is None:
            return _("%(title)s: toen %(then)s, vandaag %(now)s.") % values
        return _("%(title)s: beslist op %(then)s, vandaag %(now)s.") % values


@dataclass(frozen=True)
class GateView:
    step: int
    results: list[CriterionResult]
    readiness: Readiness
    open_request: GateRequest | None
    last_decision: GateDecision | None
    conditions: list[Condition] = field(default_factory=list)
    drift: list[Drift] = field(default_factory=list)
    decisions: list[GateDecision] = field(default_factory=list)
    """All that count, of every gate, newest first."""
    preparing: bool = False
    """The step is still being prepared: its gate can never be asked about."""

    @property
    def sentence(self) -> str:
        """How ready it is, honestly, in one sentence."""
        if self.preparing:
            return _("Deze stap wordt nog voorbereid. De poort kan nog niet open.")
        return {
            Readiness.BLOCKED: _("Er moet eerst iets in orde zijn dat je niet kan overslaan."),
            Readiness.NOT_YET: _("De poort is nog dicht."),
            Readiness.READY_WITH_WAIVER: _("De beslissing kan gevraagd worden, met een afwijking."),
            Readiness.READY: _("Alles is in orde. Vraag nu de beslissing."),
        }[self.readiness]


def status_of(project: Project, step: int | None = None) -> GateView:
    """The gate of `step`, with its last decision, its conditions and what drifted since.

    Without `step` the current gate; then `last_decision` and `conditions` are those of the whole project, so that an
    overview also shows what was agreed at an earlier gate. Two queries, and those of `evaluate`.
    """
    number_ = step or project.step
    decisions = decisions_of(project, past=step is not None)
    mine = [decision for decision in decisions if decision.request.step == number_]
    shown = mine if step else decisions
    results = evaluate(project, number_)
    asked = _open_request(project)
    return GateView(
        step=number_,
        results=results,
        readiness=readiness(results),
        open_request=asked if asked and asked.step == number_ else None,
        last_decision=shown[0] if shown else None,
        conditions=[condition for decision in shown for condition in decision.conditions.all()],
        drift=drift_between(results_of(mine[0].request.snapshot), results) if mine and step else [],
        decisions=decisions,
        preparing=not step_for(number_).ready,
    )


def _open_request(project: Project) -> GateRequest | None:
    if (ahead := ahead_of(project)) is not None:
        return ahead.asked
    asked = GateRequest.objects.filter(project=project, status=GateRequest.Status.OPEN)
    return asked.select_related("requested_by", "project").first()


def drift_between(then: Iterable[CriterionResult], now: Iterable[CriterionResult]) -> list[Drift]:
    today = {result.code: result for result in now}
    return [
        Drift(old.title, old.unit, old, today[old.code])
        for old in then
        if old.code in today and (old.state, old.value) != (today[old.code].state, today[old.code].value)
    ]


def _shown(result: CriterionResult) -> str:
    if result.value is None:
        return str(STATE_WORDS[result.state])
    return with_unit(result.value, result.unit)
