"""What the gate refuses, each with a Dutch sentence that can stand on a page."""

from collections.abc import Sequence
from typing import Any


class GateClosed(Exception):
    """The gate says no. `sentence` says why, to the person who tried."""

    def __init__(self, sentence: Any) -> None:
        self.sentence = str(sentence)
        super().__init__(self.sentence)

    def __str__(self) -> str:
        return self.sentence


class NotReady(GateClosed):
    """Something the gate asks is missing; `results` has what."""

    def __init__(self, sentence: Any, results: Sequence[Any] = ()) -> None:
        super().__init__(sentence)
        self.results = list(results)


class NoExit(GateClosed):
    """Step 6 has no gate, and a stopped project goes nowhere."""


class AlreadyAsked(GateClosed):
    """There is an open request: pressed twice, or somebody was first."""


class AlreadyDecided(GateClosed):
    """This request has its answer, or was withdrawn."""


class StaleRequest(GateClosed):
    """The snapshot is too old, or the facts moved: ask again."""


class TooLate(GateClosed):
    """A decision can be revised within 24 hours, as long as nothing was built on it."""
