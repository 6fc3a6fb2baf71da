"""How often a bottleneck comes back: the figures of the demo, windows to the day, and no word without enough reports."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from bevraging.tests.factories import make_project
from fundament.models import Bottleneck
from fundament.recurrence import (
    Effect,
    Recurrence,
    Start,
    Window,
    by_bundle,
    effects,
    over_time,
    per_four_weeks,
    recurrence,
)
from fundament.tests.factories import make_bottleneck, make_bundle

TODAY = date(2026, 6, 30)
BEFORE, AFTER = Window.until(TODAY, weeks=8), Window.until(TODAY, weeks=12)
DEMO = [
    (57, 6, "28.5", "2.0", -93),
    (41, 14, "20.5", "4.7", -77),
    (34, 9, "17.0", "3.0", -82),
    (22, 5, "11.0", "1.7", -85),
    (19, 23, "9.5", "7.7", -19),
    (16, 33, "8.0", "11.0", 38),
    (12, 1, "6.0", "0.3", -94),
]


def effect_of(before: int, after: Recurrence) -> Effect:
    return Effect(Recurrence(BEFORE, before), after, Recurrence(BEFORE, before))


@pytest.mark.parametrize(("before", "after", "per_before", "per_after", "change"), DEMO)
def test_figures_of_the_demo_come_out(before, after, per_before, per_after, change):
    effect = effect_of(before, Recurrence(AFTER, after))
    found = (effect.before.per_four_weeks, effect.after.per_four_weeks, effect.change)
    assert found == (Decimal(per_before), Decimal(per_after), change)


def test_all_together_go_from_100_to_30():
    assert per_four_weeks(sum(row[0] for row in DEMO), 56) == Decimal("100.5")
    assert per_four_weeks(sum(row[1] for row in DEMO), 84) == Decimal("30.3")


def test_no_days_is_nothing_and_no_division():
    assert per_four_weeks(3, 0) == 0


@pytest.mark.parametrize(("before", "days", "known"), [(4, 28, False), (5, 27, False), (5, 28, True)])
def test_nothing_is_said_of_too_little(before, days, known):
    since = Window(TODAY - timedelta(days=days - 1), TODAY)
    effect = effect_of(before, Recurrence(since, 0))
    assert (effect.is_known, effect.change) == (known, -100 if known else None)


def test_window_holds_its_first_and_last_day():
    window = Window.until(TODAY, weeks=8)
    assert (window.first, window.last, window.days) == (date(2026, 5, 6), TODAY, 56)
    assert Window.before(TODAY).last == date(2026, 6, 29)


@pytest.fixture
def project(linde):
    return make_project(linde)


def since_day(days_ago: int) -> Start:
    day = TODAY - timedelta(days=days_ago)
    return Start(day, day)


def report(bundle, *days_ago: int, **fields) -> None:
    for days in days_ago:
        make_bottleneck(bundle=bundle, happened_on=TODAY - timedelta(days=days), **fields)


def test_bundle_counts_its_own_within_the_window(project):
    bundle = make_bundle(project=project)
    report(bundle, 0, 55, minutes=10)
    report(bundle, 56)
    report(make_bundle("Andere", project=project), 1)
    found = recurrence(bundle, Window.until(TODAY))
    assert (found.count, found.minutes, found.per_four_weeks) == (2, 20, Decimal("1.0"))


def test_project_counts_what_is_in_no_bundle_too(project):
    report(make_bundle(project=project), 1)
    make_bottleneck(project=project, happened_on=TODAY)
    assert recurrence(project, Window.until(TODAY)).count == 2


@pytest.mark.parametrize("source", ["inventory", "conversation", "open_answer"])
def test_what_was_said_about_no_day_does_not_count(project, source):
    bundle = make_bundle(project=project)
    report(bundle, 1, source=source)
    assert recurrence(bundle, Window.until(TODAY)).count == 0


@pytest.mark.parametrize("bundles", [1, 3])
def test_all_bundles_take_one_query(project, bundles, django_assert_num_queries):
    made = [make_bundle(f"Bundel {number}", project=project) for number in range(bundles)]
    for bundle in made:
        report(bundle, 1, 2)
    make_bottleneck(project=project, happened_on=TODAY)
    with django_assert_num_queries(1):
        found = by_bundle(project, Window.until(TODAY))
    assert {pk: one.count for pk, one in found.items()} == {bundle.pk: 2 for bundle in made}


def test_four_weeks_after_four_weeks(project, django_assert_num_queries):
    bundle = make_bundle(project=project)
    report(bundle, 0, 27, 28, 83, minutes=5)
    report(bundle, 84)
    with django_assert_num_queries(1):
        found = over_time(bundle, periods=3, until=TODAY)
    assert [(one.count, one.minutes, one.window.days) for one in found] == [(1, 5, 28), (1, 5, 28), (2, 10, 28)]


@pytest.mark.parametrize("bundles", [1, 3])
def test_effects_have_a_day_for_each_bundle_in_one_query(project, bundles, django_assert_num_queries):
    since = {}
    for number in range(bundles):
        bundle = make_bundle(f"Bundel {number}", project=project)
        begin = 28 + number
        report(bundle, *range(begin + 1, begin + 7))  # six before
        report(bundle, begin, 0)  # the day itself is after
        report(bundle, begin + 57)  # too long ago
        since[bundle.pk] = since_day(begin)
    with django_assert_num_queries(1):
        found = effects(project, since, until=TODAY)
    assert {pk: (one.before.count, one.after.count) for pk, one in found.items()} == dict.fromkeys(since, (6, 2))


def test_agreement_that_is_still_to_come_has_no_effect(project):
    bundle = make_bundle(project=project)
    report(bundle, 1, 2, 3, 4, 5)
    found = effects(project, {bundle.pk: since_day(-3)}, until=TODAY)[bundle.pk]
    assert (found.before.count, found.after.count, found.change) == (5, 0, None)


def test_without_agreements_nothing_is_asked(project, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert effects(project, {}) == {}


def test_every_source_that_is_not_dated_is_named_above():
    assert set(Bottleneck.Source.values) - {"inventory", "conversation", "open_answer"} == {"reported"}
