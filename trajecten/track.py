"""The spoor: six stations, five gates and the support line, read from stored facts. Computes no gate.

`track_for(project)` serves the full and the compact size; lists only need the number of the step (`{% minispoor %}`).
The components draw these dataclasses and decide nothing (`docs/components.md`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trajecten.decisions import decisions_of
from trajecten.models import GateDecision, Project
from trajecten.steps import LAST_STEP, Step, all_steps
from trajecten.support import SupportPoint


class StationStatus(StrEnum):
    DONE = "done"
    NOW = "now"
    LATER = "later"
    REOPENED = "reopened"
    """Passed before or sent back from here, to be confirmed again since an earlier step opened again."""


class GateStatus(StrEnum):
    CLOSED = "closed"
    ALMOST = "almost"
    READY = "ready"
    OPEN = "open"
    OPEN_WITH_CONDITION = "open_with_condition"
    WAITING = "waiting"


@dataclass(frozen=True)
class TrackGate:
    """The gate after a station. `title` always says in words what the drawing shows."""

    after: int
    status: GateStatus
    title: str
    url: str
    decided: bool = False
    """Something was decided here: the arch leads to it."""


@dataclass(frozen=True)
class Station:
    number: int
    name: str
    status: StationStatus
    sub: str
    """The small line below the name: «klaar op 16 januari», «jullie zijn hier», «hierna»."""
    url: str

    @property
    def loops(self) -> bool:
        """Step 6 never ends: it shows a loop, never a check."""
        return self.number == LAST_STEP


@dataclass(frozen=True)
class Track:
    stations: list[Station]
    gates: list[TrackGate]
    """Five: the one after each station but the last."""
    current: Station
    points: list[SupportPoint] = field(default_factory=list)
    target: int | None = None

    @property
    def measured(self) -> list[SupportPoint]:
        """The last point of each step that may be shown; fewer than five answers never are."""
        last = {point.step: point for point in self.points if point.n >= 5}
        return [last[step] for step in sorted(last)]


_subs: dict[int, Callable[[Project], str]] = {}


def register_sub(step: int, source: Callable[[Project], str]) -> None:
    """Let a step app say what stands below its station when the project is there, as «ronde 1, kleine groep»; nothing
    is «jullie zijn hier». On pages that look (`trajecten.reading.register_columns`) it may not ask the database."""
    _subs[step] = source


def track_for(
    project: Project,
    *,
    decisions: Iterable[GateDecision] | None = None,
    open_request=None,
    open_points: int | None = None,
    points: Iterable[SupportPoint] = (),
    target: int | None = None,
    held: bool | None = None,
) -> Track:
    """The whole spoor of one project. `open_points` is how much the current gate still needs, and `held` whether it
    waits, when somebody computed those already."""
    newest = _newest_per_step(decisions if decisions is not None else decisions_of(project))
    if held is None:
        held = still_held(project, newest.get(project.step))
    now = _Now(open_request is not None, open_points, held, _reclosed(project, newest))
    stations = [_station(project, step, newest.get(step.number)) for step in all_steps()]
    gates = [_gate(project, step, newest.get(step.number), now) for step in all_steps() if step.number < LAST_STEP]
    return Track(stations, gates, stations[project.step - 1], list(points), target)


@dataclass(frozen=True)
class _Now:
    """How the gates from the current one on stand."""

    asked: bool
    open_points: int | None
    held: bool
    reclosed: str
    """What to say of a gate that was open before."""


def _newest_per_step(decisions: Iterable[GateDecision]) -> dict[int, GateDecision]:
    newest: dict[int, GateDecision] = {}
    for decision in decisions:
        newest.setdefault(decision.request.step, decision)
    return newest


def _station(project: Project, step: Step, decision: GateDecision | None) -> Station:
    if step.number == project.step:
        status = StationStatus.NOW
    elif step.number < project.step:
        status = StationStatus.DONE
    else:
        status = StationStatus.REOPENED if _was_reached(decision) else StationStatus.LATER
    return Station(step.number, str(step.name), status, _station_text(project, step, decision), step.url(project))


def _station_text(project: Project, step: Step, decision: GateDecision | None) -> str:
    if step.number == project.step:
        source = _subs.get(step.number)
        return (source(project) if source else "") or _("jullie zijn hier")
    if step.number > project.step and _was_reached(decision):
        return _("opnieuw te bekijken")
    if step.number == LAST_STEP:
        return _("blijft doorlopen")
    if step.number < project.step:
        return _("klaar op %(day)s") % {"day": day_month(timezone.localdate(decision.at))} if decision else _("klaar")
    return _("hierna") if step.number == project.step + 1 else _("later")


def _gate(project: Project, step: Step, decision: GateDecision | None, now: _Now) -> TrackGate:
    if step.number < project.step:
        status, text = _passed(decision)
    elif step.number > project.step:
        status, text = GateStatus.CLOSED, now.reclosed if _was_open(decision) else _("Poort dicht")
    else:
        status, text = _current(decision, now)
    url = reverse("trajecten:poort", args=[project.slug, step.number])
    return TrackGate(step.number, status, text, url, decided=step.number < project.step or decision is not None)


def _current(decision: GateDecision | None, now: _Now) -> tuple[GateStatus, str]:
    if now.asked:
        return GateStatus.READY, _("Wacht op een beslissing")
    if now.held:
        return GateStatus.WAITING, _("Nog even wachten")
    if _was_open(decision):
        return GateStatus.CLOSED, now.reclosed
    if now.open_points == 0:
        return GateStatus.READY, _("Klaar om te beslissen")
    if now.open_points:
        text = ngettext("nog %(n)d punt", "nog %(n)d punten", now.open_points) % {"n": now.open_points}
        return GateStatus.ALMOST, text
    return GateStatus.CLOSED, _("Poort dicht")


def still_held(project: Project, decision: GateDecision | None) -> bool:
    """Whether this decision (one of `decisions_of`) still makes the current gate wait: a hold, and no step was opened again since."""
    if decision is None or decision.outcome != GateDecision.Outcome.HOLD or decision.request.step != project.step:
        return False
    return decision.reopened_at is None  # type: ignore[attr-defined]


def _was_open(decision: GateDecision | None) -> bool:
    go = {GateDecision.Outcome.GO, GateDecision.Outcome.GO_WITH_CONDITIONS}
    return decision is not None and decision.outcome in go


def _was_reached(decision: GateDecision | None) -> bool:
    """Whether this step was done, or its gate sent the project back: what was made there has to be looked at again."""
    return _was_open(decision) or (decision is not None and decision.outcome == GateDecision.Outcome.BACK)


def _passed(decision: GateDecision | None) -> tuple[GateStatus, str]:
    if decision and decision.outcome == GateDecision.Outcome.GO_WITH_CONDITIONS:
        due = [c.due_on for c in decision.conditions.all() if c.fulfilled_on is None]
        if due:
            return GateStatus.OPEN_WITH_CONDITION, _("Open, met een afspraak tegen %(day)s") % {
                "day": day_month(min(due))
            }
    return GateStatus.OPEN, _("Poort open")


def _reclosed(project: Project, newest: dict[int, GateDecision]) -> str:
    """What a gate says that closed again."""
    closed = [decision for step, decision in newest.items() if step >= project.step and _was_open(decision)]
    if not closed:
        return ""
    moments = [decision.reopened_at for decision in closed if decision.reopened_at]  # type: ignore[attr-defined]
    if not moments:
        return _("Opnieuw dicht")
    return _("Opnieuw dicht sinds %(day)s") % {"day": day_month(timezone.localdate(max(moments)))}


def day_month(day: date) -> str:
    """«16 januari»; the year only when it is another one."""
    return date_format(day, "j F" if day.year == timezone.localdate().year else "j F Y")
