"""The ladder of approaches, soft first ([T] §4.2): in which order the steps stand, and which softer ones were not tried."""

from collections.abc import Collection

from opvolging.models import Remedy

Cause, Rung = Remedy.Cause, Remedy.Rung

FROM_SOFT = tuple(Rung)
AGREEMENT_FIRST = (Rung.CHANGE_AGREEMENT, *(one for one in Rung if one is not Rung.CHANGE_AGREEMENT))
"""Where the agreement itself is wrong, nothing is softer than putting it right."""


def order_of(cause: str) -> tuple[Remedy.Rung, ...]:
    return AGREEMENT_FIRST if cause == Cause.AGREEMENT_WRONG else FROM_SOFT


def skipped(cause: str, rung: int, tried: Collection[int]) -> tuple[Remedy.Rung, ...]:
    """The steps that come before `rung` for this cause and were not tried yet. Skipping one asks a reason."""
    order = order_of(cause)
    return tuple(one for one in order[: order.index(Rung(rung))] if one not in tried)


def proposed(cause: str, tried: Collection[int]) -> Remedy.Rung:
    """The first step that was not tried yet; the last one of all when each was."""
    order = order_of(cause)
    return next((one for one in order if one not in tried), order[-1])
