"""Which groups may be shown so that nobody can work out the answers of fewer than `k` people. Pure functions, no database.

Three dangers, three rules:

- a small group: joined with the smallest other one until it is large enough (`merge_small`);
- a small remainder: total minus what is shown. Merging leaves none; where groups cannot be merged (functions), the
  smallest ones step back into the rest until the rest is empty or large enough (`hide_small`);
- a small difference between two ways of dividing: everybody in the kitchen works in Aalst, and two others there do
  not (`smallest_difference`). Then the second way of dividing gives way.

Why it is enough: `docs/privacy.md`. Proof by rank: `bevraging/tests/test_suppression.py` and `promises/small_cells.py`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

Cells = Mapping[tuple[str, str], int]
"""How many people per (location code, function code); an empty code is «not in a group»."""
MAX_COMPARED = 12
"""With more groups than this on both sides the comparison of all subsets would take too long: one side gives way."""


@dataclass(frozen=True)
class Plan:
    """How answers may be divided. A code that maps to "" only counts in the total."""

    locations: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, str] = field(default_factory=dict)

    def regroup(self, location: str, function: str) -> tuple[str, str]:
        return self.locations.get(location, ""), self.functions.get(function, "")


def merge_small(counts: Mapping[str, int], k: int, *, together: Iterable[Iterable[str]] = ()) -> list[tuple[str, ...]]:
    """Divide the codes into groups of at least `k`: the smallest joins the next smallest, again and again.

    `together` are codes that must stay in one group (they were in one before, with nearly the same people).
    An empty list means: no division is possible, everybody only counts in the total.
    """
    groups = [frozenset([code]) for code in counts]
    for companions in together:
        wanted = frozenset(companions) & frozenset(counts)
        touched = [group for group in groups if group & wanted]
        if len(touched) > 1:
            groups = [group for group in groups if not group & wanted] + [frozenset().union(*touched)]

    def size(group: frozenset[str]) -> tuple[int, list[str]]:
        return sum(counts[code] for code in group), sorted(group)

    groups.sort(key=size)
    while len(groups) > 1 and size(groups[0])[0] < k:
        groups = sorted([groups[0] | groups[1], *groups[2:]], key=size)
    if len(groups) < 2:
        return []
    return sorted(tuple(sorted(group)) for group in groups)


def stay_together(
    earlier: Iterable[Iterable[str]], here: Mapping[str, Iterable[str]], new: Mapping[str, int], k: int
) -> list[set[str]]:
    """The codes of `here` that may not stand apart, because of the groups of an `earlier` round (names of locations each).

    `here` gives the names under each code, `new` how many people of each code were not asked in the earlier round. With
    fewer than `k` new people in one of them its answers could be taken off the earlier sum: then all stay together.
    """
    found = []
    for names in map(set, earlier):
        codes = {code for code, mine in here.items() if names & set(mine)}
        if len(codes) > 1 and any(new.get(code, 0) < k for code in codes):
            found.append(codes)
    return found


def hide_small(counts: Mapping[str, int], k: int, *, rest: int = 0) -> set[str]:
    """The codes that step back into the rest, so that every shown one has `k` and the rest has none or `k`.

    `rest` people are in no group already. A rest made of one hidden group alone takes a second one with it.
    """
    hidden = {code for code, n in counts.items() if n < k}
    shown = sorted((code for code in counts if code not in hidden), key=lambda code: (counts[code], code))
    remainder = rest + sum(counts[code] for code in hidden)
    while shown and ((0 < remainder < k) or (len(hidden) == 1 and rest == 0 and remainder)):
        code = shown.pop(0)
        hidden.add(code)
        remainder += counts[code]
    return hidden


def smallest_difference(cells: Cells) -> int:
    """The smallest number of people (above 0) that two ways of dividing together set apart.

    Whatever can be added and subtracted from the groups of both ways is a union of «these locations, without the
    functions that are found nowhere else»; so it is enough to look at those. 0 when nothing can be set apart.
    """
    cells = {cell: n for cell, n in cells.items() if n}
    sides = ({row for row, _ in cells}, {column for _, column in cells})
    turned = len(sides[0]) > len(sides[1])
    if turned:
        cells = {(column, row): n for (row, column), n in cells.items()}
        sides = (sides[1], sides[0])
    rows = sorted(sides[0])
    found: list[int] = []
    by_column: dict[str, dict[str, int]] = {}
    for (row, column), n in cells.items():
        by_column.setdefault(column, {})[row] = n
    for size in range(1, len(rows) + 1):
        for chosen in map(set, combinations(rows, size)):
            left = sum(
                sum(n for row, n in column.items() if row in chosen)
                for column in by_column.values()
                if not column.keys() <= chosen
            )
            if left:
                found.append(left)
    return min(found, default=0)


def plan(cells: Cells, k: int, *, together: Iterable[Iterable[str]] = ()) -> Plan:
    """How the answers in `cells` may be shown: per location and, where that is safe beside it, per function."""
    by_location, by_function = _sums(cells)
    groups = merge_small(by_location, k, together=together)
    locations = {code: group[0] for group in groups for code in group}
    shown = [code for code in by_function if code]
    counts = {code: by_function[code] for code in shown}
    hidden = hide_small(counts, k, rest=by_function.get("", 0))
    while len(hidden) < len(counts):
        functions = {code: "" if code in hidden else code for code in counts}
        regrouped = regroup(cells, Plan(locations, functions))
        if not _too_many(regrouped) and not 0 < smallest_difference(regrouped) < k:
            return Plan(locations, functions)
        hidden.add(min((code for code in counts if code not in hidden), key=lambda code: (counts[code], code)))
        hidden |= hide_small(
            {c: n for c, n in counts.items() if c not in hidden}, k, rest=_rest(counts, hidden, by_function)
        )
    return Plan(locations, dict.fromkeys(counts, ""))


def shown_cells(cells: Cells, k: int) -> tuple[set[str], set[str]]:
    """For one question: the location and function groups whose number of answers may be shown.

    `cells` counts the people who answered this question, in the groups of a plan. Fewer people answered the question
    than the survey, so a group that may be shown on the whole may be too small here.
    """
    by_location, by_function = _sums(cells)
    rest = by_location.pop("", 0)
    locations = set(by_location) - hide_small(by_location, k, rest=rest)
    rest = by_function.pop("", 0)
    functions = set(by_function) - hide_small(by_function, k, rest=rest)
    seen: Counter[tuple[str, str]] = Counter()
    for (location, function), n in cells.items():
        seen[location if location in locations else "", function if function in functions else ""] += n
    if functions and 0 < smallest_difference(seen) < k:
        functions = set()
    return locations, functions


def regroup(cells: Cells, plan: Plan) -> dict[tuple[str, str], int]:
    """The same people, in the groups of `plan`."""
    result: Counter[tuple[str, str]] = Counter()
    for (location, function), n in cells.items():
        result[plan.regroup(location, function)] += n
    return dict(result)


def _sums(cells: Cells) -> tuple[dict[str, int], dict[str, int]]:
    by_location: Counter[str] = Counter()
    by_function: Counter[str] = Counter()
    for (location, function), n in cells.items():
        by_location[location] += n
        by_function[function] += n
    return dict(by_location), dict(by_function)


def _rest(counts: Mapping[str, int], hidden: set[str], by_function: Mapping[str, int]) -> int:
    return by_function.get("", 0) + sum(counts[code] for code in hidden)


def _too_many(cells: Cells) -> bool:
    return min(len({row for row, _ in cells}), len({column for _, column in cells})) > MAX_COMPARED


@dataclass(frozen=True)
class Generalised:
    """The outcome of `generalise`: the group of each person, in the order given, and what had to be given up."""

    people: Sequence[tuple[str, str]]
    """(location group, function) per person; empty is «only in the total»."""
    groups: Sequence[tuple[str, ...]]
    """Location names per group."""
    functions: Sequence[str]


def generalise(people: Sequence[tuple[str, str]], k: int, alone: int = 0) -> Generalised:
    """Before sending: give everybody (location, function) a group of at least `alone` invited people, or none.

    `alone` is more than `k`, because a group that is shown has `k` answers: of as many people, that would be everybody.
    Locations are merged. A function is kept only where location group × function has `k` people; when everybody has
    the same one, it would only repeat the total.
    The name of a location group is the first name in it.
    """
    alone = max(k, alone)
    groups = merge_small(Counter(location for location, _ in people), alone)
    group_of = {name: group[0] for group in groups for name in group}
    pairs = Counter((group_of.get(location, ""), function) for location, function in people)
    one_function = len({function for _location, function in people}) < 2
    kept = {pair for pair, n in pairs.items() if pair[1] and n >= k and not one_function}
    coarse = [
        (group_of.get(location, ""), function if (group_of.get(location, ""), function) in kept else "")
        for location, function in people
    ]
    decided = plan(Counter(coarse), alone)
    coarse = [(location, decided.functions.get(function, "")) for location, function in coarse]
    return Generalised(coarse, groups, sorted({function for _, function in coarse if function}))
