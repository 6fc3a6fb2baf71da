"""Who is asked in a round of the pulse: everybody, or above 200 people about half of them. Pure, no database."""

from collections.abc import Collection, Iterable, Sequence
from math import ceil
from random import Random

HALF_FROM = 200
"""Above this many people half of them are enough, and everybody is asked half as often (research, §6.2)."""
WHOLE = 20
"""A location of at most this many is always asked whole: half of it could not be shown apart."""

Person = tuple[int, int | None]
"""(key, location)."""


def sample(people: Sequence[Person], asked_last: Collection[int], dice: Random) -> list[int]:
    """The keys of who is asked now. In each location first those who were not asked last time, in random order."""
    if len(people) <= HALF_FROM:
        return [key for key, _location in people]
    by_location: dict[int | None, list[int]] = {}
    for key, location in people:
        by_location.setdefault(location, []).append(key)
    return [key for mine in by_location.values() for key in _of_location(mine, asked_last, dice)]


def _of_location(mine: list[int], asked_last: Collection[int], dice: Random) -> Iterable[int]:
    if len(mine) <= WHOLE:
        return mine
    dice.shuffle(mine)
    mine.sort(key=lambda key: key in asked_last)  # stable: the order within both parts stays random
    return mine[: ceil(len(mine) / 2)]
