"""How each type of question is counted."""

import random

import pytest

from bevraging.questions import parse
from bevraging.tallying import tally
from bevraging.tests.typed import asked, question
from bevraging.value_bands import bands_of, in_words

K = 5


def counts(item: dict, answers, *, dimension="") -> dict:
    rows = [("aalst" if n % 2 else "gent", "", {"vraag": text}) for n, text in enumerate(answers)]
    found, _sums = tally(rows, asked(item), K)
    return {row.option: row.count for row in found if row.question == "vraag" and row.dimension == dimension}


def test_choice_counts_each_option():
    assert counts(question("choice"), ["papier"] * 4 + ["bord"] * 3) == {"papier": 4, "bord": 3}


def test_choice_counts_something_else_and_doubt():
    item = question("choice", other=True, dont_know=True)
    assert counts(item, ["papier"] * 5 + ["anders"] * 2 + ["x"] * 3) == {"papier": 5, "anders": 2, "x": 3}


def test_choices_count_each_option_and_how_many_answered():
    assert counts(question("choices"), ["papier bord"] * 3 + ["bord"] * 4) == {"": 7, "papier": 3, "bord": 7}


def test_ranking_counts_first_places_and_the_sum_of_places():
    found = counts(question("ranking"), ["papier scherm bord"] * 4 + ["bord papier scherm"] * 2)
    assert found == {"": 6, "papier#1": 4, "papier#som": 8, "scherm#som": 14, "bord#1": 2, "bord#som": 14}


def test_ranking_that_is_not_whole_does_not_count():
    assert counts(question("ranking"), ["papier scherm bord"] * 5 + ["papier"])[""] == 5


def test_number_within_limits_is_counted_in_bands_of_those_limits():
    found = counts(question("number", minimum="0", maximum="50"), ["3"] * 5 + ["12", "50"])
    assert found == {"": 7, "..10": 5, "10..20": 1, "20..30": 0, "30..40": 0, "40..": 1}


@pytest.mark.parametrize("kind", ["choice", "choices", "ranking", "number", "score", "rating", "yesno", "date"])
def test_fewer_than_k_answers_are_not_counted(kind):
    answer = {
        "ranking": "papier scherm bord", "number": "4", "score": "4", "rating": "4", "yesno": "ja", "date": "2026-01-31",
    }.get(kind, "papier")  # fmt: skip
    assert counts(question(kind), [answer] * 4) == {}


def test_location_with_fewer_than_k_answers_to_this_question_has_no_counts():
    answers = ["papier" if n % 2 == 0 or n < 6 else "" for n in range(40)]
    assert counts(question("choice"), answers, dimension="location") == {}


def test_hidden_question_counts_only_who_was_asked():
    item = question("choice", show_if={"key": "eerst", "operator": "is", "values": ["ja"]})
    rows = [("", "", {"eerst": "ja", "vraag": "bord"})] * 6 + [("", "", {"eerst": "nee"})] * 6
    found, _sums = tally(rows, parse([question("yesno", "eerst"), item]), K)
    assert {row.option: row.count for row in found if row.question == "vraag"} == {"bord": 6}


# --- Bands -------------------------------------------------------------------------------------


def bands(kind, answers, **more) -> list[str]:
    return bands_of(asked(question(kind, **more))[0], answers, K)


def test_bands_without_limits_leave_k_answers_under_the_first_edge_and_above_the_last():
    assert bands("number", [str(n) for n in range(3, 43)]) == ["..10", "10..20", "20..30", "30.."]


def test_bands_do_not_move_with_the_smallest_or_the_largest_answer():
    middle = [str(n) for n in range(10, 50)]
    assert bands("number", ["0", *middle, "51"]) == bands("number", ["-4000", *middle, "91000"])


def test_bands_of_answers_that_are_all_the_same_do_not_exist():
    assert bands("number", ["7"] * 40) == []


def test_bands_of_dates_are_months_quarters_or_years():
    days = [f"2026-{month:02}-11" for month in range(1, 13) for _person in range(5)]
    assert bands("date", days)[:3] == ["..2026-04", "2026-04..2026-07", "2026-07..2026-10"]


def test_band_in_words():
    number, day = asked(question("number"))[0], asked(question("date"))[0]
    words = [in_words(band, number) for band in ("..10", "10..20.5", "20.5..")]
    assert words == ["onder 10", "10 tot onder 20,5", "20,5 of meer"]
    assert [in_words(band, day) for band in ("..2026-01", "2026-01..2026-02", "2026-01..2026-04", "2026-04..")] == [
        "voor januari 2026",
        "januari 2026",
        "januari 2026 tot en met maart 2026",
        "vanaf april 2026",
    ]


def test_bands_of_1000_random_questions_never_show_one_persons_value():
    """At most six bands, k answers in each of the two open ones, and the ends can be anything beyond."""
    wrong = []
    for seed in range(1000):
        rng = random.Random(seed)
        spread = rng.choice([3, 40, 1000, 10**6])
        values = sorted(rng.randint(-spread, spread) for _person in range(rng.randint(10, 80)))
        found = bands("number", [str(value) for value in values])
        if not found:
            continue
        first, last = float(found[0][2:]), float(found[-1][:-2])
        under, above = sum(value < first for value in values), sum(value >= last for value in values)
        if len(found) > 6 or under < K or above < K:
            wrong.append((seed, found))
    assert wrong == []
