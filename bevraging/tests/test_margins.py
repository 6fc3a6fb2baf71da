"""How far a figure may be off, and «ongeveer gelijk»: never more precise than the number of answers allows."""

import pytest

from bevraging.margins import Measure, Sample, apart, in_words, of_share, of_spread
from bevraging.questions import Option, Question
from bevraging.result_types import Cell, Counted, Group
from bevraging.results_spread import theme_spreads


def measure(value: int, margin: int = 5, between=None, *, text: str = "") -> Measure:
    return Measure(text or f"{value}%", value, between or (value, value), margin, bool(text))


def test_share_of_180_of_420_by_hand():
    """1.96 · √(0.5 · 0.5 / 184 · 240 / 419) = 5.5 points."""
    assert of_share(50, Sample(180, 180, 420)) == 6


def test_share_of_everybody_keeps_one_point():
    assert of_share(50, Sample(20, 20, 20)) == 1


@pytest.mark.parametrize("share", [0, 100])
def test_share_at_an_end_is_not_sure(share):
    assert of_share(share, Sample(10, 10, 40)) > 10


@pytest.mark.parametrize(("fewer", "more"), [(5, 10), (10, 40), (40, 100)])
def test_fewer_answers_make_a_wider_margin(fewer, more):
    assert of_share(60, Sample(fewer, fewer, 200)) > of_share(60, Sample(more, more, 200))


def test_more_people_asked_make_a_wider_margin():
    assert of_share(60, Sample(40, 40, 400)) > of_share(60, Sample(40, 40, 50))


def test_spread_that_is_full_hardly_moves_and_a_half_one_does():
    sample = Sample(60, 60, 120)
    assert of_spread([20] * 5, sample) < of_spread([70, 20, 10, 0, 0], sample)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (measure(50), measure(57), "ongeveer gelijk"),
        (measure(50), measure(58), "8 punten meer"),
        (measure(58), measure(50), "8 punten minder"),
        (measure(50, 0), measure(51, 0), "1 punt meer"),
        (measure(50), measure(87, 5, (75, 100), text="≥ 75%"), "meer"),
        (measure(70), measure(87, 5, (75, 100), text="≥ 75%"), "ongeveer gelijk"),
        (measure(50, 5, (45, 55)), measure(60, 5, (55, 65)), "ongeveer gelijk"),
    ],
)
def test_two_figures_in_words(before, after, said):
    assert in_words(before, after) == said


def test_apart_turns_with_the_sides():
    one, other = measure(20), measure(60)
    assert (apart(one, other), apart(other, one)) == (40, -40)


# --- Where another answer is the most chosen ------------------------------------------------------


def choice(shares: dict[str, tuple[int, int]], whole: int, options: int) -> Counted:
    """A question with so many options; what each location says of the most chosen one."""
    codes = tuple(Option(f"o{n}", {"nl": f"Optie {n}"}) for n in range(options))
    question = Question("hoe", "choice", {"nl": "Hoe noteer je?"}, theme="noteren", options=codes)
    groups = {code: Group(code, code, (code,), 20, 40) for code in shares}
    cells = tuple(Cell(groups[code], "", yes=low, between=(low, high)) for code, (low, high) in shares.items())
    return Counted(question, "Hoe noteer je?", 60, (), iqv=90, top_share=whole, cells=cells, side=measure(whole))


@pytest.mark.parametrize(
    ("between", "options", "elsewhere"),
    [((13, 17), 5, 1), ((18, 22), 5, 0), ((43, 47), 2, 1), ((48, 52), 2, 0), ((25, 75), 3, 0), ((0, 25), 3, 1)],
)
def test_location_differs_only_where_the_told_share_leaves_no_other_way(between, options, elsewhere):
    row = theme_spreads([], [choice({"a": between, "b": (60, 70)}, 55, options)])[0]
    assert (row.elsewhere, row.places) == (elsewhere, 2)


def test_whole_that_is_divided_in_halves_has_no_elsewhere():
    row = theme_spreads([], [choice({"a": (10, 20), "b": (80, 90)}, 50, 2)])[0]
    assert (row.elsewhere, row.places) == (0, 2)
