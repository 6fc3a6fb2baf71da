"""Facts and readiness: what every criterion of one gate says now. Computed, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from organisatie.models import Membership
from trajecten.criteria import with_unit
from trajecten.models import Project, ProjectRole, Threshold
from trajecten.reading import ahead_of
from trajecten.steps import LAST_STEP, Criterion, Kind, Outcome, State, criteria_of, step_for

CORE = "s0."
"""Codes of what every gate asks; a gate with nothing but these is never ready."""
DECIDER = "s0.decider"
OPEN = (State.NOT_MET, State.TOO_LITTLE)


@dataclass(frozen=True)
class CriterionResult:
    code: str
    kind: Kind
    title: str
    explanation: str
    text: str
    state: State
    value: Decimal | None = None
    goal: Decimal | None = None
    denominator: int | None = None
    unit: str = ""
    remedy_url: str = ""
    remedy_label: str = ""
    reason: str = ""
    default_goal: Decimal | None = None
    goal_reason: str = ""
    """Why this project has another goal than the default."""
    lowered: bool = False
    """The goal is easier than the default: shown, because it also opens a gate."""

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def detail(self) -> str:
        """The second line of a row: why it does not apply, or that the goal was lowered."""
        if self.state == State.NOT_APPLICABLE:
            return self.reason
        if not self.lowered or self.goal is None or self.default_goal is None:
            return ""
        values = {
            "goal": with_unit(self.goal, self.unit),
            "default": with_unit(self.default_goal, self.unit),
            "reason": self.goal_reason,
        }
        return _("Het doel is hier %(goal)s in plaats van %(default)s. Waarom: %(reason)s") % values


class Readiness(StrEnum):
    BLOCKED = "blocked"
    NOT_YET = "not_yet"
    READY_WITH_WAIVER = "ready_with_waiver"
    READY = "ready"


MAY_ASK = (Readiness.READY, Readiness.READY_WITH_WAIVER)


def evaluate(project: Project, step: int | None = None) -> list[CriterionResult]:
    """What the gate of `step` (the current one when not given) says: the decider first, then the step's own criteria.

    Two queries, and those of the criteria. A step that is still being prepared has no criteria of its own.
    """
    found = step_for(step or project.step)
    results = [_decider(project)] if found.number < LAST_STEP else []
    if not found.ready:
        return results
    goals = _goals(project)
    return results + [_result(project, criterion, goals.get(criterion.code)) for criterion in criteria_of(found)]


def readiness(results: Iterable[CriterionResult], waivers: Iterable[Any] = ()) -> Readiness:
    """What these results allow. `waivers` are codes, or things with a `code`.

    Nothing asked is not everything in order: without a criterion of its own that is met, a gate is never ready.
    """
    found, waived = list(results), {getattr(waiver, "code", waiver) for waiver in waivers}
    if any(r.kind == Kind.HARD and r.is_open for r in found):
        return Readiness.BLOCKED
    missing = {r.code for r in found if r.kind == Kind.MUST and r.is_open}
    met = {r.code for r in found if r.state == State.MET and not r.code.startswith(CORE)}
    if missing - waived or not (met or missing):
        return Readiness.NOT_YET
    return Readiness.READY_WITH_WAIVER if missing else Readiness.READY


def goals_of(project: Project, criteria: Iterable[Criterion]) -> dict[str, Decimal | None]:
    """{code: the goal that holds in this project}, of these criteria. One query, none on a page that read them."""
    own = _goals(project)
    return {one.code: _goal(project, one, own.get(one.code))[0] for one in criteria}


def _goal(project: Project, criterion: Criterion, threshold: Threshold | None) -> tuple[Decimal | None, bool]:
    """The goal, and whether the project chose it itself."""
    hard = criterion.kind_for(project.mode) == Kind.HARD
    if threshold is None or hard or not criterion.tunable:
        return criterion.default, False
    return _within(threshold.value, criterion), True


def _goals(project: Project) -> dict[str, Threshold]:
    newest: dict[str, Threshold] = {}
    ahead = ahead_of(project)
    for threshold in ahead.goals if ahead else Threshold.objects.filter(project=project).order_by("-pk"):
        newest.setdefault(threshold.code, threshold)
    return newest


def _result(project: Project, criterion: Criterion, threshold: Threshold | None) -> CriterionResult:
    kind = criterion.kind_for(project.mode)
    goal, is_own = _goal(project, criterion, threshold)
    own = threshold if is_own else None
    if project.mode in criterion.modes:
        outcome = _honest(criterion.compute(project, goal))
    else:
        mode = project.get_mode_display()
        reason = _("Dit telt niet mee als jullie luisteren met: %(mode)s.") % {"mode": mode}
        outcome = Outcome(State.NOT_APPLICABLE, reason, reason=reason)
    lowered = False
    if own and goal is not None and criterion.default is not None:
        lowered = goal > criterion.default if criterion.lower_is_better else goal < criterion.default
    return CriterionResult(
        code=criterion.code,
        kind=kind,
        title=str(criterion.title),
        explanation=str(criterion.explanation),
        text=str(outcome.text),
        state=outcome.state,
        value=outcome.value,
        goal=goal,
        denominator=outcome.denominator,
        unit=str(criterion.unit),
        remedy_url=outcome.remedy_url,
        remedy_label=str(outcome.remedy_label),
        reason=str(outcome.reason),
        default_goal=criterion.default,
        goal_reason=own.reason if own else "",
        lowered=lowered,
    )


def _within(value: Decimal, criterion: Criterion) -> Decimal:
    """The range may have become narrower since the goal was chosen."""
    low, high = criterion.minimum, criterion.maximum
    value = max(value, low) if low is not None else value
    return min(value, high) if high is not None else value


def _honest(outcome: Outcome) -> Outcome:
    """Empty is never met, whatever a criterion says: 0 of 0 is too little data."""
    if outcome.state == State.MET and outcome.denominator == 0:
        return replace(outcome, state=State.TOO_LITTLE)
    return outcome


def _decider(project: Project) -> CriterionResult:
    """Hard on every gate: somebody decides, has an active account, may still come in, and is not who leads."""
    decider, leads_too, left = _who_decides(project)
    text = _decider_problem(decider, leads_too, left)
    return CriterionResult(
        code=DECIDER,
        kind=Kind.HARD,
        title=_("Er is iemand die beslist"),
        explanation=_("Wie beslist, is iemand anders dan wie het traject leidt, en heeft een account."),
        text=text or _("%(name)s beslist.") % {"name": decider},
        state=State.NOT_MET if text else State.MET,
        value=Decimal(0 if text else 1),
        goal=Decimal(1),
        remedy_url=reverse("trajecten:ploeg", args=[project.slug]) if text else "",
        remedy_label=_("Kies wie beslist") if text else "",
        default_goal=Decimal(1),
    )


def _who_decides(project: Project) -> tuple[Any, bool, bool]:
    """The decider, whether that is also a lead, and whether they left the organisation."""
    if (ahead := ahead_of(project)) is not None:
        return ahead.decider, ahead.decider_leads, ahead.decider_left
    left = Membership.objects.filter(user=OuterRef("user"), organisation=project.organisation_id, is_active=False)
    roles = ProjectRole.objects.current().filter(project=project, role__in=["decider", "lead"])
    roles = roles.annotate(left=Exists(left)).select_related("user")
    deciding = next((role for role in roles if role.role == ProjectRole.Role.DECIDER), None)
    decider = deciding.user if deciding else None
    leads = {role.user_id for role in roles if role.role == ProjectRole.Role.LEAD}
    return decider, decider is not None and decider.pk in leads, bool(deciding and deciding.left)


def _decider_problem(decider: Any, leads_too: bool, left: bool) -> str:
    if decider is None:
        return _("Er is nog niemand die beslist.")
    if not decider.is_active:
        return _("Het account van %(name)s is niet meer actief.") % {"name": decider}
    if left:
        return _("Deze persoon is geen lid meer van jullie organisatie. Kies iemand anders.")
    if leads_too:
        return _("%(name)s leidt het traject ook. Kies iemand anders om te beslissen.") % {"name": decider}
    return ""
