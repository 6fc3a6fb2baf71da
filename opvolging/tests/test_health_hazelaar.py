"""The figures of De Hazelaar in follow-up, as [T] §9.10 «Derived health W0» has them."""

from decimal import Decimal

import pytest
from django.utils import timezone

from opvolging.actions.health import read_health
from opvolging.reading import latest_in, shares
from opvolging.tests.hazelaar import whole_story
from trajecten.tests.factories import make_decider, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(linde, lies):
    dirk = make_decider(linde)
    return whole_story(make_project(linde, lies, dirk, step=6), dirk)


def test_pooled_latest_checks_are_those_of_the_story(story):
    today = timezone.localdate()
    found = shares(latest_in(story.project), today)
    assert {f"A{n:02}": (one.percent, one.found.code) for n, one in found.items()} == {
        "A01": (82, "goes_well"),
        "A02": (88, "goes_well"),
        "A03": (95, "goes_well"),
        "A04": (95, "goes_well"),
        "A05": (54, "attention"),
        "A06": (95, "goes_well"),
        "A07": (83, "goes_well"),
        "A08": (None, "too_little"),
        "A09": (90, "goes_well"),
        "A10": (83, "goes_well"),
    }


def test_derived_health_is_that_of_the_story(story):
    reading = read_health(project=story.project)
    told = {row["code"]: (row["state"], row["value"], row["of"], row["agreements"]) for row in reading.measures}
    assert told == {
        "s6.on_time": ("met", "92.9", 28, []),
        "s6.goes_well": ("met", "88.9", 9, [5]),
        "s6.remedy": ("met", "100.0", 2, []),
        "s6.review": ("met", "0", 1, []),
        "s6.spotlight": ("met", "100.0", 6, []),
        "s6.recurrence": ("met", "30.2", 201, [9]),
        "s6.spread": ("met", "67.5", 6, [5]),
        "s6.pulse": ("met", "74", None, []),
        "s6.owners": ("met", "0", 40, []),
    }
    assert (reading.state, reading.met, reading.missed, reading.unknown) == ("healthy", 9, 0, 0)


def test_spread_fell_as_in_the_story_and_family_least(story):
    """Worked out from the whole percents that the result pages tell: one point from the exact spread here and there."""
    reading = read_health(project=story.project)
    rows = next(row["themes"] for row in reading.measures if row["code"] == "s6.spread")
    assert [(row["theme"], row["before"], row["after"], row["before_top"], row["after_top"]) for row in rows] == [
        ("familie", 95, 86, 38, 40),
        ("briefing", 93, 36, 35, 84),
        ("medicatie", 97, 32, 35, 87),
        ("wonden", 97, 31, 37, 88),
        ("observaties", 98, 27, 28, 89),
        ("aanmelden", 94, 20, 37, 92),
    ]


def test_texts_are_kept_in_every_language_of_the_house(story):
    reading = read_health(project=story.project)
    assert {tuple(row["text"]) for row in reading.measures} == {("nl", "fr", "en")}
    assert reading.measures[0]["text"]["nl"] == "Checks op tijd: 26 van 28 (92,9%)."
    assert Decimal(reading.measures[5]["value"]) == Decimal("30.2")
