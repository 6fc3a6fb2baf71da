"""What the results page may say, and what it never says."""

import pytest

from bevraging import question_bank, results
from bevraging.actions import close, review_open_answer
from bevraging.models import OpenAnswer, SupportTally, Tally
from bevraging.naming import step_of
from bevraging.participation import participation_of
from bevraging.questions import PULSE_KEYS
from bevraging.results import iqv, results_of, whole_percents
from bevraging.results_bands import bands, blur, edge
from bevraging.tallying import INDEX_SCALE, person_index, tally
from bevraging.tests.factories import answer, make_open, make_published

pytestmark = pytest.mark.django_db


def published(*answers, people=(("Aalst", "Zorg", 12), ("Gent", "Zorg", 12), ("Ninove", "Zorg", 12)), **fields):
    """A published survey; `answers` are (first person, how many, option, other answers)."""
    survey = make_open(people=people, **fields)
    for first, count, option, other in answers:
        answer(survey, count, option, first=first, **other)
    close(survey=survey)
    return survey


def statement(survey, key="vinden"):
    return next(row for row in results_of(survey).statements if row.question.key == key)


# --- When --------------------------------------------------------------------------------------


def test_open_survey_shows_nothing():
    survey = make_open()
    answer(survey, 15)
    found = results_of(survey)
    assert (found.state, found.answered, found.statements, found.numbers) == ("open", 0, (), ())


def test_too_few_answers_show_nothing():
    survey = make_open()
    answer(survey, 4)
    close(survey=survey)
    assert results_of(survey).state == "too_few"


def test_published_survey_is_read_from_the_counts_alone(django_assert_max_num_queries):
    survey = make_published()
    with django_assert_max_num_queries(6) as queries:
        results_of(survey)
    assert [query["sql"] for query in queries if "bevraging_response" in query["sql"]] == []


# --- Statements --------------------------------------------------------------------------------


def test_statement_counts_everybody():
    row = statement(published((0, 6, "4", {}), (12, 6, "2", {}), (24, 6, "x", {})))
    assert (row.n, row.counts, row.percents, row.dont_know, row.yes) == (12, (0, 6, 0, 6, 0), (0, 50, 0, 50, 0), 6, 50)


def test_shares_of_a_survey_with_nearly_everybody_are_rounded_alike():
    """16 to 20 of 20: tens, whichever it is; otherwise 53% would say 19."""
    people = [("Aalst", "Zorg", 10), ("Gent", "Zorg", 10)]
    found = [
        statement(published((0, 9, "4", {}), (9, more, "2", {}), people=people, title=f"{more}"))
        for more in (7, 10, 11)
    ]
    assert [(row.percents, row.yes_text, row.counts != ()) for row in found] == [
        ((0, 40, 0, 60, 0), "60%", True),
        ((0, 50, 0, 50, 0), "50%", True),
        ((0, 60, 0, 40, 0), "40%", True),
    ]


def test_shares_of_a_survey_with_enough_missing_are_whole_percents():
    people = [("Aalst", "Zorg", 15), ("Gent", "Zorg", 15)]
    assert statement(published((0, 10, "4", {}), (10, 9, "2", {}), people=people)).yes_text == "53%"


def test_statements_are_sorted_by_yes():
    survey = published((0, 12, "4", {"kunnen": "1"}), (12, 12, "2", {"kunnen": "1", "weten": "5"}))
    assert [row.question.key for row in results_of(survey).statements][:1] == ["weten"]
    assert results_of(survey).statements[-1].question.key == "kunnen"


def test_cells_compare_locations():
    survey = published(
        (0, 8, "4", {}), (8, 4, "1", {}), (12, 3, "5", {}), (15, 9, "2", {}), (24, 12, "3", {"vinden": "4"})
    )
    assert [(cell.group.label, cell.text, cell.shade) for cell in statement(survey, "waarom").cells] == [
        ("Aalst", "50–75%", 0),
        ("Gent", "≤ 25%", 0),
        ("Ninove", "≤ 25%", 0),
    ], "of 5 answers or more chance may explain 20 points, and of 30% at most 25% may be nearly as much"


def test_band_that_may_be_the_whole_gets_no_tint_and_no_distance():
    found = statement(published((0, 36, "4", {})))
    assert [(cell.text, cell.shade) for cell in found.cells] == [("≥ 75%", 0)] * 3
    assert found.spread.difference is None


def test_distance_between_bands_is_what_surely_lies_between_them():
    found = statement(published((0, 12, "4", {}), (12, 12, "1", {}), (24, 12, "1", {})))
    assert ([cell.text for cell in found.cells], found.spread.difference) == (["≥ 75%", "≤ 25%", "≤ 25%"], 50)


def test_cell_with_few_answers_to_this_question_is_not_shown():
    survey = published((0, 12, "4", {}), (12, 12, "2", {}), (24, 9, "x", {}), (33, 3, "1", {}))
    cells = statement(survey).cells
    assert [(cell.text, cell.n) for cell in cells if cell.group.label == "Ninove"] == [("–", None)]
    assert Tally.objects.filter(survey=survey, question="vinden", segment="l3").count() == 0


def test_question_with_fewer_than_k_answers_is_not_shown():
    survey = published((0, 4, "4", {}), (12, 8, "4", {"vinden": "x"}))
    assert "vinden" not in [row.question.key for row in results_of(survey).statements]


def test_unanimous_group_is_a_band():
    cell = statement(published((0, 12, "5", {}), (12, 6, "4", {}), (18, 6, "1", {}), (24, 12, "3", {}))).cells[0]
    assert (cell.text, cell.counts) == ("≥ 75%", None)


def test_only_band_blurs_a_second_group():
    """Otherwise the whole minus the others gives back what the band hides."""
    people = [(place, "Zorg", 28) for place in ("Aalst", "Gent", "Ninove")]
    survey = published(
        (0, 24, "5", {}), (28, 12, "4", {}), (40, 12, "1", {}), (56, 18, "4", {}), (74, 6, "1", {}), people=people
    )
    assert [cell.text for cell in statement(survey).cells] == ["≥ 90%", "50–90%", "75%"]


def test_unanimous_whole_is_a_band():
    row = statement(published((0, 30, "4", {})))
    assert (row.yes_text, row.counts, row.percents) == ("≥ 90%", (), ())


def test_small_group_is_merged_and_told():
    survey = published((0, 12, "4", {}), (12, 8, "2", {}), (24, 3, "2", {}))
    found = results_of(survey)
    assert [(group.label, group.n) for group in found.groups] == [("Aalst", 5), ("Gent en Ninove", 10)]
    assert found.notes == (
        "Ninove gaf minder dan 5 antwoorden. Daarom staat Ninove samen met Gent (minstens 10 antwoorden).",
        "Cijfers per groep zijn afgerond. Zo zegt een cijfer niet hoeveel collega's er precies meededen.",
        "In het totaal telt iedereen mee.",
    )


def test_group_too_small_before_sending_is_told():
    people = (("Aalst", "Zorg", 12), ("Gent", "Zorg", 12), ("Ninove", "Zorg", 3))
    assert results_of(published((0, 27, "4", {}), people=people)).notes[0] == (
        "Ninove: we vroegen er minder dan 9. Daarom staat Ninove samen met Aalst (minstens 10 antwoorden)."
    )


@pytest.mark.parametrize("n", [5, 6, 9, 10, 19, 20, 21, 40])
def test_every_band_covers_two_counts(n):
    found = [edge(yes, n) or blur(yes, n) for yes in range(n + 1)]
    assert [yes for yes, band in enumerate(found) if not band.low <= yes <= band.high or band.high <= band.low] == []


@pytest.mark.parametrize("n", range(5, 60))
def test_step_of_a_group_never_says_that_everybody_took_part(n):
    sizes = [done for done in range(5, n + 1) if step_of(done, n, 5) == step_of(n, n, 5)]
    assert len(sizes) >= min(5, n - 4)


def test_band_that_the_whole_gives_back_blurs_more_groups():
    """Nobody in A, two of six in B: a B that is at least two would leave nobody for A."""
    found = bands({"a": (0, 6), "b": (2, 6), "c": (20, 40)})
    assert {code: band.text for code, band in found.items()} == {"a": "≤ 25%", "b": "25–75%", "c": "50–60%"}


def test_participation_of_a_full_survey_is_nearly_all():
    part = participation_of(make_published(answers=20))
    assert [one.text for one in (part.total, *part.locations)] == [
        "bijna iedereen van 20",
        "minstens 5 van 11",
        "minstens 5 van 9",
    ]


def test_functions_are_shown_where_that_is_safe():
    people = [("Aalst", "Zorg", 20), ("Aalst", "Keuken", 10), ("Gent", "Zorg", 20), ("Gent", "Keuken", 10)]
    survey = published((0, 60, "4", {}), people=people)
    assert [(group.label, group.n) for group in results_of(survey).functions] == [("Keuken", 15), ("Zorg", 35)]


# --- Figures -----------------------------------------------------------------------------------


def test_iqv_is_zero_when_all_agree_and_hundred_when_spread():
    assert (iqv([0, 0, 9, 0, 0]), iqv([3, 3, 3, 3, 3]), iqv([0, 0, 0, 0, 0])) == (0, 100, 0)


def test_equal_counts_have_equal_percents():
    """Together they need not be 100: 8 of 22 is 36% whichever answer it is."""
    assert whole_percents([8, 8, 6]) == (36, 36, 27)


def test_shares_in_steps_add_up_to_hundred():
    """Where no number may be told another sum would give it away: 50% and 60% can only be 9 and 11 of 20."""
    assert [whole_percents([few, 20 - few], 10) for few in (9, 11)] == [(50, 50), (60, 40)]


@pytest.mark.parametrize(
    ("options", "index"),
    [("11111", 0), ("55555", 100), ("33333", 50), ("444xx", 75), ("44xxx", None), ("xxxxx", None), ("135", 50)],
)
def test_person_index(options, index):
    found = person_index(dict(zip(PULSE_KEYS, options, strict=False)))
    assert (found / INDEX_SCALE if found is not None else None) == index


def test_support_is_the_headcount_weighted_mean_of_locations():
    survey = published((0, 10, "4", {}), (20, 10, "2", {}), people=[("Aalst", "Zorg", 20), ("Gent", "Zorg", 60)])
    support = results_of(survey).support
    assert [(value.label, value.text, value.n) for value in support.groups] == [("Aalst", "75", 10), ("Gent", "25", 10)]
    assert (support.total.text, support.total.n) == ("38", 20)


def test_support_of_a_unanimous_group_is_a_band_and_those_beside_it_are_wide():
    survey = published((0, 10, "5", {}), (20, 10, "3", {}), people=[("Aalst", "Zorg", 20), ("Gent", "Zorg", 60)])
    support = results_of(survey).support
    assert [(value.label, value.text) for value in support.groups] == [("Aalst", "≥ 90"), ("Gent", "40–60")]
    assert support.total.text == "75"  # by answers: the head-counted 62 would give the group back


def test_support_of_everybody_at_an_end_is_a_band_without_a_margin():
    total = results_of(published((0, 30, "5", {}))).support.total
    assert (total.text, total.margin) == ("≥ 90", None)


def test_support_has_no_margin_when_everybody_answered():
    people = [("Aalst", "Zorg", 10), ("Gent", "Zorg", 10)]
    survey = published((0, 5, "5", {}), (5, 5, "1", {}), (10, 5, "4", {}), (15, 5, "2", {}), people=people)
    support = results_of(survey).support
    assert (support.total.margin, [value.margin for value in support.groups]) == (None, [None, None])


def test_support_margin_of_half_a_group():
    """By hand: five times 100 and five times 0, of 20 asked: sd 52.7, 1.96 · 52.7/√10 · √½ = 23.1."""
    survey = published((0, 5, "5", {}), (5, 5, "1", {}), people=[("Aalst", "Zorg", 20)])
    assert results_of(survey).support.total.margin == pytest.approx(23.1, abs=0.05)


def test_first_barrier_is_the_first_item_in_order_that_scores_three_or_less():
    survey = published((0, 12, "4", {"weten": "2", "steun": "1"}), (12, 12, "4", {"weten": "3", "steun": "1"}))
    assert results_of(survey).support.barrier.key == "weten"


def test_no_barrier_when_all_items_score_well():
    assert results_of(published((0, 24, "4", {}))).support.barrier is None


def test_support_sums_leave_out_small_groups():
    survey = published((0, 12, "4", {}), (12, 9, "x", {"vinden": "4"}), (21, 3, "4", {}), (24, 12, "2", {}))
    assert set(SupportTally.objects.filter(survey=survey).values_list("segment", flat=True)) == {"", "l3"}
    assert not SupportTally.objects.filter(survey=survey, people__lt=5).exists()


def test_tally_of_nobody_is_empty():
    counts, sums = tally([], list(question_bank.START_SURVEY), 5)
    assert ([(count.question, count.count) for count in counts], sums) == ([("", 0)], [])


# --- Open answers ------------------------------------------------------------------------------


def test_nine_open_answers_stay_closed():
    survey = published((0, 9, "4", {"loopt_goed": "Prima"}), (12, 9, "4", {}))
    question = results_of(survey).open_questions[0]
    assert (question.readable, question.n, question.shown, question.unread) == (False, 9, (), ())


def test_open_answers_are_first_read_by_the_lead():
    survey = published((0, 10, "4", {"loopt_goed": "Prima"}))
    question = results_of(survey).open_questions[0]
    assert (question.readable, len(question.unread), question.shown) == (True, 10, ())


def test_open_answer_is_shown_after_reading_with_the_name_taken_out():
    survey = published((0, 10, "4", {"loopt_goed": "Vraag het An"}))
    first, second = OpenAnswer.objects.all()[:2]
    review_open_answer(survey=survey, answer=first.pk, show=True, text="Vraag het […]")
    review_open_answer(survey=survey, answer=second.pk, show=False)
    question = results_of(survey).open_questions[0]
    assert (question.shown, question.hidden, len(question.unread)) == (("Vraag het […]",), 1, 8)


def test_open_answer_of_another_survey_cannot_be_reviewed():
    survey, other = published((0, 10, "4", {"loopt_goed": "Prima"})), make_open(title="Andere")
    assert (
        review_open_answer(survey=other, answer=OpenAnswer.objects.filter(survey=survey).first().pk, show=True) is False
    )


# --- By name -----------------------------------------------------------------------------------


def test_named_survey_shows_who_said_what():
    survey = published((0, 6, "4", {}), mode="named")
    assert [row.answers["waarom"] for row in results.named_rows(survey)] == ["4"] * 6


def test_anonymous_survey_has_no_named_rows():
    assert results.named_rows(published((0, 6, "4", {}))) == []


# --- Participation -----------------------------------------------------------------------------


def test_participation_moves_in_steps():
    survey = make_open()
    seen = []
    for person in range(11):
        answer(survey, 1, first=person)
        seen.append(participation_of(survey).total.answered)
    assert seen == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]


def test_participation_of_a_group_moves_in_steps():
    survey = make_open()
    answer(survey, 7)
    assert [(group.label, group.answered, group.text) for group in participation_of(survey).locations] == [
        ("Aalst", 5, "minstens 5 van 11"),
        ("Gent", 0, "nog te weinig om te tonen, van 9"),
    ]


def moves(survey, answers: int) -> set[int]:
    """By how much each line of the page moves when somebody looks before and after every single answer."""
    found, before = set(), None
    for person in range(answers):
        part = participation_of(survey)
        now = {line.label: line.answered for line in (part.total, *part.locations)}
        found |= {now[label] - before[label] for label in now} if before else set()
        before = now
        answer(survey, 1, first=person)
    return found - {0}


def test_looking_before_and_after_each_answer_shows_whole_steps_only():
    assert moves(make_open(), 20) == {5}


def test_looking_before_and_after_each_answer_by_name_shows_each_one():
    """The negative control."""
    assert moves(make_open(mode="named"), 20) == {1}


def test_participation_of_a_named_survey_is_exact():
    survey = make_open(mode="named")
    answer(survey, 3)
    assert participation_of(survey).total.text == "3 van 20"


def test_participation_after_publication_is_exact_as_a_whole():
    survey = make_published(answers=13)
    assert participation_of(survey).total.text == "13 van 20"
