"""The personal link behind /v/check/: one planned check, signed with the edition of its rhythm's owner.

Nothing of it is stored: what is noted through it looks the same as what is noted inside.
"""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from opvolging.models import PlannedCheck
from trajecten.tokens import make_token

PURPOSE = "opvolging-check"
MOST_EDITIONS = 50
"""So many owners back an old link is still known as ours."""


@dataclass(frozen=True)
class Found:
    planned: PlannedCheck
    is_old: bool
    """It was of an owner of before."""


def secret_of(planned: PlannedCheck) -> str:
    return _secret(planned.pk, planned.generation)


def link_of(planned: PlannedCheck) -> str:
    """The whole address, for a mail."""
    return settings.SITE_URL + reverse("opvolging:v_check", args=[secret_of(planned)])


def planned_of(secret: str) -> Found | None:
    """What the link opens; None when it is not ours, or when its day left the plan."""
    number = secret.partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    rows = PlannedCheck.objects.select_related(
        "rhythm__agreement__project__organisation", "rhythm__location", "rhythm__owner"
    )
    planned = rows.filter(pk=int(number)).first()
    if planned is None:
        return None
    if constant_time_compare(secret, secret_of(planned)):
        return Found(planned, is_old=False)
    first = max(0, planned.generation - MOST_EDITIONS)
    editions = [_secret(planned.pk, edition) for edition in range(first, planned.generation)]
    was_ours = any([constant_time_compare(secret, one) for one in editions])  # noqa: C419  (all of them, each time)
    return Found(planned, is_old=True) if was_ours else None


def _secret(planned: int, generation: int) -> str:
    return f"{planned}-{make_token(PURPOSE, planned, generation)}"
