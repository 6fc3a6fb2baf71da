"""What the database says when it refuses, and what a person reads."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def refused(row, **changes) -> str:
    """The name of the constraint or trigger with which the database refuses these changes."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**changes)
    return str(caught.value)


def refused_at_birth(make, *args, **fields) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make(*args, **fields)
    return str(caught.value)


def told(row, **changes) -> list[str]:
    """What a person reads when a form has these values."""
    for name, value in changes.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as caught:
        row.validate_constraints()
    return caught.value.messages
