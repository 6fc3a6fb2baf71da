"""How many ambassadors so many people need. One rule, for the gate and for the page about roles."""

import math
from decimal import Decimal

RATIO, LOWEST_RATIO, HIGHEST_RATIO = 20, 10, 50
"""People for each ambassador: what a project begins with, and between what it may choose."""
AT_LEAST = 2
"""One ambassador is nobody on a day off."""


def needed(people: int, ratio: Decimal | int = RATIO) -> int:
    """`max(2, ceil(people / ratio))`; none where nobody works."""
    return max(AT_LEAST, math.ceil(Decimal(people) / Decimal(ratio))) if people else 0
