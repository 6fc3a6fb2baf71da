"""In which class the latest check of an agreement in a place falls. The one place with these limits ([T] §4.1)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

GOES_WELL = 80
"""Per cent followed, at least."""
GROWS = 60
"""Per cent followed, at least; below it asks for attention."""
SEEN_AT_LEAST = 5
"""Seen fewer times, a share says nothing."""


@dataclass(frozen=True)
class CheckClass:
    code: str
    label: Any
    tone: str
    """Of its label (`etiket`): ok, nu, nog or none."""


WELL = CheckClass("goes_well", _("loopt goed"), "ok")
GROWING = CheckClass("grows", _("groeit"), "nu")
ATTENTION = CheckClass("attention", _("vraagt aandacht"), "nog")
TOO_LITTLE = CheckClass("too_little", _("te weinig gezien"), "")
UNKNOWN = CheckClass("unknown", _("onbekend"), "")


def class_of(seen: int | None, followed: int | None, expires_on: date | None, today: date) -> CheckClass:
    """The class of one check. None of them known, or expired before `today`: unknown, which is never «loopt goed»."""
    if seen is None or followed is None or expires_on is None or expires_on < today:
        return UNKNOWN
    if seen < SEEN_AT_LEAST:
        return TOO_LITTLE
    # Whole numbers: 4 of 5 is exactly 80 per cent.
    if 100 * followed >= GOES_WELL * seen:
        return WELL
    return GROWING if 100 * followed >= GROWS * seen else ATTENTION
