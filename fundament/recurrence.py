"""How often something comes back. Pure: numbers in, numbers out."""

from decimal import ROUND_HALF_UP, Decimal

PERIOD = 28
"""Days: «per 4 weken»."""
WEEKS = 8
"""How far one looks back, and how long the time before an agreement is."""
LEAST_BEFORE = 5
"""With fewer reports before, nothing can be said of what changed."""


def per_four_weeks(count: int, days: int) -> Decimal:
    """57 reports in 56 days are 28,5 per 4 weeks; nothing at all in no days."""
    if days <= 0:
        return Decimal(0)
    return (Decimal(count * PERIOD) / days).quantize(Decimal("0.1"), ROUND_HALF_UP)
