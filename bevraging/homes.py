"""Where a survey belongs that was asked for something else: who closes it goes on there, not at its own results.

A survey may belong to something of a later step, as the question that goes with a decision. That step registers itself here.
"""

from collections.abc import Callable

from bevraging.models import Survey

_homes: dict[str, Callable[[Survey], str]] = {}


def register(purpose: str, find: Callable[[Survey], str]) -> None:
    """`find(survey)` gives the address for a survey with this purpose; empty for the results."""
    _homes[purpose] = find


def home_of(survey: Survey) -> str:
    find = _homes.get(survey.purpose)
    return find(survey) if find else ""
