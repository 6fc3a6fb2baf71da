"""A named person answers. Decisions are only ever added; within 24 hours one may be replaced by a new one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from organisatie.models import User
from trajecten import access, history, mails
from trajecten.deciders import belongs
from trajecten.gate import dossier, running_on
from trajecten.gate.asking import SNAPSHOT_LANGUAGE
from trajecten.gate.errors import AlreadyDecided, StaleRequest, TooLate
from trajecten.gate.moving import drop_open_request, mark_stale, must_run, settle, take_turn
from trajecten.gate.results import evaluate
from trajecten.gate.snapshots import decision_digest, staleness
from trajecten.models import Condition, GateDecision, GateRequest, Project, Reopening

Outcome = GateDecision.Outcome
Status = GateRequest.Status
GO = (Outcome.GO, Outcome.GO_WITH_CONDITIONS)
REVISE_WITHIN = timedelta(hours=24)


@dataclass(frozen=True)
class ConditionInput:
    """What is still to be done after a go with conditions: by whom, and by when."""

    text: str
    owner: User
    due_on: date


@dataclass(frozen=True)
class _Answer:
    outcome: str
    reason: str
    back_to: int | None
    conditions: tuple[ConditionInput, ...]


def decide(
    *,
    request: GateRequest,
    by: User,
    outcome: str,
    reason: str = "",
    back_to: int | None = None,
    conditions: Sequence[ConditionInput] = (),
    answers: Mapping[str, str] | None = None,
) -> GateDecision:
    """Answer an open request; moves the project and queues the result for the core team. With «back», `answers` say of
    what runs now whether it pauses or goes on (`running_on`).

    Raises PermissionDenied for who is not the decider of now, or asked the question; ValidationError for an answer that
    lacks something; AlreadyDecided (pressed twice, or withdrawn); StaleRequest when the snapshot is older than 14 days
    or a fact it rests on moved: the request then lapses, and that stays so.
    """
    with transaction.atomic():
        project = take_turn(request.project)
        asked = _fresh(request, project)
        if not access.may_decide(by, asked):
            raise PermissionDenied
        if asked.status != Status.OPEN:
            raise AlreadyDecided(_("Deze vraag kreeg al een antwoord of loopt niet meer."))
        must_run(project)
        answer = _check(_Answer(outcome, reason.strip(), back_to, tuple(conditions)), asked)
        why = _staleness(asked)
        if why:
            mark_stale(asked, why, actor=by)
        else:
            decision = _store(asked, by, answer, answers or {})
    if why:  # after the commit: that the request lapsed has to stay
        request.status = Status.STALE
        raise StaleRequest(why)
    request.status = Status.DECIDED
    return decision


def revise(
    *,
    decision: GateDecision,
    by: User,
    outcome: str,
    reason: str = "",
    back_to: int | None = None,
    conditions: Sequence[ConditionInput] = (),
    answers: Mapping[str, str] | None = None,
) -> GateDecision:
    """Replace one's own decision within 24 hours of the first; the project moves to where the new one brings it.

    Both stay in the history. Raises PermissionDenied for who did not decide, ValidationError for an incomplete answer,
    TooLate after 24 hours or when something was decided or asked since, StaleRequest for a go on facts that moved.
    """
    with transaction.atomic():
        project = take_turn(decision.request.project)
        asked = _fresh(decision.request, project)
        if decision.decided_by_id != by.pk or not access.may_decide(by, asked):
            raise PermissionDenied
        _must_be_in_time(decision, asked)
        answer = _check(_Answer(outcome, reason.strip(), back_to, tuple(conditions)), asked)
        if answer == _answer_of(decision):
            raise ValidationError(_("Dat is al je beslissing."))
        if answer.outcome in GO and (why := _staleness(asked)):
            raise StaleRequest(why)
        drop_open_request(project, _("De beslissing ervoor werd herzien."), actor=by)
        return _store(asked, by, answer, answers or {}, replaces=decision)


def fulfil_condition(*, condition: Condition, by: User, evidence: str) -> bool:
    """Say that what was agreed is done, and where one sees it; False when somebody said so before.

    Raises PermissionDenied unless `by` owns it, edits the project or decides; ValidationError without evidence, or when
    the decision it belongs to was revised.
    """
    asked = condition.decision.request
    project = asked.project
    owns = condition.owner_id == by.pk and access.may_see_project(by, project)
    if not (owns or access.may_edit_project(by, project) or access.may_decide(by, project)):
        raise PermissionDenied
    if not evidence.strip():
        raise ValidationError(_("Schrijf kort op waar je dat ziet"))
    with transaction.atomic():
        take_turn(project)
        if GateDecision.objects.filter(replaces=condition.decision_id).exists():
            raise ValidationError(_("De beslissing is herzien. Deze afspraak geldt niet meer."))
        values = {"fulfilled_on": timezone.localdate(), "fulfilled_by": by, "evidence": evidence.strip()}
        if Condition.objects.filter(pk=condition.pk, fulfilled_on__isnull=True).update(**values) != 1:
            return False
        told = {"step": asked.step, "text": condition.text, "evidence": evidence.strip()}
        history.record("gate.condition_fulfilled", project=project, actor=by, **told)
    for name, value in values.items():
        setattr(condition, name, value)
    return True


# --- Helpers -----------------------------------------------------------------------------------


def _fresh(request: GateRequest, project: Project) -> GateRequest:
    """The request as it stands now, on the project as it stands now."""
    asked = GateRequest.objects.select_related("snapshot", "requested_by").get(pk=request.pk)
    asked.project = project
    return asked


def _answer_of(decision: GateDecision) -> _Answer:
    agreed = tuple(ConditionInput(c.text, c.owner, c.due_on) for c in decision.conditions.order_by("pk"))
    return _Answer(decision.outcome, decision.reason, decision.back_to, agreed)


def _staleness(asked: GateRequest) -> str:
    if asked.status == Status.OPEN and asked.step != asked.project.step:
        return _("Het traject staat intussen in een andere stap.")
    with override(SNAPSHOT_LANGUAGE):
        now = evaluate(asked.project, asked.step)
    return staleness(asked.snapshot, now)


def _check(answer: _Answer, asked: GateRequest) -> _Answer:
    """Raises ValidationError with what this answer still lacks."""
    if answer.outcome not in Outcome.values:
        raise ValidationError(_("Kies eerst wat je beslist"))
    if answer.outcome != Outcome.GO and not answer.reason:
        raise ValidationError(_("Schrijf kort op wat je nog nodig hebt"))
    if answer.outcome == Outcome.BACK and not 1 <= (answer.back_to or 0) < asked.step:
        raise ValidationError(_("Kies naar welke stap jullie teruggaan"))
    if answer.outcome != Outcome.BACK and answer.back_to is not None:
        raise ValidationError(_("Een stap kiezen kan enkel als jullie teruggaan."))
    with_conditions = answer.outcome == Outcome.GO_WITH_CONDITIONS
    if with_conditions and not answer.conditions:
        raise ValidationError(_("Schrijf op wat er nog moet gebeuren"))
    if answer.conditions and not with_conditions:
        raise ValidationError(_("Een afspraak hoort bij «We gaan door, met een afspraak»."))
    for condition in answer.conditions:
        if not condition.text.strip():
            raise ValidationError(_("Schrijf op wat er nog moet gebeuren"))
        if not belongs(condition.owner, asked.project.organisation):
            raise ValidationError(_("Kies iemand van jullie organisatie die dit doet."))
        if condition.due_on <= timezone.localdate():
            raise ValidationError(_("Kies een datum na vandaag"))
    agreed = tuple(replace(condition, text=condition.text.strip()) for condition in answer.conditions)
    return replace(answer, conditions=agreed)


def _must_be_in_time(decision: GateDecision, asked: GateRequest) -> None:
    """Within 24 hours of the first decision of this request, and as long as nothing was built on it."""
    first = GateDecision.objects.get(request=asked, replaces__isnull=True)
    if timezone.now() - first.at > REVISE_WITHIN:
        raise TooLate(_("Herzien kan tot 24 uur na je beslissing. Open de stap opnieuw als dat nodig is."))
    later = GateDecision.objects.filter(request__project=asked.project, turn__gt=decision.turn).exists()
    if later or Reopening.objects.filter(project=asked.project, turn__gt=decision.turn).exists():
        raise TooLate(_("Intussen gebeurde er al iets nieuws. Deze beslissing herzien kan niet meer."))
    again = GateRequest.objects.filter(project=asked.project, step=asked.step, status=Status.OPEN).exists()
    if again:
        raise TooLate(_("De vraag is intussen opnieuw gesteld. Beslis over die nieuwe vraag."))


def _store(
    asked: GateRequest,
    by: User,
    answer: _Answer,
    answers: Mapping[str, str],
    replaces: GateDecision | None = None,
) -> GateDecision:
    """Write the decision, settle where the project stands, tell the team. One transaction with what came before."""
    if (
        replaces is None
        and GateRequest.objects.filter(pk=asked.pk, status=Status.OPEN).update(status=Status.DECIDED) != 1
    ):
        raise AlreadyDecided(_("Deze vraag kreeg al een antwoord of loopt niet meer."))
    decision = GateDecision(
        request=asked,
        outcome=answer.outcome,
        back_to=answer.back_to,
        decided_by=by,
        reason=answer.reason,
        turn=asked.project.turn,
        replaces=replaces,
    )
    decision.clean_fields(exclude=["request", "decided_by", "replaces", "sha256"])
    agreed = [Condition(decision=decision, text=c.text, owner=c.owner, due_on=c.due_on) for c in answer.conditions]
    for condition in agreed:
        condition.clean_fields(exclude=["decision", "owner"])
    decision.sha256 = decision_digest(decision, agreed)
    decision.save(force_insert=True)
    for condition in agreed:
        condition.save(force_insert=True)
    dossier.keep(decision)
    _tell(decision, replaces)
    settle(asked.project, actor=by)
    if answer.back_to:
        running_on.carry_out(project=asked.project, step=answer.back_to, reason=answer.reason, by=by, answers=answers)
    mails.queue_result(decision)
    return decision


def _tell(decision: GateDecision, replaces: GateDecision | None) -> None:
    values: dict[str, Any] = {
        "step": decision.request.step,
        "outcome": decision.get_outcome_display(),
        "reason": decision.reason,
        "sha256": decision.sha256,
        "conditions": [c.text for c in decision.conditions.all()],
    }
    if replaces:
        values["before"] = replaces.get_outcome_display()
    verb = "gate.revised" if replaces else "gate.decided"
    history.record(verb, project=decision.request.project, actor=decision.decided_by, **values)
