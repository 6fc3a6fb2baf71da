"""Of how many people a share at gate 1 is taken: of everybody the project touches, not of who happened to be asked.

Per location the larger of two numbers, so that the same counts come out when the people themselves were forgotten. Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bevraging.sampling import HALF_FROM


@dataclass(frozen=True)
class Coverage:
    """How far the list of a survey reaches in what the project touches."""

    touched: int = 0
    """Colleagues whom the project touches; 0 when they are not known here, as with a pasted list of addresses."""
    asked: int = 0
    """Of those, how many were asked."""
    of: int = 0
    """What a share is taken of."""
    sampled: bool = False
    """At least half were asked at every location of a large project: that may speak for all (research, §6.2)."""
    places: dict[str, int] = field(default_factory=dict)
    """Touched, per location; "" for who has none."""
    listed: dict[str, int] = field(default_factory=dict)
    """On the list, per location."""
    functions: dict[str, int] = field(default_factory=dict)

    @property
    def is_part(self) -> bool:
        """Whether there are colleagues who were not asked."""
        return self.asked < self.touched

    def asked_at(self, name: str) -> int:
        return self.listed.get(name, 0)

    def touches(self, names: Iterable[str]) -> bool:
        """Whether a group of these locations counts: one is touched, or it is nowhere in particular."""
        return not self.places or any(name in self.places or name not in self.listed for name in names)

    def of_places(self, names: Iterable[str], invited: int) -> int:
        """How many people are to be heard in a group of these locations, of which `invited` were asked."""
        return invited if self.sampled else max(invited, sum(self.places.get(name, 0) for name in names))


def coverage_of(touched: Mapping[tuple[str, str], int], listed: Mapping[str, int], invited: int) -> Coverage:
    """`touched`: how many per (location, function); `listed`: how many were asked per location; `invited`: in all."""
    places: dict[str, int] = {}
    functions: dict[str, int] = {}
    for (place, function), n in touched.items():
        places[place] = places.get(place, 0) + n
        functions[function] = functions.get(function, 0) + n
    whole = sum(places.values())
    sampled = whole > HALF_FROM and all(2 * listed.get(name, 0) >= n for name, n in places.items())
    everybody = sum(max(places.get(name, 0), listed.get(name, 0)) for name in {*places, *listed})
    return Coverage(
        touched=whole,
        asked=sum(min(n, listed.get(name, 0)) for name, n in places.items()),
        of=invited if sampled else max(invited, everybody),
        sampled=sampled,
        places=places,
        listed=dict(listed),
        functions=functions,
    )
