"""No group of fewer than k people can be shown, nor worked out from what is shown: by examples and by rank."""

import random
from collections import Counter
from itertools import combinations

from bevraging.suppression import generalise, hide_small, merge_small, plan, regroup, shown_cells, smallest_difference

K = 5


# --- Examples ----------------------------------------------------------------------------------


def test_merge_small_joins_the_smallest_neighbour():
    assert merge_small({"Aalst": 46, "Denderleeuw": 4, "Geraardsbergen": 20}, K) == [
        ("Aalst",),
        ("Denderleeuw", "Geraardsbergen"),
    ]


def test_merge_small_without_small_groups_keeps_all():
    assert merge_small({"a": 5, "b": 6}, K) == [("a",), ("b",)]


def test_merge_small_with_two_groups_of_which_one_small_shows_none():
    assert merge_small({"a": 3, "b": 30}, K) == []


def test_merge_small_treats_an_empty_group_as_a_small_one():
    assert merge_small({"a": 0, "b": 8, "c": 30}, K) == [("a", "b"), ("c",)]


def test_merge_small_goes_on_until_large_enough():
    assert merge_small({"a": 1, "b": 1, "c": 2, "d": 9, "e": 9}, K) == [("a", "b", "c", "d"), ("e",)]


def test_merge_small_keeps_together_what_was_together():
    assert merge_small({"a": 9, "b": 9, "c": 9}, K, together=[{"a", "b"}]) == [("a", "b"), ("c",)]


def test_hide_small_takes_a_second_group_along():
    assert hide_small({"a": 3, "b": 8, "c": 20}, K) == {"a", "b"}


def test_hide_small_with_two_small_ones_that_are_enough_together_takes_none_along():
    assert hide_small({"a": 3, "b": 4, "c": 20}, K) == {"a", "b"}


def test_hide_small_protects_a_small_rest():
    assert hide_small({"a": 8, "b": 9}, K, rest=2) == {"a"}


def test_hide_small_with_a_large_rest_hides_nothing():
    assert hide_small({"a": 8, "b": 9}, K, rest=7) == set()


def test_smallest_difference_finds_people_between_two_ways_of_dividing():
    assert smallest_difference({("Aalst", "Keuken"): 10, ("Gent", "Keuken"): 2, ("Gent", "Zorg"): 10}) == 2


def test_smallest_difference_of_unconnected_groups_is_none():
    assert smallest_difference({("Aalst", "Keuken"): 10, ("Gent", "Zorg"): 10}) == 0


def test_plan_lets_functions_give_way_when_they_would_tell_too_much():
    decided = plan({("Aalst", "Keuken"): 10, ("Gent", "Keuken"): 2, ("Gent", "Zorg"): 10}, K)
    assert (dict(decided.locations), set(decided.functions.values())) == ({"Aalst": "Aalst", "Gent": "Gent"}, {""})


def test_shown_cells_hides_a_group_where_few_answered_this_question():
    assert shown_cells({("a", ""): 3, ("b", ""): 9, ("c", ""): 20}, K)[0] == {"c"}


def test_generalise_gives_everybody_a_location_group_of_k():
    people = [("Aalst", "Zorg")] * 20 + [("Gent", "Zorg")] * 6 + [("Ninove", "Keuken")] * 3
    result = generalise(people, K)
    assert Counter(location for location, _function in result.people) == {"Aalst": 20, "Gent": 9}


def test_generalise_keeps_a_function_only_where_the_combination_has_k():
    people = [("Aalst", "Zorg")] * 20 + [("Aalst", "Keuken")] * 6 + [("Gent", "Zorg")] * 9 + [("Gent", "Keuken")] * 5
    people += [("Gent", "Onthaal")] * 2 + [("Aalst", "Onthaal")] * 4
    result = generalise(people, K)
    assert Counter(function for _location, function in result.people) == {"Zorg": 29, "Keuken": 11, "": 6}


# --- By rank: 500 generated surveys --------------------------------------------------------------


def survey(seed: int) -> dict[tuple[str, str], int]:
    """Answers per (location, function): realistic and nasty ones, with functions that live in one place only."""
    rng = random.Random(seed)
    locations = [f"l{n}" for n in range(rng.randint(1, 6))]
    functions = [f"f{n}" for n in range(rng.randint(0, 5))] + [""]
    homes = {function: rng.sample(locations, rng.randint(1, len(locations))) for function in functions}
    cells: dict[tuple[str, str], int] = {}
    for _person in range(rng.choice([12, 30, 60, 120])):
        function = rng.choice(functions)
        cell = rng.choice(homes[function]), function
        cells[cell] = cells.get(cell, 0) + 1
    return cells


def published_vectors(cells, locations, functions) -> list[list[int]]:
    """Everything that is published, as which atoms it counts: the whole, each shown location, each shown function."""
    atoms = list(cells)
    rows = [[1] * len(atoms)]
    rows += [[int(atom[0] == code) for atom in atoms] for code in sorted(locations)]
    rows += [[int(atom[1] == code) for atom in atoms] for code in sorted(functions)]
    return rows


PRIME = 2**31 - 1
"""Counting modulo a large prime is exact enough (a false alarm is possible, a missed leak is not) and ten times faster."""


def reduced(rows) -> list[tuple[int, list[int]]]:
    """The rows in echelon form: (pivot column, row with a 1 there)."""
    pivots: list[tuple[int, list[int]]] = []
    for row in rows:
        row = without(pivots, row)
        column = next((place for place, value in enumerate(row) if value), None)
        if column is not None:
            inverse = pow(row[column], -1, PRIME)
            pivots.append((column, [value * inverse % PRIME for value in row]))
    return pivots


def without(pivots, row) -> list[int]:
    """What is left of `row` when everything that the pivots can make of it is taken away."""
    for column, pivot in pivots:
        if factor := row[column]:
            row = [(value - factor * other) % PRIME for value, other in zip(row, pivot, strict=True)]
    return row


def derivable(pivots, wanted) -> bool:
    """Is `wanted` a combination of what is published?"""
    return not any(without(pivots, wanted))


def exposed(cells, locations, functions, k=K) -> list[tuple]:
    """Every set of at most three atoms, of fewer than k people, that can be worked out from what is published."""
    atoms = [atom for atom in cells if cells[atom]]
    cells = {atom: cells[atom] for atom in atoms}
    pivots = reduced(published_vectors(cells, locations, functions))
    return [
        chosen
        for size in (1, 2, 3)
        for chosen in combinations(atoms, size)
        if sum(cells[atom] for atom in chosen) < k and derivable(pivots, [int(atom in chosen) for atom in atoms])
    ]


def sides(cells) -> list[set[str]]:
    return [{cell[side] for cell in cells} - {""} for side in (0, 1)]


def test_nothing_small_can_be_worked_out_of_500_published_surveys():
    found = {}
    for seed in range(500):
        cells = survey(seed)
        grouped = regroup(cells, plan(cells, K))
        if leak := exposed(grouped, *sides(grouped)):
            found[seed] = leak
    assert found == {}


def test_nothing_small_can_be_worked_out_of_one_question():
    found = {}
    for seed in range(200):
        cells = survey(seed)
        grouped = regroup(cells, plan(cells, K))
        rng = random.Random(seed)
        answered = {cell: sum(rng.random() < 0.7 for _person in range(n)) for cell, n in grouped.items()}
        if sum(answered.values()) >= K and (leak := exposed(answered, *shown_cells(answered, K))):
            found[seed] = leak
    assert found == {}


def test_nothing_small_can_be_worked_out_of_10_000_questions_that_only_some_were_asked():
    """A question under a condition: per survey another part of the people answers it. By rank for every tenth, and for
    all the sizes of what is shown and of what is left over."""
    found = {}
    for seed in range(10_000):
        rng = random.Random(seed)
        cells = survey(seed)
        grouped = regroup(cells, plan(cells, K))
        part = rng.random()
        answered = {cell: sum(rng.random() < part for _person in range(n)) for cell, n in grouped.items()}
        if sum(answered.values()) < K:
            continue
        shown = shown_cells(answered, K)
        if small_of(answered, shown) or (seed % 10 == 0 and exposed(answered, *shown)):
            found[seed] = answered
    assert found == {}


def small_of(cells, shown) -> list[int]:
    """Sizes under k of a shown group, or of all who are in none."""
    sizes: list[Counter] = [Counter(), Counter()]
    for cell, n in cells.items():
        for side in (0, 1):
            sizes[side][cell[side] if cell[side] in shown[side] else ""] += n
    return [n for side in sizes for n in side.values() if 0 < n < K]


def test_every_shown_group_and_every_rest_has_k():
    small = []
    for seed in range(200):
        cells = survey(seed)
        grouped = regroup(cells, plan(cells, K))
        for side in (0, 1):
            sizes = Counter()
            for cell, n in grouped.items():
                sizes[cell[side]] += n
            small += [(seed, code, n) for code, n in sizes.items() if n < K]
    assert small == []


def test_most_groups_can_still_be_shown():
    asked, shown = 0, 0
    for seed in range(200):
        cells = survey(seed)
        asked += len(sides(cells)[0])
        shown += len(sides(regroup(cells, plan(cells, K)))[0])
    assert shown / asked > 0.6


def test_hiding_only_what_is_small_would_be_found_out():
    """The negative control: without the remainder rule the same test turns red, often."""
    leaks = 0
    for seed in range(200):
        cells = survey(seed)
        sizes = [{}, {}]
        for cell, n in cells.items():
            for side in (0, 1):
                sizes[side][cell[side]] = sizes[side].get(cell[side], 0) + n
        locations, functions = ({code for code, n in side.items() if n >= K and code} for side in sizes)
        leaks += bool(exposed(cells, locations, functions))
    assert leaks > 40
