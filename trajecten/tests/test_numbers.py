"""Numbers, dates and hours as they are spoken here."""

import datetime

import pytest
import time_machine
from django.utils import timezone, translation

from trajecten.templatetags import getallen

NOW = datetime.datetime(2026, 3, 12, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def in_dutch_on_a_fixed_day():
    with translation.override("nl"), time_machine.travel(NOW, tick=False):
        yield


def local(*parts):
    return timezone.make_aware(datetime.datetime(*parts))


@pytest.mark.parametrize(("value", "text"), [(1250, "1.250"), (0, "0"), (1234567, "1.234.567"), (None, "")])
def test_getal_groups_thousands(value, text):
    assert getallen.getal(value) == text


@pytest.mark.parametrize(("value", "text"), [(4.5, "4,5"), (4.0, "4"), (1250.25, "1.250,2"), (None, "")])
def test_decimaal_uses_a_comma(value, text):
    assert getallen.decimaal(value) == text


@pytest.mark.parametrize(("value", "text"), [(64, "64%"), (0, "0%"), (None, "")])
def test_procent_of_a_number(value, text):
    assert getallen.procent(value) == text


def test_datum_of_this_year_has_no_year():
    assert getallen.datum(datetime.date(2026, 1, 16)) == "vrijdag 16 januari"


def test_datum_of_another_year_has_one():
    assert getallen.datum(datetime.date(2027, 1, 15)) == "vrijdag 15 januari 2027"


def test_datum_uses_the_local_day():
    assert getallen.datum(datetime.datetime(2026, 3, 11, 23, 30, tzinfo=datetime.UTC)) == "donderdag 12 maart"


@pytest.mark.parametrize(
    ("day", "text"), [((2026, 1, 16), "16 jan."), ((2026, 5, 4), "4 mei"), ((2025, 12, 1), "1 dec. 2025")]
)
def test_datum_kort_shortens_the_month(day, text):
    assert getallen.datum_kort(datetime.date(*day)) == text


@pytest.mark.parametrize(("clock", "text"), [((13, 30), "13.30 uur"), ((8, 0), "8 uur"), ((9, 5), "9.05 uur")])
def test_uur_is_spoken(clock, text):
    assert getallen.uur(local(2026, 3, 12, *clock)) == text


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ((2026, 3, 12, 9, 40), "vandaag om 9.40 uur"),
        ((2026, 3, 11, 23, 59), "gisteren"),
        ((2026, 3, 9, 8, 0), "3 dagen geleden"),
        ((2026, 3, 2, 8, 0), "maandag 2 maart"),
        ((2026, 3, 14, 8, 0), "zaterdag 14 maart"),
    ],
)
def test_geleden_counts_days_up_to_a_week(when, text):
    assert getallen.geleden(local(*when)) == text
