"""What happened at one gate, for its page: what was decided, what opened it again, and what was done as agreed.

Reads what `gate.status_of` read; asks the database nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from trajecten.decisions import reopenings_of
from trajecten.gate_words import decision_line
from trajecten.models import Condition, GateDecision, Reopening
from trajecten.track import day_month


@dataclass(frozen=True)
class Moment:
    """One thing that happened; `detail` is why, or where one sees it."""

    who: Any
    line: str
    detail: str
    at: date | datetime
    turn: int
    """Of the decision or the reopening: within a day the order in which they came."""
    dossier: int | None = None
    """The decision at this very gate of which the dossier can be read."""


def past_of(step: int, decisions: Iterable[GateDecision]) -> list[Moment]:
    """Newest first. `decisions`: all of the project, as the page of a gate reads them (`decisions_of`)."""
    known = list(decisions)
    found = [*_decided(step, known), *_opened_again(step, known)]
    return sorted(found, key=lambda one: (_day(one.at), one.turn, not isinstance(one.at, datetime)), reverse=True)


def _day(at: date | datetime) -> date:
    return timezone.localdate(at) if isinstance(at, datetime) else at


def _decided(step: int, decisions: list[GateDecision]) -> Iterator[Moment]:
    for one in decisions:
        if one.request.step == step:
            yield Moment(one.decided_by, decision_line(one), one.reason, one.at, one.turn, one.pk)
            yield from (_done(condition, one) for condition in one.conditions.all() if condition.fulfilled_on)


def _done(condition: Condition, decision: GateDecision) -> Moment:
    day: Any = condition.fulfilled_on  # asked for by who calls
    line = _("Gedaan op %(day)s, zoals afgesproken: %(text)s") % {"day": day_month(day), "text": condition.text}
    return Moment(condition.owner, line, condition.evidence, day, decision.turn)


def _opened_again(step: int, decisions: list[GateDecision]) -> Iterator[Moment]:
    """What closed this gate again: an earlier step, or this one, opened while the project stood behind it; and what led
    away from this step when the project stood in it."""
    for one in decisions:
        if one.back_to is not None and one.back_to <= step < one.request.step:
            yield Moment(one.decided_by, _sent_back(one, one.back_to), one.reason, one.at, one.turn)
    for row in reopenings_of(decisions):
        if row.to_step <= step <= row.from_step:
            yield Moment(row.by, _reopened(row), row.reason, row.at, row.turn)


def _sent_back(decision: GateDecision, to_step: int) -> str:
    return _("%(name)s ging op %(day)s aan de poort na stap %(gate)d terug naar stap %(step)d.") % {
        "name": decision.decided_by.first_name,
        "day": day_month(timezone.localdate(decision.at)),
        "gate": decision.request.step,
        "step": to_step,
    }


def _reopened(row: Reopening) -> str:
    return _("%(name)s opende stap %(step)d opnieuw op %(day)s, vanuit stap %(from)d.") % {
        "name": row.by.first_name,
        "day": day_month(timezone.localdate(row.at)),
        "step": row.to_step,
        "from": row.from_step,
    }
