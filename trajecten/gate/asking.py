"""The lead asks: a request with its frozen snapshot, and the points to go on without."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from organisatie.models import User
from trajecten import access, history, mails
from trajecten.deciders import belongs
from trajecten.gate.errors import AlreadyAsked, AlreadyDecided, NoExit, NotReady
from trajecten.gate.moving import must_run, take_turn
from trajecten.gate.results import MAY_ASK, CriterionResult, Readiness, evaluate, readiness
from trajecten.gate.snapshots import MAX_AGE, freeze
from trajecten.models import GateRequest, Project, Waiver
from trajecten.steps import LAST_STEP, Kind, step_for

MIN_REASON = 30
TIME_TO_DECIDE = timedelta(days=7)
SNAPSHOT_LANGUAGE = "nl"
"""One language for what is kept: a decision is read for years, by everybody."""


@dataclass(frozen=True)
class WaiverInput:
    """Go on without one must criterion: why, what is done in its place, who watches over it, until when."""

    code: str
    reason: str
    measure: str
    owner: User
    expires_on: date


def request_decision(
    *,
    project: Project,
    by: User,
    note: str = "",
    decide_by: date | None = None,
    waivers: Sequence[WaiverInput] = (),
    step: int | None = None,
) -> GateRequest:
    """Ask the decider about the current step; freezes what every criterion says now, and queues the mail.

    `step` is the one that the page showed: when the project went on meanwhile, nothing is asked (AlreadyDecided).
    Raises PermissionDenied; ValidationError for a waiver or a date that cannot be; and of GateClosed: NoExit (step 6, or
    stopped), NotReady (with the results), AlreadyAsked (pressed twice, or somebody was first).
    """
    try:
        with transaction.atomic():
            now = take_turn(project)
            if step not in (None, now.step):
                raise AlreadyDecided(_("Het traject staat intussen in een andere stap."))
            return _ask(now, by, note, decide_by, waivers)
    except IntegrityError as error:
        # The two unique constraints on requests; take_turn already lets one in at a time.
        raise AlreadyAsked(_("Er loopt al een vraag om een beslissing.")) from error


def _ask(project: Project, by: User, note: str, decide_by: date | None, waivers: Sequence[WaiverInput]) -> GateRequest:
    if not access.may_request_decision(by, project):
        raise PermissionDenied
    must_run(project)
    if project.step >= LAST_STEP:
        raise NoExit(_("Opvolging blijft doorlopen. Hier is geen poort meer."))
    if not step_for(project.step).ready:
        raise NotReady(_("Deze stap wordt nog voorbereid. Je kan hier nog geen beslissing vragen."))
    if GateRequest.objects.filter(project=project, status=GateRequest.Status.OPEN).exists():
        raise AlreadyAsked(_("Er loopt al een vraag om een beslissing."))
    with override(SNAPSHOT_LANGUAGE):
        results = evaluate(project)
    if len({waiver.code for waiver in waivers}) != len(waivers):
        raise ValidationError(_("Per punt kan er maar één afwijking zijn."))
    for waiver in waivers:
        _check_waiver(waiver, results, project)
    _must_be_ready(results, waivers)
    return _store(project, by, note.strip(), _day(decide_by), results, waivers)


def _must_be_ready(results: list[CriterionResult], waivers: Sequence[WaiverInput]) -> None:
    state = readiness(results, waivers)
    if state in MAY_ASK:
        return
    missing = ", ".join(r.title for r in results if r.is_open and r.kind != Kind.SHOULD)
    if state == Readiness.BLOCKED:
        raise NotReady(_("Dit moet eerst in orde zijn: %(missing)s.") % {"missing": missing}, results)
    raise NotReady(_("Dit is nog nodig: %(missing)s.") % {"missing": missing or _("een eerste resultaat")}, results)


def _check_waiver(waiver: WaiverInput, results: list[CriterionResult], project: Project) -> None:
    """Raises ValidationError unless this waiver overrules one open must criterion, with everything it needs."""
    result = next((r for r in results if r.code == waiver.code), None)
    if result is None or not result.is_open or result.kind == Kind.SHOULD:
        raise ValidationError(_("Voor dit punt is geen afwijking nodig. Laad de bladzijde opnieuw."))
    if result.kind == Kind.HARD:
        raise ValidationError(_("«%(title)s» kan je niet overslaan.") % {"title": result.title})
    if len(waiver.reason.strip()) < MIN_REASON:
        raise ValidationError(_("Leg uit waarom het zonder kan, in minstens %(n)d tekens.") % {"n": MIN_REASON})
    if not waiver.measure.strip():
        raise ValidationError(_("Schrijf ook wat jullie in de plaats doen."))
    if not belongs(waiver.owner, project.organisation):
        raise ValidationError(_("Kies een eigenaar uit jullie organisatie."))
    if waiver.expires_on <= timezone.localdate():
        raise ValidationError(_("Kies een datum na vandaag"))


def _day(decide_by: date | None) -> date:
    """By when; never later than the snapshot stays valid."""
    today = timezone.localdate()
    day = decide_by or today + TIME_TO_DECIDE
    if not today <= day <= today + MAX_AGE:
        raise ValidationError(_("Kies een datum binnen de 14 dagen. Daarna zijn de cijfers te oud om op te beslissen."))
    return day


def _store(
    project: Project,
    by: User,
    note: str,
    decide_by: date,
    results: list[CriterionResult],
    waivers: Sequence[WaiverInput],
) -> GateRequest:
    earlier = GateRequest.objects.filter(project=project, step=project.step).aggregate(last=Max("round"))
    request = GateRequest(
        project=project,
        step=project.step,
        round=(earlier["last"] or 0) + 1,
        requested_by=by,
        note=note,
        decide_by=decide_by,
    )
    request.clean_fields(exclude=["project", "requested_by"])
    request.save(force_insert=True)
    snapshot = freeze(request, results, waivers)
    titles = {result.code: result.title for result in results}
    for waiver in waivers:
        _keep_waiver(snapshot, waiver, by)
        said = {"code": waiver.code, "title": titles[waiver.code], "reason": waiver.reason, "measure": waiver.measure}
        history.record("gate.waived", project=project, actor=by, step=request.step, **said)
    decider = project.decider
    asked = {"step": request.step, "round": request.round, "decider": str(decider), "decide_by": decide_by}
    history.record("gate.asked", project=project, actor=by, **asked)
    if decider is not None:
        mails.queue_request(request, decider)
    return request


def _keep_waiver(snapshot: Any, waiver: WaiverInput, by: User) -> None:
    row = Waiver(
        snapshot=snapshot,
        code=waiver.code,
        reason=waiver.reason.strip(),
        measure=waiver.measure.strip(),
        owner=waiver.owner,
        expires_on=waiver.expires_on,
        by=by,
    )
    row.clean_fields(exclude=["snapshot", "owner", "by"])
    row.save(force_insert=True)


def withdraw_request(*, request: GateRequest, by: User) -> None:
    """Take the question back; its mail is not sent any more. Raises PermissionDenied or AlreadyDecided."""
    with transaction.atomic():
        project = take_turn(request.project)
        if not access.may_edit_project(by, project):
            raise PermissionDenied
        open_ = GateRequest.objects.filter(pk=request.pk, status=GateRequest.Status.OPEN)
        if open_.update(status=GateRequest.Status.WITHDRAWN) != 1:
            raise AlreadyDecided(_("Deze vraag loopt niet meer. Laad de bladzijde opnieuw."))
        history.record("gate.withdrawn", project=project, actor=by, step=request.step)
    request.status = GateRequest.Status.WITHDRAWN
