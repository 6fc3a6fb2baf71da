"""What the latest checks say: the figures of the demo out of its rows, and what expired or was seen too little."""

from datetime import timedelta

import pytest
from django.utils import timezone

from opvolging import reading
from opvolging.reading import Seen
from opvolging.tests.factories import make_check, make_holding, make_rhythm, make_step_6

pytestmark = pytest.mark.django_db

SEEN = """
A01 Hazelnoot -12 20 15
A01 Linde -12 20 17
A01 Meidoorn -12 20 19
A01 Vlier -11 18 14
A01 Wilgenhof -11 16 12
A01 Kornoelje -11 14 8
A01 Kornoelje -4 15 12
A02 Hazelnoot -10 14 12
A02 Linde -10 14 13
A02 Kornoelje -10 12 7
A02 Kornoelje -3 12 10
A03 Hazelnoot -9 30 28
A03 Linde -9 30 29
A03 Meidoorn -9 30 30
A03 Wilgenhof -9 24 21
A04 Hazelnoot -8 11 10
A04 Meidoorn -8 9 9
A05 Hazelnoot -7 22 9
A05 Linde -7 20 11
A05 Vlier -7 16 8
A05 Linde -1 18 13
A06 Linde -8 84 81
A06 Vlier -8 66 61
A07 Vlier -6 12 5
A07 Vlier -2 12 10
A08 Meidoorn -5 3 2
A09 Wilgenhof -5 10 9
A10 Hazelnoot -4 12 10
""".strip().splitlines()
"""Agreement, place, week, seen, followed: the rows of the demo."""
SHARES = {1: 82, 2: 88, 3: 95, 4: 95, 5: 54, 6: 95, 7: 83, 8: None, 9: 90, 10: 83}
"""[T] §9.10, «Latest per location»."""
QUARTER = 13


def write_demo(project) -> None:
    """By hand and not in order: what counts is the day, not which row was written last."""
    versions = [make_holding(project) for _number in range(10)]
    rhythms = {}
    for line in sorted(SEEN, key=lambda line: line.split()[2]):
        code, place, week, seen, followed = line.split()
        if (code, place) not in rhythms:
            rhythms[code, place] = make_rhythm(versions[int(code[1:]) - 1], place, interval_weeks=QUARTER)
        day = timezone.localdate() + timedelta(weeks=int(week))
        make_check(rhythms[code, place], int(seen), int(followed), on=day)


def test_latest_check_per_place_gives_the_figures_of_the_demo(linde, lies, django_assert_num_queries):
    project = make_step_6(lies)
    write_demo(project)
    with django_assert_num_queries(1):
        found = reading.latest_in(project)
    shares = reading.shares(found, timezone.localdate())
    assert {number: share.percent for number, share in shares.items()} == SHARES
    assert [share.found.code for share in shares.values()] == [
        "goes_well", "goes_well", "goes_well", "goes_well", "attention", "goes_well", "goes_well", "too_little",
        "goes_well", "goes_well",
    ]  # fmt: skip


def test_only_the_latest_check_of_a_place_counts_also_across_rhythms(linde, lies):
    project, today = make_step_6(lies), timezone.localdate()
    version = make_holding(project, "Aalst")
    before = make_rhythm(version, "Aalst", ended_on=today - timedelta(days=8))
    make_check(before, 10, 2, on=today - timedelta(days=9))
    make_check(make_rhythm(version, "Aalst"), 10, 9)
    (seen,) = reading.latest_in(project)
    assert (seen.seen, seen.followed, seen.place) == (10, 9, "Aalst")


def test_of_two_on_one_day_the_last_one_written_counts(linde, lies):
    project = make_step_6(lies)
    rhythm = make_rhythm(make_holding(project, "Aalst"), "Aalst")
    make_check(rhythm, 10, 2)
    make_check(rhythm, 10, 8)
    assert [one.followed for one in reading.latest_in(project)] == [8]


def test_everywhere_at_once_is_a_place_of_its_own(linde, lies):
    project = make_step_6(lies)
    version = make_holding(project)
    make_check(make_rhythm(version), 10, 8)
    make_check(make_rhythm(version, "Aalst"), 10, 6)
    assert sorted((one.place, one.followed) for one in reading.latest_in(project)) == [("", 8), ("Aalst", 6)]


def test_expired_is_unknown_however_well_it_went_and_an_older_one_does_not_take_its_place(linde, lies):
    project, today = make_step_6(lies), timezone.localdate()
    rhythm = make_rhythm(make_holding(project, "Aalst"), "Aalst")
    make_check(rhythm, 10, 10, on=today - timedelta(days=20), expires_on=today + timedelta(days=30))
    make_check(rhythm, 10, 10, on=today - timedelta(days=10), expires_on=today - timedelta(days=1))
    found = reading.latest_in(project)
    assert [one.class_on(today).code for one in found] == ["unknown"]
    assert reading.shares(found, today)[1].found.code == "unknown"


def test_what_was_seen_too_little_is_left_out_of_the_share(linde, lies):
    project, today = make_step_6(lies), timezone.localdate()
    version = make_holding(project, "Aalst", "Gent")
    make_check(make_rhythm(version, "Aalst"), 4, 0)
    make_check(make_rhythm(version, "Gent"), 5, 4)
    share = reading.shares(reading.latest_in(project), today)[1]
    assert (share.seen, share.followed, share.places, share.percent, share.found.code) == (5, 4, 1, 80, "goes_well")


def test_many_projects_are_one_query_and_never_mixed(linde, lies, django_assert_num_queries):
    first, second = make_step_6(lies), make_step_6(title="Ander traject", slug="ander")
    make_check(make_rhythm(make_holding(first, "Aalst"), "Aalst"), 10, 9)
    with django_assert_num_queries(1):
        found = reading.latest([first, second])
    assert {pk: len(rows) for pk, rows in found.items()} == {first.pk: 1, second.pk: 0}


@pytest.mark.parametrize(
    ("followed", "seen", "percent"), [(15, 20, 75), (1, 8, 13), (89, 109, 82), (0, 5, 0), (0, 0, None)]
)
def test_share_is_rounded_in_whole_numbers(followed, seen, percent):
    assert reading.percent(followed, seen) == percent


def test_row_without_a_place_has_an_empty_name():
    row = (1, 2, 3, 4, None, None, "sample", "notities", None, 5, 4, None, False)
    assert reading.seen_of(row) == Seen(1, 2, 3, 4, None, "", "sample", "notities", None, 5, 4, None, False)
