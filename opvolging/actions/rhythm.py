"""To start a rhythm, change it, give it to somebody else and end it; and to write its plan ahead.

Planning is always allowed. What goes out of it (a link, a check) needs the go of gate 5: `GUARD`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fundament.models import Agreement
from opvolging.models import CheckRhythm, PlannedCheck
from opvolging.models.rhythm import WEEKS_DEFAULT
from opvolging.planning import HORIZON, days_of, last_first_day
from organisatie.models import Employee, Location
from trajecten import history
from trajecten.actions.checks import must_be_of
from trajecten.history import register_verb

GUARD = "rhythm.start"
Status = PlannedCheck.Status


@transaction.atomic
def start_rhythm(
    *,
    agreement: Agreement,
    by: Any,
    method: str,
    unit: str,
    location: Location | None = None,
    interval_weeks: int = WEEKS_DEFAULT,
    first_on: date | None = None,
    owner: Employee | None = None,
    form_key: UUID | None = None,
) -> CheckRhythm:
    """From now on somebody looks, every so many weeks; the plan stands there at once. The same press gives the same rhythm.

    Without `first_on` the first check is on the last day that is in time. Raises ValidationError when a rhythm runs
    there already, for a first day that is past, and for a place or owner of elsewhere.
    """
    agreement = (
        Agreement.objects.select_for_update(of=("self",)).select_related("project__organisation").get(pk=agreement.pk)
    )
    pressed = CheckRhythm.objects.filter(form_key=form_key).select_related("agreement", "location", "owner")
    if form_key is not None and (known := pressed.first()):
        if known.agreement.project_id != agreement.project_id:
            raise ValidationError(_("Dit lukte niet. Laad de bladzijde opnieuw en probeer nog eens."))
        return known
    today = timezone.localdate()
    must_be_of([one for one in (location, owner) if one is not None], agreement.project.organisation_id)
    rhythm = CheckRhythm(
        agreement=agreement,
        location=location,
        method=method,
        unit=unit.strip(),
        interval_weeks=interval_weeks,
        first_on=first_on or last_first_day(today),
        owner=owner,
        form_key=form_key,
    )
    if rhythm.first_on < today:
        raise ValidationError({"first_on": _("Kies vandaag of een latere dag.")})
    rhythm.full_clean()
    rhythm.save()
    plan_ahead([rhythm], today)
    _told("rhythm_started", rhythm, by, weeks=rhythm.interval_weeks)
    return rhythm


@transaction.atomic
def change_rhythm(
    *, rhythm: CheckRhythm, by: Any, method: str, unit: str, interval_weeks: int, next_on: date | None = None
) -> bool:
    """Another way to look, or another interval. Without `next_on` the next check stays on its day. False when nothing changes.

    What is past or done stays; of what is ahead only days that are not in the new plan go. Raises ValidationError when
    it ended, or for a next day that is past.
    """
    rhythm, today = _running(rhythm), timezone.localdate()
    ahead = rhythm.planned.filter(status=Status.PLANNED, due_on__gte=today)
    next_day = ahead.order_by("due_on").values_list("due_on", flat=True).first()
    moved = next_on is not None and next_on != next_day
    if next_on is not None and moved and next_on < today:
        raise ValidationError({"next_on": _("Kies vandaag of een latere dag.")})
    new_plan = moved or interval_weeks != rhythm.interval_weeks
    if not new_plan and (rhythm.method, rhythm.unit) == (method, unit.strip()):
        return False
    rhythm.method, rhythm.unit, rhythm.interval_weeks = method, unit.strip(), interval_weeks
    if new_plan:
        rhythm.first_on = (next_on if moved else next_day) or last_first_day(today)
    rhythm.full_clean()
    rhythm.save()
    if new_plan:
        wanted = list(days_of(rhythm.first_on, interval_weeks, None, today + HORIZON))
        ahead.exclude(due_on__in=wanted).delete()
        _write((rhythm, day) for day in wanted)
    _told("rhythm_changed", rhythm, by, weeks=rhythm.interval_weeks)
    return True


@transaction.atomic
def give_to(*, rhythm: CheckRhythm, by: Any, owner: Employee | None) -> bool:
    """Somebody else gets the link from now on; the plan stays as it is. The earlier link opens nothing any more.

    False when it was theirs already. Raises ValidationError when the rhythm ended, or for somebody of elsewhere.
    """
    rhythm = _running(rhythm)
    if owner is not None:
        must_be_of([owner], rhythm.agreement.project.organisation_id)
    if rhythm.owner_id == (owner.pk if owner else None):
        return False
    rhythm.owner = owner
    rhythm.save(update_fields=["owner"])
    rhythm.planned.filter(status=Status.PLANNED).update(generation=F("generation") + 1)
    _told("rhythm_given", rhythm, by)
    return True


@transaction.atomic
def end_rhythm(*, rhythm: CheckRhythm, by: Any) -> bool:
    """Nobody looks any more. What was seen stays, and what was late as well; what is ahead goes. False when it had ended."""
    rhythm = _held(rhythm)
    if rhythm.ended_on is not None:
        return False
    rhythm.ended_on = today = timezone.localdate()
    rhythm.save(update_fields=["ended_on"])
    rhythm.planned.filter(status=Status.PLANNED, due_on__gte=today).delete()
    _told("rhythm_ended", rhythm, by)
    return True


def plan_ahead(rhythms: Iterable[CheckRhythm], today: date) -> int:
    """Write for each the days until the horizon, and the first one after it; gives how many there may be new.

    Only days after the last one that stands there, and one that stands there already stays: twice changes nothing.
    """
    found = list(rhythms)
    ends = PlannedCheck.objects.filter(rhythm__in=found).order_by().values("rhythm").annotate(last=Max("due_on"))
    last: dict[int, date] = dict(ends.values_list("rhythm", "last"))
    return _write(
        (one, day)
        for one in found
        if (until := today + HORIZON) > last.get(one.pk, date.min)
        for day in days_of(one.first_on, one.interval_weeks, last.get(one.pk), until)
    )


def _write(days: Iterable[tuple[CheckRhythm, date]]) -> int:
    rows = [PlannedCheck(rhythm=rhythm, due_on=day) for rhythm, day in days]
    PlannedCheck.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _held(rhythm: CheckRhythm) -> CheckRhythm:
    """The rhythm, held for the rest of the transaction."""
    rows = CheckRhythm.objects.select_for_update(of=("self",))
    return rows.select_related("agreement__project__organisation", "location").get(pk=rhythm.pk)


def _running(rhythm: CheckRhythm) -> CheckRhythm:
    rhythm = _held(rhythm)
    if rhythm.ended_on is not None:
        raise ValidationError(_("Dit ritme is gestopt. Start een nieuw."))
    return rhythm


def _told(verb: str, rhythm: CheckRhythm, by: Any, **more: Any) -> None:
    """Never who owns it: history says what the plan is, not whose."""
    place = rhythm.location.name if rhythm.location else ""
    verb = verb if place else f"{verb}_everywhere"
    agreement = rhythm.agreement
    history.record(verb, project=agreement.project, actor=by, agreement=agreement.code, place=place, **more)


register_verb(
    "rhythm_started",
    gettext_lazy("{actor} startte een ritme voor afspraak {agreement} in {place}: om de {weeks} weken."),
)
register_verb(
    "rhythm_started_everywhere",
    gettext_lazy("{actor} startte een ritme voor afspraak {agreement}: om de {weeks} weken."),
)
register_verb(
    "rhythm_changed",
    gettext_lazy("{actor} paste het ritme van afspraak {agreement} in {place} aan: om de {weeks} weken."),
)
register_verb(
    "rhythm_changed_everywhere",
    gettext_lazy("{actor} paste het ritme van afspraak {agreement} aan: om de {weeks} weken."),
)
register_verb(
    "rhythm_given", gettext_lazy("{actor} gaf het ritme van afspraak {agreement} in {place} aan een andere eigenaar.")
)
register_verb(
    "rhythm_given_everywhere", gettext_lazy("{actor} gaf het ritme van afspraak {agreement} aan een andere eigenaar.")
)
register_verb("rhythm_ended", gettext_lazy("{actor} stopte het ritme van afspraak {agreement} in {place}."))
register_verb("rhythm_ended_everywhere", gettext_lazy("{actor} stopte het ritme van afspraak {agreement}."))
