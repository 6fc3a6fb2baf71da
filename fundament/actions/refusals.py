"""What the doors of decisions refuse. Each message is a sentence for who tried."""

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """It cannot be done as things stand now."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(str(sentence))


class ChangedMeanwhile(Refused):
    """Somebody else changed it since the page was made: look again, then save again."""


class WithTheDecider(Refused):
    """It lies with the decider: nothing of it changes until they answered, or it is taken back."""


class Settled(Refused):
    """It is taken, withdrawn or answered already: pressed twice, or somebody was first."""


class Incomplete(Refused):
    """Something is missing before it can be asked; `missing` has what."""

    def __init__(self, sentence: Any, missing: Sequence[Any] = ()) -> None:
        super().__init__(sentence)
        self.missing = list(missing)
