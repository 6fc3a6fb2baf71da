"""Whom people turn to: add, change and take away a contact point."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communicatie.models import ContactPoint
from organisatie.models import User
from trajecten import history
from trajecten.actions.checks import must_be_of, must_edit
from trajecten.history import register_verb
from trajecten.models import Project

FIELDS = ("location", "employee", "backup", "backup_note", "hours", "how")


@transaction.atomic
def add_contact(*, project: Project, by: User, form_key: UUID | None = None, **fields: Any) -> ContactPoint:
    """A contact point for a location, or for everybody. The same `form_key` twice gives the same one.

    Raises PermissionDenied, or ValidationError for who or what is of another organisation, or stands there already.
    """
    must_edit(by, project)
    Project.objects.select_for_update().get(pk=project.pk)
    if form_key and (earlier := ContactPoint.objects.filter(form_key=form_key).first()):
        if earlier.project_id != project.pk:
            raise ValidationError(_("Dit lukte niet. Laad de bladzijde opnieuw en probeer nog eens."))
        return earlier
    point = ContactPoint(project=project, form_key=form_key)
    _fill(point, fields)
    _tell("contact_point_added", point, by)
    return point


@transaction.atomic
def change_contact(*, point: ContactPoint, by: User, **fields: Any) -> bool:
    """Other hours, another colleague, another back-up; False when nothing changed. Raises ValidationError."""
    must_edit(by, point.project)
    held = ContactPoint.objects.select_for_update().get(pk=point.pk)
    before = [getattr(held, name) for name in FIELDS]
    if before == [fields.get(name, getattr(held, name)) for name in FIELDS]:
        return False
    held.project = point.project
    _fill(held, fields)
    _tell("contact_point_changed", held, by)
    return True


@transaction.atomic
def remove_contact(*, point: ContactPoint, by: User) -> bool:
    """No contact point any more; False when it was gone already."""
    must_edit(by, point.project)
    if not ContactPoint.objects.filter(pk=point.pk).delete()[0]:
        return False
    _tell("contact_point_removed", point, by)
    return True


def _fill(point: ContactPoint, fields: dict[str, Any]) -> None:
    rows = [fields.get(name) for name in ("location", "employee", "backup")]
    must_be_of([row for row in rows if row is not None], point.project.organisation_id)
    for name in FIELDS:
        if name in fields:
            setattr(point, name, fields[name])
    point.full_clean(exclude=["form_key"])
    point.save()


def _tell(verb: str, point: ContactPoint, by: User) -> None:
    place = str(point.location) if point.location else _("iedereen")
    history.record(verb, project=point.project, actor=by, place=place)


register_verb("contact_point_added", gettext_lazy("{actor} koos een aanspreekpunt voor {place}."))
register_verb("contact_point_changed", gettext_lazy("{actor} wijzigde een aanspreekpunt voor {place}."))
register_verb("contact_point_removed", gettext_lazy("{actor} haalde een aanspreekpunt voor {place} weg."))
