"""What several verbs ask before they do anything."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from organisatie.models import User
from trajecten import access
from trajecten.models import Project


def must_edit(by: User, project: Project) -> None:
    """Raises PermissionDenied for who may not change this project."""
    if not access.may_edit_project(by, project):
        raise PermissionDenied


def must_be_of(rows: Iterable[Any], organisation_id: int) -> None:
    """Raises ValidationError when a location, function or employee is of another organisation."""
    if any(row.organisation_id != organisation_id for row in rows):
        raise ValidationError(_("Dit hoort niet bij jullie organisatie. Laad de bladzijde opnieuw en kies opnieuw."))
