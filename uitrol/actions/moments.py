"""A moment: plan it, change it, cancel it. Who is invited stands in `inviting`, who was there in `attending`."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisatie.models import Employee, Location
from toetsing.actions.concepts import hold
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project
from uitrol import mails
from uitrol.models import Moment, Wave

Status = Moment.Status
MOVES = ("starts_at", "ends_at", "place", "location_id")
"""What stands in somebody's calendar: another one of these asks for a new invitation."""


@transaction.atomic
def plan_moment(
    *,
    project: Project,
    by: Any,
    kind: str,
    location: Location,
    starts_at: datetime,
    ends_at: datetime,
    shift: str = "",
    place: str = "",
    note: str = "",
    host: Employee | None = None,
    form_key: UUID | None = None,
) -> Moment:
    """A planned moment, in the wave of its location when there is one. Who hosts it gets it in their calendar. The same
    `form_key` twice gives the same moment.

    Raises ValidationError for a location or host of another organisation, and when it ends before it begins.
    """
    hold(project)
    earlier = project.moments.filter(form_key=form_key).first() if form_key else None
    if earlier is not None:
        return earlier
    moment = Moment(project=project, kind=kind, starts_at=starts_at, ends_at=ends_at, form_key=form_key)
    _write(moment, location=location, shift=shift, place=place, note=note, host=host)
    if host is not None:
        mails.queue_invited(moment, [(host, "host")])
    _tell("moment_planned", moment, by)
    return moment


@transaction.atomic
def change_moment(
    *,
    moment: Moment,
    by: Any,
    kind: str,
    location: Location,
    starts_at: datetime,
    ends_at: datetime,
    shift: str = "",
    place: str = "",
    note: str = "",
    host: Employee | None = None,
) -> int:
    """Other words, another day or another host. How many people get a new invitation: all who are concerned, when day,
    hour or place change.

    Raises ValidationError as `plan_moment`, and for a moment that was held or cancelled.
    """
    hold(moment.project)
    before = Moment.objects.select_related("host").get(pk=moment.pk)
    if before.status != Status.PLANNED:
        raise ValidationError(_("Dit moment is voorbij of gaat niet door. Het blijft zoals het is."))
    moment.status, moment.sequence = before.status, before.sequence
    moment.kind, moment.starts_at, moment.ends_at = kind, starts_at, ends_at
    moment.location_id = location.pk
    moment.place = " ".join(place.split())
    moves = any(getattr(before, name) != getattr(moment, name) for name in MOVES)
    moment.sequence += moves
    _write(moment, location=location, shift=shift, place=place, note=note, host=host)
    told = _tell_hosts(before, moment)
    if moves:
        told = mails.queue_moved(moment.project, [moment])
    _tell("moment_changed", moment, by)
    return told


@transaction.atomic
def cancel_moment(*, moment: Moment, by: Any, why: str) -> bool:
    """It does not go on; whoever had it in their calendar hears it, with the reason. False unless it was planned.

    Raises ValidationError without a reason.
    """
    reason = " ".join(why.split())
    if not reason:
        raise ValidationError({"why": _("Schrijf op waarom het niet doorgaat.")})
    hold(moment.project)
    planned = Moment.objects.filter(pk=moment.pk, status=Status.PLANNED)
    now = planned.first()
    if now is None:
        return False
    values = {
        "status": Status.CANCELLED,
        "cancelled_at": timezone.now(),
        "cancelled_why": reason,
        "sequence": now.sequence + 1,
    }
    planned.update(**values)
    for name, value in values.items():
        setattr(moment, name, value)
    mails.queue_cancelled(moment, concerned(moment), why=reason)
    _tell("moment_cancelled", moment, by, reason=reason)
    return True


def concerned(moment: Moment) -> list[Employee]:
    """Who has it in their calendar: who is invited, and who hosts it."""
    found = Employee.objects.active().filter(pk__in=moment.people.values("employee"))
    if moment.host_id:
        found = found | Employee.objects.active().filter(pk=moment.host_id)
    return list(found.distinct())


def wave_at(project: Project, location: Location) -> Wave | None:
    """The wave in which this location starts."""
    return Wave.objects.filter(project=project, places__location=location).first()


def _write(moment: Moment, *, location: Location, shift: str, place: str, note: str, host: Employee | None) -> None:
    organisation = moment.project.organisation_id
    if location.organisation_id != organisation:
        raise ValidationError({"location": _("Kies een locatie van jullie organisatie.")})
    if host is not None and host.organisation_id != organisation:
        raise ValidationError({"host": _("Kies een collega die hier werkt.")})
    moment.location, moment.host, moment.wave = location, host, wave_at(moment.project, location)
    moment.shift, moment.place, moment.note = (" ".join(text.split()) for text in (shift, place, note))
    moment.full_clean(exclude=["project", "wave", "form_key", "held_at", "cancelled_at", "counted"])
    moment.save()


def _tell_hosts(before: Moment, after: Moment) -> int:
    """Another host: the new one gets it in their calendar, the former one out of it, unless they are invited as well."""
    if before.host_id == after.host_id:
        return 0
    before.project = after.project
    if before.host is not None and not after.people.filter(employee=before.host).exists():
        mails.queue_cancelled(after, [before.host], mark="host")
    return mails.queue_invited(after, [(after.host, "host")]) if after.host is not None else 0


def _tell(verb: str, moment: Moment, by: Any, **told: Any) -> None:
    about = {
        "moment": moment.pk,
        "kind": moment.kind,
        "location": str(moment.location),
        "day": moment.starts_at.isoformat(),
    }
    history.record(verb, project=moment.project, actor=by, **about, **told)


register_verb("moment_planned", gettext_lazy("{actor} plande een moment in {location} op {day}."))
register_verb("moment_changed", gettext_lazy("{actor} paste een moment in {location} aan: nu op {day}."))
register_verb("moment_cancelled", gettext_lazy("{actor} schrapte een moment in {location} op {day}.{reason!q}"))
