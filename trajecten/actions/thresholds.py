"""Another goal for one criterion of one project."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from organisatie.models import User
from trajecten import history
from trajecten.actions.checks import must_edit
from trajecten.actions.roles import hold
from trajecten.criteria import number
from trajecten.models import Project, Threshold
from trajecten.steps import Criterion, criterion_for


def change_threshold(*, project: Project, code: str, value: Decimal, reason: str, by: User) -> Threshold:
    """Choose another goal; the former one stays in the list, with who chose it and why.

    Raises PermissionDenied, or ValidationError when the criterion has nothing to tune, the value is out of range or
    is the goal already, or no reason is given.
    """
    must_edit(by, project)
    criterion = criterion_for(code)
    if criterion is None or not criterion.tunable or criterion.default is None:
        raise ValidationError(_("Dit doel ligt vast."))
    goal, why = Decimal(value), reason.strip()
    if not why:
        raise ValidationError(_("Schrijf kort op waarom"))
    _check_range(criterion, goal)
    with transaction.atomic():
        hold(project)
        newest = Threshold.objects.filter(project=project, code=code).first()
        before = newest.value if newest else criterion.default
        if before == goal:
            raise ValidationError(_("Dat is de waarde van nu."))
        row = Threshold.objects.create(project=project, code=code, value=goal, before=before, reason=why, changed_by=by)
        values = {"title": str(criterion.title), "code": code, "before": number(before), "after": number(goal)}
        history.record("threshold.changed", project=project, actor=by, reason=why, **values)
    return row


def _check_range(criterion: Criterion, goal: Decimal) -> None:
    low, high = criterion.minimum, criterion.maximum
    if not goal.is_finite():
        raise ValidationError(_("Vul een waarde in"))
    if low is not None and goal < low:
        raise ValidationError(_("Kies een waarde van minstens %(low)s") % {"low": number(low)})
    if high is not None and goal > high:
        raise ValidationError(_("Kies een waarde van hoogstens %(high)s") % {"high": number(high)})
