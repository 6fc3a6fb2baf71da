"""A moment was held: with how many people, or with whom. Both can be said again when it was noted wrong."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisatie.models import Employee
from toetsing.actions.concepts import hold
from trajecten import gate, history
from trajecten.history import register_verb
from uitrol.models import Moment, MomentPerson

Status, CountBy = Moment.Status, Moment.CountBy
MOST_PEOPLE = 2000


@transaction.atomic
def note_number(*, moment: Moment, by: Any, counted: int | None) -> bool:
    """It was held, with so many people; None when nobody counted. True when it was not noted before.

    Raises GateClosed for a start moment before the go of gate 4, and ValidationError for one that does not go on, that is
    still to come, or with a number that cannot be.
    """
    if counted is not None and not 0 <= counted <= MOST_PEOPLE:
        raise ValidationError({"counted": _("Geef een aantal tussen 0 en {most}.").format(most=MOST_PEOPLE)})
    _may_be_held(moment)
    return _note(moment, by, count_by=CountBy.NUMBER, counted=counted)


@transaction.atomic
def note_names(*, moment: Moment, by: Any, employees: Iterable[Employee]) -> bool:
    """It was held, and these colleagues were there, invited or not; the others on the list were not. Counts them.

    True when it was not noted before. Raises as `note_number`, and ValidationError for who does not work here.
    """
    _may_be_held(moment)
    wanted = {employee.pk for employee in employees}
    here = Employee.objects.filter(organisation=moment.project.organisation_id, pk__in=wanted)
    if here.count() != len(wanted):
        raise ValidationError(_("Kies collega's die hier werken. Laad de bladzijde opnieuw."))
    moment.people.filter(employee__in=wanted).update(present=True)
    moment.people.exclude(employee__in=wanted).update(present=False)
    have = set(moment.people.values_list("employee", flat=True))
    MomentPerson.objects.bulk_create(
        MomentPerson(moment=moment, employee_id=pk, present=True) for pk in wanted if pk not in have
    )
    return _note(moment, by, count_by=CountBy.NAMES, counted=len(wanted))


@transaction.atomic
def not_held(*, moment: Moment, by: Any) -> bool:
    """Noted by mistake: it is planned again, and nobody was there yet. False unless it was held."""
    hold(moment.project)
    held = Moment.objects.filter(pk=moment.pk, status=Status.HELD)
    if not held.update(status=Status.PLANNED, held_at=None, counted=None):
        return False
    moment.status, moment.held_at, moment.counted = Status.PLANNED, None, None
    moment.people.update(present=None)
    _tell("moment_not_held", moment, by)
    return True


def _may_be_held(moment: Moment) -> None:
    if moment.is_start:
        gate.require(moment.project, "moment.hold")
    hold(moment.project)
    now = Moment.objects.get(pk=moment.pk)
    if now.status == Status.CANCELLED:
        raise ValidationError(_("Dit moment gaat niet door."))
    zone = ZoneInfo(moment.project.organisation.time_zone)
    if now.starts_at.astimezone(zone).date() > timezone.now().astimezone(zone).date():
        raise ValidationError(_("Dit moment komt nog. Noteer op de dag zelf wie er was."))


def _note(moment: Moment, by: Any, *, count_by: str, counted: int | None) -> bool:
    planned = Moment.objects.filter(pk=moment.pk, status=Status.PLANNED)
    first = bool(planned.update(status=Status.HELD, held_at=timezone.now(), count_by=count_by, counted=counted))
    if not first:
        Moment.objects.filter(pk=moment.pk, status=Status.HELD).update(count_by=count_by, counted=counted)
    moment.refresh_from_db(fields=["status", "held_at", "count_by", "counted"])
    _tell("moment_held" if first else "moment_counted_again", moment, by, people=counted)
    return first


def _tell(verb: str, moment: Moment, by: Any, **told: Any) -> None:
    about = {"moment": moment.pk, "kind": moment.kind, "location": str(moment.location)}
    history.record(verb, project=moment.project, actor=by, day=moment.starts_at.isoformat(), **about, **told)


register_verb("moment_held", gettext_lazy("{actor} noteerde het moment in {location} van {day}: {people} aanwezigen."))
register_verb(
    "moment_counted_again",
    gettext_lazy("{actor} verbeterde het moment in {location} van {day}: {people} aanwezigen."),
)
register_verb("moment_not_held", gettext_lazy("Het moment in {location} van {day} staat weer als gepland."))
