"""A share in a group tells neither what (nearly) everybody said, nor how many exactly took part."""

import pytest

from bevraging.results_bands import SMALL, TINY, blur, edge, quarter, rounded, unit_of

TOLD = [5, 10, 15, 20, 25, 60, 100, 120]
MORE = range(9)
"""A group that is told as «minstens 10» may have 10 to 18 answers: up to 2k - 2 more than the step."""


def text(yes: int, n: int, told: int) -> str:
    """What one cell says when nothing else is in danger."""
    band = edge(yes, n, told) or (quarter(yes, n) if told < TINY else None)
    return band.text if band else f"{rounded(yes, n, told)}%"


def as_percent(yes: int, n: int, told: int) -> str:
    """The mistake: a share in whole percent."""
    band = edge(yes, n, told)
    return band.text if band else f"{round(100 * yes / n)}%"


def excluded(told: int, words) -> list[tuple[int, str]]:
    """(size, text) that a group of that size cannot give: who reads that text knows that it is another size."""
    possible = {told + more: {words(yes, told + more, told) for yes in range(told + more + 1)} for more in MORE}
    every = set().union(*possible.values())
    return [(n, one) for n, texts in possible.items() for one in sorted(every - texts)]


@pytest.mark.parametrize("told", TOLD)
def test_every_share_fits_every_size_of_the_step(told):
    assert excluded(told, text) == []


@pytest.mark.parametrize("told", [step for step in TOLD if step < 100])
def test_whole_percents_would_tell_the_size(told):
    """The negative control: 63% can only be 5 of 8."""
    assert excluded(told, as_percent) != []


def bounds(words: str) -> tuple[int, int]:
    if words[0] in "≤≥":
        edge_of = int(words.strip("≤≥ %"))
        return (0, edge_of) if words[0] == "≤" else (edge_of, 100)
    low, high = words.strip("%").split("–")
    return int(low), int(high)


@pytest.mark.parametrize("told", TOLD)
def test_bands_say_what_is_true(told):
    wrong = []
    for n in (told + more for more in MORE):
        for yes in range(n + 1):
            for band in filter(None, [edge(yes, n, told), None if edge(yes, n, told) else blur(yes, n, told)]):
                low, high = bounds(band.text)
                if not (low <= 100 * yes / n <= high and band.low <= yes <= band.high):
                    wrong.append((n, yes, band.text))
    assert wrong == []


@pytest.mark.parametrize("told", [10, 15, 20, 60, 100])
def test_rounded_share_is_near(told):
    far = [
        (n, yes)
        for n in (told + more for more in MORE)
        for yes in range(n + 1)
        if not edge(yes, n, told) and abs(rounded(yes, n, told) - 100 * yes / n) > unit_of(told) / 2 + 2.5
    ]
    assert far == []


@pytest.mark.parametrize(("told", "unit"), [(5, 25), (TINY, 10), (SMALL, 5), (95, 5), (100, 1)])
def test_step_of_a_share_is_one_answer_of_the_smallest_size(told, unit):
    assert unit_of(told) == unit
