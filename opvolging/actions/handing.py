"""To the line: who looks after what changes, and nothing else does. Plans, days and words stay as they were.

Each thing goes through the door of its own room, which tells history; the whole is one transaction.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.actions.contacts import change_contact
from communicatie.models import ContactPoint
from fundament.actions.agreements import change_owner
from fundament.models import Agreement, AgreementFramework
from opvolging.actions.remedies import give_remedy
from opvolging.actions.rhythm import give_to
from opvolging.models import CheckRhythm, Remedy
from opvolging.vacancies import Kind, held_in
from organisatie.models import Employee
from trajecten import history
from trajecten.actions.checks import must_be_of
from trajecten.history import register_verb
from trajecten.models import Project

Choice = Mapping[tuple[Kind, int], Employee]


@transaction.atomic
def hand_over(*, project: Project, by: Any, owners: Choice) -> int:
    """`owners` is {(kind, key): who looks after it from now on}. Gives how many changed; 0 when all of it was so already.

    Raises ValidationError for somebody of another organisation, and for what does not stand in this project (any more).
    """
    must_be_of(set(owners.values()), project.organisation_id)
    known = {(one.kind, one.pk) for one in held_in([project], timezone.localdate())[project.pk]} if owners else set()
    if set(owners) - known:
        raise ValidationError(_("Dit is er niet meer. Laad de bladzijde opnieuw en kies opnieuw."))
    changed = sum(GIVES[kind](project, pk, who, by) for (kind, pk), who in owners.items())
    if changed:
        history.record("handover_done", project=project, actor=by, n=changed)
    return changed


def _framework(project: Project, pk: int, owner: Employee, by: Any) -> bool:
    rows = AgreementFramework.objects.filter(pk=pk, project=project).exclude(owner=owner)
    if not rows.update(owner=owner):
        return False
    name = AgreementFramework.objects.values_list("name", flat=True).get(pk=pk)
    history.record("framework_changed", project=project, actor=by, framework=name)
    return True


def _agreement(project: Project, pk: int, owner: Employee, by: Any) -> bool:
    agreement = Agreement.objects.get(pk=pk, project=project)
    agreement.project = project
    return change_owner(agreement=agreement, by=by, owner=owner)


def _rhythm(project: Project, pk: int, owner: Employee, by: Any) -> bool:
    return give_to(rhythm=CheckRhythm.objects.get(pk=pk, agreement__project=project), by=by, owner=owner)


def _remedy(project: Project, pk: int, owner: Employee, by: Any) -> bool:
    return give_remedy(remedy=Remedy.objects.get(pk=pk, agreement__project=project), by=by, owner=owner)


def _contact(project: Project, pk: int, owner: Employee, by: Any) -> bool:
    point = ContactPoint.objects.get(pk=pk, project=project)
    point.project = project
    return change_contact(point=point, by=by, employee=owner)


GIVES: dict[Kind, Callable[[Project, int, Employee, Any], bool]] = {
    Kind.FRAMEWORK: _framework,
    Kind.AGREEMENT: _agreement,
    Kind.RHYTHM: _rhythm,
    Kind.REMEDY: _remedy,
    Kind.CONTACT: _contact,
}

register_verb("handover_done", gettext_lazy("{actor} droeg {n} dingen over aan een andere eigenaar."))
