"""Who is invited in another way than with the mail of the house.

A survey may belong to something of a later step, as a test round: then one mail says all of it, with the same personal
link in it. That step registers itself here; the launch, a corrected address and what goes wrong treat it alike.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from bevraging.models import Survey

HOUSE = "bevraging.invitation"


class Invitation(NamedTuple):
    """The kind of mail, and what it says to everybody alike in one language."""

    kind: str
    context: Callable[[str], dict[str, Any]]


_others: dict[str, Callable[[Survey], Invitation | None]] = {}
_kinds = [HOUSE]


def register(purpose: str, kind: str, find: Callable[[Survey], Invitation | None]) -> None:
    """`find(survey)` gives the invitation of a survey with this purpose, of this `kind`; None for that of the house."""
    _others[purpose] = find
    _kinds.append(kind)


def other_than_the_house(survey: Survey) -> Invitation | None:
    find = _others.get(survey.purpose)
    return find(survey) if find else None


def kinds() -> list[str]:
    """Every kind of mail that is the first one to somebody about a survey."""
    return list(_kinds)
