"""What gate 5 asks of support: as at gate 3, of a measurement since this step."""

from decimal import Decimal
from typing import Any

from toetsing.gate_pulse import pulse as pulse_since
from trajecten.steps import Outcome
from uitrol.gate_facts import Facts

STEP = 5


def pulse(project: Any, goal: Decimal, facts: Facts) -> Outcome:
    """High enough, and nowhere surely too low."""
    return pulse_since(project, goal, step=STEP)
