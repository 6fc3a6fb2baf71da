"""Who is asked to try: employees of the organisation, until the round opens."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisatie.models import Employee
from toetsing.actions.concepts import hold
from toetsing.models import RoundPerson, TestRound
from toetsing.readiness import MOST_PEOPLE
from trajecten import history
from trajecten.history import register_verb
from trajecten.models import Project, ProjectRole


@transaction.atomic
def add_people(*, test_round: TestRound, employees: Iterable[Employee], by: Any) -> int:
    """Ask these employees, with the place and function they have now; gives how many are new.

    Raises ValidationError for who does not work here, when it becomes too many for a round, and once it is open.
    """
    _hold_planned(test_round)
    wanted = {employee.pk for employee in employees}
    here = Employee.objects.filter(organisation=test_round.project.organisation_id, pk__in=wanted).active()
    found = list(here)
    if len(found) != len(wanted):
        raise ValidationError(_("Kies collega's die hier werken. Laad de bladzijde opnieuw."))
    have = set(test_round.people.values_list("employee", flat=True))
    fresh = [employee for employee in found if employee.pk not in have]
    if len(have) + len(fresh) > MOST_PEOPLE:
        raise ValidationError(
            _("Een ronde is er voor hooguit %(n)d collega's. Wil je meer mensen horen? Maak dan een bevraging.")
            % {"n": MOST_PEOPLE}
        )
    RoundPerson.objects.bulk_create(
        RoundPerson(round=test_round, employee=one, location_id=one.location_id, function_id=one.function_id)
        for one in fresh
    )
    if fresh:
        _tell("round_people_added", test_round, by, len(fresh))
    return len(fresh)


def add_key_figures(*, test_round: TestRound, by: Any) -> int:
    """Everybody with the role «sleutelfiguur» in this project, as far as they are employees; gives how many are new."""
    return add_people(test_round=test_round, employees=key_figures_of(test_round.project), by=by)


def key_figures_of(project: Project) -> list[Employee]:
    """Who is a key figure now: named as employee, or by an account that belongs to one."""
    roles = ProjectRole.objects.current().filter(project=project, role=ProjectRole.Role.KEY_FIGURE)
    here = Employee.objects.filter(organisation=project.organisation_id).active()
    accounts = roles.exclude(user=None).values("user")
    return list(here.filter(pk__in=roles.values("employee")) | here.filter(user__in=accounts))


@transaction.atomic
def remove_person(*, test_round: TestRound, person: RoundPerson, by: Any) -> bool:
    """Not asked after all; False when they were off already. Raises ValidationError once the round is open."""
    _hold_planned(test_round)
    if not test_round.people.filter(pk=person.pk).delete()[0]:
        return False
    _tell("round_people_removed", test_round, by, 1)
    return True


def _hold_planned(test_round: TestRound) -> None:
    hold(test_round.project)
    if not TestRound.objects.filter(pk=test_round.pk, status=TestRound.Status.PLANNED).exists():
        raise ValidationError(_("De uitnodigingen zijn vertrokken. De lijst ligt vast."))


def _tell(verb: str, test_round: TestRound, by: Any, people: int) -> None:
    history.record(verb, project=test_round.project, actor=by, round=test_round.number, people=people)


register_verb("round_people_added", gettext_lazy("{actor} vroeg {people} collega's voor testronde {round}."))
register_verb(
    "round_people_removed", gettext_lazy("{actor} haalde {people} collega van de lijst van testronde {round}.")
)
