"""How often something comes back. Pure: numbers in, numbers out."""

from decimal import ROUND_HALF_UP, Decimal

FOUR_WEEKS = 28
"""Days; over fewer nothing is said about how often."""


def per_four_weeks(count: int, days: int) -> Decimal:
    """How many in four weeks, one decimal, when `count` came in `days`. Raises ValueError without a day."""
    if days < 1:
        raise ValueError("A rate needs at least one day.")
    return (Decimal(count) * FOUR_WEEKS / Decimal(days)).quantize(Decimal("0.1"), ROUND_HALF_UP)
