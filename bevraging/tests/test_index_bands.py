"""The support index of a group hardly ever says that all of it chose the same end: by looking at every possible survey."""

from collections import defaultdict
from itertools import product

import pytest

from bevraging.index_bands import exactly, told, told_of

ASKED = [(9, 9), (9, 12), (9, 9, 9)]
SOME = 13
"""How many answered in all: known to the reader, as the sum of all answers is (the statements tell it)."""
STEP = 25
"""The index of a person is a multiple of this here; in a survey it is finer, which only leaves more possible."""


def surveys(asked):
    """Every survey that could be: per group how many answered (at least five) and the sum of what they said."""
    total = SOME + 5 * (len(asked) - 2)
    for sizes in product(*(range(5, people + 1) for people in asked)):
        if sum(sizes) == total:
            for sums in product(*(range(4 * n + 1) for n in sizes)):
                yield sizes, sums


def given_away(asked, tell) -> float:
    """The share of all surveys whose page leaves, to a reader who tries them all, only one end for some group."""
    possible = defaultdict(list)
    for sizes, sums in surveys(asked):
        words = tell({str(place): STEP * said / n for place, (n, said) in enumerate(zip(sizes, sums, strict=True))})
        page = (*(words[code].text for code in sorted(words)), sum(sums))
        possible[page].append([{0: "low", 4 * n: "high"}.get(said) for n, said in zip(sizes, sums, strict=True)])
    caught = [
        found
        for found in possible.values()
        if any(len(set(ends)) == 1 and ends[0] for ends in zip(*found, strict=True))
    ]
    return sum(map(len, caught)) / sum(map(len, possible.values()))


def plain(means):
    """The mistake: every index as it is."""
    return {code: exactly(mean) for code, mean in means.items()}


def each_on_its_own(means):
    """Half a repair: a band for who is at an end, the others as they are."""
    return {code: told(mean) for code, mean in means.items()}


@pytest.mark.parametrize("asked", ASKED)
def test_a_reader_who_tries_every_survey_finds_hardly_any_group_at_an_end(asked):
    assert given_away(asked, told_of) < 0.02


@pytest.mark.parametrize("mistake", [plain, each_on_its_own])
@pytest.mark.parametrize("asked", ASKED)
def test_the_same_reader_finds_many_without_wide_bands(asked, mistake):
    """The negative control."""
    assert given_away(asked, mistake) > 0.025


@pytest.mark.parametrize(
    ("mean", "text"), [(100, "≥ 90"), (90, "≥ 90"), (89.4, "89"), (0, "≤ 10"), (10, "≤ 10"), (10.6, "11")]
)
def test_index_near_an_end_is_a_band(mean, text):
    assert told(mean).text == text


def test_one_group_at_an_end_makes_the_others_wide():
    found = told_of({"a": 100, "b": 52, "c": 31})
    assert {code: one.text for code, one in found.items()} == {"a": "≥ 90", "b": "40–60", "c": "10–40"}


def test_groups_away_from_the_ends_are_told_as_they_are():
    assert {code: one.text for code, one in told_of({"a": 61, "b": 52.4}).items()} == {"a": "61", "b": "52"}
