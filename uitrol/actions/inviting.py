"""Who is invited to a moment: some names, or everybody of its location and shift. Being on the list is being invited."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisatie.models import Employee
from toetsing.actions.concepts import hold
from trajecten import history
from trajecten.history import register_verb
from uitrol import mails
from uitrol.models import Moment, MomentPerson
from uitrol.shifts import people_at


@transaction.atomic
def invite(*, moment: Moment, by: Any, employees: Iterable[Employee]) -> int:
    """These employees come on the list, and who has a mail address gets an invitation; gives how many are new.

    Raises ValidationError for who does not work here, and for a moment that was held or cancelled.
    """
    hold(moment.project)
    _must_be_planned(moment)
    wanted = {employee.pk for employee in employees}
    found = list(Employee.objects.filter(organisation=moment.project.organisation_id, pk__in=wanted).active())
    if len(found) != len(wanted):
        raise ValidationError(_("Kies collega's die hier werken. Laad de bladzijde opnieuw."))
    return _put_on_the_list(moment, by, found)


@transaction.atomic
def invite_everyone(*, moment: Moment, by: Any) -> int:
    """Everybody whom the project touches at this location, in the shift of the moment; gives how many are new.

    Raises ValidationError for a moment that was held or cancelled.
    """
    hold(moment.project)
    _must_be_planned(moment)
    return _put_on_the_list(moment, by, list(people_at(moment.project, moment.location_id, moment.shift)))


@transaction.atomic
def take_off(*, moment: Moment, by: Any, person: MomentPerson) -> bool:
    """Not expected after all: it goes out of their calendar, unless they host it. False when they were off already.

    Raises ValidationError for a moment that was held or cancelled.
    """
    hold(moment.project)
    _must_be_planned(moment)
    if not moment.people.filter(pk=person.pk).delete()[0]:
        return False
    if person.employee_id != moment.host_id:
        mails.queue_cancelled(moment, [person.employee], mark=str(person.pk))
    _tell("moment_people_removed", moment, by, 1)
    return True


def _put_on_the_list(moment: Moment, by: Any, found: list[Employee]) -> int:
    have = set(moment.people.values_list("employee", flat=True))
    fresh = {employee.pk: employee for employee in found if employee.pk not in have}
    MomentPerson.objects.bulk_create(MomentPerson(moment=moment, employee=one) for one in fresh.values())
    if not fresh:
        return 0
    rows = moment.people.filter(~Q(employee__in=have)).values_list("employee", "pk")
    # Who hosts it has it in their calendar already.
    told = [(fresh[employee], str(pk)) for employee, pk in rows if employee in fresh and employee != moment.host_id]
    mails.queue_invited(moment, told)
    _tell("moment_people_invited", moment, by, len(fresh))
    return len(fresh)


def _must_be_planned(moment: Moment) -> None:
    if not Moment.objects.filter(pk=moment.pk, status=Moment.Status.PLANNED).exists():
        raise ValidationError(_("Dit moment is voorbij of gaat niet door. De lijst ligt vast."))


def _tell(verb: str, moment: Moment, by: Any, people: int) -> None:
    told = {"moment": moment.pk, "location": str(moment.location), "day": moment.starts_at.isoformat()}
    history.record(verb, project=moment.project, actor=by, people=people, **told)


register_verb(
    "moment_people_invited",
    gettext_lazy("{actor} nodigde {people} collega's uit voor een moment in {location} op {day}."),
)
register_verb(
    "moment_people_removed",
    gettext_lazy("{actor} haalde {people} collega van de lijst van een moment in {location} op {day}."),
)
