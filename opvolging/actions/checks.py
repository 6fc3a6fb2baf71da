"""To note what was seen, and to skip a check. Who looked is kept nowhere: not in the row, and not in the history."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.models import AgreementVersion
from opvolging.actions.rhythm import GUARD
from opvolging.holding import holding_there
from opvolging.models import AgreementCheck, CheckRhythm, PlannedCheck
from opvolging.planning import counts_until
from trajecten import gate, history
from trajecten.history import register_verb

Status = PlannedCheck.Status


@transaction.atomic
def note_check(
    *,
    rhythm: CheckRhythm,
    seen: int,
    followed: int,
    good_example_seen: bool = False,
    remark: str = "",
    planned: PlannedCheck | None = None,
    noted_on: date | None = None,
) -> AgreementCheck:
    """So many times seen, so often as agreed: as the answer to a planned check, or in between. It counts until the next one
    is due and two weeks more. Nobody is asked for as `by`: no row says who looked.

    The same twice gives the first one back. Raises GateClosed before the go of gate 5, and ValidationError for a day to
    come, an ended rhythm, a skipped check, an agreement that did not hold there that day, or `followed` above `seen`.
    """
    rhythm = _held(rhythm.pk)
    gate.require(rhythm.agreement.project, GUARD)
    noted_on = noted_on or timezone.localdate()
    planned = _planned(rhythm, planned)
    known = _known(rhythm, planned, noted_on, seen, followed, remark.strip())
    if known is not None:
        return known
    _must_be_open(rhythm, planned, noted_on)
    check = AgreementCheck(
        rhythm=rhythm,
        version=version_on(rhythm, noted_on),
        due_on=planned.due_on if planned else None,
        noted_on=noted_on,
        seen=seen,
        followed=followed,
        good_example_seen=good_example_seen,
        remark=remark.strip(),
        expires_on=counts_until(noted_on, rhythm.interval_weeks),
    )
    check.full_clean()
    check.save()
    if planned is not None:
        planned.status, planned.done_on = Status.DONE, noted_on
        planned.save(update_fields=["status", "done_on"])
    _told("check_noted", rhythm, seen=seen, followed=followed)
    return check


@transaction.atomic
def skip_check(*, planned: PlannedCheck, why: str) -> bool:
    """This one is not done, and `why` says so; the next one stays on its day. False when it was done or skipped before.

    Raises ValidationError without a reason.
    """
    rhythm = _held(planned.rhythm_id)
    planned = PlannedCheck.objects.get(pk=planned.pk)
    if planned.status != Status.PLANNED:
        return False
    planned.status, planned.skipped_why = Status.SKIPPED, why.strip()
    if not planned.skipped_why:
        raise ValidationError({"why": _("Schrijf kort op waarom.")})
    planned.full_clean(exclude=["rhythm"])
    planned.save(update_fields=["status", "skipped_why"])
    _told("check_skipped", rhythm, day=str(planned.due_on), why=planned.skipped_why)
    return True


def version_on(rhythm: CheckRhythm, day: date) -> AgreementVersion:
    """The words that held there on that day; of a rhythm for everywhere the newest that held somewhere.

    Raises ValidationError when none did. An agreement that gets other words goes on in the same rhythm.
    """
    found = holding_there(rhythm.agreement_id, rhythm.location_id, day).first()
    if found is None or found.version is None:
        raise ValidationError(_("Deze afspraak gold daar die dag niet."))
    return found.version


def _held(pk: int) -> CheckRhythm:
    """The rhythm, held for the rest of the transaction: two phones never answer the same check."""
    rows = CheckRhythm.objects.select_for_update(of=("self",))
    return rows.select_related("agreement__project__organisation", "location").get(pk=pk)


def _planned(rhythm: CheckRhythm, planned: PlannedCheck | None) -> PlannedCheck | None:
    return None if planned is None else PlannedCheck.objects.get(pk=planned.pk, rhythm=rhythm)


def _known(
    rhythm: CheckRhythm, planned: PlannedCheck | None, noted_on: date, seen: int, followed: int, remark: str
) -> AgreementCheck | None:
    """What stands there already for this planned check; in between, exactly the same on the same day is the same press."""
    rows = AgreementCheck.objects.filter(rhythm=rhythm)
    if planned is not None:
        return rows.filter(due_on=planned.due_on).first()
    return rows.filter(due_on=None, noted_on=noted_on, seen=seen, followed=followed, remark=remark).first()


def _must_be_open(rhythm: CheckRhythm, planned: PlannedCheck | None, noted_on: date) -> None:
    if noted_on > timezone.localdate():
        raise ValidationError({"noted_on": _("Kies vandaag of een dag die voorbij is.")})
    if rhythm.ended_on is not None:
        raise ValidationError(_("Dit ritme is gestopt. Start een nieuw."))
    if planned is not None and planned.status == Status.SKIPPED:
        raise ValidationError(_("Deze check is overgeslagen. Noteer er een tussendoor."))


def _told(verb: str, rhythm: CheckRhythm, **values: Any) -> None:
    place = rhythm.location.name if rhythm.location else ""
    verb = verb if place else f"{verb}_everywhere"
    history.record(verb, project=rhythm.agreement.project, agreement=rhythm.agreement.code, place=place, **values)


register_verb(
    "check_noted",
    gettext_lazy("Afspraak {agreement} is bekeken in {place}: {followed} van {seen} keer zoals afgesproken."),
)
register_verb(
    "check_noted_everywhere",
    gettext_lazy("Afspraak {agreement} is bekeken: {followed} van {seen} keer zoals afgesproken."),
)
register_verb(
    "check_skipped", gettext_lazy("De check van afspraak {agreement} in {place} op {day} is overgeslagen. {why}")
)
register_verb(
    "check_skipped_everywhere", gettext_lazy("De check van afspraak {agreement} op {day} is overgeslagen. {why}")
)
