"""The support line: which source answers, and when we may say «meer» or «minder»."""

import pytest

from trajecten import support
from trajecten.support import SupportPoint


@pytest.fixture
def sources(monkeypatch):
    registry = {}
    monkeypatch.setattr(support, "_sources", registry)
    return registry


def test_points_for_without_projects_asks_no_source(sources):
    support.register_source("test", lambda ids: pytest.fail("asked for nothing"))
    assert support.points_for([]) == {}


def test_points_for_two_sources_puts_each_project_in_order_of_step(sources):
    support.register_source("later", lambda ids: {7: [SupportPoint(3, 64, 40)]})
    support.register_source("first", lambda ids: {7: [SupportPoint(1, 56, 40)], 8: []})
    assert support.points_for([7, 8]) == {7: [SupportPoint(1, 56, 40), SupportPoint(3, 64, 40)]}


def test_register_source_again_replaces_the_earlier_one(sources):
    support.register_source("test", lambda ids: {1: [SupportPoint(1, 10, 9)]})
    support.register_source("test", lambda ids: {1: [SupportPoint(1, 20, 9)]})
    assert support.points_for([1]) == {1: [SupportPoint(1, 20, 9)]}


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (SupportPoint(2, 52, 132, 5), SupportPoint(3, 64, 132, 5), "12 punten meer dan in stap 2"),
        (SupportPoint(2, 64, 132, 5), SupportPoint(3, 52, 132, 5), "12 punten minder dan in stap 2"),
        (SupportPoint(2, 52, 132, 5), SupportPoint(3, 64, 20, 20), "ongeveer gelijk met de vorige meting, in stap 2"),
        (SupportPoint(2, 52, 132), SupportPoint(3, 64, 132), "ongeveer gelijk met de vorige meting, in stap 2"),
        (SupportPoint(1, 50, 300, 0.3), SupportPoint(2, 51, 300, 0.3), "1 punt meer dan in stap 1"),
    ],
)
def test_trend_says_a_direction_only_beyond_the_margins(before, now, said):
    assert support.trend([before, now]) == said


def small(step: int, value: int, n: int) -> SupportPoint:
    return SupportPoint(step, value, n, 1.0, small_group=True)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ([SupportPoint(1, 52, 132, 5), SupportPoint(1, 64, 132, 5)], "12 punten meer dan bij de vorige meting"),
        ([SupportPoint(1, 60, 132, 5), SupportPoint(1, 64, 132, 5)], "ongeveer gelijk met de vorige meting"),
        ([SupportPoint(1, 52, 132, 5), small(1, 65, 5)], "van een kleine groep: te weinig om te vergelijken"),
        ([small(1, 52, 6), SupportPoint(2, 65, 132, 5)], ""),
        ([small(1, 52, 6)], ""),
        ([SupportPoint(1, 52, 99, 5), small(2, 90, 6), SupportPoint(3, 64, 99, 5)], "12 punten meer dan in stap 1"),
    ],
)
def test_trend_never_stands_beside_itself_or_a_small_group(points, said):
    assert support.trend(points) == said


@pytest.mark.parametrize(
    ("places", "said"), [("Gent", ""), ("Aalst", "12 punten meer dan in stap 1"), ("", "12 punten meer dan in stap 1")]
)
def test_trend_never_stands_beside_people_of_other_locations(places, said):
    before = SupportPoint(1, 52, 99, 5, places=frozenset({"Aalst"}))
    now = SupportPoint(2, 64, 99, 5, places=frozenset(filter(None, [places])))
    assert support.trend([before, now]) == said


def test_trend_with_one_measurement_says_nothing():
    assert support.trend([SupportPoint(1, 56, 40, 5)]) == ""
